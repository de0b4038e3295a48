// Discounts in a scenario, read and written: `discount CODE PERCENT percent|AMOUNT off [on CHARGE] once|for N periods|in the first term|renewing
// [from DAY] [until DAY] [for added lines]`. The day until which one lasts is its last.
using System.Globalization;
using System.Text;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>Discounts as text.</summary>
internal static class ScenarioDiscounts
{
    public static Discount Read(ScenarioWords words)
    {
        string code = words.Word();
        decimal value = words.Decimal();
        DiscountForm form = words.Take("percent") ? DiscountForm.Percent
            : words.Take("off") ? DiscountForm.Fixed
            : throw words.Unreadable("percent or off");
        string? charge = words.Take("on") ? words.Word() : null;
        int? periods = words.Take("once") ? 1 : null;
        bool renews = false;
        if (words.Take("for"))
        {
            periods = words.Number();
            words.Expect("periods");
        }
        else if (periods is null && !words.Take("in", "the", "first", "term"))
        {
            words.Expect("renewing");
            renews = true;
        }

        return new Discount(code, form, value, periods, renews, charge)
        {
            Start = words.Take("from") ? words.Day() : null,
            End = words.Take("until") ? words.Day().AddDays(1) : null,
            ReachesAdded = words.Take("for", "added", "lines"),
        };
    }

    public static void Write(StringBuilder text, Discount discount) =>
        text.Append("    discount ").Append(discount.Code).Append(CultureInfo.InvariantCulture, $" {discount.Value}")
            .Append(discount.Form == DiscountForm.Percent ? " percent" : " off")
            .Append(discount.ChargeCode is { } code ? " on " + code : string.Empty)
            .Append(discount.Periods is { } periods ? FormattableString.Invariant($" for {periods} periods")
                : discount.Renews ? " renewing" : " in the first term")
            .Append(discount.Start is { } start ? " from " + DayText.Of(start) : string.Empty)
            .Append(discount.End is { } end ? " until " + DayText.Of(end.AddDays(-1)) : string.Empty)
            .AppendLine(discount.ReachesAdded ? " for added lines" : string.Empty);
}
