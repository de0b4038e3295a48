// A business day that would run backwards.
using Tenure.Core.Contracts;

namespace Tenure.Core.Changes;

/// <summary>Something was recorded or issued for the contract after the business day of the decision. A decision behind an issued
/// document would date a credit before what it corrects (BIL-1).</summary>
/// <param name="NewestOn">The earliest business day that is left: the day of the newest event or document.</param>
/// <param name="AskedOn">The business day that was given.</param>
public sealed record RecordedLater(DateOnly NewestOn, DateOnly AskedOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "command.before_newest";

    /// <inheritdoc/>
    public override string Sentence =>
        $"A decision was recorded or a document issued for the contract on {Show(NewestOn)}, after {Show(AskedOn)}: "
        + $"record this one on {Show(NewestOn)} or later.";
}
