// What one transaction issues: documents with their lines, the days these cover or give back, and the postings.
// Rows are plain on purpose; the meaning of an amount or a day is decided before it comes here.
namespace Tenure.Storage;

/// <summary>An invoice or credit note.</summary>
/// <param name="DocumentId">Its id.</param>
/// <param name="ContractId">The contract that it was issued for.</param>
/// <param name="CustomerId">The party who owes or is owed.</param>
/// <param name="Ordinal">Its place among the contract's documents.</param>
/// <param name="Kind">invoice or credit_note.</param>
/// <param name="Series">The number series.</param>
/// <param name="Number">A number taken by <see cref="Numbers.TakeAsync"/> in the same session.</param>
/// <param name="IssueOn">The day of issue.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="NetMinor">The sum of its lines in minor units, before tax.</param>
/// <param name="TaxMinor">The tax of its lines in minor units.</param>
public sealed record DocumentRow(
    Guid DocumentId,
    Guid ContractId,
    Guid CustomerId,
    int Ordinal,
    string Kind,
    string Series,
    long Number,
    DateOnly IssueOn,
    string Currency,
    long NetMinor,
    long TaxMinor)
{
    /// <summary>Its place among the parts of a joint document, which share a number; of any other document 1.</summary>
    public int Part { get; init; } = 1;
}

/// <summary>A line; the service days are half-open, the amount signed in minor units.</summary>
/// <param name="DocumentId">Its document.</param>
/// <param name="LineIndex">Its place on the document.</param>
/// <param name="ContractId">The contract of the line.</param>
/// <param name="ContractLine">The line of the contract.</param>
/// <param name="Kind">slice, one_time, usage, give_back or reduction.</param>
/// <param name="PeriodIndex">The billing period.</param>
/// <param name="ServiceStart">First day served.</param>
/// <param name="ServiceEnd">The day after the last one served.</param>
/// <param name="Generation">The generation of the slice, or the batch of the usage (BIL-2).</param>
/// <param name="AmountMinor">Minor units before tax; a debit is positive.</param>
/// <param name="CorrectsDocumentId">The document that a correction names.</param>
/// <param name="CorrectsLineIndex">The line that a correction names.</param>
/// <param name="Refunds">Whether money paid for what it takes back is to be paid back.</param>
/// <param name="TaxMinor">Its tax in minor units, on top of the amount.</param>
/// <param name="TaxRate">The rate of its tax in percent, a canonical decimal; null when it is not taxed.</param>
/// <param name="TaxDerivation">Canonical JSON: how the tax came about; null when it is not taxed.</param>
/// <param name="Derivation">Canonical JSON: how the amount came about (BIL-8).</param>
public sealed record DocumentLineRow(
    Guid DocumentId,
    int LineIndex,
    Guid ContractId,
    int ContractLine,
    string Kind,
    int PeriodIndex,
    DateOnly ServiceStart,
    DateOnly ServiceEnd,
    int Generation,
    long AmountMinor,
    Guid? CorrectsDocumentId,
    int? CorrectsLineIndex,
    bool Refunds,
    long TaxMinor,
    string? TaxRate,
    string? TaxDerivation,
    ReadOnlyMemory<byte> Derivation);

/// <summary>Days of a contract line that a document line covers: [SliceStart, SliceEnd).</summary>
public sealed record BilledSliceRow(
    Guid ContractId,
    int ContractLine,
    int PeriodIndex,
    DateOnly SliceStart,
    int Generation,
    DateOnly SliceEnd,
    Guid DocumentId,
    int LineIndex);

/// <summary>Days [FromOn, ToOn) of a billed slice of which nothing is kept; they may be billed again.</summary>
public sealed record GivenBackRow(
    Guid ContractId,
    int ContractLine,
    int PeriodIndex,
    DateOnly SliceStart,
    int Generation,
    DateOnly FromOn,
    DateOnly ToOn,
    Guid DocumentId,
    int LineIndex);

/// <summary>A batch in which the usage of a contract line and period was billed, from zero.</summary>
public sealed record UsageBatchRow(
    Guid ContractId,
    int ContractLine,
    int PeriodIndex,
    int Batch,
    Guid DocumentId,
    int LineIndex);

/// <summary>One side of a journal entry; debits are positive, and the postings of an entry sum to zero (BOOK-1).</summary>
public sealed record PostingRow(
    Guid ContractId,
    int EntryNo,
    int PostingNo,
    Guid? DocumentId,
    DateOnly PostedOn,
    string Account,
    long AmountMinor,
    string Currency);

/// <summary>Everything that one transaction issues; any list may be empty.</summary>
public sealed record DocumentBatch(
    IReadOnlyList<DocumentRow> Documents,
    IReadOnlyList<DocumentLineRow> Lines,
    IReadOnlyList<BilledSliceRow> Slices,
    IReadOnlyList<GivenBackRow> GivenBack,
    IReadOnlyList<PostingRow> Postings)
{
    public static DocumentBatch Empty { get; } = new([], [], [], [], []);

    public IReadOnlyList<UsageBatchRow> Usage { get; init; } = [];
}

/// <summary>A line already issued, as reconciling needs it: its document by ordinal and issue day, without its derivation.</summary>
/// <remarks>A correction stays within its contract, so an ordinal names the document that it corrects; 0 where it corrects none.</remarks>
public readonly record struct BilledLine(
    Guid ContractId,
    int DocumentOrdinal,
    DateOnly IssueOn,
    int LineIndex,
    int ContractLine,
    string Kind,
    int PeriodIndex,
    DateOnly ServiceStart,
    DateOnly ServiceEnd,
    int Generation,
    long AmountMinor,
    int CorrectsOrdinal,
    int CorrectsLineIndex,
    bool Refunds,
    long TaxMinor,
    string? TaxRate);
