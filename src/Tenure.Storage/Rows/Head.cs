// The one row per contract that every writer locks first. It carries what a decision needs before anything is loaded.
namespace Tenure.Storage;

/// <summary>The newest state of a contract's log, and the fence that no later debit may pass (BIL-5).</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="CustomerId">The party who is billed.</param>
/// <param name="Version">The sequence of the newest event.</param>
/// <param name="HeadHash">The hash of the newest event, 32 bytes.</param>
/// <param name="FenceOn">The end of the contract, exclusive; null when no end is set.</param>
/// <param name="DocumentCount">How many documents were issued; the next one's ordinal.</param>
/// <param name="EntryCount">How many journal entries were posted; the next one's number.</param>
/// <param name="ParkedReason">Why billing passes over the contract; null when it does not (BIL-7).</param>
public sealed record Head(
    Guid ContractId,
    Guid CustomerId,
    int Version,
    byte[] HeadHash,
    DateOnly? FenceOn,
    int DocumentCount,
    int EntryCount,
    string? ParkedReason);
