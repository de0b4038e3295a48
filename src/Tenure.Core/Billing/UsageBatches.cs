// Usage is billed in batches (BIL-2): the first when its period is over, and one more for each day on which a later total changed the
// figure. A run that comes late finds the same batches as one that came every day.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>The change of the figure of a usage line and period on a day.</summary>
/// <param name="DueOn">The day it falls due.</param>
/// <param name="Number">The place of the batch among those of its line and period, from zero; of a credit that of the next.</param>
/// <param name="CountedOn">What was recorded by this day counts in it.</param>
/// <param name="BeforeMinor">What was billed before it, in minor units.</param>
/// <param name="Figure">The figure that it leads to.</param>
internal readonly record struct UsageBatch(DateOnly DueOn, int Number, DateOnly CountedOn, long BeforeMinor, UsageFigure Figure)
{
    /// <summary>What it bills, in minor units; below zero when a correction gives something back.</summary>
    public long AmountMinor => Figure.FigureMinor - BeforeMinor;
}

/// <summary>Walks the batches of a usage line and period that are not billed yet.</summary>
[Rule("BIL-2")]
internal static class UsageBatches
{
    /// <summary>Visits the open batches, in day order.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="item">The period of a usage line.</param>
    /// <param name="issued">Its issued lines.</param>
    /// <param name="billedMinor">Their sum, in minor units.</param>
    /// <param name="visitor">Receives the batches.</param>
    public static void Visit<TVisitor>(
        Contract contract, in TargetItem item, ReadOnlySpan<BilledLine> issued, long billedMinor, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        DateOnly settledOn = DateOnly.MinValue;
        int number = 0;
        foreach (BilledLine line in issued)
        {
            settledOn = line.IssuedOn > settledOn ? line.IssuedOn : settledOn;
            number += line.Kind == BilledKind.Usage ? 1 : 0;
        }

        List<DateOnly> days = DaysOf(contract, item);
        for (int i = 0; i < days.Count; i++)
        {
            // What falls due before the newest document of the period was billed with it: nothing is recorded behind a document.
            bool isLast = i == days.Count - 1;
            if (days[i] < settledOn && !isLast)
            {
                continue;
            }

            DateOnly countedOn = isLast ? DateOnly.MaxValue : days[i];
            UsageFigure figure = UsageTotals.FigureOf(contract, item.Place, item.TermIndex, countedOn);
            var batch = new UsageBatch(days[i] > settledOn ? days[i] : settledOn, number, countedOn, billedMinor, figure);
            if (batch.AmountMinor != 0)
            {
                visitor.Usage(item, issued, batch);
                number += batch.AmountMinor > 0 ? 1 : 0;
                billedMinor = figure.FigureMinor;
            }
        }
    }

    /// <summary>The days on which the figure of a period changes once it is over, its own day first.</summary>
    internal static List<DateOnly> DaysOf(Contract contract, in TargetItem item)
    {
        DateOnly first = item.DueOn(contract, new DateRange(item.Days.Start, item.ServedEnd));
        Charge charge = item.Line.ChargeOn(item.Period.Served.Start);
        bool hasMinimum = charge.Minimum != 0;
        foreach (Gap gap in contract.Gaps)
        {
            // Service that came back is billed from the day on which that was agreed.
            bool touches = gap.Days.Start < item.Days.End && gap.Days.End >= item.Days.Start;
            first = touches && (hasMinimum || gap.Kind == GapKind.Ended) && gap.BackAgreedOn > first ? gap.BackAgreedOn : first;
        }

        var days = new SortedSet<DateOnly> { first };
        foreach (RecordedUsage used in contract.Usage)
        {
            Add(UsageTotals.IsOf(used, item.Place) && UsageTotals.Counts(contract, item.Place, used) ? used.RecordedOn : first);
        }

        if (charge.Overage is not null)
        {
            Add(PrepaidUnits.OverOn(contract, item.Place));
        }

        if (hasMinimum || charge.IsPrepaid)
        {
            AddCauses(contract, item, Add);
        }

        return [.. days];

        void Add(DateOnly day) => _ = day > first && days.Add(day);
    }

    /// <summary>The days from which less of the period is served, for its minimum, or less of its prepaid units kept.</summary>
    private static void AddCauses(Contract contract, in TargetItem item, Action<DateOnly> add)
    {
        foreach (QuantityStep step in item.Line.Steps)
        {
            add(step.DueOn);
        }

        foreach (Gap gap in contract.Gaps)
        {
            if (gap.Days.Overlaps(item.Days))
            {
                add(gap.DueOn);
                foreach (LongerGap longer in gap.Longer)
                {
                    add(longer.DueOn);
                }
            }
        }

        if (contract.Ending is { } ending && ending.On < item.Days.End)
        {
            add(ending.DueOn);
        }
    }
}
