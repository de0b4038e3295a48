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
    private const int MostDigits = 28;

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

    /// <summary>Reads an exact decimal: digits with an optional minus sign and decimal point, at most 28 digits, never rounded.</summary>
    /// <param name="text">For example <c>0.0125</c>.</param>
    /// <param name="value">The number, without trailing zeros.</param>
    /// <returns>Whether the text was such a number.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0m;
        ReadOnlySpan<char> rest = text.StartsWith("-") ? text[1..] : text;
        int point = rest.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? rest : rest[..point];
        ReadOnlySpan<char> part = point < 0 ? [] : rest[(point + 1)..];
        bool isPlain = whole.Length > 0 && (point < 0 || part.Length > 0) && whole.Length + part.Length <= MostDigits
            && !whole.ContainsAnyExceptInRange('0', '9') && !part.ContainsAnyExceptInRange('0', '9');
        if (!isPlain || !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal read))
        {
            return false;
        }

        value = Normal(read);
        return true;
    }
}
