// A number of units, exact to six digits. Kept as whole millionths so that unit-days stay integers (PRO-3).
using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>A number of units, exact to six decimal digits, zero or more.</summary>
/// <param name="Micros">Millionths of a unit.</param>
public readonly record struct Quantity(long Micros) : IComparable<Quantity>
{
    private const long MicrosPerUnit = 1_000_000;
    private const decimal Largest = 1_000_000_000m;

    /// <summary>Millionths of the largest quantity.</summary>
    internal const long MostMicros = 1_000_000_000L * MicrosPerUnit;

    /// <summary>No unit.</summary>
    public static Quantity Zero => default;

    /// <summary>One unit: the quantity of a flat charge.</summary>
    public static Quantity One => new(MicrosPerUnit);

    /// <summary>True for no unit.</summary>
    public bool IsZero => Micros == 0;

    /// <summary>The number of units as a decimal.</summary>
    public decimal Units => Micros / (decimal)MicrosPerUnit;

    /// <summary>A whole number of units.</summary>
    public static Quantity Of(long units) => new(units * MicrosPerUnit);

    /// <summary>Reads a number of units; refuses negative ones, more than a thousand million, and more than six digits
    /// (<c>quantity.not_readable</c>).</summary>
    public static Decision<Quantity> From(decimal units)
    {
        if (units < 0 || units > Largest)
        {
            return new QuantityNotReadable(units.ToString(CultureInfo.InvariantCulture));
        }

        decimal micros = units * MicrosPerUnit;
        return decimal.Truncate(micros) == micros
            ? new Quantity((long)micros)
            : new QuantityNotReadable(units.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Reads a number of units written with a decimal point.</summary>
    public static Decision<Quantity> Parse(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal units)
            ? From(units)
            : new QuantityNotReadable(text);

    /// <summary>The sum of two quantities.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(left.Micros + right.Micros);

    /// <summary>The difference of two quantities.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(left.Micros - right.Micros);

    /// <summary>Whether the left is less.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Micros < right.Micros;

    /// <summary>Whether the left is more.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Micros > right.Micros;

    /// <summary>Whether the left is not more.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Micros <= right.Micros;

    /// <summary>Whether the left is not less.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Micros >= right.Micros;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Micros.CompareTo(other.Micros);

    /// <summary>The canonical text, without trailing zeros: <c>12</c>, <c>0.5</c>.</summary>
    public override string ToString() => Units.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>A quantity that cannot be used.</summary>
/// <param name="Text">What was given.</param>
public sealed record QuantityNotReadable(string Text) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "quantity.not_readable";

    /// <inheritdoc/>
    public override string Sentence =>
        $"'{Text}' is not a quantity: give zero or more units, at most a thousand million, with at most six digits after the point.";
}
