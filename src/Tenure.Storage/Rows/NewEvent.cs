// A fact about a contract as it goes into the log and as it comes back with its place in the chain (CON-2, CON-3).
namespace Tenure.Storage;

/// <summary>A fact to append. The body is canonical JSON; it and every other field are covered by the hash.</summary>
/// <param name="ContractId">The contract that the fact belongs to.</param>
/// <param name="Sequence">1 for the first fact of a contract, then one more each.</param>
/// <param name="Type">The stored name of the fact, never a CLR name.</param>
/// <param name="TypeVersion">The version of that type's body.</param>
/// <param name="EffectiveOn">The day from which it counts.</param>
/// <param name="BusinessOn">The tenant's business day when it was recorded.</param>
/// <param name="RecordedAt">The true instant; kept to the microsecond.</param>
/// <param name="ActorId">The party who decided.</param>
/// <param name="Cause">Why it exists: a command, a run, another fact. No free text.</param>
/// <param name="Body">Canonical JSON in UTF-8.</param>
public sealed record NewEvent(
    Guid ContractId,
    int Sequence,
    string Type,
    int TypeVersion,
    DateOnly EffectiveOn,
    DateOnly BusinessOn,
    DateTimeOffset RecordedAt,
    Guid ActorId,
    string Cause,
    ReadOnlyMemory<byte> Body);

/// <summary>A fact as the log holds it.</summary>
public sealed record StoredEvent(
    Guid ContractId,
    int Sequence,
    string Type,
    int TypeVersion,
    DateOnly EffectiveOn,
    DateOnly BusinessOn,
    DateTimeOffset RecordedAt,
    Guid ActorId,
    string Cause,
    ReadOnlyMemory<byte> Body,
    byte[] PreviousHash,
    byte[] Hash)
{
    /// <summary>The fact without its place in the chain, for computing the hash again.</summary>
    public NewEvent Fact => new(
        ContractId, Sequence, Type, TypeVersion, EffectiveOn, BusinessOn, RecordedAt, ActorId, Cause, Body);
}
