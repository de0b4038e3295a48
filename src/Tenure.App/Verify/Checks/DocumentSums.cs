// A document is its lines: their sums before tax and of tax, their sign, their contract (BIL-3, MON-2).
using Tenure.App.Contracts;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class DocumentSums(int tenantId) : ContractCheck
{
    public override string Id => "documents.sums";

    public override string Law => "A document is the sum of its lines, belongs to its contract's customer, and follows the one before.";

    protected override string Advice => "Issued documents never change: restore the row from a backup or from the customer's copy.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        int ordinal = 1;
        ILookup<Guid, DocumentLineRow> lines = contract.Lines.ToLookup(line => line.DocumentId);
        foreach (DocumentRow document in contract.Documents)
        {
            for (; ordinal < document.Ordinal; ordinal++)
            {
                yield return Missing(contract, ordinal);
            }

            ordinal = document.Ordinal + 1;
            foreach (Finding finding in Look(contract, document, [.. lines[document.DocumentId]]))
            {
                yield return finding;
            }
        }

        for (; ordinal <= Math.Min(contract.Head.DocumentCount, contract.Documents.Count + 100); ordinal++)
        {
            yield return Missing(contract, ordinal);
        }

        foreach (DocumentLineRow stray in contract.Lines.Where(line => contract.Document(line.DocumentId) is null))
        {
            yield return Found(
                RowName.Line(stray.DocumentId, stray.LineIndex), "a line of a document of contract " + contract.Id, "another document",
                RowName.Document(stray.DocumentId));
        }
    }

    private Finding Missing(StoredContract contract, int ordinal) => Found(
        RowName.Document(DocumentRows.DocumentIdOf(tenantId, contract.Id, ordinal)),
        $"document {ordinal} of contract {contract.Id}", "no such row", RowName.Head(contract.Id));

    private IEnumerable<Finding> Look(StoredContract contract, DocumentRow document, List<DocumentLineRow> lines)
    {
        RowName row = RowName.Document(document.DocumentId);
        Guid id = DocumentRows.DocumentIdOf(tenantId, contract.Id, document.Ordinal);
        if (document.DocumentId != id)
        {
            yield return Found(row, $"id {id} of document {document.Ordinal} of contract {contract.Id}", document.DocumentId);
        }

        long net = lines.Sum(line => line.AmountMinor);
        if (net != document.NetMinor)
        {
            yield return Found(row, $"net {net}", $"net {document.NetMinor}");
        }

        long tax = lines.Sum(line => line.TaxMinor);
        if (tax != document.TaxMinor)
        {
            yield return Found(row, $"tax {tax}", $"tax {document.TaxMinor}");
        }

        string kind = lines.Exists(line => line.Kind is "give_back" or "reduction") ? "credit_note" : "invoice";
        if (lines.Count > 0 && kind != document.Kind)
        {
            yield return Found(row, kind, document.Kind);
        }

        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].LineIndex != i + 1)
            {
                yield return Found(RowName.Line(document.DocumentId, i + 1), $"line {i + 1}", "no such row", row);
                yield return Found(RowName.Line(document.DocumentId, lines[i].LineIndex), $"line {i + 1}", $"line {lines[i].LineIndex}");
            }
        }

        if (lines.Count == 0)
        {
            yield return Found(RowName.Line(document.DocumentId, 1), "at least one line", "no such row", row);
        }

        if (contract.Dossier?.Existing.Order is { } order
            && (order.Customer.Value != document.CustomerId || order.Currency.Code != document.Currency))
        {
            yield return Found(row, $"{order.Currency.Code} for {order.Customer.Value}", $"{document.Currency} for {document.CustomerId}");
        }
    }
}
