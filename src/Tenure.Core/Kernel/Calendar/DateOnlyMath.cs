namespace Tenure.Core.Kernel;

/// <summary>Months as one running number, and days that say so when they leave the calendar. No allocation.</summary>
internal static class DateOnlyMath
{
    /// <summary>Months since January of the year 1, which is zero.</summary>
    internal static int MonthNumber(DateOnly day) => ((day.Year - 1) * 12) + day.Month - 1;

    internal static int DaysInMonth(DateOnly day) => LengthOfMonth(day.Year, day.Month);

    /// <summary>The day of the month of that number, or its last day when the month is shorter.</summary>
    internal static DateOnly InMonth(int monthNumber, int day)
    {
        (int year, int month) = Math.DivRem(monthNumber, 12);
        return new DateOnly(year + 1, month + 1, Math.Min(day, LengthOfMonth(year + 1, month + 1)));
    }

    internal static DateOnly AddDays(DateOnly day, long days)
    {
        long number = day.DayNumber + days;
        Invariant.Holds(number >= 0 && number <= DateOnly.MaxValue.DayNumber, "A step in days left the years 1 to 9999.");
        return DateOnly.FromDayNumber((int)number);
    }

    /// <summary>So many months later, or the last day of that month when it is shorter.</summary>
    internal static DateOnly AddMonths(DateOnly day, int months)
    {
        int month = MonthNumber(day) + months;
        Invariant.Holds(month is >= 0 and < 9999 * 12, "A step in months left the years 1 to 9999.");
        return InMonth(month, day.Day);
    }

    /// <summary>The quotient cut towards minus infinity.</summary>
    internal static int FloorDiv(int value, int divisor)
    {
        (int whole, int rest) = Math.DivRem(value, divisor);
        return rest < 0 ? whole - 1 : whole;
    }

    private static int LengthOfMonth(int year, int month) => month switch
    {
        2 => IsLeap(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private static bool IsLeap(int year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}
