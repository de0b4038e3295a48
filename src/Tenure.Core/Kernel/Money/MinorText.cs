using System.Globalization;

namespace Tenure.Core.Kernel;

/// <summary>The text of whole minor units: a decimal point placed by digits, no grouping, no rounding, no decimal type.</summary>
internal static class MinorText
{
    internal static string Of(long minor, int digits)
    {
        // The longest is a minus sign, 19 digits, a point and leading zeros.
        Span<char> text = stackalloc char[32];
        UInt128 size = (UInt128)(minor < 0 ? -(Int128)minor : minor);
        int at = text.Length;
        for (int place = 0; place <= digits || size != 0; place++)
        {
            if (place == digits && digits > 0)
            {
                text[--at] = '.';
            }

            (size, UInt128 digit) = UInt128.DivRem(size, 10);
            text[--at] = (char)('0' + (int)digit);
        }

        if (minor < 0)
        {
            text[--at] = '-';
        }

        return new string(text[at..]);
    }

    internal static bool TryParse(ReadOnlySpan<char> text, int digits, out long minor)
    {
        minor = 0;
        bool isNegative = text.StartsWith("-");
        ReadOnlySpan<char> rest = isNegative ? text[1..] : text;
        int point = rest.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? rest : rest[..point];
        ReadOnlySpan<char> part = point < 0 ? [] : rest[(point + 1)..];
        bool isPlain = whole.Length is > 0 and <= 19 && !whole.ContainsAnyExceptInRange('0', '9')
            && part.Length <= digits && (point < 0 || part.Length > 0) && !part.ContainsAnyExceptInRange('0', '9');
        if (!isPlain)
        {
            return false;
        }

        Int128 size = Int128.Parse(whole, NumberStyles.None, CultureInfo.InvariantCulture);
        for (int place = 0; place < digits; place++)
        {
            size = (size * 10) + (place < part.Length ? part[place] - '0' : 0);
        }

        size = isNegative ? -size : size;
        bool fits = size >= long.MinValue && size <= long.MaxValue;
        minor = fits ? (long)size : 0;
        return fits;
    }
}
