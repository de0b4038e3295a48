// The heart of billing: target minus billed, line by line and period by period (BIL-1, PRO-3). One walk serves the run, the
// preview and `verify`; what is done with a difference is the visitor's business.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Receives the differences between target and billed.</summary>
internal interface IDifferenceVisitor
{
    /// <summary>A period of the target, with its figure in minor units, before any difference of it.</summary>
    void Figure(long figureMinor);

    /// <summary>Days that should be billed and are not.</summary>
    void Debit(in TargetItem item, DateRange days, int generation, long amountMinor, DateOnly dueOn);

    /// <summary>Money that was billed and should not be, as of the stage at which it falls due.</summary>
    /// <param name="item">The period; its figure is that of all events.</param>
    /// <param name="issued">The issued lines of the line and period.</param>
    /// <param name="servedEnd">Covered days from here on are given back.</param>
    /// <param name="amountMinor">How much too much was billed, above zero.</param>
    /// <param name="stage">The figure that stays, and of what.</param>
    void Credit(in TargetItem item, ReadOnlySpan<BilledLine> issued, DateOnly servedEnd, long amountMinor, in CreditStage stage);

    /// <summary>Billed days of a period that the contract does not have any more.</summary>
    void CreditAbsent(ReadOnlySpan<BilledLine> issued, long amountMinor, DateOnly dueOn);
}

/// <summary>The figure that stays after a reduction.</summary>
/// <param name="DueOn">The day the credit falls due.</param>
/// <param name="FullMinor">What the whole period costs at the units of the stage.</param>
/// <param name="Kept">Unit-days kept.</param>
/// <param name="All">Unit-days of the whole period.</param>
internal readonly record struct CreditStage(DateOnly DueOn, long FullMinor, long Kept, long All)
{
    public long FigureMinor => TargetItem.Figure(FullMinor, Kept, All);
}

/// <summary>Walks the differences.</summary>
internal static class Differences
{
    /// <summary>Visits every difference, whatever the day it falls due. Both sides are sorted alike, so one pass joins them.</summary>
    public static void Visit<TVisitor>(Contract contract, Billed billed, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        ReadOnlySpan<BilledLine> left = billed.Lines;
        foreach (TargetItem item in new Target(contract))
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
        if (issued.IsEmpty)
        {
            if (figure != 0)
            {
                var days = new DateRange(item.Days.Start, item.ServedEnd);
                visitor.Debit(item, days, 0, figure, item.DueOn(days.Start));
            }
        }
        else if (sum > figure)
        {
            Reduce(contract, item, issued, sum, ref visitor);
        }
        else if (sum < figure)
        {
            Fill(contract, item, issued, sum, ref visitor);
        }
    }

    /// <summary>Credits in the order in which their causes fall due, each down to the figure of its stage.</summary>
    private static void Reduce<TVisitor>(
        Contract contract, in TargetItem item, ReadOnlySpan<BilledLine> issued, long sum, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        DateOnly dueOn = NextStage(contract, item, DateOnly.MinValue);
        while (sum > item.FigureMinor)
        {
            long units = Serving.MicrosOn(item.Line, item.Days.Start, dueOn);
            long kept = Serving.UnitDays(contract, item.Line, item.PeriodIndex, item.Days, dueOn, out DateOnly servedEnd);
            long full = Pricing.Full(contract, item.Line, item.Period, item.TermIndex, new Catalogue.Quantity(units));
            var stage = new CreditStage(dueOn, full, kept, units * item.Period.Grid.Days);
            if (sum > stage.FigureMinor)
            {
                visitor.Credit(item, issued, servedEnd, sum - stage.FigureMinor, stage);
                sum = stage.FigureMinor;
            }

            Invariant.Holds(dueOn < DateOnly.MaxValue, "a credit has a cause");
            dueOn = NextStage(contract, item, dueOn);
        }
    }

    private static DateOnly NextStage(Contract contract, in TargetItem item, DateOnly after)
    {
        DateOnly next = DateOnly.MaxValue;
        foreach (QuantityStep step in item.Line.Steps)
        {
            next = step.DueOn > after && step.DueOn < next ? step.DueOn : next;
        }

        return contract.Ending is { } ending && ending.DueOn > after && ending.DueOn < next ? ending.DueOn : next;
    }

    private static void Fill<TVisitor>(
        Contract contract, in TargetItem item, ReadOnlySpan<BilledLine> issued, long sum, ref TVisitor visitor)
        where TVisitor : IDifferenceVisitor
    {
        List<DateRange> open = Coverage.Open(new DateRange(item.Days.Start, item.ServedEnd), Coverage.Of(issued));
        Invariant.Holds(open.Count > 0, "days that are billed twice or a figure that rose without new days");
        long kept = item.KeptUnitDays;
        foreach (DateRange days in open)
        {
            kept -= Serving.UnitDays(contract, item.Line, item.PeriodIndex, days, DateOnly.MaxValue, out _);
        }

        foreach (DateRange days in open)
        {
            kept += Serving.UnitDays(contract, item.Line, item.PeriodIndex, days, DateOnly.MaxValue, out _);
            long figure = TargetItem.Figure(item.FullMinor, kept, item.AllUnitDays);
            if (figure != sum)
            {
                visitor.Debit(item, days, Coverage.NewestGeneration(issued, days) + 1, figure - sum, item.DueOn(days.Start));
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
        if (sum > 0 && !IsForfeited(contract, issued[0]))
        {
            DateOnly dueOn = contract.Ending is { } ending && issued[0].Days.Start >= ending.On ? ending.DueOn : DateOnly.MinValue;
            visitor.CreditAbsent(issued, sum, dueOn);
        }

        return count;
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
