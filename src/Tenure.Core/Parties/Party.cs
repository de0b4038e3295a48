// Who takes part: the seller, its customers, people and the system itself. Core knows parties by id and kind alone;
// names and addresses live in erasable tables of the storage (CON-3).
using Tenure.Core.Kernel;

namespace Tenure.Core.Parties;

/// <summary>What a party is to the tenant.</summary>
public enum PartyKind
{
    /// <summary>The company whose tenant this is.</summary>
    Seller,

    /// <summary>A company that holds contracts.</summary>
    Customer,

    /// <summary>A person of the seller or of a customer.</summary>
    Person,

    /// <summary>The system, acting by a rule: a lock-in, an expiry, a run.</summary>
    Machine,
}

/// <summary>A party, by id and kind. Never carries a name or an address (CON-3).</summary>
/// <param name="Id">The party's id, stable for its life.</param>
/// <param name="Kind">What the party is.</param>
public sealed record Party(PartyId Id, PartyKind Kind)
{
    /// <summary>The system as an actor: it writes lock-ins, expiries and the documents of a run.</summary>
    public static Party Machine { get; } = new(new PartyId(Guid.Empty), PartyKind.Machine);
}
