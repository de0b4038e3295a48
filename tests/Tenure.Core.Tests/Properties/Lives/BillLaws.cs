using System.Collections.Immutable;
using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>Laws of one contract's bills, whatever happened to it.</summary>
internal static class BillLaws
{
    /// <summary>Each line and period stands at its figure once everything due is billed (BIL-1, PRO-3).</summary>
    public static void StandsAtItsFigures(Dossier dossier, DateOnly until)
    {
        dossier = Settled(dossier, until);
        Contract contract = dossier.Existing;
        SortedDictionary<(int Line, int Period), long> sums = SumsOf(dossier);
        foreach (TargetItem item in new Target(contract))
        {
            (int, int) key = (item.Line.Number, item.PeriodIndex);
            if (sums.Remove(key, out long sum))
            {
                // Units whose removal was billed ahead and then suspended by a forfeiting end were not billed, and stay so; of a
                // period in arrears that a pause cut, only the days before the pause may be due by now.
                bool waits = item.DueOn(contract, item.Days) > until;
                bool less = sum < item.FigureMinor && (waits || WasBilledAhead(dossier, item));
                long figure = OneTimeServing.MayReturn(item.Line)
                    ? Serving.Of(contract, item.Place, CountedBy(contract, item, until), out _).Of(item.FullMinor, contract.Rules.Halves)
                    : item.FigureMinor;
                (less ? figure : sum).ShouldBe(figure, $"line {key}");
            }
            else if (item.DueOn(contract, item.Days) <= until)
            {
                item.FigureMinor.ShouldBe(0, $"line {key} was never billed");
            }
        }

        TargetFee? fee = Fees.Of(contract);
        long[] charged = [.. sums.Where(static sum => sum.Key.Line == Fees.Line).Select(static sum => sum.Value)];
        charged.ShouldBe(fee is { FigureMinor: not 0 and var minor } ? [minor] : [], "the fee of the end that counts, and of no other");
        charged.ShouldAllBe(static minor => minor > 0);

        // A line or term that the end suspended keeps what was billed of it ahead, where the end gives nothing back (BIL-5).
        ImmutableArray<ForfeitedDays> kept = contract.Ending?.Forfeited ?? [];
        sums.Keys.Where(static key => key.Line != Fees.Line).Except(kept.Select(static days => (days.Line, days.PeriodIndex))).ShouldBeEmpty("billed without a target");
    }

    /// <summary>Until when events count: an end that is ahead gives an item back only on its day.</summary>
    public static DateOnly CountedBy(Contract contract, in TargetItem item, DateOnly until) =>
        OneTimeServing.MayReturn(item.Line) && contract.Ending is { } ending && ending.DueOn > until ? until : DateOnly.MaxValue;

    /// <summary>The contract once nothing waits for the least amount of an invoice any more (BIL-8).</summary>
    public static Dossier Settled(Dossier dossier, DateOnly until) => CarryingOut.Bill(dossier, until, settles: true).After;

    /// <summary>A credit names a debit, and no debit is credited beyond its amount (BIL-3).</summary>
    public static void CreditsNameADebit(IEnumerable<BilledLine> lines)
    {
        var left = new Dictionary<(int, int), long>();
        foreach (BilledLine line in lines)
        {
            if (line.CorrectsDocument == 0)
            {
                line.AmountMinor.ShouldBeGreaterThan(0);
                left[(line.Document, line.LineIndex)] = line.AmountMinor;
                continue;
            }

            (int, int) corrected = (line.CorrectsDocument, line.CorrectsLine);
            left.ShouldContainKey(corrected);
            line.AmountMinor.ShouldBeLessThanOrEqualTo(0);
            left[corrected] += line.AmountMinor;
            left[corrected].ShouldBeGreaterThanOrEqualTo(0, "credited more than was billed");
        }
    }

    /// <summary>No day of a line is billed twice at once (BIL-2).</summary>
    public static void NoDayIsCoveredTwice(Dossier dossier)
    {
        foreach (TargetItem item in new Target(dossier.Existing))
        {
            List<DateRange> covered = Coverage.Of(dossier.Billed.Of(item.Line.Number, item.PeriodIndex));
            for (int i = 1; i < covered.Count; i++)
            {
                covered[i].Start.ShouldBeGreaterThanOrEqualTo(covered[i - 1].End, "a day covered twice");
            }
        }
    }

    /// <summary>What was billed, net, per line and period; what comes to nothing is left out. Of a fee per end, as renewals that are recorded
    /// late give it another number.</summary>
    public static SortedDictionary<(int Line, int Period), long> SumsOf(Dossier dossier)
    {
        var sums = new SortedDictionary<(int, int), long>();
        foreach (BilledLine line in dossier.Billed.Lines)
        {
            bool isFee = line.ContractLine == Fees.Line;
            (int, int) key = (line.ContractLine, isFee ? EndsUntil(dossier, line.PeriodIndex) : line.PeriodIndex);
            sums[key] = sums.GetValueOrDefault(key) + line.AmountMinor;
        }

        foreach ((int, int) key in sums.Where(static pair => pair.Value == 0).Select(static pair => pair.Key).ToList())
        {
            sums.Remove(key);
        }

        return sums;
    }

    private static int EndsUntil(Dossier dossier, int sequence) => dossier.History.Take(sequence).Count(static recorded => recorded.Fact is ContractTerminated);

    /// <summary>The lines of a contract, document by document.</summary>
    public static IEnumerable<BilledLine> InDocumentOrder(Dossier dossier) =>
        dossier.Billed.Lines.ToArray().OrderBy(static line => (line.Document, line.LineIndex));

    private static bool WasBilledAhead(Dossier dossier, TargetItem item) =>
        dossier.Existing.Ending is { } ending
        && ending.Forfeited.Any(days => days.Line == item.Line.Number && days.PeriodIndex == item.PeriodIndex)
        && dossier.History.Any(recorded => recorded.Fact is ContractUpgraded { Removed.IsEmpty: false } removed && removed.EffectiveOn >= ending.On);
}
