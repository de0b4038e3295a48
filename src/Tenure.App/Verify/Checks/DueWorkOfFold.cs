// A contract is due on the day of its next lock-in, expiry or document: else the run would pass it over, or wake it for nothing.
using Tenure.Core.Changes;

namespace Tenure.App.Verify.Checks;

internal sealed class DueWorkOfFold : ContractCheck
{
    public override string Id => "due.work";

    public override string Law => "A contract is due on the day on which its next lock-in, expiry or document falls due.";

    protected override string Advice => "Set the due day to the one expected, then run; the run bills what was passed over.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        if (contract.Dossier is not { } dossier || contract.Head.ParkedReason is not null)
        {
            yield break;
        }

        DateOnly? expected = CarryingOut.NextDueOn(dossier);
        DateOnly? found = contract.DueOn.Count == 0 ? null : contract.DueOn[0];
        if (expected != found)
        {
            yield return Found(RowName.Due(contract.Id), expected, found);
        }
    }
}
