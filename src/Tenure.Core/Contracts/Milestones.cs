// One-time items that fall due on an event instead of a day (PRO-6): the charge names a milestone, and somebody records that it was
// reached. Until then an item waits; it is never billed when the contract ends before.
using System.Collections.Immutable;
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to record that a milestone was reached.</summary>
/// <param name="On">The day it was reached; items that wait for it fall due on it.</param>
/// <param name="Milestone">Its code, as charges of the contract name it.</param>
public sealed record ReachMilestone(DateOnly On, string Milestone) : ProposedChange;

/// <summary>The wish to take back that a milestone was reached: what was billed for it is given back, and its items wait again.</summary>
/// <param name="Milestone">Its code.</param>
public sealed record UndoMilestone(string Milestone) : ProposedChange;

/// <summary>A milestone was reached (PRO-6): items that wait for it by then fall due.</summary>
/// <param name="EffectiveOn">The day it was reached.</param>
/// <param name="Milestone">Its code, never free text.</param>
public sealed record MilestoneReached(DateOnly EffectiveOn, string Milestone) : Fact(EffectiveOn);

/// <summary>A milestone was not reached after all (CON-2).</summary>
/// <param name="EffectiveOn">The day on which that was recorded: what was billed is given back on it.</param>
/// <param name="ReachedSequence">The sequence of the event that no longer counts.</param>
public sealed record MilestoneTakenBack(DateOnly EffectiveOn, int ReachedSequence) : Fact(EffectiveOn);

/// <summary>That the milestone of an item was reached, as folding found it.</summary>
/// <param name="On">The day, or the largest date while an end suspends the event (CON-7).</param>
/// <param name="RecordedOn">The business day on which it was recorded: the item falls due no earlier (BIL-1).</param>
/// <param name="Event">The sequence of the event.</param>
public readonly record struct ReachedMilestone(DateOnly On, DateOnly RecordedOn, int Event);

/// <summary>That it was taken back.</summary>
/// <param name="RecordedOn">The business day: what was billed is given back on it.</param>
/// <param name="Event">The sequence of the event.</param>
public readonly record struct UndoneMilestone(DateOnly RecordedOn, int Event);

/// <summary>Decides about milestones.</summary>
[Rule("PRO-6")]
public static class Milestones
{
    /// <summary>The longest code of a milestone, in letters.</summary>
    public const int LongestCode = 64;

    /// <summary>Whether a text may name a milestone: letters, digits, points, dashes and underscores (CON-3).</summary>
    public static bool IsCode(string text) =>
        text.Length is > 0 and <= LongestCode && text.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>The fact that a milestone was reached, on a day before or after the business day. When the contract has ended it may have
    /// been before the end, and is recorded as late as usage is (BIL-6). Refuses with <c>milestone.unknown</c>, <c>milestone.reached</c>,
    /// <c>contract.ended</c> or <c>change.outside_dates</c>.</summary>
    public static Decision<ImmutableArray<Fact>> Decide(Contract contract, ReachMilestone command, DateOnly businessOn)
    {
        Line[] named = [.. contract.Lines.Where(line => line.Charge.Milestone == command.Milestone)];
        Line[] waiting = [.. named.Where(static line => line.Reached is null)];
        DateOnly from = waiting.Length == 0 ? contract.Start : waiting.Min(static line => line.From);
        return named.Length == 0 || command.Milestone.Length == 0 ? new MilestoneUnknown(command.Milestone)
            : waiting.Length == 0 ? new MilestoneReachedBefore(command.Milestone, named.Max(static line => line.Reached!.Value.Event))
            : IsClosed(contract, businessOn) ? ContractEnded.Of(contract, businessOn)
            : command.On < from || command.On >= contract.KnownEnd ? new OutsideTheDates(command.On, from, contract.KnownEnd)
            : ImmutableArray.Create<Fact>(new MilestoneReached(command.On, command.Milestone));
    }

    /// <summary>The fact that takes back the newest event which reached a milestone. Refuses with <c>milestone.unknown</c>,
    /// <c>milestone.not_reached</c> or <c>contract.ended</c>.</summary>
    public static Decision<ImmutableArray<Fact>> DecideUndoing(Contract contract, UndoMilestone command, DateOnly businessOn)
    {
        Line[] named = [.. contract.Lines.Where(line => line.Charge.Milestone == command.Milestone)];
        int reached = named.Length == 0 ? 0 : named.Max(static line => line.Reached?.Event ?? 0);
        return named.Length == 0 || command.Milestone.Length == 0 ? new MilestoneUnknown(command.Milestone)
            : reached == 0 ? new MilestoneNotReached(command.Milestone)
            : IsClosed(contract, businessOn) ? ContractEnded.Of(contract, businessOn)
            : ImmutableArray.Create<Fact>(new MilestoneTakenBack(businessOn, reached));
    }

    /// <summary>A contract that goes on as another leaves to it what it still waits for.</summary>
    private static bool IsClosed(Contract contract, DateOnly businessOn) =>
        contract.Ending is { } ending && ending.On <= businessOn
        && (ending.Successor is not null || businessOn > ending.On.AddDays(contract.Clauses.LateUsageDays));
}

/// <summary>The stored form of what is said about milestones. A part of FactCodec.</summary>
internal static class MilestoneCodec
{
    public static void Write(CanonicalJson json, MilestoneReached reached)
    {
        json.BeginObject();
        json.Name("effectiveOn"u8).Value(reached.EffectiveOn);
        json.Name("milestone"u8).Value(reached.Milestone);
        json.EndObject();
    }

    public static void Write(CanonicalJson json, MilestoneTakenBack back)
    {
        json.BeginObject();
        json.Name("effectiveOn"u8).Value(back.EffectiveOn);
        json.Name("takesBack"u8).Value(back.ReachedSequence);
        json.EndObject();
    }

    public static MilestoneReached ReadReached(JsonElement root) => new(root.Day("effectiveOn"), root.Text("milestone"));

    public static MilestoneTakenBack ReadTakenBack(JsonElement root) => new(root.Day("effectiveOn"), root.Int("takesBack"));
}

/// <summary>A milestone that no item of the contract waits for.</summary>
/// <param name="Milestone">What was named.</param>
public sealed record MilestoneUnknown(string Milestone) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "milestone.unknown";

    /// <inheritdoc/>
    public override string Sentence =>
        $"No item of the contract falls due on '{Milestone}': name a milestone that `contract show` lists beside a one-time item.";
}

/// <summary>A milestone that was reached already.</summary>
/// <param name="Milestone">Its code.</param>
/// <param name="Event">The sequence of the event.</param>
public sealed record MilestoneReachedBefore(string Milestone, int Event) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "milestone.reached";

    /// <inheritdoc/>
    public override string Sentence =>
        $"'{Milestone}' was reached by event {Event} already, and no item waits for it: take that back with --undo first, if its day was wrong.";
}

/// <summary>A milestone to take back that was not reached.</summary>
/// <param name="Milestone">Its code.</param>
public sealed record MilestoneNotReached(string Milestone) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "milestone.not_reached";

    /// <inheritdoc/>
    public override string Sentence => $"'{Milestone}' was not reached yet, so nothing is there to take back: check the code of the milestone.";
}
