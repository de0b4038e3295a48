// After an end nothing is charged for service on or after it (BIL-5). Documents do not say which event they followed, but they
// say their day: one issued after the day of the fence in force cannot reach past it, and one issued earlier may do so only
// with days that are given back or forfeited, which the target knows.
using Tenure.Core.Contracts;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class NothingPastFence : ContractCheck
{
    public override string Id => "fence.passed";

    public override string Law => "No debit issued after the fence was set bills service on or after it.";

    protected override string Advice => "Credit this line and find out how it was issued: nothing may be charged after an end.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        RecordedFact? fence = contract.History.LastOrDefault(recorded => recorded.Fact is FenceSet);
        if (fence is not { Fact: FenceSet { FenceOn: { } fenceOn } })
        {
            yield break;
        }

        RowName against = RowName.Event(contract.Id, fence.Sequence);
        foreach (DocumentLineRow line in contract.Lines)
        {
            bool passes = line.AmountMinor > 0 && line.ServiceEnd > fenceOn;
            if (passes && contract.Document(line.DocumentId) is { } document && document.IssueOn > fence.BusinessOn)
            {
                yield return Found(
                    RowName.Line(line.DocumentId, line.LineIndex), $"service before {fenceOn:yyyy-MM-dd}",
                    $"service until {line.ServiceEnd:yyyy-MM-dd}, issued {document.IssueOn:yyyy-MM-dd}", against);
            }
        }
    }
}
