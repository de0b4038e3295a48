using System.Globalization;

namespace Tenure.Core.Kernel;

/// <summary>
/// The one text of an exact decimal: no trailing zeros, no exponent, no plus sign, no minus zero. <c>12.50</c> and
/// <c>12.5</c> are the same number and so have the same text, which is what hashes need.
/// </summary>
public static class DecimalText
{
    // Dividing by one with all its places is exact and drops every trailing zero.
    private const decimal One = 1.0000000000000000000000000000m;
    private const int MostPlaces = 28;
    private static readonly Int128 Largest = (Int128)decimal.MaxValue;

    /// <summary>The longest canonical text in characters: a sign, 29 digits, a point and a leading zero.</summary>
    public const int LongestLength = 32;

    /// <summary>The same number without trailing zeros, and zero without a sign.</summary>
    /// <param name="value">Any decimal.</param>
    public static decimal Normal(decimal value) => value == 0m ? 0m : value / One;

    /// <summary>The canonical text.</summary>
    /// <param name="value">Any decimal.</param>
    public static string Of(decimal value) => Normal(value).ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes the canonical text as ASCII.</summary>
    /// <param name="value">Any decimal.</param>
    /// <param name="utf8">At least <see cref="LongestLength"/> bytes.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Write(decimal value, Span<byte> utf8)
    {
        Invariant.Holds(Normal(value).TryFormat(utf8, out int written, default, CultureInfo.InvariantCulture),
            "The buffer is too short for a decimal.");
        return written;
    }

    /// <summary>Reads an exact decimal: digits with an optional minus sign and decimal point, never rounded.</summary>
    /// <param name="text">For example <c>0.0125</c>. Any 28 digits will do; more digits than a decimal holds exactly do not.</param>
    /// <param name="value">The number, without trailing zeros.</param>
    /// <returns>Whether the text was such a number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0m;
        bool isNegative = text.StartsWith("-");
        ReadOnlySpan<char> rest = isNegative ? text[1..] : text;
        int point = rest.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? rest : rest[..point];
        ReadOnlySpan<char> part = point < 0 ? [] : rest[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && part.IsEmpty))
        {
            return false;
        }

        part = part.TrimEnd('0');
        Int128 size = 0;
        if (part.Length > MostPlaces || !Append(whole, ref size) || !Append(part, ref size))
        {
            return false;
        }

        int low = unchecked((int)(uint)(size & uint.MaxValue));
        int middle = unchecked((int)(uint)((size >> 32) & uint.MaxValue));
        int high = unchecked((int)(uint)(size >> 64));
        value = Normal(new decimal(low, middle, high, isNegative, (byte)part.Length));
        return true;
    }

    private static bool Append(ReadOnlySpan<char> digits, ref Int128 size)
    {
        foreach (char digit in digits)
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            size = (size * 10) + (digit - '0');
            if (size > Largest)
            {
                return false;
            }
        }

        return true;
    }
}
