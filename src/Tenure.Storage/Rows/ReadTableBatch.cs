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
    bool IsJoint,
    DateOnly StartOn,
    DateOnly? EndOn,
    DateOnly TermStartOn,
    DateOnly TermEndOn,
    int TermCount,
    string RenewalKind,
    DateOnly? DeadlineOn,
    DateOnly? LockInOn,
    string? EndReason,
    string Currency,
    Guid? PredecessorId = null,
    Guid? SuccessorId = null);

/// <summary>A line in force from FromOn until ToOn, exclusive. Quantity and price are canonical decimals. EarnedUntilOn, exclusive, only of an
/// item that is earned over its term.</summary>
public sealed record ContractLineRow(
    Guid ContractId,
    int Line,
    string ChargeCode,
    string ProductCode,
    DateOnly FromOn,
    DateOnly? ToOn,
    string Quantity,
    string UnitPrice,
    DateOnly? EarnedUntilOn = null);

/// <summary>The contract's MRR from a day on: an exact fraction 'n/d' of minor units per month (BOOK-4).</summary>
public sealed record MrrStepRow(
    Guid ContractId,
    Guid CustomerId,
    DateOnly OnDay,
    string Currency,
    string Mrr,
    string Cause = "change");

/// <summary>Rows of some contracts, taking the place of all that those contracts had in the same table.</summary>
/// <param name="Cleared">The contracts whose earlier rows go; a contract without any need not be named.</param>
/// <param name="Rows">The rows that come.</param>
public sealed record Replacement<TRow>(IReadOnlyList<Guid> Cleared, IReadOnlyList<TRow> Rows);

/// <summary>The read rows that a transaction changes.</summary>
/// <param name="Contracts">The contracts that look different; each takes the place of its earlier row.</param>
/// <param name="Lines">The lines of the contracts whose lines changed.</param>
/// <param name="MrrSteps">The steps of the contracts whose recurring revenue changed.</param>
public sealed record ReadTableBatch(
    IReadOnlyList<ContractRow> Contracts, Replacement<ContractLineRow> Lines, Replacement<MrrStepRow> MrrSteps);
