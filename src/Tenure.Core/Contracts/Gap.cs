// Days of a contract without service between days with it: a pause, a suspension by the supplier, or what lies between an end
// and the day the contract was reinstated (VER-5, VER-7).
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Why there is no service.</summary>
public enum GapKind
{
    /// <summary>The customer paused.</summary>
    Paused,

    /// <summary>The supplier suspended service for default; the term goes on.</summary>
    Suspended,

    /// <summary>The contract had ended and was reinstated.</summary>
    Ended,
}

/// <summary>Days without service.</summary>
/// <param name="Days">The days; without an end as long as nobody resumed.</param>
/// <param name="Kind">Why.</param>
/// <param name="DueOn">When a credit for them falls due: the later of their first day and the day they were recorded (BIL-1).</param>
/// <param name="BackAgreedOn">The business day on which it was agreed that service comes back; what is billed again does not
/// fall due earlier.</param>
/// <param name="Event">The sequence of the event that made it what it is.</param>
/// <param name="Forfeited">Billed days in it that were forfeited at the end and stay so.</param>
public sealed record Gap(
    DateRange Days, GapKind Kind, DateOnly DueOn, DateOnly BackAgreedOn, int Event, ImmutableArray<ForfeitedDays> Forfeited)
{
    /// <summary>The sequence of the end that left it, when that end refunds; else 0.</summary>
    public int RefundedBy { get; init; }

    /// <summary>The sequence of the end that left it; 0 for a pause.</summary>
    public int LeftBy { get; init; }

    /// <summary>Usage before it that fell due on or after this day was waived by the end that left it, and stays so; <c>null</c> when none
    /// was.</summary>
    public DateOnly? WaivesUsageFrom { get; init; }

    /// <summary>Whether an end left it that gave back what was unused.</summary>
    public bool GivesBack { get; init; }

    /// <summary>How a pause moves the end of a term; <c>null</c> when it does not.</summary>
    public MovedEnd? Moves { get; init; }

    /// <summary>The days of a pause as they were agreed, whatever end cut it short since: the term's end stays where it put it.</summary>
    public DateRange Agreed { get; init; } = Days;

    /// <summary>Whether billing periods begin anew on the day of return (VER-7).</summary>
    public bool BeginsAnew { get; init; }

    /// <summary>The business day on which a pause was recorded.</summary>
    public DateOnly RecordedOn { get; init; } = BackAgreedOn;

    /// <summary>The day on which billing periods begin anew, whatever end cut the pause short since; <c>null</c> while no return is known,
    /// and when they do not.</summary>
    public DateOnly? AnewOn => BeginsAnew && !Agreed.IsOpen && !Agreed.IsEmpty ? Agreed.End : null;

    /// <summary>The days that are not billed, or given back: all but those that move to the end of the term.</summary>
    public DateRange Unbilled => Moves is null ? Days : Days.After(Moves.BilledUntil);

    /// <summary>Days that were added at its end later, in the order in which they were.</summary>
    public ImmutableArray<LongerGap> Longer { get; init; } = [];

    /// <summary>The unbilled days of it that count when only what is due by a day does.</summary>
    public DateRange DaysDueBy(DateOnly day) => DueBy(Unbilled, day);

    /// <summary>Which of some days that it takes away count when only what is due by a day does.</summary>
    internal DateRange DueBy(DateRange days, DateOnly day)
    {
        if (day < DueOn)
        {
            return new DateRange(days.Start, days.Start);
        }

        foreach (LongerGap longer in Longer)
        {
            days = longer.SinceOn <= day && day < longer.DueOn ? days.Before(longer.From) : days;
        }

        return days;
    }

    /// <summary>When a credit for one of its days falls due.</summary>
    public DateOnly DueOf(DateOnly day)
    {
        DateOnly due = DueOn;
        foreach (LongerGap longer in Longer)
        {
            due = day >= longer.From && longer.DueOn > due ? longer.DueOn : due;
        }

        return due;
    }
}

/// <summary>Days that were added to a gap later: the return was put off, or an end was taken back that would have come before it.</summary>
/// <param name="From">The first day that was added.</param>
/// <param name="DueOn">When a credit for the days added falls due: the later of that day and the day they were recorded (BIL-1); after an
/// end that was taken back that day, as the pause had begun.</param>
/// <param name="SinceOn">From which day on these days were to be served: before, the pause went on for an unknown time.</param>
public readonly record struct LongerGap(DateOnly From, DateOnly DueOn, DateOnly SinceOn = default);
