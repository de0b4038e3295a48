// Billed equals target (BIL-1). A contract's due day is its promise that everything before it has been billed; so the target of
// the refolded events and the issued lines may differ only from that day on, and not at all when nothing is due any more.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class BilledIsTarget : ContractCheck
{
    public override string Id => "billed.target";

    public override string Law => "Before a contract's due day, what was billed is what the refolded events say should be.";

    protected override string Advice =>
        "If a document line was changed, restore it; if due work was lost, set it to the day below and run again.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        if (contract.Dossier is not { } dossier || contract.Head.ParkedReason is not null)
        {
            yield break;
        }

        DateOnly through = contract.DueOn.Count == 0 ? DateOnly.MaxValue : contract.DueOn.Min().AddDays(-1);
        ImmutableArray<DraftDocument> due = Reconciling.Until(dossier.Existing, dossier.Billed, through, dossier.Documents).Documents;
        foreach (DraftLine line in due.SelectMany(document => document.Lines))
        {
            string expected = $"{line.AmountMinor} more for line {line.ContractLine} period {line.PeriodIndex} {line.Days}, due {DayText.Of(line.DueOn)}";
            List<DocumentLineRow> issued =
                contract.Lines.FindAll(row => row.ContractLine == line.ContractLine && row.PeriodIndex == line.PeriodIndex);
            string billed = $"{issued.Sum(row => row.AmountMinor)} billed";
            foreach (DocumentLineRow row in issued)
            {
                yield return Found(RowName.Line(row.DocumentId, row.LineIndex), expected, billed, RowName.Due(contract.Id));
            }

            if (issued.Count == 0)
            {
                yield return Found(RowName.Due(contract.Id), expected, billed);
            }
        }
    }
}
