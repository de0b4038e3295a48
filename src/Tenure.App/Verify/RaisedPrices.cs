// The prices of a line after renewals and on days that the order dates prices for, worked out again from the events that a
// derivation names (MON-6): plain decimal arithmetic on the charge that the line froze, the uplift or the price list that each
// renewal recorded, and the prices of the order. The code that folds is not asked.
using System.Globalization;
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Verify;

internal static class RaisedPrices
{
    private const decimal MostPeriods = 1200m;
    private const decimal JudgedBelow = 10_000_000_000m;

    /// <summary>The charge at the prices that the renewals of a derivation lead to; adds a problem for each step that does not
    /// follow, and one when a renewal that counts is left out.</summary>
    public static Charge Of(List<string> problems, StoredContract contract, int line, Charge agreed, JsonElement derivation)
    {
        Charge charge = agreed;
        List<JsonElement> steps = derivation.TryGetProperty("priceSteps", out JsonElement written) ? [.. written.EnumerateArray().Skip(1)] : [];
        Queue<RecordedFact> unnamed = Unnamed(contract, line, derivation, steps);
        foreach (JsonElement step in steps)
        {
            DateOnly on = DayOf(step.GetProperty("on"));
            Miss(problems, contract, line, charge, unnamed, on);
            int sequence = step.GetProperty("event").GetInt32();
            if (Changed(contract, charge, sequence, step) is not { } changed)
            {
                problems.Add($"event {sequence} does not change a price on {step.GetProperty("on")}");
                continue;
            }

            charge = changed;
            if (charge.PriceText != step.GetProperty("price").GetString())
            {
                problems.Add($"event {sequence} makes the price {charge.PriceText}, not {step.GetProperty("price")}");
            }
        }

        Miss(problems, contract, line, charge, unnamed, DateOnly.MaxValue);
        if (MissedDate(contract, line, charge, derivation) is { } dated)
        {
            problems.Add($"the order dates the price {DecimalText.Of(dated.Price)} for {DayText.Of(dated.On)}, and the derivation does not name it");
        }

        return charge;
    }

    /// <summary>The charge after an event that changes its price on a day; nothing when it does not.</summary>
    private static Charge? Changed(StoredContract contract, Charge charge, int sequence, JsonElement step) =>
        contract.History.Find(recorded => recorded.Sequence == sequence)?.Fact switch
        {
            ContractRenewed renewed when DayText.Of(renewed.EffectiveOn) == step.GetProperty("on").GetString()
                && step.TryGetProperty("uplift", out JsonElement uplift) && renewed.Uplift.ToString() == uplift.GetString() => After(charge, renewed),
            ContractOrdered ordered when ordered.Prices.FirstOrDefault(price => price.ChargeCode == charge.Code
                && DayText.Of(price.On) == DatedOn(step)) is { } dated && string.CompareOrdinal(DatedOn(step), step.GetProperty("on").GetString()) <= 0 =>
                charge with { Price = new UnitPrice(dated.Price, charge.Price.Currency) },
            _ => null,
        };

    /// <summary>The day for which the order dates a price; it counts from there, or from the next period.</summary>
    private static string DatedOn(JsonElement step) =>
        (step.TryGetProperty("dated", out JsonElement dated) ? dated : step.GetProperty("on")).GetString()!;

    /// <summary>A price that the order dates after the line was priced and by the slice's period, and that the derivation leaves out.</summary>
    private static DatedPrice? MissedDate(StoredContract contract, int line, Charge charge, JsonElement derivation)
    {
        if (contract.History is not [{ Fact: ContractOrdered order }, ..]
            || contract.History.Find(recorded => Opens(recorded.Fact, line)) is not { } opened)
        {
            return null;
        }

        DateOnly first = DayOf(derivation.GetProperty("period").GetProperty("start"));
        HashSet<string> named = derivation.TryGetProperty("priceSteps", out JsonElement steps)
            ? [.. steps.EnumerateArray().Where(static step => step.GetProperty("event").GetInt32() == 1).Select(DatedOn)]
            : [];
        bool isDated = charge.IsPlain && order.Lines.Any(each =>
            each.Charge.Code == charge.Code && each.Charge.Model == charge.Model && each.Charge.PricePeriod == charge.PricePeriod);
        return order.Prices.FirstOrDefault(price => isDated && price.ChargeCode == charge.Code && price.On > opened.Fact.EffectiveOn
            && price.On <= first && !named.Contains(DayText.Of(price.On)));
    }

    /// <summary>The renewals after the line's own event and by the slice's first day that the derivation names no price for, in the
    /// order in which they count. Where an event was dropped for good, nobody can tell from one line which renewals counted when it
    /// was billed.</summary>
    private static Queue<RecordedFact> Unnamed(StoredContract contract, int line, JsonElement derivation, List<JsonElement> steps)
    {
        if (contract.History.Exists(static recorded => recorded.Fact is ContractReinstated { Dropped.IsEmpty: false })
            || contract.History.Find(recorded => Opens(recorded.Fact, line)) is not { } opened)
        {
            return [];
        }

        DateOnly last = DayOf(derivation.GetProperty("period").GetProperty("end"));
        DateOnly served = derivation.TryGetProperty("slice", out JsonElement slice) ? DayOf(slice.GetProperty("start")) : DateOnly.MinValue;
        return new Queue<RecordedFact>(contract.History
            .Where(recorded => recorded.Fact is ContractRenewed renewed && IsAfter(recorded, opened) && !PricesOf(opened.Fact, line, renewed)
                && renewed.EffectiveOn <= served && renewed.EffectiveOn < last
                && !steps.Exists(step => step.GetProperty("event").GetInt32() == recorded.Sequence
                    || (step.GetProperty("event").GetInt32() == 1 && DayOf(step.GetProperty("on")) == renewed.EffectiveOn)))
            .OrderBy(static recorded => recorded.Fact.EffectiveOn).ThenBy(static recorded => recorded.Sequence));
    }

    /// <summary>Whether a change opens a line with prices of its own for the very term that a renewal begins.</summary>
    private static bool PricesOf(Fact opened, int line, ContractRenewed renewed) => opened is ContractUpgraded upgraded
        && upgraded.Added.First(each => each.Line == line).PricedAnew
        && (upgraded.AtTerm == renewed.TermIndex || upgraded.EffectiveOn == renewed.EffectiveOn);

    /// <summary>Renewals before a day that name no price must leave the price as it was.</summary>
    private static void Miss(
        List<string> problems, StoredContract contract, int line, Charge charge, Queue<RecordedFact> unnamed, DateOnly before)
    {
        while (unnamed.TryPeek(out RecordedFact? renewal) && renewal.Fact.EffectiveOn < before)
        {
            Charge raised = After(charge, (ContractRenewed)unnamed.Dequeue().Fact);
            if (raised.PriceText != charge.PriceText && CanBeHeld(raised, contract.Ordered(line)!))
            {
                problems.Add($"event {renewal.Sequence} changes the price to {raised.PriceText}, and the derivation does not name it");
            }
        }
    }

    private static DateOnly DayOf(JsonElement day) => DateOnly.ParseExact(day.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Prices so high that no book could hold them stay. Well below that bound every price must have risen.</summary>
    private static bool CanBeHeld(Charge raised, OrderedLine line) =>
        Amounts(raised).Max() * Math.Max(1m, line.Quantity.Units) * MostPeriods < JudgedBelow;

    private static bool IsAfter(RecordedFact recorded, RecordedFact opened) =>
        recorded.Fact.EffectiveOn > opened.Fact.EffectiveOn
        || (recorded.Fact.EffectiveOn == opened.Fact.EffectiveOn && recorded.Sequence > opened.Sequence);

    private static bool Opens(Fact fact, int line) => fact switch
    {
        ContractOrdered ordered => ordered.Lines.Any(each => each.Line == line),
        ContractUpgraded upgraded => upgraded.Added.Any(each => each.Line == line),
        _ => false,
    };

    private static Charge After(Charge charge, ContractRenewed renewed)
    {
        Charge? listed = renewed.List is { } list ? list.Charges.FirstOrDefault(each => each.Code == charge.Code) : null;
        bool looks = renewed.Uplift.Kind is UpliftKind.List or UpliftKind.Capped;
        if (renewed.Uplift.Kind == UpliftKind.None || charge.Kind == ChargeKind.OneTime || (looks && !SameTerms(charge, listed)))
        {
            return charge;
        }

        List<decimal> amounts = Amounts(charge);
        List<decimal> onList = looks ? Amounts(listed!) : amounts;
        int digits = renewed.Uplift.Digits
            ?? amounts.Select(static amount => (int)DecimalText.Normal(amount).Scale).Append(charge.Price.Currency.Digits).Max();
        List<decimal> raised = [.. amounts.Zip(onList, (amount, other) => renewed.Uplift.Kind == UpliftKind.List
            ? other
            : Least(other, Grown(amount, renewed.Uplift.Percent, digits), looks))];
        return charge with
        {
            Price = new UnitPrice(raised[0], charge.Price.Currency),
            Minimum = DecimalText.Normal(raised[1]),
            Tiers = charge.Tiers.IsEmpty ? charge.Tiers : new PriceTiers(
                [.. charge.Tiers.All.Select((tier, i) => tier with { Price = raised[2 + (2 * i)], Fee = raised[3 + (2 * i)] })]),
        };
    }

    /// <summary>Half away from zero at the last digit that is kept; a price that would vanish, or fall though it is raised, stays.</summary>
    private static decimal Grown(decimal amount, decimal percent, int digits)
    {
        decimal step = 1m;
        for (int i = 0; i < digits; i++)
        {
            step /= 10m;
        }

        decimal whole = decimal.Floor((amount * (100m + percent) / 100m / step) + 0.5m);
        return whole == 0m || (percent >= 0m && whole * step < amount) ? amount : DecimalText.Normal(whole * step);
    }

    private static decimal Least(decimal onList, decimal grown, bool looks) => looks && onList < grown ? onList : grown;

    private static List<decimal> Amounts(Charge charge) =>
        [charge.Price.Amount, charge.Minimum, .. charge.Tiers.All.SelectMany(static tier => new[] { tier.Price, tier.Fee })];

    private static bool SameTerms(Charge charge, Charge? listed) => listed is not null
        && (charge.Kind, charge.Model, charge.Price.Currency, charge.PricePeriod, charge.Block, charge.Included, charge.Minimum == 0)
            == (listed.Kind, listed.Model, listed.Price.Currency, listed.PricePeriod, listed.Block, listed.Included, listed.Minimum == 0)
        && charge.Tiers.All.Select(static tier => tier.To).SequenceEqual(listed.Tiers.All.Select(static tier => tier.To));
}
