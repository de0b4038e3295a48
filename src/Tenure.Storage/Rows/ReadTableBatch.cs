// The read tables: what lists and reports look at. They can be thrown away and folded again from the events.
namespace Tenure.Storage;

/// <summary>A contract as the lists show it.</summary>
public sealed record ContractRow(
    Guid ContractId,
    Guid CustomerId,
    string Reference,
    string PlanCode,
    string Status,
    bool IsTrial,
    DateOnly StartOn,
    DateOnly? EndOn,
    DateOnly TermStartOn,
    DateOnly TermEndOn,
    int TermCount,
    string RenewalKind,
    DateOnly? DeadlineOn,
    DateOnly? LockInOn,
    string? EndReason,
    string Currency);

/// <summary>A line in force from FromOn until ToOn, exclusive. Quantity and price are canonical decimals.</summary>
public sealed record ContractLineRow(
    Guid ContractId,
    int Line,
    string ChargeCode,
    string ProductCode,
    DateOnly FromOn,
    DateOnly? ToOn,
    string Quantity,
    string UnitPrice);

/// <summary>The contract's MRR from a day on: an exact fraction 'n/d' of minor units per month (BOOK-4).</summary>
public sealed record MrrStepRow(
    Guid ContractId,
    Guid CustomerId,
    DateOnly OnDay,
    string Currency,
    string Mrr);

/// <summary>All read rows of the contracts named by Contracts; whatever they had before is replaced.</summary>
public sealed record ReadTableBatch(
    IReadOnlyList<ContractRow> Contracts,
    IReadOnlyList<ContractLineRow> Lines,
    IReadOnlyList<MrrStepRow> MrrSteps);
