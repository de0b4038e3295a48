namespace Tenure.Core.Kernel;

/// <summary>A notice that would end the contract after its last term ends anyway, so it changes nothing (CAL-5).</summary>
/// <param name="NoticeOn">The day of the notice.</param>
/// <param name="LandsOn">The first day without service if the notice counted, or null when no term ends so late.</param>
public sealed record NoticeOutsideTerm(DateOnly NoticeOn, DateOnly? LandsOn) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "notice.outside_term";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Notice on {DayText.Of(NoticeOn)} takes effect {(LandsOn is { } end ? $"on {DayText.Of(end)}, " : "")}after the last term has ended. "
        + "The contract ends with its term without notice; for an earlier end, agree on a day.";
}
