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
    /// <summary>Every discount that was given, in the order in which they were.</summary>
    public static Decision<ImmutableArray<Discount>> Read(string option, string[]? given)
    {
        var discounts = ImmutableArray.CreateBuilder<Discount>();
        foreach (string text in given ?? [])
        {
            if (Parse(text) is not { } discount)
            {
                return new OptionNotReadable(
                    option, text, "CODE=10% with a code of at most 64 letters, digits and . _ -, CODE=50.00, CODE=10%:once, CODE=10%:from=2027-01-01, CODE=10%:3, CODE=10%:until=2027-03-15, CODE=50.00:renews:added or CODE=10%:renews@seats");
            }

            discounts.Add(discount);
        }

        return discounts.ToImmutable();
    }

    /// <summary>One discount; <c>null</c> when it cannot be read.</summary>
    private static Discount? Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        int at = text.IndexOf('@', StringComparison.Ordinal);
        if (equals <= 0 || (at >= 0 && at < equals) || !ChargeSyntax.IsCode(text[..equals]))
        {
            return null;
        }

        string[] parts = (at >= 0 ? text[(equals + 1)..at] : text[(equals + 1)..]).Split(':');
        bool percent = parts[0].EndsWith('%');
        Decision<decimal> value = Parsing.Number("--discount", percent ? parts[0][..^1] : parts[0]);
        if (!value.IsAccepted)
        {
            return null;
        }

        Discount? discount = new(
            text[..equals], percent ? DiscountForm.Percent : DiscountForm.Fixed, value.Value, null, false, at >= 0 ? text[(at + 1)..] : null);
        foreach (string part in parts[1..])
        {
            discount = discount is null ? null : With(discount, part);
        }

        return discount is { Periods: not null, End: not null } or { Periods: not null, Renews: true } ? null : discount;
    }

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
