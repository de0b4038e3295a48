// What stops a contract's service, read from its history: the end that counts, and the gaps that ends and pauses left behind
// (VER-5, VER-7). The newest event about each rules.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The end and the gaps of a history.</summary>
internal sealed class Interruptions
{
    private readonly List<Gap> gaps = [];
    private readonly HashSet<int> dropped = [];
    private readonly Dictionary<int, (int End, DateOnly BilledOn)> forfeitedAtOnce = [];
    private readonly int leadDays;

    private Interruptions(int leadDays) => this.leadDays = leadDays;

    /// <summary>The newest end that was neither withdrawn nor followed by a reinstatement.</summary>
    public Ending? Ending { get; private set; }

    /// <summary>The business day on which that end was recorded.</summary>
    public DateOnly EndRecordedOn { get; private set; }

    /// <summary>The ends that were taken back.</summary>
    public ImmutableArray<WithdrawnEnd> WithdrawnEnds { get; private set; } = [];

    /// <summary>The gaps in day order. An empty one still says when it was agreed that service goes on.</summary>
    public ImmutableArray<Gap> Gaps => gaps.Count == 0 ? [] : [.. gaps.OrderBy(static gap => gap.Days.Start)];

    /// <summary>Reads a history.</summary>
    public static Interruptions Of(IReadOnlyList<RecordedFact> history)
    {
        var read = new Interruptions(((ContractOrdered)history[0].Fact).Clauses.LeadDays);
        foreach (RecordedFact recorded in history)
        {
            read.See(recorded);
        }

        return read;
    }

    /// <summary>The pauses that move the end of a term, in the order in which they were agreed.</summary>
    public IEnumerable<Gap> Moving(int term) => gaps.Where(gap => gap.Moves?.TermIndex == term).OrderBy(static gap => gap.Event);

    /// <summary>Whether an event was left out when its contract was reinstated (CON-7).</summary>
    public bool IsDropped(int sequence) => dropped.Contains(sequence);

    /// <summary>The day on which an event counts, and when it was agreed that it does: what was suspended by an end and lies in
    /// the gap that the reinstatement left applies on the day of return. What was billed or given back before a forfeiting end, because
    /// it took effect on the very day on which that was recorded or was billed so many days ahead, stays on its day (BIL-5).</summary>
    public (DateOnly On, DateOnly AgreedOn) Applied(RecordedFact recorded)
    {
        foreach (Gap gap in gaps)
        {
            if (gap.Kind == GapKind.Ended && recorded.Sequence < gap.Event && gap.Days.Contains(recorded.Fact.EffectiveOn))
            {
                if (forfeitedAtOnce.TryGetValue(gap.Event, out (int End, DateOnly BilledOn) forfeited)
                    && recorded.Sequence < forfeited.End && BilledFrom(recorded.Fact) <= forfeited.BilledOn)
                {
                    continue;
                }

                return (gap.Days.End, Later(recorded.BusinessOn, gap.BackAgreedOn));
            }
        }

        return (recorded.Fact.EffectiveOn, recorded.BusinessOn);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    /// <summary>The day on which a fact may have reached the bills: what comes in advance so many days ahead, all else on its day.</summary>
    private DateOnly BilledFrom(Fact fact) =>
        leadDays > 0 && fact is ContractUpgraded upgraded
            && upgraded.Added.Any(static line => line.Charge is { Kind: ChargeKind.Recurring, Timing: BillingTiming.InAdvance })
            ? fact.EffectiveOn.AddDays(-leadDays)
            : fact.EffectiveOn;

    private void See(RecordedFact recorded)
    {
        DateOnly dueOn = Later(recorded.Fact.EffectiveOn, recorded.BusinessOn);
        switch (recorded.Fact)
        {
            case ContractTerminated ended:
                EndRecordedOn = recorded.BusinessOn;
                Ending = new Ending(
                    ended.EffectiveOn, dueOn, ended.Settlement, ended.ReasonCode, recorded.Sequence, ended.AtEndOfTerm, ended.Forfeited,
                    IsExpiry: false)
                {
                    Successor = ended.Successor,
                    Fee = ended.Fee,
                    Balance = ended.Balance,
                    WaivesUsageFrom = ended.Usage != UsageAtEnd.Waived ? null
                        : recorded.BusinessOn < ended.EffectiveOn ? ended.EffectiveOn
                        : recorded.BusinessOn.AddDays(1),
                };
                break;
            case RenewalDeclined declined:
                EndRecordedOn = recorded.BusinessOn;
                Ending = new Ending(
                    declined.EffectiveOn, dueOn, Settlement.Nothing, declined.ReasonCode, recorded.Sequence, declined.TermIndex, [],
                    IsExpiry: false);
                break;
            case ContractExpired expired:
                EndRecordedOn = recorded.BusinessOn;
                Ending = new Ending(
                    expired.EffectiveOn, dueOn, Settlement.Nothing, string.Empty, recorded.Sequence, null, [], IsExpiry: true);
                break;
            case TerminationWithdrawn:
                Withdraw(recorded.BusinessOn);
                break;
            case ContractReinstated reinstated:
                Reinstate(reinstated, recorded);
                break;
            case ContractPaused paused:
                gaps.Add(new Gap(
                    new DateRange(paused.EffectiveOn, paused.ResumesOn ?? DateRange.Forever),
                    paused.BySupplier ? GapKind.Suspended : GapKind.Paused, dueOn, recorded.BusinessOn, recorded.Sequence, [])
                {
                    Moves = paused.Moves,
                    BeginsAnew = paused.BeginsAnew,
                });
                break;
            case ContractResumed resumed:
                Resume(resumed, recorded);
                break;
        }
    }

    private void Withdraw(DateOnly withdrawnOn)
    {
        Ending ended = Ending ?? throw Invariant.Broken("only an end that stands is withdrawn");
        for (int i = 0; i < gaps.Count; i++)
        {
            gaps[i] = gaps[i].Kind == GapKind.Ended ? gaps[i] : BeyondTheEnd(gaps[i], ended, withdrawnOn);
        }

        WithdrawnEnds = WithdrawnEnds.Add(new WithdrawnEnd(ended.On, EndRecordedOn, withdrawnOn));
        Ending = null;
    }

    /// <summary>While an end stood, a pause went no further; what it gave back when it began were the days before that end, and those
    /// after it follow when the end is taken back.</summary>
    private Gap BeyondTheEnd(Gap gap, Ending ended, DateOnly takenBackOn) =>
        Reaches(gap, ended.On) && EndRecordedOn <= gap.DueOn && gap.DueOn < takenBackOn
            ? gap with { Longer = gap.Longer.Add(new LongerGap(Later(gap.Days.Start, ended.On), takenBackOn)) }
            : gap;

    /// <summary>Whether a pause takes away days on or after a day: its own, or those that a period lost because billing periods began
    /// anew on its return.</summary>
    private static bool Reaches(Gap gap, DateOnly day) => gap.Days.End > day || (gap.AnewOn is not null && gap.Days.Start <= day);

    /// <summary>Whether a pause counts after its contract came back (CON-7): one that begins on the day of return or later does, and
    /// without days between the end and the return every one does, as if the contract had never ended. Else service returns on its day,
    /// and what an end cut does not grow back.</summary>
    private static bool IsRevived(Gap gap, DateRange between) =>
        gap.Kind != GapKind.Ended && (between.IsEmpty || gap.Days.Start >= between.End);

    private static Gap CutBy(Ending ended, Gap gap, DateOnly takenBackOn) => gap with
    {
        Days = gap.Days.Start > ended.On ? new DateRange(ended.On, ended.On) : gap.Days.Before(ended.On),
        Longer = gap.AnewOn is null ? gap.Longer : gap.Longer.Add(new LongerGap(ended.On, takenBackOn)),
    };

    private void Reinstate(ContractReinstated reinstated, RecordedFact recorded)
    {
        Ending ended = Ending ?? throw Invariant.Broken("only an ended contract is reinstated");
        dropped.UnionWith(reinstated.Dropped);
        if (ended is { Settlement: Settlement.Nothing, IsExpiry: false })
        {
            forfeitedAtOnce[recorded.Sequence] = (ended.Sequence, EndRecordedOn);
        }

        var days = new DateRange(ended.On, reinstated.BillsGap ? ended.On : reinstated.EffectiveOn);
        for (int i = 0; i < gaps.Count; i++)
        {
            gaps[i] = IsRevived(gaps[i], days) ? BeyondTheEnd(gaps[i], ended, recorded.BusinessOn) : CutBy(ended, gaps[i], recorded.BusinessOn);
        }

        gaps.Add(new Gap(days, GapKind.Ended, ended.DueOn, recorded.BusinessOn, recorded.Sequence, ended.Forfeited)
        {
            LeftBy = ended.Sequence,
            RefundedBy = ended.Settlement == Settlement.Refund ? ended.Sequence : 0,
            GivesBack = ended.Settlement != Settlement.Nothing,
            WaivesUsageFrom = days.IsEmpty ? null : ended.WaivesUsageFrom,
        });
        Ending = null;
    }

    /// <summary>Moves the end of the pause that is named.</summary>
    private void Resume(ContractResumed resumed, RecordedFact recorded)
    {
        int place = gaps.FindIndex(gap => gap.Kind != GapKind.Ended && gap.Event == resumed.PausedSequence);
        Invariant.Holds(place >= 0, "only a paused contract resumes");
        DateOnly planned = gaps[place].Days.End;
        gaps[place] = gaps[place] with
        {
            Days = new DateRange(gaps[place].Days.Start, resumed.EffectiveOn),
            Agreed = new DateRange(gaps[place].Days.Start, resumed.EffectiveOn),
            BackAgreedOn = recorded.BusinessOn,
            Longer = resumed.EffectiveOn > planned && !gaps[place].BeginsAnew
                ? gaps[place].Longer.Add(new LongerGap(planned, Later(planned, recorded.BusinessOn), gaps[place].BackAgreedOn))
                : gaps[place].Longer,
        };
    }
}
