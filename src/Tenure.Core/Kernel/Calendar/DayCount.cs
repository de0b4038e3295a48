// How days become a share of a billing period (PRO-2): the setting's names, as contracts store them and people write them.
namespace Tenure.Core.Kernel;

/// <summary>The convention by which a part of a billing period is measured against the whole (PRO-2). Periods of days and weeks
/// are always counted by their days.</summary>
public enum DayCount
{
    /// <summary>Days of the slice over days of the period. The default.</summary>
    Actual,

    /// <summary>Days of the slice over 30 for each month of the period; a slice never counts for more than the whole.</summary>
    ActualOver30,

    /// <summary>Every month has 30 days: 360 a year, 30 a month, the 31st counts as the 30th, over the period's own count.</summary>
    Thirty360,

    /// <summary>Whole months from the slice's first day, the rest by the days of the month that it lies in.</summary>
    MonthsFirst,

    /// <summary>Whole calendar months, the days at either edge by the length of the calendar month that they lie in.</summary>
    CalendarMonthsFirst,

    /// <summary>A started period counts as a whole one.</summary>
    WholePeriods,

    /// <summary>Nothing is prorated: a slice that begins a period costs the whole and any other nothing, except the contract's
    /// first, which counts by its days.</summary>
    None,
}

/// <summary>The names of day counts.</summary>
public static class DayCounts
{
    /// <summary>Every day count, the default first.</summary>
    public static ReadOnlySpan<DayCount> All =>
    [
        DayCount.Actual, DayCount.ActualOver30, DayCount.Thirty360, DayCount.MonthsFirst, DayCount.CalendarMonthsFirst,
        DayCount.WholePeriods, DayCount.None,
    ];

    /// <summary>The canonical name: <c>actual</c>, <c>actual/30</c>, <c>30/360</c>, <c>months first</c>, <c>calendar months
    /// first</c>, <c>whole periods</c> or <c>none</c>.</summary>
    public static string NameOf(DayCount count) => count switch
    {
        DayCount.Actual => "actual",
        DayCount.ActualOver30 => "actual/30",
        DayCount.Thirty360 => "30/360",
        DayCount.MonthsFirst => "months first",
        DayCount.CalendarMonthsFirst => "calendar months first",
        DayCount.WholePeriods => "whole periods",
        DayCount.None => "none",
    };

    /// <summary>Reads a name from outside.</summary>
    /// <param name="text">Any other text is refused with <c>text.day_count</c>.</param>
    public static Decision<DayCount> Parse(string text)
    {
        foreach (DayCount count in All)
        {
            if (NameOf(count) == text)
            {
                return count;
            }
        }

        return new TextRefused(
            "day_count", text, "Write actual, actual/30, 30/360, months first, calendar months first, whole periods or none.");
    }
}
