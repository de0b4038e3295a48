namespace Tenure.Storage;

/// <summary>A wish to change a contract that is kept to be decided later.</summary>
/// <param name="DraftId">Its id.</param>
/// <param name="ContractId">The contract.</param>
/// <param name="Name">What people call it: their own words, gone with the row.</param>
/// <param name="Type">The stored name of the change.</param>
/// <param name="TypeVersion">The version of its form.</param>
/// <param name="Body">The change as canonical JSON.</param>
/// <param name="SeenAt">When the preview below was made.</param>
/// <param name="ActorId">Who made it.</param>
/// <param name="BusinessOn">The business day it was made on.</param>
/// <param name="EffectiveOn">The day from which the change counts in it.</param>
/// <param name="Version">The contract's version that it was made on.</param>
/// <param name="Hash">The hash of its effects.</param>
/// <param name="Effects">Its effects as canonical JSON.</param>
/// <param name="CommittedSequence">The first event that the draft was committed as; <c>null</c> while it is open.</param>
public sealed record DraftRow(
    Guid DraftId,
    Guid ContractId,
    string Name,
    string Type,
    int TypeVersion,
    ReadOnlyMemory<byte> Body,
    DateTimeOffset SeenAt,
    Guid ActorId,
    DateOnly BusinessOn,
    DateOnly EffectiveOn,
    int Version,
    byte[] Hash,
    ReadOnlyMemory<byte> Effects,
    int? CommittedSequence)
{
    public bool IsOpen => CommittedSequence is null;
}
