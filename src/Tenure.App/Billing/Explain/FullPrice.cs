// The price of a whole billing period, computed again from the numbers of a derivation and the discounts that were agreed
// (PRO-1, MON-4). Nothing is taken from billing but the rounding.
using System.Globalization;
using Tenure.App.Cli;
using Tenure.App.Contracts.Show;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Billing.Explain;

/// <summary>A price computed again.</summary>
/// <param name="Words">How, in one line.</param>
/// <param name="Holds">Whether it is the price that was used.</param>
internal sealed record FullPrice(string Words, bool Holds)
{
    public static FullPrice Of(DerivedPrice price, IReadOnlyList<RecordedFact> history)
    {
        var order = (ContractOrdered)history[0].Fact;
        Currency currency = order.Currency;
        Quantity units = price.Share.Units;
        ComputedPrice computed = price.Terms is { } terms
            ? terms.Of(price.Price, units.Units, currency)
            : new ComputedPrice(price.Price * units.Units, 1, $"{Parsing.Show(new UnitPrice(price.Price, currency))} x {units}");
        string words = computed.Words;
        if (price.PricePeriod is not { } pricePeriod)
        {
            long once = Rounding.ToMinor(computed.Exact / computed.Parts, currency);
            return Compare(price, currency, words, once, once, 0);
        }

        decimal exact = computed.Exact;
        long largestFixed = 0;
        string less = string.Empty;
        decimal left = 1m;
        foreach (Discount discount in AgreedDiscount.AllIn(history).Where(discount => price.Discounts.Contains(discount.Code)))
        {
            bool percent = discount.Form == DiscountForm.Percent;
            left = percent ? PercentRules.Left(order.Clauses.Percents, left, discount.Value) : left;
            largestFixed += percent ? 0 : Rounding.ToMinor(discount.Value, currency);
            less += percent ? $" less {DecimalText.Of(discount.Value)} % ({discount.Code})" : string.Empty;
        }

        exact *= left;
        if (price.CarriedFrom is { } carried)
        {
            long byDays = Rounding.ToMinor(exact * price.Period.Days / (carried.Days * (decimal)computed.Parts), currency);
            return Compare(
                price, currency,
                $"{words} x {price.Period.Days}/{carried.Days} days{less} (a price for {Parsing.Show(carried.Range.Start)} to {Parsing.Show(carried.Range.LastDay)}, carried by days)",
                byDays, byDays, largestFixed);
        }

        (int priced, int billed) = pricePeriod.MonthCount > 0
            ? (pricePeriod.MonthCount, price.Length.MonthCount)
            : (pricePeriod.DayCount, price.Length.DayCount);
        string periods = $"{price.Length} at a price per {ClauseWords.PeriodOf(pricePeriod)}";
        if (billed % priced == 0)
        {
            long whole = Rounding.ToMinor(exact * (billed / priced) / computed.Parts, currency);
            return Compare(price, currency, Times(words, billed / priced) + less + $" ({periods})", whole, whole, largestFixed);
        }

        if (priced % billed == 0)
        {
            long total = Rounding.ToMinor(exact / computed.Parts, currency);
            int parts = priced / billed;
            return Compare(
                price, currency, $"{words}{less}, one of {parts} parts ({periods})", Split.EvenPart(total, parts, parts - 1),
                Split.EvenPart(total, parts, 0), largestFixed);
        }

        long byLength = Rounding.ToMinor(exact * billed / (priced * (decimal)computed.Parts), currency);
        return Compare(price, currency, $"{words} x {billed}/{priced}{less} ({periods})", byLength, byLength, largestFixed);
    }

    /// <summary>The parts of a split differ by one minor unit at most. A fixed discount is split over all lines of its period, so
    /// a line alone shows only its share, which lies from zero to the whole of it.</summary>
    private static FullPrice Compare(DerivedPrice price, Currency currency, string words, long least, long most, long largestFixed)
    {
        string text = $"{Parsing.Show(price.FullMinor, currency)} = {words}";
        if (largestFixed == 0)
        {
            return new FullPrice(text, price.FullMinor == least || price.FullMinor == most);
        }

        long share = most - price.FullMinor;
        return new FullPrice(
            $"{text} less {Parsing.Show(share, currency)}, its share of fixed discounts of {Parsing.Show(largestFixed, currency)}",
            share >= 0 && share <= largestFixed + (most - least));
    }

    private static string Times(string words, int periods) =>
        periods == 1 ? words : string.Create(CultureInfo.InvariantCulture, $"{words} x {periods}");
}
