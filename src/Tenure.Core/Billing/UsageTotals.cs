// What a billing period of a usage line costs (BIL-2): the price of what was recorded in it, at least the minimum for the days served.
// The price is of the total and never of the days, so that the order of recording does not show.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>The figure of a usage line and period, and what it is made of.</summary>
/// <param name="Recorded">The total that counts.</param>
/// <param name="FullMinor">Its price in minor units, percent discounts taken off.</param>
/// <param name="MinimumMinor">The minimum of a whole period in minor units, percent discounts taken off; zero without one.</param>
/// <param name="Kept">How much of the period is served, for the minimum.</param>
/// <param name="FigureMinor">The greater of the price and of the minimum for what is served; of prepaid units their price as far as it is
/// kept, and that of what was used beyond them.</param>
internal readonly record struct UsageFigure(Quantity Recorded, long FullMinor, long MinimumMinor, Share Kept, long FigureMinor)
{
    /// <summary>The units that were prepaid; zero where none are.</summary>
    public Quantity Bought { get; init; }

    /// <summary>The price of what was used beyond them, in minor units.</summary>
    public long OverageMinor { get; init; }
}

/// <summary>Recorded totals by line and period.</summary>
[Rule("BIL-2")]
[Rule("BIL-6")]
public static class UsageTotals
{
    /// <summary>The days that a line has in the billing period that holds a day, ends apart; <c>null</c> when no period holds it, as a day
    /// of a trial or a free one.</summary>
    public static DateRange? PeriodOf(Contract contract, Line line, DateOnly day)
    {
        PeriodsOfLife life = default(PeriodsOfLife).For(contract, line);
        int place = life.FirstEndingAfter(day);
        if (place == life.Count || !life[place].Period.Served.Contains(day))
        {
            return null;
        }

        DateRange days = life[place].Period.Served.After(line.From).Before(line.EmptyFrom());
        return days.Contains(day) ? days : null;
    }

    /// <summary>Whether a recorded total is never invoiced: it came too late after an end (BIL-6), or the end waived what was not billed
    /// by then (VER-5).</summary>
    public static bool IsWaived(Contract contract, in RecordedUsage used)
    {
        if (used.IsLate)
        {
            return true;
        }

        bool waives = contract.Ending is { WaivesUsageFrom: not null };
        foreach (Gap gap in contract.Gaps)
        {
            waives |= gap.WaivesUsageFrom is not null;
        }

        if (!waives)
        {
            return false;
        }

        Line line = contract.FindLine(used.Line)!;
        PeriodsOfLife life = default(PeriodsOfLife).For(contract, line);
        return IsWaivedAtEnd(contract, line, life[life.FirstEndingAfter(used.Days.Start)].Period, used);
    }

    /// <summary>The day on which a total that is not waived falls due: that of its period, or the later one on which it was recorded
    /// (BIL-1).</summary>
    public static DateOnly DueOn(Contract contract, in RecordedUsage used)
    {
        foreach (ref readonly TargetItem item in new Target(contract))
        {
            if (item.Line.Number == used.Line && item.Days.Contains(used.Days.Start))
            {
                DateOnly periodOn = UsageBatches.DaysOf(contract, item)[0];
                return used.RecordedOn > periodOn ? used.RecordedOn : periodOn;
            }
        }

        throw Invariant.Broken("a period in which something was recorded is in the target");
    }

    /// <summary>The figure of a period, counting only what was recorded, and what stopped service, by a day.</summary>
    internal static UsageFigure FigureOf(Contract contract, in LinePeriod place, int termIndex, DateOnly dueByOn)
    {
        Charge charge = place.Line.ChargeOn(place.Period.Served.Start);
        long micros = 0;
        foreach (RecordedUsage used in contract.Usage)
        {
            micros += used.RecordedOn <= dueByOn && IsOf(used, place) && Counts(contract, place, used) ? used.Micros : 0;
        }

        var recorded = new Quantity(Math.Max(0, micros));
        if (charge.IsPrepaid)
        {
            return PrepaidUnits.FigureOf(contract, place, termIndex, recorded, dueByOn);
        }

        decimal kept = Discounting.PercentKept(contract, place.Line, place.Period, termIndex);
        (int days, int of) = Pricing.ThresholdDays(contract, place.Line, place.Period);
        long full = Rounding.ToMinor(PeriodPrice.OfUnits(charge, recorded, days, of) * kept / of, charge.Price.Currency);
        if (charge.Minimum == 0)
        {
            return new UsageFigure(recorded, full, 0, Share.Whole, full);
        }

        // Where the cadence does not divide the term, the last period is the months that are left (CAL-4).
        (int priced, int billed) = Pricing.InOneUnit(charge.PricePeriod, place.Period.Length);
        long minimum = Rounding.ToMinor(charge.Minimum * kept * billed / priced, charge.Price.Currency);
        Share share = Serving.Of(contract, place, dueByOn, out _);
        return new UsageFigure(recorded, full, minimum, share, Math.Max(full, share.Of(minimum, contract.Rules.Halves)));
    }

    /// <summary>Whether anything was recorded in a period.</summary>
    internal static bool IsAny(Contract contract, in LinePeriod place)
    {
        foreach (RecordedUsage used in contract.Usage)
        {
            if (IsOf(used, place))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a total belongs to a line and period.</summary>
    internal static bool IsOf(in RecordedUsage used, in LinePeriod place) =>
        used.Line == place.Line.Number && place.Days.Contains(used.Days.Start);

    /// <summary>Whether a total of the period is invoiced.</summary>
    internal static bool Counts(Contract contract, in LinePeriod place, in RecordedUsage used) =>
        !used.IsLate && !IsWaivedAtEnd(contract, place.Line, place.Period, used);

    /// <summary>The first day of a period on which the line cannot be used any more: pauses apart, since they come to an end.</summary>
    internal static DateOnly UsableUntil(Contract contract, Line line, in BillingPeriod period)
    {
        DateOnly until = Earlier(period.Served.End, line.EmptyFrom());
        return contract.Ending is { } ending ? Earlier(until, ending.On) : until;
    }

    /// <summary>What falls due on or after the day of such an end was not billed by it. The end itself moves no due day here: else it
    /// would waive nothing. Prepaid units are paid, so that nothing of them is left to waive.</summary>
    private static bool IsWaivedAtEnd(Contract contract, Line line, in BillingPeriod period, in RecordedUsage used)
    {
        if (line.Charge.IsPrepaid)
        {
            return false;
        }

        DateOnly over = contract.Clauses.Arrears == ArrearsIssue.PeriodEnd ? period.Grid.End : Earlier(period.Served.End, line.EmptyFrom());
        DateOnly dueOn = used.RecordedOn > over ? used.RecordedOn : over;
        bool waived = contract.Ending is { } ending && dueOn >= ending.WaivesUsageFrom;
        foreach (Gap gap in contract.Gaps)
        {
            waived |= used.Days.End <= gap.Days.Start && dueOn >= gap.WaivesUsageFrom;
        }

        return waived;
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
