// What days of one billing period weigh under a day count (PRO-2). Weights are whole numbers, so that shares stay exact and a
// figure is rounded once.
using System.Runtime.InteropServices;

namespace Tenure.Core.Kernel;

/// <summary>Weighs days of one billing period against the whole.</summary>
/// <param name="count">The convention.</param>
/// <param name="period">The period; its grid decides what the whole weighs.</param>
/// <param name="contractStartOn">The first paid day of the contract, whose first slice is never free.</param>
[Rule("PRO-2")]
public readonly struct DayWeights(DayCount count, in BillingPeriod period, DateOnly contractStartOn)
{
    // Divisible by 28, 29, 30 and 31, so that a day of any month weighs a whole number.
    private const long Month = 4 * 7 * 29 * 3 * 5 * 31;

    private readonly DateRange grid = period.Grid;
    private readonly DayCount count = period.Length.MonthCount == 0 && count is not (DayCount.WholePeriods or DayCount.None)
        ? DayCount.Actual
        : count;

    private readonly int months = period.Length.MonthCount;
    private readonly bool opens = period.Uncut.Start == contractStartOn;

    /// <summary>Whether the days of two slices side by side weigh what they weigh together.</summary>
    public bool IsAdditive => count is DayCount.Actual or DayCount.Thirty360;

    /// <summary>Whether days without service within a period take something off; not where periods count whole.</summary>
    public bool GapsCount => count is not (DayCount.WholePeriods or DayCount.None);

    /// <summary>What the whole grid period weighs; above zero.</summary>
    public long All => count switch
    {
        DayCount.ActualOver30 => 30L * months,
        DayCount.Thirty360 => Nominal(grid),
        DayCount.MonthsFirst or DayCount.CalendarMonthsFirst => Month * months,
        DayCount.WholePeriods => 1,
        _ => grid.Days,
    };

    /// <summary>What one run of days weighs, from zero to <see cref="All"/>; the whole grid period weighs all.</summary>
    /// <param name="days">Days within the grid period.</param>
    public long Of(DateRange days)
    {
        if (days.IsEmpty || days == grid)
        {
            return days.IsEmpty ? 0 : All;
        }

        long weight = count switch
        {
            DayCount.Actual or DayCount.ActualOver30 => days.Days,
            DayCount.Thirty360 => Nominal(days),
            DayCount.MonthsFirst => MonthsFrom(days),
            DayCount.CalendarMonthsFirst => CalendarMonths(days),
            DayCount.WholePeriods => 1,
            DayCount.None => days.Start == grid.Start ? All : opens && days.Start == contractStartOn ? days.Days : 0,
        };
        return Math.Min(weight, All);
    }

    /// <summary>What days with gaps weigh: the run from the first to the last less each gap by itself. A gap within a period
    /// takes nothing where periods count whole.</summary>
    /// <param name="served">Runs of days within the grid period, in order, apart from each other.</param>
    public long Of(ReadOnlySpan<DateRange> served)
    {
        if (served.IsEmpty)
        {
            return 0;
        }

        long gaps = 0;
        long weight = Of(served[0]);
        for (int i = 1; i < served.Length; i++)
        {
            // Served days never weigh less for more of them, though a gap may weigh more than the days beyond it.
            gaps += GapsCount ? Of(new DateRange(served[i - 1].End, served[i].Start)) : 0;
            weight = Math.Max(weight, Of(new DateRange(served[0].Start, served[i].End)) - gaps);
        }

        return weight;
    }

    /// <summary>What days weigh that go on from others: both together less the others, so that changing nothing costs nothing.</summary>
    /// <param name="served">Runs of days within the grid period, in order, apart from each other.</param>
    /// <param name="before">The runs they go on from, all of them earlier.</param>
    public long Of(ReadOnlySpan<DateRange> served, ReadOnlySpan<DateRange> before)
    {
        if (before.IsEmpty || served.IsEmpty || IsAdditive)
        {
            return Of(served);
        }

        var both = new List<DateRange>(before.Length + served.Length);
        both.AddRange(before);
        bool touches = both[^1].End == served[0].Start;
        both[^1] = touches ? new DateRange(both[^1].Start, served[0].End) : both[^1];
        both.AddRange(touches ? served[1..] : served);
        return Math.Max(Of(CollectionsMarshal.AsSpan(both)) - Of(before), 0);
    }

    /// <summary>Days of the 30/360 calendar between two dates.</summary>
    private static long Nominal(DateRange days)
    {
        DateOnly from = days.Start;
        DateOnly to = days.End;
        return (360L * (to.Year - from.Year)) + (30L * (to.Month - from.Month)) + Math.Min(to.Day, 30) - Math.Min(from.Day, 30);
    }

    private static long MonthsFrom(DateRange days)
    {
        Anchor anchor = Anchor.On(days.Start);
        int whole = anchor.FloorIndex(Cadence.Month, days.End);
        DateOnly reached = anchor.DateAt(Cadence.Month, whole);
        int rest = days.End.DayNumber - reached.DayNumber;
        int length = anchor.DateAt(Cadence.Month, whole + 1).DayNumber - reached.DayNumber;
        return (whole * Month) + (rest * (Month / length));
    }

    private static long CalendarMonths(DateRange days)
    {
        long weight = 0;
        for (DateOnly at = days.Start; at < days.End;)
        {
            int length = DateOnlyMath.DaysInMonth(at);
            DateOnly next = at.AddDays(length - at.Day + 1);
            next = next < days.End ? next : days.End;
            weight += (next.DayNumber - at.DayNumber) * (Month / length);
            at = next;
        }

        return weight;
    }
}
