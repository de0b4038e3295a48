// A contract as its events make it (CON-1): terms, lines, clauses, and its end when it has one. Nothing here is stored;
// read tables are projections of it, and `verify` folds again to compare.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>One term of a contract.</summary>
/// <param name="Index">Its index; the first is 0.</param>
/// <param name="Span">Its days, the end excluded.</param>
/// <param name="PaidEnd">The day after its last paid day; earlier than its end when free days were added (VER-6).</param>
/// <param name="Length">Its length as agreed.</param>
/// <param name="Kind">How it came about; the first term counts as manual.</param>
/// <param name="BillingAnchor">The anchor of its billing periods (CAL-3).</param>
/// <param name="Event">The sequence of the event that fixed it.</param>
/// <param name="AgreedOn">The business day on which it was fixed: none of its periods is invoiced earlier (BIL-1).</param>
public readonly record struct Term(
    int Index, DateRange Span, DateOnly PaidEnd, Cadence Length, RenewalKind Kind, Anchor BillingAnchor, int Event, DateOnly AgreedOn)
{
    /// <summary>The paid days that pauses moved behind those of its length (VER-7), one range for each pause, in day order.</summary>
    public ImmutableArray<DateRange> Shifted { get; init; } = [];

    /// <summary>The day after its last paid day, had no pause shifted it.</summary>
    public DateOnly LengthEnd => Shifted.IsEmpty ? PaidEnd : Shifted[0].Start;
}

/// <summary>How a contract ends.</summary>
/// <param name="On">The first day without service.</param>
/// <param name="DueOn">When a credit for the end falls due: the later of the end and the day it was recorded (BIL-1).</param>
/// <param name="Settlement">What happens to billed days after the end.</param>
/// <param name="ReasonCode">The seller's reason code; empty for an expiry.</param>
/// <param name="Sequence">The sequence of the fact that made it.</param>
/// <param name="AtEndOfTerm">The term it is tied to, or <c>null</c>.</param>
/// <param name="Forfeited">Billed days that stay billed after the end.</param>
/// <param name="IsExpiry">Whether the last term simply ended.</param>
public sealed record Ending(
    DateOnly On,
    DateOnly DueOn,
    Settlement Settlement,
    string ReasonCode,
    int Sequence,
    int? AtEndOfTerm,
    ImmutableArray<ForfeitedDays> Forfeited,
    bool IsExpiry)
{
    /// <summary>The contract that follows, when the end is a recast (VER-4).</summary>
    public Succession? Successor { get; init; }

    /// <summary>Usage that falls due on or after this day is waived by the end; <c>null</c> when it is billed (VER-5).</summary>
    public DateOnly? WaivesUsageFrom { get; init; }

    /// <summary>Another fee than the clause's; <c>null</c> is that of the clause (VER-5).</summary>
    public AgreedFee? Fee { get; init; }

    /// <summary>What becomes of open debt and of credit that is left (VER-5).</summary>
    public BalanceAtEnd Balance { get; init; } = BalanceAtEnd.AsItIs;

    /// <summary>The first day on which credit that is left cannot be used any more, counted from <see cref="DueOn"/>; <c>null</c> when it
    /// stays.</summary>
    public DateOnly? LapsesOn =>
        Balance.Leftover.KeptDays is { } days && days <= DateOnly.MaxValue.DayNumber - DueOn.DayNumber ? DueOn.AddDays(days) : null;
}

/// <summary>An end that was taken back before it took effect: while it stood, nothing on or after it was billed ahead.</summary>
/// <param name="On">What would have been the first day without service.</param>
/// <param name="RecordedOn">The business day on which the end was recorded.</param>
/// <param name="WithdrawnOn">The business day on which it was taken back.</param>
public readonly record struct WithdrawnEnd(DateOnly On, DateOnly RecordedOn, DateOnly WithdrawnOn);

/// <summary>The state of a contract on paper: the fold of its events.</summary>
public sealed class Contract
{
    internal Contract(
        ContractOrdered order,
        Clauses clauses,
        int version,
        int highestLine,
        ImmutableArray<Term> terms,
        ImmutableArray<Line> lines,
        Ending? ending,
        ImmutableArray<Gap> gaps,
        ImmutableArray<WithdrawnEnd> withdrawnEnds,
        Anchor termAnchor,
        DateOnly? fenceOn,
        ImmutableArray<PlanStep> plans)
    {
        Order = order;
        Rules = RuleBook.Of(order.RulesVersion);
        Clauses = clauses;
        Version = version;
        HighestLine = highestLine;
        Terms = terms;
        Lines = lines;
        Ending = ending;
        Gaps = gaps;
        WithdrawnEnds = withdrawnEnds;
        TermAnchor = termAnchor;
        FenceOn = fenceOn;
        Plans = plans;
    }

    /// <summary>The fact that began it, with every frozen clause.</summary>
    public ContractOrdered Order { get; }

    /// <summary>The rules that it was signed under, which it keeps (CON-1).</summary>
    public RuleBook Rules { get; }

    /// <summary>The plan that it was ordered from and those that it moves to, in day order.</summary>
    public ImmutableArray<PlanStep> Plans { get; }

    /// <summary>The plan version that was signed for a day: what comes on it has its prices.</summary>
    public SignedPlan PlanOn(DateOnly day)
    {
        SignedPlan plan = Plans[0].Plan;
        foreach (PlanStep step in Plans)
        {
            plan = step.On <= day ? step.Plan : plan;
        }

        return plan;
    }

    /// <summary>The sequence of its newest event.</summary>
    public int Version { get; }

    /// <summary>The highest line number ever given, those of suspended events included.</summary>
    public int HighestLine { get; }

    /// <summary>Its terms so far, without gaps.</summary>
    public ImmutableArray<Term> Terms { get; }

    /// <summary>Its lines, in the order of their numbers.</summary>
    public ImmutableArray<Line> Lines { get; }

    /// <summary>How it ends, when an end is known.</summary>
    public Ending? Ending { get; }

    /// <summary>The anchor of the ends of its terms (CAL-3).</summary>
    public Anchor TermAnchor { get; }

    /// <summary>Its days without service between days with it, in day order.</summary>
    public ImmutableArray<Gap> Gaps { get; }

    /// <summary>The ends that were taken back, in the order in which they were.</summary>
    public ImmutableArray<WithdrawnEnd> WithdrawnEnds { get; }

    /// <summary>What was granted on its lines, in the order of recording (PRO-7).</summary>
    public ImmutableArray<Goodwill> Goodwill { get; internal init; } = [];

    /// <summary>The contract as it would be had its end never been recorded; <c>null</c> when the end costs no fee (VER-5).</summary>
    public Contract? Uncut { get; internal init; }

    /// <summary>Where its billing periods begin, and from which day on elsewhere, in day order (VER-9).</summary>
    public ImmutableArray<GridStep> Grids { get; internal init; } = [];

    /// <summary>What was recorded on its usage lines, in the order of recording (BIL-2).</summary>
    public ImmutableArray<RecordedUsage> Usage { get; internal init; } = [];

    /// <summary>Its discounts, in the order in which they were agreed (MON-4).</summary>
    public ImmutableArray<AgreedDiscount> Discounts
    {
        get;
        internal init
        {
            field = value;
            HasFixedDiscounts = value.Any(static agreed => agreed.Discount.Form == DiscountForm.Fixed);
        }
    } = [];

    /// <summary>The fence that is in force (BIL-5), or <c>null</c>.</summary>
    public DateOnly? FenceOn { get; }

    /// <summary>Whether any agreed discount is a fixed amount.</summary>
    public bool HasFixedDiscounts { get; private init; }

    /// <summary>Its clauses: those that the order froze, with what was amended since.</summary>
    public Clauses Clauses { get; }

    /// <summary>Its first day of service.</summary>
    public DateOnly Start => Order.EffectiveOn;

    /// <summary>Whether no day of it is ever paid.</summary>
    public bool IsTrial => Order.PaidFrom is null;

    /// <summary>Whether a day belongs to a trial.</summary>
    public bool IsTrialOn(DateOnly day) => Order.PaidFrom is not { } paid || day < paid;

    /// <summary>The last term fixed so far.</summary>
    public Term LastTerm => Terms[^1];

    /// <summary>The first day without service as far as known today: the end, else the end of the last fixed term.</summary>
    public DateOnly KnownEnd => Ending?.On ?? LastTerm.Span.End;

    /// <summary>Whether another term follows by itself when nobody acts.</summary>
    public bool RenewsByItself =>
        Clauses.Renewal.Kind is RenewalKind.Automatic or RenewalKind.Evergreen && !RenewalsUsedUp && (Ending is null || Ending.On > LastTerm.Span.End);

    /// <summary>Whether the largest number of renewals has been reached.</summary>
    public bool RenewalsUsedUp => Clauses.Renewal.MaxRenewals is { } most && LastTerm.Index >= most;

    /// <summary>The first day without service when nobody acts any more; <c>DateOnly.MaxValue</c> when it renews for ever.</summary>
    public DateOnly ExpectedEnd =>
        Ending?.On
        ?? (!RenewsByItself ? LastTerm.Span.End
            : Clauses.Renewal.MaxRenewals is { } most ? EndAfterRenewals(most - LastTerm.Index)
            : DateOnly.MaxValue);

    /// <summary>Whether service is in force on a day, as far as the events say.</summary>
    public bool IsInForceOn(DateOnly day) =>
        day >= Start && day < ExpectedEnd && GapOn(day) is not { Kind: GapKind.Ended };

    /// <summary>Whether a day is one of those that an extension added for free (VER-6).</summary>
    public bool IsFreeOn(DateOnly day) => TermOn(day) is { } term && day >= term.PaidEnd;

    /// <summary>The gap that holds a day, or <c>null</c>.</summary>
    public Gap? GapOn(DateOnly day)
    {
        foreach (Gap gap in Gaps)
        {
            if (gap.Days.Contains(day))
            {
                return gap;
            }
        }

        return null;
    }

    /// <summary>The end after so many more automatic renewals, from the anchor's day of the month (CAL-3); for ever when that
    /// lies beyond the calendar.</summary>
    private DateOnly EndAfterRenewals(int renewals)
    {
        Cadence length = Clauses.Renewal.Length;
        long longest = (long)renewals * (length.MonthCount > 0 ? length.MonthCount * 31L : length.DayCount);
        return LastTerm.Span.End.DayNumber + longest < DateOnly.MaxValue.DayNumber
            ? TermAnchor.From(LastTerm.Span.End).DateAt(length, renewals)
            : DateOnly.MaxValue;
    }

    /// <summary>The term that holds a day, or <c>null</c>.</summary>
    public Term? TermOn(DateOnly day)
    {
        foreach (Term term in Terms)
        {
            if (term.Span.Contains(day))
            {
                return term;
            }
        }

        return null;
    }

    /// <summary>The day on which a one-time item falls due: its own, or the day of return when the contract had ended by then and was
    /// reinstated; the largest date while it waits for a milestone.</summary>
    public DateOnly FallsDueOn(Line item) => GapOn(item.ItemOn) is { Kind: GapKind.Ended } gap ? gap.Days.End : item.ItemOn;

    /// <summary>The first day on which a one-time item gives nothing back any more (PRO-6): its day without a clause, else the end of
    /// the paid term in which it fell due, or of the days within which all of it comes back; the largest date where what was not delivered does. An item that falls due among free days
    /// has no paid days left to give back.</summary>
    public DateOnly GivenBackUntil(Line item)
    {
        if (item.Awaits)
        {
            return DateOnly.MaxValue; // what was not billed yet may leave
        }

        DateOnly dueOn = FallsDueOn(item);
        DateOnly until = item.Charge.GivenBack.Kind switch
        {
            GiveBackKind.No => dueOn,
            GiveBackKind.ProRata => TermOn(dueOn)?.LengthEnd ?? dueOn,
            GiveBackKind.Undelivered => DateOnly.MaxValue,
            GiveBackKind.FullWithin => dueOn.AddDays(item.Charge.GivenBack.WithinDays),
        };
        return until > dueOn ? until : dueOn;
    }

    /// <summary>The last day on which notice stops the next renewal (CAL-5), or <c>null</c> when nothing renews by itself. An evergreen
    /// contract that runs on has none: notice may be given on any day.</summary>
    public DateOnly? DeadlineOn =>
        RenewsByItself && Ending is null && !RunsOn ? Clauses.Notice.Deadline(LastTerm.Span.End) : null;

    /// <summary>Whether it is evergreen and its last fixed term has been followed: it runs on until notice.</summary>
    public bool RunsOn => LastTerm.Kind == RenewalKind.Evergreen && Clauses.Renewal.Kind == RenewalKind.Evergreen;

    /// <summary>The first day without service when notice of a day ends an evergreen contract: what its notice clause says, not before
    /// the end of the last term that was agreed. <c>null</c> for contracts that end at a renewal.</summary>
    /// <param name="noticeOn">The day of notice; not counted itself.</param>
    public DateOnly? EarliestEndOn(DateOnly noticeOn)
    {
        if (Clauses.Renewal.Kind != RenewalKind.Evergreen)
        {
            return null;
        }

        DateOnly agreed = Start;
        foreach (Term term in Terms)
        {
            agreed = term.Kind == RenewalKind.Evergreen ? agreed : term.Span.End;
        }

        DateOnly noticed = Clauses.Notice.EarliestEnd(noticeOn, TermEnds.None).Value;
        return noticed > agreed ? noticed : agreed;
    }

    /// <summary>The day on which the next renewal is fixed: the day after the last notice day (VER-3).</summary>
    public DateOnly? LockInOn => RenewsByItself ? Clauses.Notice.LockInOn(LastTerm.Span.End) : null;

    /// <summary>The line with a number, or <c>null</c>.</summary>
    public Line? FindLine(int number)
    {
        foreach (Line line in Lines)
        {
            if (line.Number == number)
            {
                return line;
            }
        }

        return null;
    }
}
