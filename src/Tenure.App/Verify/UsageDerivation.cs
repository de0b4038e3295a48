// The amount of a batch of usage, worked out again from the derivation stored beside it (BIL-8): the totals that its events recorded,
// their price, and the minimum for what was served. Plain decimal arithmetic; the code that bills is not asked.
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Tenure.App.Billing.Explain;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify;

internal static class UsageDerivation
{
    /// <summary>Adds a problem for each number that does not follow from the others.</summary>
    public static void Check(List<string> problems, StoredContract contract, DocumentLineRow line, JsonElement root, JsonElement usage)
    {
        CheckRange(problems, root.GetProperty("period"), "period");
        if (root.TryGetProperty("slice", out JsonElement slice))
        {
            CheckRange(problems, slice, "slice");
            Expect(problems, "slice start", DayOf(slice, "start"), line.ServiceStart);
            Expect(problems, "slice end", DayOf(slice, "end"), line.ServiceEnd);
            Expect(problems, "kind", "usage", line.Kind);
            CheckDay(problems, contract, line, root);
        }

        decimal total = CheckRecorded(problems, contract, line, usage);
        if (contract.Ordered(line.ContractLine)?.Charge is { } ordered)
        {
            CheckFigure(problems, contract, root, usage, RaisedPrices.Of([], contract, line.ContractLine, ordered, root), total);
        }
    }

    /// <summary>Each total is that of its event on that line, and they add up.</summary>
    private static decimal CheckRecorded(List<string> problems, StoredContract contract, DocumentLineRow line, JsonElement usage)
    {
        decimal sum = 0m;
        foreach (JsonElement recorded in usage.GetProperty("recorded").EnumerateArray())
        {
            int sequence = recorded.GetProperty("event").GetInt32();
            decimal quantity = NumberOf(recorded, "quantity");
            sum += quantity;
            bool named = contract.History.Find(each => each.Sequence == sequence)?.Fact is UsageRecorded fact
                && fact.Line == line.ContractLine && new Quantity(fact.Micros).Units == quantity;
            if (!named)
            {
                problems.Add($"event {sequence} does not record {recorded.GetProperty("quantity")} on line {line.ContractLine}");
            }
        }

        decimal total = NumberOf(usage, "total");
        Expect(problems, "total", total, Math.Max(0m, sum));
        return total;
    }

    /// <summary>full = price of the total; figure = the greater of it and of the minimum for what is served.</summary>
    private static void CheckFigure(
        List<string> problems, StoredContract contract, JsonElement root, JsonElement usage, Charge charge, decimal total)
    {
        decimal kept = 1m;
        decimal added = 0m;
        foreach (JsonElement named in root.GetProperty("discounts").EnumerateArray())
        {
            Discount? discount = AgreedDiscount.AllIn(contract.History).FirstOrDefault(each => each.Code == named.GetString());
            if (discount is not { Form: DiscountForm.Percent })
            {
                problems.Add($"discount {named} is no percentage that was agreed");
                return;
            }

            bool adds = contract.Dossier?.Existing.Clauses.Percents == PercentRule.Added;
            kept *= adds ? 1m : (100m - discount.Value) / 100m;
            added += adds ? discount.Value : 0m;
        }

        kept *= (100m - Math.Min(added, 100m)) / 100m;

        bool prepaid = usage.TryGetProperty("prepaid", out JsonElement units);
        decimal priced = prepaid ? NumberOf(units, "units") : total;
        ComputedPrice price = root.TryGetProperty("pricing", out JsonElement terms)
            ? (PriceTerms.Read(terms) with { Minimum = 0m }).Of(charge.Price.Amount, priced, charge.Price.Currency)
            : new ComputedPrice(charge.Price.Amount * priced, 1, string.Empty);
        long full = root.GetProperty("full").GetInt64();
        decimal exact = price.Exact * kept / price.Parts;
        if (prepaid)
        {
            CheckPrepaid(problems, root, units, charge, full, exact * PartOf(root, charge), kept, total);
            return;
        }

        Expect(problems, "full", full, Rounding.ToMinor(exact, charge.Price.Currency));
        long least = 0;
        if (usage.TryGetProperty("minimum", out JsonElement minimum))
        {
            long whole = minimum.GetProperty("full").GetInt64();
            Expect(problems, "minimum", whole, Rounding.ToMinor(charge.Minimum * kept * PartOf(root, charge), charge.Price.Currency));
            least = Kept(whole, minimum, root);
        }

        Expect(problems, "figure", root.GetProperty("figure").GetInt64(), Math.Max(full, least));
    }

    /// <summary>figure = what is kept of the price of the units, and the price of what was used beyond them once the period is over. A
    /// last period of fewer months has its part of the price, split to the minor unit.</summary>
    private static void CheckPrepaid(
        List<string> problems, JsonElement root, JsonElement units, Charge charge, long full, decimal exact, decimal kept, decimal total)
    {
        if (Math.Abs(full - Rounding.ToMinor(exact, charge.Price.Currency)) > (root.GetProperty("length").GetString() == charge.PricePeriod.ToString() ? 0 : 1))
        {
            problems.Add($"full {full} where the prepaid units make {exact.ToString("0.###", CultureInfo.InvariantCulture)}");
        }

        decimal bought = NumberOf(units, "bought");
        Expect(problems, "bought", bought, charge.Block.IsZero
            ? NumberOf(units, "units")
            : decimal.Ceiling(NumberOf(units, "units") / charge.Block.Units) * charge.Block.Units);
        long overage = units.GetProperty("overage").GetInt64();
        if (overage != 0)
        {
            Expect(problems, "overage", overage, Rounding.ToMinor((charge.Overage ?? 0m) * Math.Max(0m, total - bought) * kept, charge.Price.Currency));
        }

        Expect(problems, "figure", root.GetProperty("figure").GetInt64(), Kept(full, units, root) + overage);
    }

    /// <summary>The part of a price period that the billing period nominally is; less than one where fewer months are left of a term.</summary>
    private static decimal PartOf(JsonElement root, Charge charge)
    {
        Cadence length = Cadence.Parse(root.GetProperty("length").GetString() ?? string.Empty).Value;
        return charge.PricePeriod.MonthCount > 0
            ? length.MonthCount / (decimal)charge.PricePeriod.MonthCount
            : length.DayCount / (decimal)charge.PricePeriod.DayCount;
    }

    /// <summary>round(whole x kept / of).</summary>
    private static long Kept(long whole, JsonElement share, JsonElement root) =>
        (long)Checks.LineDerivations.Rounded(whole * (BigInteger)NumberOf(share, "kept"), (BigInteger)NumberOf(share, "of"), root);

    /// <summary>Usage is not due before its period is over, or service has ended within it (BIL-1).</summary>
    private static void CheckDay(List<string> problems, StoredContract contract, DocumentLineRow line, JsonElement root)
    {
        bool prepaid = root.GetProperty("usage").TryGetProperty("prepaid", out _);
        if (contract.History[0].Fact is not ContractOrdered { Clauses: var clauses } || contract.Document(line.DocumentId) is not { } document)
        {
            return;
        }

        DateOnly earliest = prepaid ? line.ServiceStart.AddDays(-clauses.LeadDays)
            : clauses.Arrears == ArrearsIssue.PeriodEnd ? DayOf(root.GetProperty("period"), "end") : line.ServiceEnd;
        if (document.IssueOn < earliest)
        {
            problems.Add($"issued on {DayText.Of(document.IssueOn)} and not due before {DayText.Of(earliest)}");
        }
    }

    private static void CheckRange(List<string> problems, JsonElement range, string name) => Expect(
        problems, "days of the " + name, range.GetProperty("days").GetInt32(), DayOf(range, "end").DayNumber - DayOf(range, "start").DayNumber);

    private static void Expect<T>(List<string> problems, string what, T derived, T stored)
    {
        if (!EqualityComparer<T>.Default.Equals(derived, stored))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {derived} in the derivation, {stored} by the other rows"));
        }
    }

    private static decimal NumberOf(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString() ?? string.Empty, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static DateOnly DayOf(JsonElement element, string name) =>
        DateOnly.ParseExact(element.GetProperty(name).GetString() ?? string.Empty, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
