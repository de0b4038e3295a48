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
public readonly record struct TargetItem(
    Line Line,
    int PeriodIndex,
    int TermIndex,
    BillingPeriod Period,
    DateRange Days,
    long FullMinor,
    Share Share,
    DateOnly ServedEnd)
{
    /// <summary>The figure in minor units: round(full x kept / all), half away from zero, within 0 and full.</summary>
    public long FigureMinor => Share.Of(FullMinor);

    internal LinePeriod Place => new(Line, PeriodIndex, Period, Days);

    /// <summary>The day on which a slice falls due: its first day in advance, the day after its last in arrears, and never before
    /// it was agreed that these days are served (BIL-1).</summary>
    /// <param name="contract">The contract, for its gaps.</param>
    /// <param name="slice">The days of the slice.</param>
    public DateOnly DueOn(Contract contract, DateRange slice)
    {
        bool inAdvance = Line.Charge.Timing == Catalogue.BillingTiming.InAdvance || Line.Charge.Kind == Catalogue.ChargeKind.OneTime;
        DateOnly own = inAdvance ? slice.Start : slice.End;
        DateOnly due = own;
        if (own == ServedEnd && ServedEnd < Days.End)
        {
            // Units that left were known to have left only when that was recorded.
            foreach (QuantityStep step in Line.Steps)
            {
                due = step.On == ServedEnd && step.DueOn > due ? step.DueOn : due;
            }
        }

        foreach (Gap gap in contract.Gaps)
        {
            due = gap.Days.End <= slice.Start && gap.BackAgreedOn > due ? gap.BackAgreedOn : due;
            due = gap.Days.Start == own && gap.DueOn > due ? gap.DueOn : due;
            due = WaitsFor(gap, own) ? Later(due, Later(gap.Days.End, gap.BackAgreedOn)) : due;
        }

        return Later(due, Line.AgreedOn);
    }

    /// <summary>An item whose day fell between an end and the reinstatement is due on the return.</summary>
    private bool WaitsFor(Gap gap, DateOnly day) =>
        Line.Charge.Kind == Catalogue.ChargeKind.OneTime && gap.Kind == GapKind.Ended && gap.Days.Contains(day);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
