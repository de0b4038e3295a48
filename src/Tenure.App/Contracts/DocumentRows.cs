// Drafted documents as rows. Ids are derived from contract and ordinal, so the same book gets the same ids on every engine;
// numbers are given in the order of issue day, contract and ordinal. Documents that contracts of a customer share have one number: each
// is a part, the oldest contract's the first (BIL-8).
using System.Globalization;
using System.Text;
using Tenure.Core.Billing;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Storage;

namespace Tenure.App.Contracts;

internal sealed class DocumentRows
{
    private readonly int tenantId;
    private readonly List<(ContractChange Change, DraftDocument Document)[]> numbered;
    private readonly List<PostingRow> postings = [];

    /// <param name="tenantId">The tenant.</param>
    /// <param name="changes">What is issued, contract by contract.</param>
    /// <param name="joins">Whether contracts that agreed so share their documents; what a command issues stands alone.</param>
    public DocumentRows(int tenantId, IReadOnlyList<ContractChange> changes, bool joins)
    {
        this.tenantId = tenantId;
        numbered =
        [
            .. changes.SelectMany(static change => change.Documents.Select(document => (Change: change, Document: document)))
                .OrderBy(static pair => pair.Document.IssueOn).ThenBy(static pair => pair.Change.ContractId).ThenBy(static pair => pair.Document.Ordinal)
                .GroupBy(pair => SharedBy(pair.Change, pair.Document, joins))
                .Select(static parts => parts.OrderBy(static part => part.Change.After.Existing.Start).ThenBy(static part => part.Change.ContractId)
                    .ThenBy(static part => part.Document.Ordinal).ToArray()),
        ];
        foreach (ContractChange change in changes)
        {
            AddPostings(change);
        }
    }

    /// <summary>How many numbers are needed.</summary>
    public int Count => numbered.Count;

    public int CountOf(DocumentKind kind) => numbered.Count(parts => parts[0].Document.Kind == kind);

    /// <summary>What documents with one number have in common; a contract and an ordinal are a document's own.</summary>
    private static (DocumentKind Kind, DateOnly IssueOn, Guid Customer, string Currency, Guid Contract, int Ordinal) SharedBy(
        ContractChange change, DraftDocument document, bool joins)
    {
        Core.Contracts.ContractOrdered order = change.After.Existing.Order;
        bool shares = joins && order.Clauses.Documents == Core.Contracts.DocumentScope.PerCustomer;
        return (document.Kind, document.IssueOn, order.Customer.Value, order.Currency.Code,
            shares ? Guid.Empty : change.ContractId, shares ? 0 : document.Ordinal);
    }

    /// <summary>The id of a contract's document: derived, so that a correction can name it without a look-up.</summary>
    public static Guid DocumentIdOf(int tenantId, Guid contractId, int ordinal) =>
        DerivedId.From("document", tenantId, contractId.ToString("N"), ordinal.ToString("D8", CultureInfo.InvariantCulture), null);

    /// <summary>The batch, each document with the next number of its series.</summary>
    public DocumentBatch Numbered(Func<DocumentKind, (string Series, long Number)> next)
    {
        var rows = new List<DocumentRow>(numbered.Count);
        var lines = new List<DocumentLineRow>(numbered.Count);
        var slices = new List<BilledSliceRow>(numbered.Count);
        var givenBack = new List<GivenBackRow>();
        var usage = new List<UsageBatchRow>();
        foreach ((ContractChange Change, DraftDocument Document)[] parts in numbered)
        {
            (string series, long number) = next(parts[0].Document.Kind);
            for (int part = 0; part < parts.Length; part++)
            {
                (ContractChange change, DraftDocument document) = parts[part];
                DocumentRow row = RowOf(change, document, series, number) with { Part = part + 1 };
                rows.Add(row);
                for (int i = 0; i < document.Lines.Length; i++)
                {
                    AddLine(change, document.Lines[i], row.DocumentId, i + 1, lines, slices, givenBack);
                    if (document.Lines[i] is { Kind: BilledKind.Usage } used)
                    {
                        usage.Add(new UsageBatchRow(change.ContractId, used.ContractLine, used.PeriodIndex, used.Generation, row.DocumentId, i + 1));
                    }
                }
            }
        }

        return new DocumentBatch(rows, lines, slices, givenBack, postings) { Usage = usage };
    }

    private DocumentRow RowOf(ContractChange change, DraftDocument document, string series, long number)
    {
        Core.Contracts.ContractOrdered order = change.After.Existing.Order;
        return new DocumentRow(
            DocumentIdOf(tenantId, change.ContractId, document.Ordinal), change.ContractId, order.Customer.Value, document.Ordinal,
            document.Kind == DocumentKind.Invoice ? "invoice" : "credit_note", series, number, document.IssueOn,
            order.Currency.Code, document.NetMinor, document.TaxMinor);
    }

    private void AddLine(
        ContractChange change,
        DraftLine line,
        Guid documentId,
        int index,
        List<DocumentLineRow> lines,
        List<BilledSliceRow> slices,
        List<GivenBackRow> givenBack)
    {
        Guid contractId = change.ContractId;
        bool corrects = line.CorrectsDocument > 0;
        Guid? correctedId = corrects ? DocumentIdOf(tenantId, contractId, line.CorrectsDocument) : null;
        lines.Add(new DocumentLineRow(
            documentId, index, contractId, line.ContractLine, BilledKinds.NameOf(line.Kind), line.PeriodIndex, line.Days.Start,
            line.Days.End, line.Generation, line.AmountMinor, correctedId, corrects ? line.CorrectsLine : null, line.Refunds,
            line.TaxMinor, line.TaxPercent is { } percent ? DecimalText.Of(percent) : null,
            line.TaxPercent is null ? null : Encoding.UTF8.GetString(line.TaxDerivation.Span), line.Derivation));
        if (BilledKinds.Covers(line.Kind))
        {
            slices.Add(new BilledSliceRow(
                contractId, line.ContractLine, line.PeriodIndex, line.Days.Start, line.Generation, line.Days.End, documentId, index));
        }
        else if (line.Kind == BilledKind.GiveBack)
        {
            givenBack.Add(new GivenBackRow(
                contractId, line.ContractLine, line.PeriodIndex, SliceStartOf(change, line), line.Generation, line.Days.Start,
                line.Days.End, documentId, index));
        }
    }

    /// <summary>The first day of the slice that a credit gives back days of: that of the debit it corrects.</summary>
    private static DateOnly SliceStartOf(ContractChange change, DraftLine line)
    {
        foreach (Core.Billing.BilledLine billed in change.After.Billed.Of(line.ContractLine, line.PeriodIndex))
        {
            if (billed.Document == line.CorrectsDocument && billed.LineIndex == line.CorrectsLine)
            {
                return billed.Days.Start;
            }
        }

        throw Invariant.Broken("a credit corrects a line that was billed");
    }

    private void AddPostings(ContractChange change)
    {
        string currency = change.After.Existing.Order.Currency.Code;
        foreach (Entry entry in change.Entries)
        {
            Guid? documentId = entry.Document > 0 ? DocumentIdOf(tenantId, change.ContractId, entry.Document) : null;
            for (int i = 0; i < entry.Postings.Length; i++)
            {
                postings.Add(new PostingRow(
                    change.ContractId, entry.Number, i + 1, documentId, entry.PostedOn, entry.Postings[i].Account,
                    entry.Postings[i].AmountMinor, currency));
            }
        }
    }
}
