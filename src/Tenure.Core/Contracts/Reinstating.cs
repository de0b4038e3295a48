// An ended contract goes on (VER-5): its anchors and clauses stay, what was given back is billed again from the day of return,
// and what was suspended by the end counts again unless it is dropped by name (CON-7).
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to go on.</summary>
/// <param name="On">The first day with service again.</param>
/// <param name="BillsGap">Whether the days since the end are billed as if it had never been.</param>
/// <param name="Drop">Sequences of suspended events that shall not come back.</param>
public sealed record ReinstateContract(DateOnly On, bool BillsGap, ImmutableArray<int> Drop) : ProposedChange;

/// <summary>Decides about reinstatements.</summary>
public static class Reinstating
{
    /// <summary>The facts of a reinstatement. Refuses with <c>reinstatement.not_ended</c>, <c>recast.goes_on_elsewhere</c>, <c>reinstatement.before_the_end</c>,
    /// <c>reinstatement.too_late</c> or <c>reinstatement.not_suspended</c>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="history">Its history, to see what the end suspended.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> Decide(
        Contract contract, IReadOnlyList<RecordedFact> history, ReinstateContract command, DateOnly businessOn)
    {
        if (contract.Ending is not { } ending || ending.On > businessOn)
        {
            return new NotEnded(contract.Ending?.On);
        }

        if (contract.Order.Recasts is not null && ending.ReasonCode == Recasting.TakenBackReason)
        {
            return new RecastTakenBack();
        }

        if (ending.Successor is { } successor)
        {
            return new GoesOnElsewhere(successor.Contract);
        }

        if (command.On < ending.On)
        {
            return new ReinstatedBeforeTheEnd(ending.On);
        }

        if (command.On >= contract.LastTerm.Span.End)
        {
            return new ReinstatedTooLate(contract.LastTerm.Span.End);
        }

        foreach (int sequence in command.Drop)
        {
            if (sequence < 1 || sequence > history.Count || !CanBeDropped(history[sequence - 1], ending) || ChangeDropped.By(history, sequence) is not null)
            {
                return new NotSuspended(sequence);
            }
        }

        return ImmutableArray.Create<Fact>(
            new ContractReinstated(command.On, ending.Sequence, command.BillsGap, command.Drop), new FenceSet(businessOn, null));
    }

    /// <summary>Whether an end suspends an event (CON-7): a change, a renewal, a milestone or a pause that takes effect on it or later, and
    /// was not taken back.</summary>
    public static bool IsSuspended(IReadOnlyList<RecordedFact> history, RecordedFact recorded, Ending ending) =>
        recorded.Fact.EffectiveOn >= ending.On
        && recorded.Fact is ContractUpgraded or ContractRenewed or MilestoneReached or ContractPaused
        && ChangeDropped.By(history, recorded.Sequence) is null
        && !history.Any(other => other.Fact is ContractResumed back && back.PausedSequence == recorded.Sequence && back.EffectiveOn <= recorded.Fact.EffectiveOn);

    /// <summary>Whether an end suspends an event that need not come back (CON-7). A renewal does with the contract: its term may be billed,
    /// and fixing it anew could give those days another price. It can be declined afterwards. Nor can units stay that were to leave, or a
    /// discount stay away, when days were forfeited: those are billed without them.</summary>
    public static bool CanBeDropped(RecordedFact recorded, Ending ending) =>
        recorded.Sequence < ending.Sequence
        && recorded.Fact.EffectiveOn >= ending.On
        && (recorded.Fact is MilestoneReached or ContractUpgraded { Removed.IsEmpty: true, Discounts.IsEmpty: true }
            || (recorded.Fact is ContractUpgraded && ending.Settlement != Settlement.Nothing));
}

/// <summary>A contract that did not end yet.</summary>
/// <param name="On">The first day without service, when an end is ahead.</param>
public sealed record NotEnded(DateOnly? On) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "reinstatement.not_ended";

    /// <inheritdoc/>
    public override string Sentence => On is { } on
        ? $"The contract ends only on {on:yyyy-MM-dd}: withdraw that termination instead."
        : "The contract has not ended: check the reference and the business day.";
}

/// <summary>A return before the end.</summary>
/// <param name="On">The first day without service.</param>
public sealed record ReinstatedBeforeTheEnd(DateOnly On) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "reinstatement.before_the_end";

    /// <inheritdoc/>
    public override string Sentence => $"The contract had service until {On:yyyy-MM-dd}: name that day or a later one.";
}

/// <summary>A return after the term would have ended.</summary>
/// <param name="TermEnd">The day on which the term would have ended.</param>
public sealed record ReinstatedTooLate(DateOnly TermEnd) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "reinstatement.too_late";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The term would have ended on {TermEnd:yyyy-MM-dd}: name an earlier day, or order anew.";
}

/// <summary>An event that is not suspended.</summary>
/// <param name="Sequence">Its number.</param>
public sealed record NotSuspended(int Sequence) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "reinstatement.not_suspended";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Event {Sequence} is no change that the end suspends: name only changes of lines that the preview lists. A renewal comes back, and can be declined; units that were to leave do when days were forfeited without them.";
}
