// Billing periods that begin anew when service comes back (VER-7). The period in which the pause began is cut, so what lies on or after the day
// of return must not have been invoiced on the days of before: each period has a place, and a place that was billed keeps its days (BIL-2).
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Whether billing periods can begin anew on a day of return.</summary>
[Rule("VER-7")]
[Rule("CAL-3")]
internal static class BeginningAnew
{
    /// <summary>Refuses a pause whose return would meet what may have been invoiced (<c>pause.begins_anew</c>).</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="from">The first day of the pause.</param>
    /// <param name="backOn">The day of return; the latest when it is not known.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Refusal? CheckPause(Contract contract, DateOnly from, DateOnly backOn, DateOnly businessOn) =>
        contract.IsTrialOn(from) ? new CannotBeginAnew(AnewObstacle.Trial, null)
        : Earliest(contract, businessOn) is var earliest && backOn < earliest ? new CannotBeginAnew(AnewObstacle.Invoiced, earliest)
        : null;

    /// <summary>Refuses another return where periods that began anew, or that would be cut, may have been invoiced (<c>pause.begins_anew</c>).</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="history">Every event, in sequence order.</param>
    /// <param name="pause">The pause.</param>
    /// <param name="backOn">The day of return; the first day of the pause takes it back.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Refusal? CheckReturn(
        Contract contract, IReadOnlyList<RecordedFact> history, Gap pause, DateOnly backOn, DateOnly businessOn)
    {
        if (!pause.BeginsAnew || backOn == pause.Agreed.End)
        {
            return null;
        }

        // As long as a pause stands nothing of its days is invoiced but prepaid units, which it leaves as they are.
        bool goesOn = contract.Lines.Any(line => line.Charge.IsPrepaid && line.From < pause.Agreed.End);
        DateOnly earliest = Earliest(contract, goesOn ? businessOn : pause.RecordedOn);
        return pause.AnewOn is { } anew && businessOn >= pause.DueOn && anew < Earliest(contract, businessOn) ? new CannotBeginAnew(AnewObstacle.Begun, anew)
            : backOn == pause.Days.Start ? null
            : businessOn >= pause.DueOn && pause.Moves is { } moves && moves.BilledUntil > backOn ? new CannotBeginAnew(AnewObstacle.Moved, pause.AnewOn)
            : backOn < earliest ? new CannotBeginAnew(AnewObstacle.Invoiced, earliest)
            : history.Any(recorded => recorded.Sequence > pause.Event && recorded.Fact is GoodwillGranted or UsageRecorded && recorded.Fact.EffectiveOn >= backOn)
                ? new CannotBeginAnew(AnewObstacle.Used, null)
            : null;
    }

    /// <summary>The earliest day on which no period that begins may have been invoiced by a day.</summary>
    private static DateOnly Earliest(Contract contract, DateOnly businessOn) => businessOn.AddDays(contract.Clauses.LeadDays + 1);
}

/// <summary>Why billing periods cannot begin anew.</summary>
public enum AnewObstacle
{
    /// <summary>The pause begins in a trial, which has no periods.</summary>
    Trial,

    /// <summary>Periods that begin on or after the day of return may have been invoiced.</summary>
    Invoiced,

    /// <summary>Periods that began anew on the day of return may have been invoiced.</summary>
    Begun,

    /// <summary>Days of the pause stay billed, as they moved to the end of the term, and would fall behind the return.</summary>
    Moved,

    /// <summary>Usage or goodwill was recorded on or after the day of return.</summary>
    Used,
}

/// <summary>Billing periods that cannot begin anew on a day of return.</summary>
/// <param name="Obstacle">Why not.</param>
/// <param name="On">The earliest day on which they can; of periods that begin anew already the day on which they did; else <c>null</c>.</param>
public sealed record CannotBeginAnew(AnewObstacle Obstacle, DateOnly? On) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "pause.begins_anew";

    /// <inheritdoc/>
    public override string Sentence => Obstacle switch
    {
        AnewObstacle.Trial => "A trial has no billing periods that could begin anew: leave the billing days as they are, or pause from a paid day on.",
        AnewObstacle.Invoiced =>
            $"Billing periods that begin before {Show(On!.Value)} may have been invoiced already, and a return makes others begin: return on that day or a later one, or leave the billing days of the pause as they are.",
        AnewObstacle.Begun =>
            $"Billing periods began anew on {Show(On!.Value)}, and the first may have been invoiced already: keep that day of return, and record another pause if service stops again.",
        AnewObstacle.Moved =>
            $"The days before {Show(On!.Value)} have moved to the end of the term, and billing periods begin behind them: keep that day of return, and grant what is missing.",
        AnewObstacle.Used => "Usage or goodwill was recorded on a day on which billing periods would begin anew: return after that day, or take that back first.",
    };
}
