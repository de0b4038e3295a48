// The fee for an end within a fixed term (VER-5, BIL-6): a charge of its own beside the credits of that end, which it never changes. What
// it is a part of is the recurring price of the days that will not be billed any more because of the end: what the contract would have
// cost without it, less what it costs. Days that are forfeited stay billed, so nothing of them is charged a second time.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>What of a line the end takes away.</summary>
/// <param name="Line">The line.</param>
/// <param name="ChargeCode">Its charge.</param>
/// <param name="WouldMinor">What its periods that reach beyond the end would have cost, in minor units.</param>
/// <param name="KeptMinor">What of that is billed nevertheless.</param>
public readonly record struct RemainingPart(int Line, string ChargeCode, long WouldMinor, long KeptMinor);

/// <summary>What a fee should be.</summary>
/// <param name="Event">The sequence of the end.</param>
/// <param name="Days">The days of the fixed term that the end takes away.</param>
/// <param name="DueOn">The day it falls due, or on which it is given back: the later of the effective and the recorded day (BIL-1).</param>
/// <param name="FigureMinor">The fee in minor units, before tax.</param>
/// <param name="ByClauseMinor">What the clause makes it.</param>
/// <param name="Step">What of the clause counts; <c>null</c> when nothing does any more.</param>
/// <param name="CountedFromOn">The day that its months are counted from.</param>
/// <param name="Parts">The remaining value, line by line.</param>
public readonly record struct TargetFee(
    int Event, DateRange Days, DateOnly DueOn, long FigureMinor, long ByClauseMinor, FeeStep? Step, DateOnly CountedFromOn,
    ImmutableArray<RemainingPart> Parts)
{
    /// <summary>The remaining value in minor units; never below zero.</summary>
    public long RemainingMinor => Math.Max(0, Parts.Sum(static part => part.WouldMinor - part.KeptMinor));
}

/// <summary>Figures fees.</summary>
[Rule("VER-5")]
[Rule("BIL-6")]
public static class Fees
{
    /// <summary>The line number of fees, which are on no line of the contract.</summary>
    public const int Line = 0;

    /// <summary>The fee that the contract's end costs; <c>null</c> when it costs none by any agreement.</summary>
    /// <param name="contract">The contract, with the renewals that are locked in by its end.</param>
    public static TargetFee? Of(Contract contract)
    {
        if (contract is not { Ending: { } ending, Uncut: { } uncut } || !TerminationFee.CutsShort(uncut, ending.On))
        {
            return null;
        }

        Anchor from = TerminationFee.CountedFrom(uncut, ending.On);
        var fee = new TargetFee(
            ending.Sequence, new DateRange(ending.On, TerminationFee.FixedUntil(uncut)), ending.DueOn, 0, 0,
            uncut.Order.Clauses.TerminationFee.StepOn(from, ending.On), from.Origin, PartsOf(contract, uncut, ending));
        long byClause = ByClause(fee, contract.Order.Currency);
        return fee with { ByClauseMinor = byClause, FigureMinor = ending.Fee?.AmountMinor ?? byClause };
    }

    /// <summary>Visits the fee of the end, and those of ends that do not count any more. How many issued lines were passed.</summary>
    internal static int Visit<TVisitor>(Contract contract, ReadOnlySpan<BilledLine> lines, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        TargetFee? due = Of(contract);
        bool visited = due is null;
        int passed = 0;
        while (passed < lines.Length && lines[passed].ContractLine == Line)
        {
            int sequence = lines[passed].PeriodIndex;
            int first = passed;
            while (passed < lines.Length && lines[passed].ContractLine == Line && lines[passed].PeriodIndex == sequence)
            {
                passed++;
            }

            bool counts = due?.Event == sequence;
            visited |= counts;
            Compare(counts ? due!.Value : Absent(contract, lines[first]), lines[first..passed], ref visitor);
        }

        if (!visited)
        {
            Compare(due!.Value, [], ref visitor);
        }

        return passed;
    }

    private static void Compare<TVisitor>(in TargetFee fee, ReadOnlySpan<BilledLine> issued, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        long amount = fee.FigureMinor;
        visitor.Figure(amount);
        foreach (BilledLine line in issued)
        {
            amount -= line.AmountMinor;
        }

        if (amount != 0)
        {
            visitor.Fee(fee, issued, amount);
        }
    }

    /// <summary>The fee of an end after which the contract was reinstated: given back on the day on which that was agreed.</summary>
    private static TargetFee Absent(Contract contract, in BilledLine issued)
    {
        DateOnly dueOn = issued.IssuedOn;
        foreach (Gap gap in contract.Gaps)
        {
            dueOn = gap.LeftBy == issued.PeriodIndex && gap.BackAgreedOn > dueOn ? gap.BackAgreedOn : dueOn;
        }

        return new TargetFee(issued.PeriodIndex, issued.Days, dueOn, 0, 0, null, default, []);
    }

    /// <summary>One rounding, of the fee itself: the remaining value is a sum of figures that are billed.</summary>
    private static long ByClause(in TargetFee fee, Currency currency)
    {
        if (fee.Step is not { } step)
        {
            return 0;
        }

        (Int128 digits, Int128 scale) = Fraction.Parts(step.Value);
        return step.IsAmount ? Rounding.ToMinor(step.Value, currency)
            : Rounding.HalfAwayFromZero(digits * fee.RemainingMinor, scale * (Int128)TerminationFee.Whole);
    }

    /// <summary>Recurring charges alone: usage, its minimums and one-time items are not of days that were fixed.</summary>
    private static ImmutableArray<RemainingPart> PartsOf(Contract contract, Contract uncut, Ending ending)
    {
        var parts = new SortedDictionary<int, RemainingPart>();
        var kept = new HashSet<(int Line, int Period)>();
        foreach (ref readonly TargetItem item in new Target(contract))
        {
            if (Counts(contract, item, ending.On))
            {
                kept.Add((item.Line.Number, item.PeriodIndex));
                Add(item, 0, item.FigureMinor);
            }
        }

        foreach (ref readonly TargetItem item in new Target(uncut))
        {
            if (Counts(uncut, item, ending.On))
            {
                // A whole period that the end suspends and forfeits stays billed without being in the contract any more (BIL-5).
                bool stays = !kept.Contains((item.Line.Number, item.PeriodIndex)) && IsForfeited(ending, item);
                Add(item, item.FigureMinor, stays ? item.FigureMinor : 0);
            }
        }

        return [.. parts.Values];

        void Add(in TargetItem item, long would, long keeps)
        {
            RemainingPart so = parts.GetValueOrDefault(item.Line.Number, new RemainingPart(item.Line.Number, item.Line.Charge.Code, 0, 0));
            parts[item.Line.Number] = so with { WouldMinor = so.WouldMinor + would, KeptMinor = so.KeptMinor + keeps };
        }
    }

    private static bool Counts(Contract contract, in TargetItem item, DateOnly end) =>
        item.Line.Charge.Kind == ChargeKind.Recurring && item.Days.End > end && contract.Terms[item.TermIndex].Kind != RenewalKind.Evergreen;

    private static bool IsForfeited(Ending ending, in TargetItem item)
    {
        foreach (ForfeitedDays days in ending.Forfeited)
        {
            if (days.Line == item.Line.Number && days.PeriodIndex == item.PeriodIndex)
            {
                return true;
            }
        }

        return false;
    }
}
