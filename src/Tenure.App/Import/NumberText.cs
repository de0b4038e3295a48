// Numbers as files write them, exactly and without guessing: grouping only where the mapping says so, and only in threes.
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Reads numbers.</summary>
internal static class NumberText
{
    /// <summary>Reads a number as a file writes it.</summary>
    public static bool TryRead(string text, NumberForm form, out decimal number)
    {
        if (form is { Decimal: '.', Group: null })
        {
            return DecimalText.TryParse(text, out number);
        }

        number = 0m;
        int point = text.IndexOf(form.Decimal, StringComparison.Ordinal);
        string whole = point < 0 ? text : text[..point];
        string part = point < 0 ? string.Empty : "." + text[(point + 1)..];
        if (form.Group is { } group && whole.Contains(group, StringComparison.Ordinal))
        {
            string[] groups = whole.TrimStart('-').Split(group);
            if (groups[0].Length is 0 or > 3 || groups.Skip(1).Any(digits => digits.Length != 3))
            {
                return false;
            }

            whole = (whole.StartsWith('-') ? "-" : string.Empty) + string.Concat(groups);
        }

        return !whole.Contains('.', StringComparison.Ordinal) && DecimalText.TryParse(whole + part, out number);
    }

    /// <summary>The quotient when it has an end, so that it is exact; else null. The divisor is not zero.</summary>
    public static decimal? Divide(decimal dividend, decimal divisor)
    {
        try
        {
            // A decimal rounds in silence, so its answer counts only when it equals the exact one.
            decimal quotient = dividend / divisor;
            return Fraction.FromDecimal(quotient) == Fraction.FromDecimal(dividend) / Fraction.FromDecimal(divisor) ? quotient : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
