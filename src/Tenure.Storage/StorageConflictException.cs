// Somebody else changed the contract first. The command that lost is decided again on the fresh version (CON-2).
namespace Tenure.Storage;

/// <summary>The contract is not at the version that the command saw.</summary>
public sealed class StorageConflictException(Guid contractId, int expectedVersion, int actualVersion)
    : Exception($"Contract {contractId} is at version {actualVersion}, not at {expectedVersion}: read it again.")
{
    public Guid ContractId { get; } = contractId;

    /// <summary>The version that the command saw; 0 when it meant to create the contract.</summary>
    public int ExpectedVersion { get; } = expectedVersion;

    /// <summary>The version that storage holds now; 0 when there is no such contract.</summary>
    public int ActualVersion { get; } = actualVersion;
}
