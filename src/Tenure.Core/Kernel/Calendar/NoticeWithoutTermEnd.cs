namespace Tenure.Core.Kernel;

/// <summary>A notice that must land at the end of a term, of a contract whose term has no end (CAL-5).</summary>
public sealed record NoticeWithoutTermEnd : Refusal
{
    /// <inheritdoc/>
    public override string Code => "notice.no_term_end";

    /// <inheritdoc/>
    public override string Sentence =>
        "The notice clause ends the contract at the end of a term, but this contract has no term end. "
        + "Choose a clause that lands on any day, a month end or a quarter end.";
}
