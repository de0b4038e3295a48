// A change that was recorded for a later day and taken back before it came (VER-2).

namespace Tenure.Core.Contracts;

/// <summary>A scheduled change counts no more.</summary>
/// <param name="EffectiveOn">The day on which it would have taken effect.</param>
/// <param name="DroppedSequence">The sequence of the event that no longer counts.</param>
public sealed record ChangeDropped(DateOnly EffectiveOn, int DroppedSequence) : Fact(EffectiveOn)
{
    /// <summary>The event that dropped another one, taking it back or leaving it out of a return (CON-7); <c>null</c> when none did.</summary>
    public static int? By(IReadOnlyList<RecordedFact> history, int sequence)
    {
        for (int i = sequence; i < history.Count; i++)
        {
            if ((history[i].Fact is ChangeDropped dropped && dropped.DroppedSequence == sequence)
                || (history[i].Fact is ContractReinstated back && back.Dropped.Contains(sequence)))
            {
                return history[i].Sequence;
            }
        }

        return null;
    }

    /// <summary>The events of a history that were not dropped; what was said later about a dropped pause goes with it.</summary>
    internal static IReadOnlyList<RecordedFact> Counted(IReadOnlyList<RecordedFact> history)
    {
        HashSet<int>? gone = null;
        foreach (RecordedFact recorded in history)
        {
            if (recorded.Fact is ChangeDropped dropped)
            {
                (gone ??= []).Add(dropped.DroppedSequence);
            }
        }

        return gone is null ? history
            : [.. history.Where(recorded => !gone.Contains(recorded.Sequence)
                && !(recorded.Fact is ContractResumed resumed && gone.Contains(resumed.PausedSequence)))];
    }
}

/// <summary>The wish to take a scheduled change back.</summary>
/// <param name="Sequence">The event's sequence.</param>
public sealed record DropChange(int Sequence) : ProposedChange;

/// <summary>The wish to move a scheduled change.</summary>
/// <param name="Sequence">The event's sequence.</param>
/// <param name="On">The other day; to which terms it belongs is a clause (CAL-6).</param>
public sealed record RescheduleChange(int Sequence, DateOnly On) : ProposedChange;

/// <summary>An event that is no change for a later day.</summary>
/// <param name="Sequence">What was named.</param>
public sealed record ChangeUnknown(int Sequence) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "change.unknown";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Event {Sequence} is no upgrade, pause or change of billing days: show the contract and name one of its events; ends and renewals are withdrawn and declined instead.";
}

/// <summary>A change that was dropped before.</summary>
/// <param name="Sequence">The change.</param>
/// <param name="DroppedBy">The event that dropped it.</param>
public sealed record ChangeDroppedAlready(int Sequence, int DroppedBy) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "change.dropped_already";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Event {DroppedBy} took the change of event {Sequence} back already: show the contract and name the event that counts now.";
}

/// <summary>A change that is in effect.</summary>
/// <param name="Sequence">The change.</param>
/// <param name="On">The day on which it took effect, or from which it may have been invoiced.</param>
public sealed record ChangeTookEffect(int Sequence, DateOnly On) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "change.took_effect";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The change of event {Sequence} counts from {Show(On)} and can no longer be taken back or moved: record another change that answers it.";
}

/// <summary>A change that an invoice may count on.</summary>
/// <param name="Sequence">The change.</param>
public sealed record ChangeInvoiced(int Sequence) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "change.invoiced";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The change of event {Sequence} is counted on in a period that may be invoiced already: leave it, and record another change that answers it on its day.";
}
