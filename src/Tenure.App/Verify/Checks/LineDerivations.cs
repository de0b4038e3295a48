// Every amount is worked out again from the derivation stored beside it (BIL-8): the figure from price, quantity, period and
// days, the amount from the figure and what the line and period had before (PRO-1, PRO-3). Plain decimal arithmetic on the
// stored text; the code that bills is not asked.
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Tenure.App.Billing.Explain;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class LineDerivations : ContractCheck
{
    // A year's price split over its months differs from a twelfth by less than a unit and the rounding of the year.
    private const decimal MostBySplit = 1.25m;

    private const string HalfToEven = "half to even";

    public override string Id => "documents.derivations";

    public override string Law => "Every amount follows from the derivation stored beside it.";

    protected override string Advice => "Amount and derivation were written together and never change: restore the line from a backup.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        var sums = new Dictionary<(int Line, int Period), long>();
        for (int i = 0; i < contract.Lines.Count; i++)
        {
            DocumentLineRow line = contract.Lines[i];
            int last = i;
            while (line.AmountMinor <= 0 && last + 1 < contract.Lines.Count && IsSameCredit(line, contract.Lines[last + 1]))
            {
                last++;
            }

            List<DocumentLineRow> lines = contract.Lines.GetRange(i, last - i + 1);
            bool began = sums.TryGetValue((line.ContractLine, line.PeriodIndex), out long before);
            List<string> problems = ProblemsOf(contract, lines, began ? before : null);
            sums[(line.ContractLine, line.PeriodIndex)] = before + lines.Sum(each => each.AmountMinor);
            i = last;
            foreach (string problem in problems)
            {
                foreach (DocumentLineRow each in lines)
                {
                    yield return Found(RowName.Line(each.DocumentId, each.LineIndex), "an amount that follows from its derivation", problem);
                }
            }
        }
    }

    /// <summary>A credit that is spread over several debits has one derivation on all its lines.</summary>
    private static bool IsSameCredit(DocumentLineRow one, DocumentLineRow other) =>
        one.DocumentId == other.DocumentId && one.ContractLine == other.ContractLine && one.PeriodIndex == other.PeriodIndex
        && one.Derivation.Span.SequenceEqual(other.Derivation.Span);

    private static List<string> ProblemsOf(StoredContract contract, List<DocumentLineRow> lines, long? before)
    {
        var problems = new List<string>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(lines[0].Derivation);
            JsonElement root = document.RootElement;
            long amount = lines.Sum(line => line.AmountMinor);
            Expect(problems, "amount", root.GetProperty("amount").GetInt64(), amount);
            if (root.TryGetProperty("usage", out JsonElement usage))
            {
                CheckCredit(problems, root, before ?? 0, amount);
                UsageDerivation.Check(problems, contract, lines[0], root, usage);
            }
            else if (root.TryGetProperty("fee", out JsonElement fee))
            {
                FeeDerivation.Check(problems, contract, lines[0], root, fee);
            }
            else if (root.TryGetProperty("slice", out JsonElement slice))
            {
                CheckDebit(problems, contract, lines[0], root, slice, before);
                CheckFigure(problems, root);
            }
            else
            {
                CheckCredit(problems, root, before ?? 0, amount);
                CheckFigure(problems, root);
            }

            CheckGranted(problems, contract, lines[0], root);
            CheckCharge(problems, contract, lines[0], root);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or OverflowException or InvariantBrokenException)
        {
            problems.Add("the derivation cannot be read: " + failure.Message);
        }

        return problems;
    }

    private static void CheckDebit(
        List<string> problems, StoredContract contract, DocumentLineRow line, JsonElement root, JsonElement slice, long? before)
    {
        long figure = root.GetProperty("figure").GetInt64();
        Expect(problems, "slice start", DayOf(slice, "start"), line.ServiceStart);
        Expect(problems, "slice end", DayOf(slice, "end"), line.ServiceEnd);
        if ((before ?? 0) + line.AmountMinor != figure)
        {
            problems.Add($"amount {line.AmountMinor} on top of {before ?? 0} does not lead to figure {figure}");
        }

        if (contract.Ordered(line.ContractLine)?.Charge is not { } charge)
        {
            return;
        }

        Expect(problems, "kind", charge.Kind == ChargeKind.OneTime ? "one_time" : "slice", line.Kind);
        if (charge.Kind == ChargeKind.Recurring)
        {
            decimal quantity = NumberOf(root, "quantity");
            JsonElement period = root.GetProperty("period");
            JsonElement served = root.GetProperty("served");
            if (DayCountOf(contract) == DayCount.Actual)
            {
                Expect(problems, "unit-days of the period", NumberOf(served, "ofUnitDays"), quantity * period.GetProperty("days").GetInt32());
            }
            else
            {
                Expect(problems, "day count", served.GetProperty("by").GetString(), DayCounts.NameOf(DayCountOf(contract)));
                Expect(problems, "units", NumberOf(served, "units"), quantity);
            }

            if (DayOf(period, "start") > line.ServiceStart || DayOf(period, "end") < line.ServiceEnd)
            {
                problems.Add("the slice lies outside its period");
            }

            CheckDay(problems, contract, line, charge, root);
            CheckFull(problems, contract, root, RaisedPrices.Of([], contract, line.ContractLine, charge, root), quantity);
        }
    }

    /// <summary>Nothing is issued before the day that the clauses allow: in advance the lead days before the slice, in arrears the end of
    /// the slice or of its period (BIL-1).</summary>
    private static void CheckDay(List<string> problems, StoredContract contract, DocumentLineRow line, Charge charge, JsonElement root)
    {
        if (contract.History[0].Fact is not ContractOrdered { Clauses: var clauses } || contract.Document(line.DocumentId) is not { } document)
        {
            return;
        }

        DateOnly earliest = charge.Timing == BillingTiming.InAdvance ? line.ServiceStart.AddDays(-clauses.LeadDays)
            : clauses.Arrears == ArrearsIssue.PeriodEnd ? DayOf(root.GetProperty("period"), "end")
            : line.ServiceEnd;
        if (document.IssueOn < earliest)
        {
            problems.Add($"issued on {DayText.Of(document.IssueOn)} and not due before {DayText.Of(earliest)}");
        }
    }

    private static DayCount DayCountOf(StoredContract contract) =>
        contract.History[0].Fact is ContractOrdered order ? order.Clauses.DayCount : DayCount.Actual;

    private static void CheckCredit(List<string> problems, JsonElement root, long before, long amount)
    {
        Expect(problems, "billed before", root.GetProperty("billedBefore").GetInt64(), before);
        Expect(problems, "figure", root.GetProperty("figure").GetInt64(), before + amount);
    }

    /// <summary>figure = round(full x served / all), half away from zero.</summary>
    private static void CheckFigure(List<string> problems, JsonElement root)
    {
        long figure = root.GetProperty("figure").GetInt64();
        if (!root.TryGetProperty("served", out JsonElement served))
        {
            Expect(problems, "figure of days that are not in the contract", figure, 0L);
            return;
        }

        bool byDays = served.TryGetProperty("unitDays", out _);
        BigInteger kept = Millionths(served, byDays ? "unitDays" : "kept");
        BigInteger all = Millionths(served, byDays ? "ofUnitDays" : "of");
        long full = root.GetProperty("full").GetInt64();
        long expected = FigureOf(full, kept, all, root);
        Expect(problems, "figure", figure, expected);
        foreach (string name in new[] { "period", "slice" })
        {
            if (root.TryGetProperty(name, out JsonElement range))
            {
                Expect(problems, "days of the " + name, range.GetProperty("days").GetInt32(), DayOf(range, "end").DayNumber - DayOf(range, "start").DayNumber);
            }
        }
    }

    /// <summary>The figure with the goodwill that the derivation names: off the price, as far as that was served when it was granted, or
    /// off what is left (PRO-7).</summary>
    private static long FigureOf(BigInteger full, BigInteger kept, BigInteger all, JsonElement root)
    {
        BigInteger numerator = full * kept;
        BigInteger denominator = all;
        BigInteger cap = 0;
        if (kept > 0 && root.TryGetProperty("granted", out JsonElement granted))
        {
            bool lowersPrice = granted.GetProperty("as").GetString() == "price reduction";
            foreach (JsonElement grant in granted.GetProperty("of").EnumerateArray())
            {
                BigInteger amount = grant.GetProperty("amount").GetInt64();
                var served = (BigInteger)NumberOf(grant, "kept");
                var whole = (BigInteger)NumberOf(grant, "whole");
                cap += lowersPrice ? 0 : amount;
                numerator = lowersPrice ? (numerator * all * served) - (amount * whole * kept * denominator) : numerator;
                denominator = lowersPrice ? denominator * all * served : denominator;
            }
        }

        BigInteger figure = kept == all && numerator == full * kept ? full : Rounded(numerator, denominator, root);
        return (long)BigInteger.Max(0, figure - cap);
    }

    /// <summary>The nearest whole number; a half goes as the derivation says.</summary>
    internal static BigInteger Rounded(BigInteger numerator, BigInteger denominator, JsonElement root)
    {
        bool isEven = root.GetProperty("rounding").GetString() == HalfToEven;
        BigInteger up = ((2 * numerator) + denominator) / (2 * denominator);
        return isEven && !up.IsEven && 2 * (numerator - (up * denominator)) == -denominator ? up - 1 : up;
    }

    /// <summary>Goodwill in a derivation is what its event granted on that line.</summary>
    private static void CheckGranted(List<string> problems, StoredContract contract, DocumentLineRow line, JsonElement root)
    {
        if (!root.TryGetProperty("granted", out JsonElement granted))
        {
            return;
        }

        if (contract.History[0].Fact is ContractOrdered order)
        {
            Expect(problems, "goodwill", granted.GetProperty("as").GetString(), GoodwillEffects.NameOf(order.Clauses.Goodwill));
        }

        foreach (JsonElement grant in granted.GetProperty("of").EnumerateArray())
        {
            int sequence = grant.GetProperty("event").GetInt32();
            bool named = contract.History.Find(recorded => recorded.Sequence == sequence)?.Fact is GoodwillGranted fact
                && fact.Line == line.ContractLine && fact.AmountMinor == grant.GetProperty("amount").GetInt64();
            if (!named)
            {
                problems.Add($"event {sequence} does not grant {grant.GetProperty("amount")} on line {line.ContractLine}");
            }
        }
    }

    private static void CheckCharge(List<string> problems, StoredContract contract, DocumentLineRow line, JsonElement root)
    {
        foreach (JsonElement number in root.GetProperty("events").EnumerateArray())
        {
            if (number.GetInt32() is < 1 || number.GetInt32() > contract.Head.Version)
            {
                problems.Add($"event {number} does not exist");
            }
        }

        if (!root.TryGetProperty("charge", out JsonElement code) || contract.Ordered(line.ContractLine)?.Charge is not { } charge)
        {
            return;
        }

        if (contract.Dossier?.Existing.Rules is { } rules)
        {
            Expect(problems, "rounding", root.GetProperty("rounding").GetString(), rules.Halves == Halves.ToEven ? HalfToEven : "half away from zero");
        }

        charge = RaisedPrices.Of(problems, contract, line.ContractLine, charge, root);
        string? pricePeriod = charge.Kind == ChargeKind.OneTime ? null : charge.PricePeriod.ToString();
        Expect(problems, "charge", code.GetString(), charge.Code);
        Expect(problems, "price", NumberOf(root, "price"), charge.Price.Amount);
        Expect(problems, "price terms", root.TryGetProperty("pricing", out JsonElement terms)
            ? PriceTerms.Read(terms).AreOf(charge)
            : charge.IsPlain, true);
        Expect(problems, "price period", root.GetProperty("pricePeriod").GetString(), pricePeriod);
        Expect(problems, "clause about giving back", root.TryGetProperty("givenBack", out JsonElement back) ? back.GetString()! : "no", charge.GivenBack.ToString());
    }

    /// <summary>The price of the whole period from price, quantity, percentages and lengths. With a fixed discount, whose share
    /// depends on other lines, only its upper bound is known here.</summary>
    private static void CheckFull(List<string> problems, StoredContract contract, JsonElement root, Charge charge, decimal quantity)
    {
        if (contract.Dossier?.Existing.Order is not { } order)
        {
            return;
        }

        Cadence length = Cadence.Parse(root.GetProperty("length").GetString() ?? string.Empty).Value;
        (int priced, int billed) = charge.PricePeriod.MonthCount > 0
            ? (charge.PricePeriod.MonthCount, length.MonthCount)
            : (charge.PricePeriod.DayCount, length.DayCount);
        if (root.TryGetProperty("carriedFrom", out JsonElement carried))
        {
            (priced, billed) = (carried.GetProperty("days").GetInt32(), root.GetProperty("period").GetProperty("days").GetInt32());
            Expect(problems, "days of the carried price", priced, DayOf(carried, "end").DayNumber - DayOf(carried, "start").DayNumber);
        }

        decimal exact = PriceOf(root, charge, quantity) * billed * charge.Price.Currency.MinorPerUnit / priced;
        bool reduced = false;
        decimal added = 0m;
        foreach (JsonElement named in root.GetProperty("discounts").EnumerateArray())
        {
            Discount? discount = AgreedDiscount.AllIn(contract.History).FirstOrDefault(each => each.Code == named.GetString());
            if (discount is null)
            {
                problems.Add($"discount {named} was not agreed");
                return;
            }

            bool adds = order.Clauses.Percents == PercentRule.Added;
            exact *= discount.Form == DiscountForm.Percent && !adds ? (100m - discount.Value) / 100m : 1m;
            added += discount.Form == DiscountForm.Percent && adds ? discount.Value : 0m;
            reduced |= discount.Form == DiscountForm.Fixed;
            if (root.TryGetProperty("slice", out JsonElement slice) && discount.End <= DayOf(slice, "start"))
            {
                problems.Add($"discount {named} lasts until {DayText.Of(discount.End.Value.AddDays(-1))} and is taken off later days");
            }
        }

        exact *= (100m - Math.Min(added, 100m)) / 100m;

        decimal difference = root.GetProperty("full").GetInt64() - exact;
        bool splits = carried.ValueKind == JsonValueKind.Undefined && billed % priced != 0 && priced % billed == 0;
        decimal most = splits ? MostBySplit : 0.5m;
        if (difference > most || (!reduced && difference < -most))
        {
            problems.Add($"full {root.GetProperty("full")} where price, quantity and length make {exact.ToString("0.###", CultureInfo.InvariantCulture)}");
        }
    }

    private static decimal PriceOf(JsonElement root, Charge charge, decimal quantity) =>
        root.TryGetProperty("pricing", out JsonElement terms) && PriceTerms.Read(terms).Of(charge.Price.Amount, quantity, charge.Price.Currency) is var computed
            ? computed.Exact / computed.Parts
            : charge.Price.Amount * quantity;

    private static void Expect<T>(List<string> problems, string what, T derived, T stored)
    {
        if (!EqualityComparer<T>.Default.Equals(derived, stored))
        {
            problems.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {derived} in the derivation, {stored} by the other rows"));
        }
    }

    private static decimal NumberOf(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString() ?? string.Empty, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static BigInteger Millionths(JsonElement element, string name) => (BigInteger)(NumberOf(element, name) * 1_000_000m);

    private static DateOnly DayOf(JsonElement element, string name) =>
        DateOnly.ParseExact(element.GetProperty(name).GetString() ?? string.Empty, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
