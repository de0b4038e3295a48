// Drafted documents as rows. Ids are derived from contract and ordinal, so the same book gets the same ids on every engine;
// numbers are given in the order of issue day, contract and ordinal.
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
    private readonly List<(ContractChange Change, DraftDocument Document)> documents = [];
    private readonly List<PostingRow> postings = [];

    public DocumentRows(int tenantId, IReadOnlyList<ContractChange> changes)
    {
        this.tenantId = tenantId;
        foreach (ContractChange change in changes)
        {
            foreach (DraftDocument document in change.Documents)
            {
                documents.Add((change, document));
            }
        }

        documents.Sort(static (one, other) =>
        {
            int byDay = one.Document.IssueOn.CompareTo(other.Document.IssueOn);
            int byContract = byDay != 0 ? byDay : one.Change.ContractId.CompareTo(other.Change.ContractId);
            return byContract != 0 ? byContract : one.Document.Ordinal.CompareTo(other.Document.Ordinal);
        });
        foreach (ContractChange change in changes)
        {
            AddPostings(change);
        }
    }

    public int CountOf(DocumentKind kind) => documents.Count(pair => pair.Document.Kind == kind);

    /// <summary>The id of a contract's document: derived, so that a correction can name it without a look-up.</summary>
    public static Guid DocumentIdOf(int tenantId, Guid contractId, int ordinal) =>
        DerivedId.From("document", tenantId, contractId.ToString("N"), ordinal.ToString("D8", CultureInfo.InvariantCulture), null);

    /// <summary>The batch, each document with the next number of its series.</summary>
    public DocumentBatch Numbered(Func<DocumentKind, (string Series, long Number)> next)
    {
        var rows = new List<DocumentRow>(documents.Count);
        var lines = new List<DocumentLineRow>(documents.Count);
        var slices = new List<BilledSliceRow>(documents.Count);
        var givenBack = new List<GivenBackRow>();
        var usage = new List<UsageBatchRow>();
        foreach ((ContractChange change, DraftDocument document) in documents)
        {
            (string series, long number) = next(document.Kind);
            Guid id = DocumentIdOf(tenantId, change.ContractId, document.Ordinal);
            Core.Contracts.ContractOrdered order = change.After.Existing.Order;
            rows.Add(new DocumentRow(
                id, change.ContractId, order.Customer.Value, document.Ordinal,
                document.Kind == DocumentKind.Invoice ? "invoice" : "credit_note", series, number, document.IssueOn,
                order.Currency.Code, document.NetMinor, document.TaxMinor));
            for (int i = 0; i < document.Lines.Length; i++)
            {
                AddLine(change, document.Lines[i], id, i + 1, lines, slices, givenBack);
                if (document.Lines[i] is { Kind: BilledKind.Usage } used)
                {
                    usage.Add(new UsageBatchRow(change.ContractId, used.ContractLine, used.PeriodIndex, used.Generation, id, i + 1));
                }
            }
        }

        return new DocumentBatch(rows, lines, slices, givenBack, postings) { Usage = usage };
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
