// Every document has one entry, and the entry says exactly what the document's lines do to the books (BOOK-1). Worked out
// here from the stored lines and the frozen timing of their charges, not by the code that posts.
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class LedgerOfDocuments : ContractCheck
{
    public override string Id => "ledger.documents";

    public override string Law => "Every document has exactly one entry, which posts what it asks for to receivable against deferred, unbilled, fees and tax.";

    protected override string Advice => "Postings never change: restore the entry from a backup; its document says what it must be.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        ILookup<Guid, PostingRow> postings = contract.Postings.Where(row => row.DocumentId is not null).ToLookup(row => row.DocumentId!.Value);
        int entry = 0;
        foreach (DocumentRow document in contract.Documents)
        {
            List<PostingRow> found = [.. postings[document.DocumentId]];
            entry = found.Count == 0 ? entry + 1 : found.GroupBy(row => row.EntryNo).OrderByDescending(group => group.Count()).First().Key;
            foreach (Finding finding in Compare(document, ExpectedOf(contract, document, entry), found))
            {
                yield return finding;
            }
        }

        foreach (PostingRow stray in contract.Postings.Where(row => row.DocumentId is { } id && contract.Document(id) is null))
        {
            yield return Found(
                NameOf(stray), "a posting for a document of the contract", stray.DocumentId, RowName.Document(stray.DocumentId!.Value));
        }

        foreach (Finding finding in Numbering(contract))
        {
            yield return finding;
        }
    }

    private IEnumerable<Finding> Compare(DocumentRow document, List<PostingRow> expected, List<PostingRow> found)
    {
        RowName against = RowName.Document(document.DocumentId);
        foreach (PostingRow row in expected)
        {
            PostingRow? stored = found.Find(other => other.EntryNo == row.EntryNo && other.PostingNo == row.PostingNo);
            if (stored is null)
            {
                yield return Found(NameOf(row), Show(row), "no such row", against);
            }
            else if (stored != row)
            {
                yield return Found(NameOf(row), Show(row), Show(stored), against);
            }
        }

        foreach (PostingRow row in found)
        {
            if (!expected.Exists(other => other.EntryNo == row.EntryNo && other.PostingNo == row.PostingNo))
            {
                yield return Found(NameOf(row), "no such posting", Show(row), against);
            }
        }
    }

    private IEnumerable<Finding> Numbering(StoredContract contract)
    {
        int expected = 1;
        foreach (int entry in contract.Postings.Select(posting => posting.EntryNo).Distinct().Order())
        {
            for (; expected < Math.Min(entry, contract.Head.EntryCount + 1); expected++)
            {
                yield return Found(RowName.Posting(contract.Id, expected, 1), "an entry", "no such row", RowName.Head(contract.Id));
            }

            expected = entry + 1;
        }
    }

    private static List<PostingRow> ExpectedOf(StoredContract contract, DocumentRow document, int entry)
    {
        long unbilled = 0;
        long deferred = 0;
        long fees = 0;
        long tax = 0;
        foreach (DocumentLineRow line in contract.Lines.Where(line => line.DocumentId == document.DocumentId))
        {
            bool arrears = contract.Ordered(line.ContractLine)?.Charge
                is { Kind: not ChargeKind.OneTime, Timing: BillingTiming.InArrears };
            unbilled += arrears ? line.AmountMinor : 0;
            bool isFee = line.ContractLine == Core.Billing.Fees.Line;
            fees += isFee ? line.AmountMinor : 0;
            deferred += arrears || isFee ? 0 : line.AmountMinor;
            tax += line.TaxMinor;
        }

        var rows = new List<PostingRow>(5);
        foreach ((string account, long amount) in new[]
        {
            (Accounts.Receivable, deferred + unbilled + fees + tax), (Accounts.UnbilledReceivable, -unbilled), (Accounts.DeferredRevenue, -deferred),
            (Accounts.TerminationFees, -fees), (Accounts.TaxPayable, -tax),
        })
        {
            if (amount != 0)
            {
                rows.Add(new PostingRow(
                    contract.Id, entry, rows.Count + 1, document.DocumentId, document.IssueOn, account, amount, document.Currency));
            }
        }

        return rows;
    }

    private static RowName NameOf(PostingRow row) => RowName.Posting(row.ContractId, row.EntryNo, row.PostingNo);

    private static string Show(PostingRow row) => $"{row.AmountMinor} {row.Currency} to {row.Account} on {DayText.Of(row.PostedOn)}";
}
