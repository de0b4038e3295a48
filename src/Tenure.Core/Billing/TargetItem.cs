// One figure per line and period (PRO-3): what a billing period of a line should cost, given every event known.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>One billing period of one line, with what it should cost.</summary>
/// <param name="Line">The line.</param>
/// <param name="PeriodIndex">The period's index over the contract's life, from zero.</param>
/// <param name="TermIndex">The term that holds it, from zero.</param>
/// <param name="Period">The period on the grid; its <c>Served</c> days are those of the term.</param>
/// <param name="Days">The line's days in it before any end: from the line's first to the term's last.</param>
/// <param name="FullMinor">What the whole grid period costs, in minor units.</param>
/// <param name="Share">How much of the whole grid period is served, all events considered.</param>
/// <param name="ServedEnd">The first day of the period that is not served any more, all events considered.</param>
/// <param name="FigureMinor">The figure in minor units: round(full x kept / all), half away from zero, less goodwill; within 0 and
/// full.</param>
public record struct TargetItem(
    Line Line,
    int PeriodIndex,
    int TermIndex,
    BillingPeriod Period,
    DateRange Days,
    long FullMinor,
    Share Share,
    DateOnly ServedEnd,
    long FigureMinor)
{
    /// <summary>The period's index over the contract's life, from zero.</summary>
    public int PeriodIndex { get; private set; } = PeriodIndex;

    /// <summary>The term that holds it, from zero.</summary>
    public int TermIndex { get; private set; } = TermIndex;

    /// <summary>The period on the grid; its <c>Served</c> days are those of the term.</summary>
    public BillingPeriod Period { get; private set; } = Period;

    /// <summary>The line's days in it before any end: from the line's first to the term's last.</summary>
    public DateRange Days { get; private set; } = Days;

    /// <summary>How much of the whole grid period is served, all events considered.</summary>
    public Share Share { get; private set; } = Share;

    /// <summary>The first day of the period that is not served any more, all events considered.</summary>
    public DateOnly ServedEnd { get; private set; } = ServedEnd;

    internal readonly LinePeriod Place => new(Line, PeriodIndex, Period, Days);

    /// <summary>Becomes the same line in another period that is served whole and costs the same: written in place, since a preview walks
    /// hundreds of them.</summary>
    /// <param name="place">The other period, all of it served.</param>
    /// <param name="units">The units of the line, in millionths.</param>
    internal void Repeat(in PeriodOfLife place, long units)
    {
        long all = units * place.Period.Grid.Days;
        PeriodIndex = place.Index;
        TermIndex = place.TermIndex;
        Period = place.Period;
        Days = place.Period.Grid;
        Share = new Share(all, all);
        ServedEnd = place.Period.Grid.End;
    }

    /// <summary>The day on which a slice falls due (BIL-1): in advance its first day, or so many days before it as the clause says; in
    /// arrears the day after its last, or by the clause the day its period ends. Never before it was agreed that these days are
    /// served.</summary>
    /// <param name="contract">The contract, for its clauses, its terms and its gaps.</param>
    /// <param name="slice">The days of the slice.</param>
    public readonly DateOnly DueOn(Contract contract, DateRange slice)
    {
        DateOnly due = Line.Charge.Kind == Catalogue.ChargeKind.OneTime ? OnReturn(contract, slice.Start)
            : Line.Charge.Timing == Catalogue.BillingTiming.InAdvance ? Ahead(contract, slice.Start)
            : contract.Clauses.Arrears == ArrearsIssue.PeriodEnd ? Period.Grid.End
            : OwnEnd(contract, slice.End);
        foreach (Gap gap in contract.Gaps)
        {
            due = gap.Days.End <= slice.Start ? Later(due, gap.BackAgreedOn) : due;
            due = gap.AnewOn <= slice.Start ? Later(due, gap.DueOn) : due; // no day is billed anew before it was given back
        }

        return Later(Later(due, Line.AgreedOn), Line.Reached?.RecordedOn ?? due);
    }

    /// <summary>An item waits for the return when its day fell between an end and the reinstatement. One that the end gave back whole is due
    /// again on the return, not while another end stands that would give it back once more.</summary>
    private readonly DateOnly OnReturn(Contract contract, DateOnly day)
    {
        DateOnly due = day;
        bool again = false;
        foreach (Gap gap in contract.Gaps)
        {
            bool returned = OneTimeServing.IsReturnedBy(contract, Line, gap);
            bool waits = returned || (gap.Kind == GapKind.Ended && gap.Days.Contains(day));
            due = waits ? Later(due, Later(gap.Days.End, gap.BackAgreedOn)) : due;
            again |= returned;
        }

        if (again && contract.Ending is not null)
        {
            // An end that is known by then gives it back once more, so that only what was delivered since is due: when that was recorded.
            foreach (Delivery delivery in Line.Deliveries)
            {
                due = delivery.On >= day ? Later(due, delivery.RecordedOn) : due;
            }
        }

        return again ? AfterWithdrawals(contract, due, contract.GivenBackUntil(Line)) : due;
    }

    /// <summary>Lead days never reach behind the day on which the term was fixed, nor behind the one on which an end that stood in the
    /// way was taken back.</summary>
    private readonly DateOnly Ahead(Contract contract, DateOnly start)
    {
        if (contract.Clauses.LeadDays == 0 || start >= contract.Terms[TermIndex].LengthEnd)
        {
            return start; // as long as a pause goes on, how many days it shifts may still change
        }

        DateOnly due = Later(contract.Clauses.LedFrom(start), contract.Terms[TermIndex].AgreedOn);
        due = AfterWithdrawals(contract, due, start.AddDays(1));
        return due < start ? due : start;
    }

    /// <summary>A due day, put off by ends before a day that stood in the way on it and were taken back later.</summary>
    private static DateOnly AfterWithdrawals(Contract contract, DateOnly due, DateOnly before)
    {
        foreach (WithdrawnEnd withdrawn in contract.WithdrawnEnds)
        {
            due = withdrawn.On < before && withdrawn.RecordedOn <= due ? Later(due, withdrawn.WithdrawnOn) : due;
        }

        return due;
    }

    /// <summary>Units that left, and service that stopped, were known to only when that was recorded.</summary>
    private readonly DateOnly OwnEnd(Contract contract, DateOnly end)
    {
        DateOnly due = end;
        if (end == ServedEnd && ServedEnd < Days.End)
        {
            foreach (QuantityStep step in Line.Steps)
            {
                due = step.On == ServedEnd ? Later(due, step.DueOn) : due;
            }
        }

        foreach (Gap gap in contract.Gaps)
        {
            due = gap.Unbilled.Start == end ? Later(due, gap.DueOn) : due;
        }

        return due;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
