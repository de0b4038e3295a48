// A pause of service (VER-7): its days are credited and the term's end stays, or moves as PauseTerms says; the billing anchor stays. With a
// known end it gives back its own days; without one it gives back all that follows, and what comes after the return is billed on the day of return.
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to pause.</summary>
/// <param name="On">The day named for the beginning; to which terms it belongs is a clause (CAL-6).</param>
/// <param name="ResumesOn">The first day with service again; <c>null</c> when it is not known yet.</param>
/// <param name="BySupplier">Whether the supplier suspends service for default.</param>
public sealed record PauseContract(DateOnly On, DateOnly? ResumesOn, bool BySupplier) : ProposedChange
{
    /// <summary>What becomes of its billed days. Default: they are credited.</summary>
    public PausedDays BilledDays { get; init; }

    /// <summary>What it does to the end of the term. Default: the end stays.</summary>
    public PausedTerm Term { get; init; }

    /// <summary>On which days billing periods begin in the terms after one whose end it moved. Default: as before.</summary>
    public BillingDaysAfter BillingDays { get; init; }

    /// <summary>Whether it may move the end of the term.</summary>
    public bool MovesTheEnd => BilledDays == PausedDays.Moved || Term == PausedTerm.Shifted;
}

/// <summary>The wish to come back to service.</summary>
/// <param name="On">The first day with service again.</param>
public sealed record ResumeContract(DateOnly On) : ProposedChange;

/// <summary>Decides about pauses.</summary>
public static class Pausing
{
    /// <summary>The fact of a pause. Refuses with <c>contract.ended</c>, <c>change.outside_dates</c>, <c>pause.no_days</c>,
    /// <c>pause.too_long</c>, <c>pause.overlaps</c>, <c>pause.begins_anew</c>, <c>pause.cannot_move</c> or <c>extension.ends_on_a_day</c>. The fence of an end at the
    /// end of the term moves with it.</summary>
    public static Decision<ImmutableArray<Fact>> Decide(Contract contract, PauseContract command, DateOnly businessOn)
    {
        DateOnly from = contract.Clauses.ChangeBoundary(command.On);
        if (contract.Ending is { } ending && ending.On <= businessOn)
        {
            return ContractEnded.Of(contract, businessOn);
        }

        if (from < contract.Start || from >= contract.KnownEnd)
        {
            return new OutsideTheDates(from, contract.Start, contract.KnownEnd);
        }

        if (command.ResumesOn is { } back)
        {
            if (back <= from)
            {
                return new PauseWithoutDays(from, back);
            }

            if (back > LongestEnd(contract, from))
            {
                return new PauseTooLong(contract.Clauses.LongestPauseDays, LongestEnd(contract, from));
            }
        }

        var days = new DateRange(from, command.ResumesOn ?? DateRange.Forever);
        foreach (Gap gap in contract.Gaps)
        {
            if (gap.Days.Overlaps(days))
            {
                return new PauseOverlaps(gap.Days.Start, gap.Days.IsOpen ? null : gap.Days.End);
            }
        }

        var paused = new ContractPaused(from, command.ResumesOn, command.BySupplier) { BeginsAnew = command.BillingDays == BillingDaysAfter.Return };
        if (paused.BeginsAnew && BeginningAnew.CheckPause(contract, from, command.ResumesOn ?? LongestEnd(contract, from), businessOn) is { } refusal)
        {
            return refusal;
        }

        return !command.MovesTheEnd ? ImmutableArray.Create<Fact>(paused)
            : PauseTerms.MovedBy(contract, command, from, businessOn)
                .Select(moves => WithFence(contract, paused with { Moves = moves }, moves.Days(days), businessOn));
    }

    /// <summary>The fact of a return to service, on another day than was planned or after a pause without a known end: of the pause
    /// that is in force, else of the next one ahead. The first day of the pause takes it back. Refuses with <c>pause.none</c>,
    /// <c>pause.resumes_before_it_begins</c>, <c>pause.too_long</c>, <c>pause.overlaps</c>, <c>pause.begins_anew</c> or <c>pause.cannot_move</c>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="history">Every event, in sequence order.</param>
    /// <param name="resumesOn">The first day with service; it always belongs to the new terms (CAL-6).</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> DecideResumption(
        Contract contract, IReadOnlyList<RecordedFact> history, DateOnly resumesOn, DateOnly businessOn)
    {
        if (contract.Ending is { } ending && ending.On <= businessOn)
        {
            return ContractEnded.Of(contract, businessOn);
        }

        if (PauseOn(contract, businessOn) is not { } pause)
        {
            return new NotPaused();
        }

        DateOnly latest = LongestEnd(contract, pause.Days.Start);
        return resumesOn < pause.Days.Start ? new ResumesBeforeThePause(pause.Days.Start)
            : resumesOn > latest ? new PauseTooLong(contract.Clauses.LongestPauseDays, latest)
            : MeetsAnother(contract, pause, resumesOn) is { } other ? new PauseOverlaps(other.Days.Start, other.Days.IsOpen ? null : other.Days.End)
            : BeginningAnew.CheckReturn(contract, history, pause, resumesOn, businessOn) is { } refusal ? refusal
            : MovesAgain(contract, history, pause, resumesOn) is { } why ? new PauseCannotMove(why)
            : WithFence(contract, new ContractResumed(resumesOn, pause.Event, ByItself: false), MovedBy(pause, resumesOn), businessOn);
    }

    /// <summary>An end at the end of the term moves with it, and its fence.</summary>
    private static ImmutableArray<Fact> WithFence(Contract contract, Fact fact, int days, DateOnly businessOn) =>
        days == 0 || contract.Ending is not { AtEndOfTerm: not null } ? [fact]
        : [fact, new FenceSet(businessOn, contract.KnownEnd.AddDays(days))];

    /// <summary>By how many days another return moves the end once more, below zero for a shorter pause.</summary>
    private static int MovedBy(Gap pause, DateOnly resumesOn) => pause.Moves is not { } moves ? 0
        : moves.Days(new DateRange(pause.Days.Start, resumesOn)) - moves.Days(pause.Agreed);

    /// <summary>Why another return cannot move the end of the term again; <c>null</c> when it can, or moves nothing.</summary>
    private static PauseObstacle? MovesAgain(Contract contract, IReadOnlyList<RecordedFact> history, Gap pause, DateOnly resumesOn)
    {
        if (pause.Moves is not { } moves || resumesOn == pause.Agreed.End)
        {
            return null;
        }

        if (resumesOn > pause.Agreed.End && moves.BilledUntil > pause.Agreed.Start)
        {
            return PauseObstacle.Longer;
        }

        bool isInUse = contract.Ending is { AtEndOfTerm: null }
            || history.Any(recorded => recorded.Sequence > pause.Event && recorded.Fact is ContractExtended or ContractRenewed);
        return isInUse && MovedBy(pause, resumesOn) != 0 ? PauseObstacle.EndInUse : null;
    }

    /// <summary>The pause without a known end, which ends by itself when it may last no longer, and the day on which it does;
    /// <c>null</c> without one.</summary>
    public static ContractResumed? DueToResume(Contract contract)
    {
        foreach (Gap gap in contract.Gaps)
        {
            if (gap is { Kind: not GapKind.Ended, Days.IsOpen: true })
            {
                return new ContractResumed(LongestEnd(contract, gap.Days.Start), gap.Event, ByItself: true);
            }
        }

        return null;
    }

    private static DateOnly LongestEnd(Contract contract, DateOnly from) =>
        DateOnly.FromDayNumber((int)Math.Min((long)from.DayNumber + contract.Clauses.LongestPauseDays, DateOnly.MaxValue.DayNumber - 1));

    /// <summary>The pause in force on a day, else the next one ahead.</summary>
    private static Gap? PauseOn(Contract contract, DateOnly day)
    {
        foreach (Gap gap in contract.Gaps)
        {
            if (gap is { Kind: not GapKind.Ended, Days.IsEmpty: false } && gap.Days.End > day)
            {
                return gap;
            }
        }

        return null;
    }

    private static Gap? MeetsAnother(Contract contract, Gap pause, DateOnly resumesOn)
    {
        var days = new DateRange(pause.Days.Start, resumesOn);
        foreach (Gap gap in contract.Gaps)
        {
            if (gap != pause && gap.Days.Overlaps(days))
            {
                return gap;
            }
        }

        return null;
    }
}

/// <summary>A pause that ends before it begins.</summary>
/// <param name="From">Its first day.</param>
/// <param name="BackOn">The day of return.</param>
public sealed record PauseWithoutDays(DateOnly From, DateOnly BackOn) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "pause.no_days";

    /// <inheritdoc/>
    public override string Sentence =>
        $"A pause from {From:yyyy-MM-dd} with service again on {BackOn:yyyy-MM-dd} has no day: name a later day of return.";
}

/// <summary>A pause longer than the contract allows.</summary>
/// <param name="MostDays">The longest length, in days.</param>
/// <param name="Latest">The latest day of return.</param>
public sealed record PauseTooLong(int MostDays, DateOnly Latest) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "pause.too_long";

    /// <inheritdoc/>
    public override string Sentence =>
        $"A pause may last {MostDays} days: name a day of return on or before {Latest:yyyy-MM-dd}.";
}

/// <summary>Two pauses on one day.</summary>
/// <param name="Start">The first day of the other.</param>
/// <param name="End">Its day of return, when it is known.</param>
public sealed record PauseOverlaps(DateOnly Start, DateOnly? End) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "pause.overlaps";

    /// <inheritdoc/>
    public override string Sentence => End is { } end
        ? $"The contract has no service from {Start:yyyy-MM-dd} until {end:yyyy-MM-dd} already: pause on other days, or move that return first."
        : $"The contract is paused from {Start:yyyy-MM-dd} on already: name other days, or resume it first.";
}

/// <summary>Nothing to resume.</summary>
public sealed record NotPaused : Refusal
{
    /// <inheritdoc/>
    public override string Code => "pause.none";

    /// <inheritdoc/>
    public override string Sentence => "The contract is not paused and no pause is ahead: check the reference and the business day.";
}

/// <summary>A return before the pause.</summary>
/// <param name="Start">The first day of the pause.</param>
public sealed record ResumesBeforeThePause(DateOnly Start) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "pause.resumes_before_it_begins";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The pause begins on {Start:yyyy-MM-dd}: name that day to take the pause back, or a later one.";
}
