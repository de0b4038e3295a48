namespace Tenure.Core.Kernel;

/// <summary>A notice deadline that would move forward, to a day after it, where no law gives that day (CAL-5).</summary>
public sealed record NoticeForwardWithoutLaw : Refusal
{
    /// <inheritdoc/>
    public override string Code => "notice.forward_without_law";

    /// <inheritdoc/>
    public override string Sentence =>
        "Only a law moves a notice deadline to a later day, and no rule pack of this seller says so. Choose none or back.";
}
