// Every row that storage has of one contract, and what folding its events again makes of it. Checks only read it.
using Tenure.App.Contracts;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify;

/// <summary>A head row with what the newest seal covers of it.</summary>
internal sealed record SealedHead(Head Head, int SealedVersion, byte[]? SealedHash);

internal sealed class StoredContract(SealedHead head)
{
    private readonly Dictionary<Guid, DocumentRow> documentsById = [];

    public Guid Id => head.Head.ContractId;

    public SealedHead Sealed => head;

    public Head Head => head.Head;

    public List<StoredEvent> Events { get; } = [];

    public List<EffectRow> Effects { get; } = [];

    /// <summary>By ordinal, once folded.</summary>
    public List<DocumentRow> Documents { get; } = [];

    /// <summary>By document ordinal and place, once folded.</summary>
    public List<DocumentLineRow> Lines { get; } = [];

    public List<BilledSliceRow> Slices { get; } = [];

    public List<GivenBackRow> GivenBack { get; } = [];

    public List<UsageBatchRow> Usage { get; } = [];

    public List<PostingRow> Postings { get; } = [];

    public List<ContractRow> ReadRows { get; } = [];

    public List<ContractLineRow> ReadLines { get; } = [];

    public List<MrrStepRow> MrrSteps { get; } = [];

    public List<DateOnly> DueOn { get; } = [];

    /// <summary>The events that could be read.</summary>
    public List<RecordedFact> History { get; } = [];

    /// <summary>Events that could not, with the reason.</summary>
    public List<(StoredEvent Event, string Reason)> Unreadable { get; } = [];

    /// <summary>The refolded contract with its bills; <c>null</c> when its history does not fold.</summary>
    public Dossier? Dossier { get; private set; }

    /// <summary>Why the history does not fold.</summary>
    public string? FoldProblem { get; private set; }

    /// <summary>The document with an id, when this contract has it.</summary>
    public DocumentRow? Document(Guid id) => documentsById.GetValueOrDefault(id);

    /// <summary>The charge that a line froze, those of suspended events included.</summary>
    public OrderedLine? Ordered(int line) =>
        History.Select(recorded => recorded.Fact switch
        {
            ContractOrdered ordered => ordered.Lines.FirstOrDefault(each => each.Line == line),
            ContractUpgraded upgraded => upgraded.Added.FirstOrDefault(each => each.Line == line),
            _ => null,
        }).FirstOrDefault(found => found is not null);

    /// <summary>The ordinal of the document a line stands on; 0 when the contract does not have it.</summary>
    public int OrdinalOf(DocumentLineRow line) => Document(line.DocumentId)?.Ordinal ?? 0;

    /// <summary>Reads the events and folds them, using nothing but the log and the issued lines.</summary>
    public void Fold()
    {
        Documents.Sort(static (one, other) => one.Ordinal.CompareTo(other.Ordinal));
        Documents.ForEach(document => documentsById[document.DocumentId] = document);
        Lines.Sort((one, other) => (OrdinalOf(one), one.LineIndex).CompareTo((OrdinalOf(other), other.LineIndex)));
        foreach (StoredEvent stored in Events)
        {
            try
            {
                History.Add(DossierStore.ToFact(stored));
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                Unreadable.Add((stored, failure.Message));
            }
        }

        try
        {
            Dossier = Dossier.Load(
                History, BilledLines(), Documents.Count, Documents.Count == 0 ? null : Documents.Max(static document => document.IssueOn),
                Head.EntryCount);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            FoldProblem = failure.Message;
        }
    }

    private Billed BilledLines() => Billed.Of(Lines.Select(line => new Core.Billing.BilledLine(
        OrdinalOf(line),
        line.LineIndex,
        BilledKinds.Of(line.Kind),
        line.ContractLine,
        line.PeriodIndex,
        new DateRange(line.ServiceStart, line.ServiceEnd),
        line.Generation,
        line.AmountMinor,
        line.CorrectsDocumentId is { } corrected ? Document(corrected)?.Ordinal ?? 0 : 0,
        line.CorrectsLineIndex ?? 0,
        line.Refunds,
        line.TaxMinor,
        DossierStore.RateOf(line.TaxRate),
        Document(line.DocumentId)?.IssueOn ?? default)));
}
