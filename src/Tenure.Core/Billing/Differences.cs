// The heart of billing: target minus billed, line by line and period by period (BIL-1, PRO-3). One walk serves the run, the
// preview and `verify`; what is done with a difference is the visitor's business.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Receives the differences between target and billed.</summary>
internal interface IDifferenceVisitor
{
    /// <summary>A period of the target, with its figure in minor units, before any difference of it.</summary>
    void Figure(long figureMinor);

    /// <summary>Days that should be billed and are not.</summary>
    /// <param name="item">The period; its figure is that of all days.</param>
    /// <param name="slice">The days, and how often they were billed before.</param>
    /// <param name="amountMinor">What is missing to the figure of <paramref name="share"/>.</param>
    /// <param name="share">How much of the period is billed with these days.</param>
    /// <param name="dueOn">The day it falls due.</param>
    void Debit(in TargetItem item, in OpenSlice slice, long amountMinor, Share share, DateOnly dueOn);

    /// <summary>Money that was billed and should not be, as of the stage at which it falls due.</summary>
    /// <param name="item">The period; its figure is that of all events.</param>
    /// <param name="issued">The issued lines of the line and period.</param>
    /// <param name="givenBack">Covered days that are not served any more; none when only units left.</param>
    /// <param name="amountMinor">How much too much was billed, above zero.</param>
    /// <param name="stage">The figure that stays, and of what.</param>
    void Credit(in TargetItem item, ReadOnlySpan<BilledLine> issued, List<DateRange> givenBack, long amountMinor, in CreditStage stage);

    /// <summary>A batch of usage that should be billed, or given back, and is not.</summary>
    /// <param name="item">The period; its figure is that of everything recorded.</param>
    /// <param name="issued">The issued lines of the line and period.</param>
    /// <param name="batch">What it bills.</param>
    void Usage(in TargetItem item, ReadOnlySpan<BilledLine> issued, in UsageBatch batch);

    /// <summary>A fee that should be billed, or given back, and is not.</summary>
    /// <param name="fee">What it should be; of an end that does not count any more nothing.</param>
    /// <param name="issued">The issued lines of it.</param>
    /// <param name="amountMinor">What is missing; below zero what is too much.</param>
    void Fee(in TargetFee fee, ReadOnlySpan<BilledLine> issued, long amountMinor);

    /// <summary>Billed days of a period that the contract does not have any more.</summary>
    void CreditAbsent(ReadOnlySpan<BilledLine> issued, long amountMinor, DateOnly dueOn);
}

/// <summary>Days that are billed.</summary>
/// <param name="Days">The days.</param>
/// <param name="Generation">How often they were billed before.</param>
internal readonly record struct OpenSlice(DateRange Days, int Generation);

/// <summary>The figure that stays after a reduction.</summary>
/// <param name="DueOn">The day the credit falls due.</param>
/// <param name="Units">The units of the stage when the period began.</param>
/// <param name="FullMinor">What the whole period costs at these units.</param>
/// <param name="Share">How much of it is kept.</param>
/// <param name="FigureMinor">What that costs, less goodwill.</param>
internal readonly record struct CreditStage(DateOnly DueOn, Quantity Units, long FullMinor, Share Share, long FigureMinor);

/// <summary>Walks the differences.</summary>
internal static class Differences
{
    /// <summary>Visits every difference, whatever the day it falls due. Both sides are sorted alike, so one pass joins them.</summary>
    public static void Visit<TVisitor>(Contract contract, Billed billed, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        ReadOnlySpan<BilledLine> left = billed.Lines[Fees.Visit(contract, billed.Lines, ref visitor)..];
        foreach (ref readonly TargetItem item in new Target(contract))
        {
            while (!left.IsEmpty && IsBefore(left[0], item))
            {
                left = left[VisitAbsent(contract, left, ref visitor)..];
            }

            int count = 0;
            long sum = 0;
            while (count < left.Length && left[count].ContractLine == item.Line.Number && left[count].PeriodIndex == item.PeriodIndex)
            {
                sum += left[count++].AmountMinor;
            }

            Compare(contract, item, left[..count], sum, ref visitor);
            left = left[count..];
        }

        while (!left.IsEmpty)
        {
            left = left[VisitAbsent(contract, left, ref visitor)..];
        }
    }

    private static bool IsBefore(in BilledLine line, in TargetItem item) =>
        line.ContractLine < item.Line.Number
        || (line.ContractLine == item.Line.Number && line.PeriodIndex < item.PeriodIndex);

    private static void Compare<TVisitor>(
        Contract contract, in TargetItem item, ReadOnlySpan<BilledLine> issued, long sum, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        long figure = item.FigureMinor;
        visitor.Figure(figure);
        if (item.Line.Charge.Kind == ChargeKind.Usage)
        {
            UsageBatches.Visit(contract, item, issued, sum, ref visitor);
        }
        else if (OneTimeServing.MayReturn(item.Line))
        {
            CompareWhole(contract, item, issued, sum, ref visitor);
        }
        else if (issued.IsEmpty && contract.Gaps.IsEmpty)
        {
            if (figure != 0)
            {
                var days = new DateRange(item.Days.Start, item.ServedEnd);
                visitor.Debit(item, new OpenSlice(days, 0), figure, item.Share, item.DueOn(contract, days));
            }
        }
        else if (sum != figure || issued.Length != 1)
        {
            List<DateRange> covered = Coverage.Of(issued);
            long stays = FigureOf(contract, item, covered);
            if (sum > stays)
            {
                covered = WithFreeDays(contract, item, covered);
                stays = FigureOf(contract, item, covered);
            }

            if (sum > stays)
            {
                Reduce(contract, item, issued, covered, sum, stays, ref visitor);
                sum = stays;
            }

            Fill(contract, item, issued, covered, sum, ref visitor);
        }
    }

    private static long FigureOf(Contract contract, in TargetItem item, List<DateRange> covered) => Granted.FigureOf(
        contract, item.Place, item.FullMinor, Serving.Of(contract, item.Place, covered, DateOnly.MaxValue), DateOnly.MaxValue);

    /// <summary>Covered days with the served ones between them that cost nothing beside those before: no slice was written for them, and the
    /// slices after them were billed as if there were one.</summary>
    private static List<DateRange> WithFreeDays(Contract contract, in TargetItem item, List<DateRange> covered)
    {
        foreach (DateRange days in OpenDays(contract, item, covered))
        {
            List<DateRange> before = [.. covered.Where(range => range.End <= days.Start)];
            long figure = before.Count < covered.Count ? FigureOf(contract, item, before) : -1;
            if (figure == FigureOf(contract, item, [.. before, days]))
            {
                covered = [.. before, days, .. covered[before.Count..]];
            }
        }

        return covered;
    }

    /// <summary>An item that may come back whole is billed on its day, whatever is known by then of units that leave later or of a later
    /// end: they give it back on their own day. So an end that is taken back, or one that suspends a removal, changes no bill. Given back
    /// whole, it is billed again only when it stays; given back in part, only when more of it does.</summary>
    private static void CompareWhole<TVisitor>(
        Contract contract, in TargetItem item, ReadOnlySpan<BilledLine> issued, long sum, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        List<DateRange> covered = Coverage.Of(issued);
        if (covered.Count == 0 && (issued.IsEmpty || item.FigureMinor > sum))
        {
            DateOnly dueOn = item.DueOn(contract, item.Days);
            Share share = OneTimeServing.Billed(contract, item.Place, dueOn);
            long figure = share.Of(item.FullMinor, contract.Rules.Halves);
            if (figure > sum)
            {
                visitor.Debit(item, new OpenSlice(item.Days, Coverage.NewestGeneration(issued, item.Days) + 1), figure - sum, share, dueOn);
                covered.Add(item.Days);
                sum = figure;
            }
        }

        if (sum > item.FigureMinor)
        {
            Reduce(contract, item, issued, covered, sum, item.FigureMinor, ref visitor);
        }
    }

    /// <summary>Served days that are not covered, run by run.</summary>
    private static List<DateRange> OpenDays(Contract contract, in TargetItem item, List<DateRange> covered)
    {
        var open = new List<DateRange>(2);
        foreach (DateRange run in Serving.Runs(contract, item.Place, DateOnly.MaxValue))
        {
            open.AddRange(Coverage.Open(run.Before(item.ServedEnd), covered));
        }

        return open;
    }

    /// <summary>Covered days that are not served, counting only events due by a day.</summary>
    private static List<DateRange> UnservedDays(
        Contract contract, in TargetItem item, List<DateRange> covered, DateOnly servedEnd, DateOnly dueByOn)
    {
        List<DateRange> unserved = covered;
        foreach (DateRange run in Serving.Runs(contract, item.Place, dueByOn))
        {
            unserved = Coverage.Without(unserved, run.Before(servedEnd));
        }

        return unserved;
    }

    /// <summary>Credits in the order in which their causes fall due, each down to the figure of its stage. Causes due before the
    /// period could be billed were known when it was.</summary>
    private static void Reduce<TVisitor>(
        Contract contract,
        in TargetItem item,
        ReadOnlySpan<BilledLine> issued,
        List<DateRange> covered,
        long sum,
        long stays,
        ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        DateOnly dueOn = contract.Clauses.LedFrom(item.Days.Start).AddDays(-1);
        while (sum > stays)
        {
            dueOn = NextStage(contract, item, dueOn);
            Invariant.Holds(dueOn < DateOnly.MaxValue, "a credit has a cause");
            var units = new Quantity(Serving.MicrosOn(item.Line, item.Days.Start, dueOn));
            _ = Serving.Of(contract, item.Place, dueOn, out DateOnly servedEnd);
            long full = item.Line.Charge.Kind == ChargeKind.OneTime
                ? Pricing.OneTime(item.Line, units)
                : Pricing.Full(contract, item.Line, item.Period, item.TermIndex, units, dueOn);
            Share share = Serving.Of(contract, item.Place, covered, dueOn);
            var stage = new CreditStage(dueOn, units, full, share, Granted.FigureOf(contract, item.Place, full, share, dueOn));
            if (sum > stage.FigureMinor)
            {
                List<DateRange> givenBack = UnservedDays(contract, item, covered, servedEnd, dueOn);
                visitor.Credit(item, issued, givenBack, sum - stage.FigureMinor, stage);
                sum = stage.FigureMinor;
            }
        }
    }

    private static DateOnly NextStage(Contract contract, in TargetItem item, DateOnly after)
    {
        DateOnly next = NextStep(item.Line, after, DateOnly.MaxValue);
        if (contract.HasFixedDiscounts)
        {
            // Units that leave another line leave this one a larger share of a fixed discount.
            foreach (Line other in contract.Lines)
            {
                next = NextStep(other, after, next);
            }
        }

        foreach (Goodwill goodwill in contract.Goodwill)
        {
            next = goodwill.DueOn > after && goodwill.DueOn < next ? goodwill.DueOn : next;
        }

        foreach (Gap gap in contract.Gaps)
        {
            next = gap.DueOn > after && gap.DueOn < next ? gap.DueOn : next;
            foreach (LongerGap longer in gap.Longer)
            {
                next = longer.DueOn > after && longer.DueOn < next ? longer.DueOn : next;
            }
        }

        return contract.Ending is { } ending && ending.DueOn > after && ending.DueOn < next ? ending.DueOn : next;
    }

    private static DateOnly NextStep(Line line, DateOnly after, DateOnly next)
    {
        foreach (QuantityStep step in line.Steps)
        {
            next = step.DueOn > after && step.DueOn < next ? step.DueOn : next;
        }

        return next;
    }

    private static void Fill<TVisitor>(
        Contract contract,
        in TargetItem item,
        ReadOnlySpan<BilledLine> issued,
        List<DateRange> covered,
        long sum,
        ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        List<DateRange> open = OpenDays(contract, item, covered);

        // Units whose removal an end suspended were not billed, and what is forfeited stays as it was billed (BIL-5).
        Invariant.Holds(
            open.Count > 0 || sum == item.FigureMinor || IsForfeited(contract, issued[0]),
            "a figure does not rise without new days");
        foreach (DateRange days in open)
        {
            covered.Add(days);
            covered.Sort(static (one, other) => one.Start.CompareTo(other.Start));
            Share share = Serving.Of(contract, item.Place, covered, DateOnly.MaxValue);
            long figure = Granted.FigureOf(contract, item.Place, item.FullMinor, share, DateOnly.MaxValue);
            if (figure != sum)
            {
                var slice = new OpenSlice(days, Coverage.NewestGeneration(issued, days) + 1);
                visitor.Debit(item, slice, figure - sum, share, item.DueOn(contract, days));
                sum = figure;
            }
        }
    }

    /// <summary>Billed periods without a target: kept where they were forfeited, given back otherwise. How many lines were passed.</summary>
    private static int VisitAbsent<TVisitor>(Contract contract, ReadOnlySpan<BilledLine> left, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        int count = 0;
        long sum = 0;
        while (count < left.Length
            && left[count].ContractLine == left[0].ContractLine && left[count].PeriodIndex == left[0].PeriodIndex)
        {
            sum += left[count++].AmountMinor;
        }

        ReadOnlySpan<BilledLine> issued = left[..count];
        Line? line = contract.FindLine(issued[0].ContractLine);
        bool suspended = line is null || issued[0].Days.Start >= contract.LastTerm.Span.End
            || (line.Awaits && issued[0].PeriodIndex == line.Undone.Length);
        if (sum > 0 && !(suspended && IsForfeited(contract, issued[0])))
        {
            visitor.CreditAbsent(issued, sum, DueOfAbsent(contract, line, issued[0].PeriodIndex, Coverage.FirstDayOf(issued)));
        }

        return count;
    }

    /// <summary>When a whole period is given back: on the day its milestone was taken back or the end falls due, or the last change that
    /// emptied it.</summary>
    private static DateOnly DueOfAbsent(Contract contract, Line? line, int period, DateOnly start)
    {
        if (line is { Charge.Kind: ChargeKind.OneTime } && period < line.Undone.Length)
        {
            return line.Undone[period].RecordedOn;
        }

        if (contract.Ending is { } ending && start >= ending.On)
        {
            return ending.DueOn;
        }

        if (contract.GapOn(start) is { } gap && gap.Unbilled.Contains(start))
        {
            return gap.DueOf(start);
        }

        DateOnly due = DateOnly.MinValue;
        foreach (Line other in contract.Lines)
        {
            foreach (QuantityStep step in other.Steps)
            {
                bool counts = step.On <= start && (other == line || contract.HasFixedDiscounts);
                due = counts && step.DueOn > due ? step.DueOn : due;
            }
        }

        return due;
    }

    private static bool IsForfeited(Contract contract, in BilledLine line)
    {
        if (contract.Ending is { } ending)
        {
            foreach (ForfeitedDays days in ending.Forfeited)
            {
                if (days.Line == line.ContractLine && days.PeriodIndex == line.PeriodIndex)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
