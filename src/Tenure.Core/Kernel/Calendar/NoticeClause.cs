namespace Tenure.Core.Kernel;

/// <summary>
/// How long before an end a notice must be given, and where that end may fall (CAL-5). Deadline, earliest end, send-by day
/// and lock-in all come from one function: the notice runs from the day after it counts, for <see cref="Count"/> units, and
/// then lands. The day of notice is not counted.
/// </summary>
/// <remarks>
/// A roll makes a notice count as if given on the first day that rolls as late as it, so that the deadline stays the
/// latest day whose earliest end is in time: under a roll back a Saturday's notice counts as Monday's, under a roll forward
/// a Monday's as Saturday's. The end itself is never moved to a working day.
/// </remarks>
[Rule("CAL-5")]
public sealed record NoticeClause
{
    /// <summary>The longest notice, transit or lead, in its unit: far beyond any contract, far inside the calendar.</summary>
    public const int Most = 3660;

    /// <summary>No notice is needed: it can be given up to the last day of service.</summary>
    public static NoticeClause None { get; } = new(0, CadenceUnit.Day);

    /// <summary>A clause; every other property keeps its default unless set.</summary>
    /// <param name="count">How many units, from 0 to <see cref="Most"/>, or an invariant breaks.</param>
    /// <param name="unit">Days, weeks or calendar months; months clamp to the last day of a shorter month.</param>
    public NoticeClause(int count, CadenceUnit unit)
    {
        Count = InRange(count);
        Unit = unit;
    }

    /// <summary>How many units the notice runs.</summary>
    public int Count { get; }

    /// <summary>What it runs in.</summary>
    public CadenceUnit Unit { get; }

    /// <summary>Where the end may fall; any day unless said.</summary>
    public NoticeLanding Landing { get; init; }

    /// <summary>What starts the notice; its receipt unless said.</summary>
    public NoticeCountedFrom CountedFrom { get; init; }

    /// <summary>Days between sending and receipt, kept free before the deadline when the receipt counts.</summary>
    public int TransitDays { get; init => field = InRange(value); }

    /// <summary>Our own days of preparation, kept free before the day to send.</summary>
    public int InternalLeadDays { get; init => field = InRange(value); }

    /// <summary>What a deadline on a day of rest does; it stays unless said.</summary>
    public NoticeRoll Roll { get; init; }

    /// <summary>The calendar that the roll asks; Monday to Friday unless said.</summary>
    public WorkingDays WorkingDays { get; init; } = WorkingDays.MondayToFriday;

    /// <summary>Whether no notice is needed.</summary>
    public bool IsNone => Count == 0;

    /// <summary>The earliest day on which the contract can have ended, when notice counts on a day.</summary>
    /// <param name="noticeOn">The day the notice counts: received or sent, as the clause says. Not counted itself.</param>
    /// <param name="ends">The ends of the contract's terms.</param>
    /// <returns>
    /// The first day without service. Refused with <c>notice.outside_term</c> when it falls after the last term (under
    /// automatic renewal it is the next term's), with <c>notice.no_term_end</c> when it must land on a term end and there is none.
    /// </returns>
    public Decision<DateOnly> EarliestEnd(DateOnly noticeOn, TermEnds ends)
    {
        DateOnly run = AfterRun(noticeOn);
        if (Landing == NoticeLanding.TermEnd)
        {
            return ends == TermEnds.None ? new NoticeWithoutTermEnd()
                : ends.OnOrAfter(run) is { } end ? end : new NoticeOutsideTerm(noticeOn, null);
        }

        DateOnly landed = Landed(run);
        return ends.Reach(landed) ? landed : new NoticeOutsideTerm(noticeOn, landed);
    }

    /// <summary>The last day on which notice for an end can count: the latest whose earliest end is on or before it.</summary>
    /// <param name="end">The first day without service; taken for a term's end when the clause lands on one. An open end breaks an invariant.</param>
    public DateOnly Deadline(DateOnly end)
    {
        Invariant.Holds(end != DateRange.Forever, "There is no deadline before an end that never comes.");
        DateOnly latestRun = LastLandingUpTo(end);
        DateOnly last = DateOnlyMath.AddDays(LatestStart(latestRun), -1);
        return Roll switch
        {
            NoticeRoll.Back => WorkingDays.OnOrBefore(last),
            NoticeRoll.Forward => WorkingDays.OnOrAfter(last),
            _ => last,
        };
    }

    /// <summary>The last day to send a notice for an end: the deadline, less transit when the receipt counts, less the internal lead.</summary>
    /// <param name="end">The first day without service.</param>
    public DateOnly SendBy(DateOnly end) => DateOnlyMath.AddDays(Deadline(end), -(DaysInTransit + InternalLeadDays));

    /// <summary>The day on which a renewal at an end is locked in: the day after the last notice day (VER-3).</summary>
    /// <param name="end">The end of the term that would be renewed, not included.</param>
    public DateOnly LockInOn(DateOnly end) => DateOnlyMath.AddDays(Deadline(end), 1);

    /// <summary>The day on which a notice sent on a day counts.</summary>
    /// <param name="sentOn">The day it is sent.</param>
    public DateOnly CountsOn(DateOnly sentOn) => DateOnlyMath.AddDays(sentOn, DaysInTransit);

    private int DaysInTransit => CountedFrom == NoticeCountedFrom.Receipt ? TransitDays : 0;

    private DateOnly AfterRun(DateOnly noticeOn)
    {
        DateOnly counts = Roll switch
        {
            NoticeRoll.Back => WorkingDays.OnOrAfter(noticeOn),
            NoticeRoll.Forward => WorkingDays.StartOfRestUpTo(noticeOn),
            _ => noticeOn,
        };
        DateOnly start = DateOnlyMath.AddDays(counts, 1);
        return Unit == CadenceUnit.Month ? DateOnlyMath.AddMonths(start, Count) : DateOnlyMath.AddDays(start, DayCount);
    }

    private int DayCount => Unit == CadenceUnit.Week ? Count * 7 : Count;

    /// <summary>The latest day from which the notice has run by a day: the inverse of the run.</summary>
    private DateOnly LatestStart(DateOnly run)
    {
        if (Unit != CadenceUnit.Month)
        {
            return DateOnlyMath.AddDays(run, -DayCount);
        }

        // Every day of the month that many months before clamps to a month's last day, so the month's last is the latest.
        DateOnly back = DateOnlyMath.AddMonths(run, -Count);
        bool isMonthsLast = run.Day == DateOnlyMath.DaysInMonth(run);
        return isMonthsLast ? DateOnlyMath.InMonth(DateOnlyMath.MonthNumber(back), 31) : back;
    }

    private DateOnly Landed(DateOnly run)
    {
        DateOnly floor = LastLandingUpTo(run);
        return floor == run ? run : DateOnlyMath.AddMonths(floor, Landing == NoticeLanding.QuarterEnd ? 3 : 1);
    }

    private DateOnly LastLandingUpTo(DateOnly day) => Landing switch
    {
        NoticeLanding.MonthEnd => new(day.Year, day.Month, 1),
        NoticeLanding.QuarterEnd => new(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1),
        _ => day,
    };

    private static int InRange(int count)
    {
        Invariant.Holds(count is >= 0 and <= Most, "A notice counts from 0 to 3660.");
        return count;
    }
}
