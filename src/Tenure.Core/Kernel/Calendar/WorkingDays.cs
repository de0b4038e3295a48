namespace Tenure.Core.Kernel;

/// <summary>
/// A named calendar of working days: the days of the week that rest, and the holidays. A contract freezes the name; the
/// dates come from outside. Two calendars are equal when name, weekend and holidays are.
/// </summary>
public sealed class WorkingDays : IEquatable<WorkingDays>
{
    private readonly byte _weekend;
    private readonly int[] _holidays;

    /// <summary>A calendar.</summary>
    /// <param name="name">What contracts call it, for example <c>DE-BY</c>.</param>
    /// <param name="weekend">The days of the week that rest; not all seven, or an invariant breaks.</param>
    /// <param name="holidays">Dates that rest besides, in any order.</param>
    public WorkingDays(string name, IEnumerable<DayOfWeek> weekend, IEnumerable<DateOnly> holidays)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(weekend);
        ArgumentNullException.ThrowIfNull(holidays);
        Name = name;
        foreach (DayOfWeek day in weekend)
        {
            _weekend |= (byte)(1 << (int)day);
        }

        Invariant.Holds(_weekend != 0b111_1111, "A calendar without any working day cannot roll a date.");
        _holidays = [.. holidays.Select(day => day.DayNumber).Distinct().Order()];
    }

    /// <summary>Monday to Friday, without holidays. Named <c>mon-fri</c>.</summary>
    public static WorkingDays MondayToFriday { get; } = new("mon-fri", [DayOfWeek.Saturday, DayOfWeek.Sunday], []);

    /// <summary>The longest name of a calendar that is written out.</summary>
    public const int LongestName = 20;

    /// <summary>The most holidays of a calendar that is written out.</summary>
    public const int MostHolidays = 400;

    private static readonly string[] Weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>Reads a calendar: <c>mon-fri</c>, or a name with the days that rest, weekdays and dates: <c>DE-BY: sat sun 2026-12-25</c>.
    /// The name is a code. Refuses with <c>text.working_days</c>.</summary>
    /// <param name="text">Any text.</param>
    public static Decision<WorkingDays> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == MondayToFriday.Name)
        {
            return MondayToFriday;
        }

        string[] parts = text.Split(": ");
        var weekend = new List<DayOfWeek>();
        var holidays = new List<DateOnly>();
        bool isRead = parts.Length == 2 && parts[0] != MondayToFriday.Name && parts[0].Length is > 0 and <= LongestName
            && parts[0].All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_');
        foreach (string word in isRead ? parts[1].Split(' ') : [])
        {
            int weekday = Array.IndexOf(Weekdays, word);
            Decision<DateOnly> day = weekday >= 0 ? default(DateOnly) : DayText.Parse(word);
            if (weekday >= 0)
            {
                weekend.Add((DayOfWeek)weekday);
            }
            else if (day.IsAccepted)
            {
                holidays.Add(day.Value);
            }

            isRead &= day.IsAccepted;
        }

        return isRead && weekend.Distinct().Count() < Weekdays.Length && holidays.Count <= MostHolidays
            ? new WorkingDays(parts[0], weekend, holidays)
            : new TextRefused("working_days", text, "Write mon-fri, or a name and its days of rest, not all weekdays, like DE-BY: sat sun 2026-12-25.");
    }

    /// <summary>The calendar with its days of rest, as <see cref="Parse"/> reads it.</summary>
    public string Text => Equals(MondayToFriday) ? Name
        : $"{Name}: {string.Join(' ', Weekend.Select(static day => Weekdays[(int)day]).Concat(Holidays.Select(DayText.Of)))}";

    /// <summary>What contracts call it.</summary>
    public string Name { get; }

    /// <summary>The weekdays on which nobody works, Sunday first.</summary>
    public IEnumerable<DayOfWeek> Weekend => Enum.GetValues<DayOfWeek>().Where(day => (_weekend & (1 << (int)day)) != 0);

    /// <summary>The holidays, in day order.</summary>
    public IEnumerable<DateOnly> Holidays => _holidays.Select(DateOnly.FromDayNumber);

    /// <summary>Whether people work on the day.</summary>
    /// <param name="day">Any day.</param>
    public bool IsWorking(DateOnly day) =>
        (_weekend & (1 << (int)day.DayOfWeek)) == 0 && Array.BinarySearch(_holidays, day.DayNumber) < 0;

    /// <summary>The day itself when it is a working day, else the last working day before it.</summary>
    /// <param name="day">Any day.</param>
    public DateOnly OnOrBefore(DateOnly day)
    {
        while (!IsWorking(day))
        {
            day = DateOnlyMath.AddDays(day, -1);
        }

        return day;
    }

    /// <summary>The day itself when it is a working day, else the first working day after it.</summary>
    /// <param name="day">Any day.</param>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsWorking(day))
        {
            day = DateOnlyMath.AddDays(day, 1);
        }

        return day;
    }

    /// <summary>The first day that <see cref="OnOrAfter"/> takes to the same working day or later: the start of the rest before it.</summary>
    /// <param name="day">Any day.</param>
    public DateOnly StartOfRestUpTo(DateOnly day)
    {
        while (!IsWorking(DateOnlyMath.AddDays(day, -1)))
        {
            day = day.AddDays(-1);
        }

        return day;
    }

    /// <summary>Whether name, weekend and holidays are the same.</summary>
    /// <param name="other">The calendar to compare with.</param>
    public bool Equals(WorkingDays? other) =>
        other is not null && Name == other.Name && _weekend == other._weekend && _holidays.AsSpan().SequenceEqual(other._holidays);

    /// <summary>Whether the other is an equal calendar.</summary>
    /// <param name="obj">Anything.</param>
    public override bool Equals(object? obj) => Equals(obj as WorkingDays);

    /// <summary>A hash of the name.</summary>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
