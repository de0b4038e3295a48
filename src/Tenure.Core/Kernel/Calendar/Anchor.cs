namespace Tenure.Core.Kernel;

/// <summary>
/// The day that dates are counted from (CAL-3). The n-th date is computed from the anchor, never from the date before, so
/// that 31 January steps to 28 February and on to 31 March. Months clamp to the last day of a shorter month; days and
/// weeks never do. Dates outside the years 1 to 9999 break an invariant.
/// </summary>
/// <remarks>
/// For steps of months only the month of the origin and <see cref="Day"/> count; for days and weeks only the origin. The
/// default value is not an anchor.
/// </remarks>
[Rule("CAL-3")]
public readonly record struct Anchor
{
    private const int MonthsInCalendar = 9999 * 12;

    private Anchor(DateOnly origin, int day, MonthEndRule rule)
    {
        Origin = origin;
        Day = day;
        Rule = rule;
    }

    /// <summary>The day that steps of days and weeks are counted from, and whose month steps of months are counted from.</summary>
    public DateOnly Origin { get; }

    /// <summary>The day of the month that every step of months aims at, from 1 to 31; 31 for an anchor that sticks to month ends.</summary>
    public int Day { get; }

    /// <summary>The month-end rule it was made with.</summary>
    public MonthEndRule Rule { get; }

    /// <summary>Makes an anchor.</summary>
    /// <param name="origin">The signed start, or the day a verb moved it to.</param>
    /// <param name="rule">What a month end does; <see cref="MonthEndRule.Clamp"/> unless said.</param>
    /// <param name="day">
    /// The day of the month when it is not the origin's: a term that starts on 28 February of a contract anchored on the
    /// 31st. From 1 to 31, or an invariant breaks.
    /// </param>
    public static Anchor On(DateOnly origin, MonthEndRule rule = MonthEndRule.Clamp, int? day = null)
    {
        Invariant.Holds(day is null or (>= 1 and <= 31), "An anchor's day of the month is 1 to 31.");
        bool sticks = rule == MonthEndRule.StickToMonthEnd && day is null && origin.Day == DateOnlyMath.DaysInMonth(origin);
        return new(origin, sticks ? 31 : day ?? origin.Day, rule);
    }

    /// <summary>The same day of the month and rule, counted from another day.</summary>
    /// <param name="origin">The new origin; only its month matters for steps of months.</param>
    public Anchor From(DateOnly origin) => new(origin, Day, Rule);

    /// <summary>The n-th date, counted from the anchor.</summary>
    /// <param name="step">The length of one step.</param>
    /// <param name="n">Which date: zero is the anchor's own, below zero goes back.</param>
    public DateOnly DateAt(Cadence step, int n)
    {
        if (step.Unit != CadenceUnit.Month)
        {
            return DateOnlyMath.AddDays(Origin, (long)step.DayCount * n);
        }

        long month = DateOnlyMath.MonthNumber(Origin) + ((long)step.Count * n);
        Invariant.Holds(month is >= 0 and < MonthsInCalendar, "A step from an anchor left the years 1 to 9999.");
        return DateOnlyMath.InMonth((int)month, Day);
    }

    /// <summary>The largest n whose date is on or before a day: the index of the step the day lies in.</summary>
    /// <param name="step">The length of one step.</param>
    /// <param name="day">Any day.</param>
    public int FloorIndex(Cadence step, DateOnly day)
    {
        if (step.Unit != CadenceUnit.Month)
        {
            return DateOnlyMath.FloorDiv(day.DayNumber - Origin.DayNumber, step.DayCount);
        }

        int months = DateOnlyMath.MonthNumber(day) - DateOnlyMath.MonthNumber(Origin);
        int n = DateOnlyMath.FloorDiv(months, step.Count);
        bool isSameMonth = n * step.Count == months;
        return isSameMonth && day.Day < Math.Min(Day, DateOnlyMath.DaysInMonth(day)) ? n - 1 : n;
    }

    /// <summary>Whether a day is one of the anchor's dates.</summary>
    /// <param name="step">The length of one step.</param>
    /// <param name="day">Any day.</param>
    public bool Hits(Cadence step, DateOnly day) => DateAt(step, FloorIndex(step, day)) == day;
}
