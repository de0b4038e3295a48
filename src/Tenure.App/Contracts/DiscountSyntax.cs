// How people write discounts: CODE=10%, CODE=50.00, then how long, for what, and for which charge.
using System.Collections.Immutable;
using System.Globalization;
using Tenure.App.Catalogue.AddPlan;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts;

internal static class DiscountSyntax
{
    private const string Value = "a percentage or an amount after the '=', such as CODE=10% or CODE=50.00";
    private const string Parts =
        "after each ':' one of once, a number of billing periods, until=2027-03-15, from=2027-01-01, renews, or added for an amount";

    private const string Length =
        "one length: once, a number of billing periods or until a day; what lasts once or for a number of periods does not renew";

    /// <summary>Every discount that was given, in the order in which they were.</summary>
    public static Decision<ImmutableArray<Discount>> Read(string option, string[]? given)
    {
        var discounts = ImmutableArray.CreateBuilder<Discount>();
        foreach (string text in given ?? [])
        {
            if (Parse(text, out string expected) is not { } discount)
            {
                return new OptionNotReadable(option, text, expected);
            }

            discounts.Add(discount);
        }

        return discounts.ToImmutable();
    }

    /// <summary>One discount; <c>null</c> when it cannot be read, and what is expected where it cannot.</summary>
    private static Discount? Parse(string text, out string expected)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int at = text.IndexOf('@', StringComparison.Ordinal);
        if (equals <= 0 || (at >= 0 && at < equals) || !ChargeSyntax.IsCode(text[..equals]))
        {
            expected = "a code of at most 64 letters, digits and . _ -, then '=' and what it takes off, such as CODE=10%, CODE=50.00:3 or CODE=10%:renews@seats";
            return null;
        }

        string[] parts = (at >= 0 ? text[(equals + 1)..at] : text[(equals + 1)..]).Split(':');
        bool percent = parts[0].EndsWith('%');
        Decision<decimal> value = Parsing.Number("--discount", percent ? parts[0][..^1] : parts[0]);
        expected = Value;
        if (!value.IsAccepted)
        {
            return null;
        }

        Discount? discount = new(
            text[..equals], percent ? DiscountForm.Percent : DiscountForm.Fixed, value.Value, null, false, at >= 0 ? text[(at + 1)..] : null);
        expected = Parts;
        foreach (string part in parts[1..])
        {
            expected = discount is { Periods: not null } && IsLength(part) ? Length : expected;
            discount = discount is null ? null : With(discount, part);
        }

        bool contradicts = discount is { Periods: not null, End: not null } or { Periods: not null, Renews: true };
        expected = contradicts ? Length : expected;
        return contradicts ? null : discount;
    }

    private static bool IsLength(string part) =>
        part == "once" || int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static Discount? With(Discount discount, string part) => part switch
    {
        "once" when discount.Periods is null => discount with { Periods = 1 },
        "renews" => discount with { Renews = true },
        "added" when discount.Form == DiscountForm.Fixed => discount with { ReachesAdded = true },
        _ when part.StartsWith("until=", StringComparison.Ordinal) => DayText.Parse(part[6..]).Match<Discount?>(
            day => discount with { End = day.AddDays(1) }, static _ => null),
        _ when part.StartsWith("from=", StringComparison.Ordinal) => DayText.Parse(part[5..]).Match<Discount?>(
            day => discount with { Start = day }, static _ => null),
        _ => discount.Periods is null && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int periods) && periods > 0
            ? discount with { Periods = periods }
            : null,
    };
}
