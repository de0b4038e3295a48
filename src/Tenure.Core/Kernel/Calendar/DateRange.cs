namespace Tenure.Core.Kernel;

/// <summary>
/// Calendar days from a first day up to, and not including, an end (CAL-2). A range whose end is <see cref="Forever"/>
/// has no end. A range that starts after it ends breaks an invariant; one that starts on its end is empty.
/// </summary>
/// <param name="Start">The first day, included.</param>
/// <param name="End">The day after the last, not included; <see cref="Forever"/> when there is no end.</param>
[Rule("CAL-2")]
public readonly record struct DateRange(DateOnly Start, DateOnly End)
{
    /// <summary>The end of a range without an end: 31 December 9999, which no contract reaches.</summary>
    public static DateOnly Forever => DateOnly.MaxValue;

    /// <summary>The first day, included.</summary>
    public DateOnly Start { get; } = Start;

    /// <summary>The day after the last, not included; <see cref="Forever"/> when there is no end.</summary>
    public DateOnly End { get; } = NotBefore(Start, End);

    /// <summary>How many days; zero when empty. Of a range without an end it counts to <see cref="Forever"/> and means nothing.</summary>
    public int Days => End.DayNumber - Start.DayNumber;

    /// <summary>Whether there is no day in it.</summary>
    public bool IsEmpty => Start == End;

    /// <summary>Whether it has no end.</summary>
    public bool IsOpen => End == Forever;

    /// <summary>The last day, included, for screens and papers. An empty or open range has none and breaks an invariant.</summary>
    public DateOnly LastDay
    {
        get
        {
            Invariant.Holds(!IsEmpty && !IsOpen, "An empty or open range has no last day.");
            return End.AddDays(-1);
        }
    }

    /// <summary>From a day on, without an end.</summary>
    /// <param name="start">The first day, included.</param>
    public static DateRange From(DateOnly start) => new(start, Forever);

    /// <summary>From a first to a last day, both included, as people enter it.</summary>
    /// <param name="firstDay">The first day, included.</param>
    /// <param name="lastDay">The last day, included; at most one day before the first, or an invariant breaks.</param>
    public static DateRange Through(DateOnly firstDay, DateOnly lastDay) => new(firstDay, lastDay.AddDays(1));

    /// <summary>Whether the day lies in the range: on or after its start, before its end.</summary>
    /// <param name="day">Any day.</param>
    public bool Contains(DateOnly day) => day >= Start && day < End;

    /// <summary>Whether every day of the other lies in the range; true of an empty one.</summary>
    /// <param name="other">Any range.</param>
    public bool Contains(DateRange other) => other.IsEmpty || (other.Start >= Start && other.End <= End);

    /// <summary>Whether they share a day; an empty range shares none.</summary>
    /// <param name="other">Any range.</param>
    public bool Overlaps(DateRange other) => Later(Start, other.Start) < Earlier(End, other.End);

    /// <summary>The days they share; an empty range, starting at the later start, when they share none.</summary>
    /// <param name="other">Any range.</param>
    public DateRange Intersect(DateRange other)
    {
        DateOnly start = Later(Start, other.Start);
        return new(start, Later(start, Earlier(End, other.End)));
    }

    /// <summary>The part before a day: <c>[Start, day)</c>, empty when the range starts on or after the day, all of it when it ends before.</summary>
    /// <param name="day">The boundary, not included.</param>
    public DateRange Before(DateOnly day) => new(Start, Later(Start, Earlier(End, day)));

    /// <summary>The part from a day on: <c>[day, End)</c>, empty when the range ends on or before the day, all of it when it starts after.</summary>
    /// <param name="day">The boundary, included.</param>
    public DateRange After(DateOnly day) => new(Earlier(End, Later(Start, day)), End);

    /// <summary>The canonical text <c>[2025-01-01, 2026-01-01)</c>; a range without an end reads <c>[2025-01-01, )</c>.</summary>
    public override string ToString() => IsOpen ? $"[{DayText.Of(Start)}, )" : $"[{DayText.Of(Start)}, {DayText.Of(End)})";

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly NotBefore(DateOnly start, DateOnly end) => end < start ? throw Reversed(start, end) : end;

    private static InvariantBrokenException Reversed(DateOnly start, DateOnly end) =>
        Invariant.Broken($"A range cannot start on {DayText.Of(start)} and end before, on {DayText.Of(end)}.");
}
