// What one transaction does to one contract, however it came about: a command's preview, a run's due work, or the whole
// imported life of a contract.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;

namespace Tenure.App.Contracts;

/// <summary>The preview bytes of one command, stored beside its first event.</summary>
internal sealed record StoredEffects(int Sequence, Hash32 Hash, ReadOnlyMemory<byte> Bytes);

/// <summary>A change of one contract, ready to be written.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Before">The dossier before; empty for a new contract.</param>
/// <param name="After">The dossier afterwards.</param>
/// <param name="Documents">The documents to issue.</param>
/// <param name="Entries">Their entries.</param>
/// <param name="Effects">The previews that were carried out.</param>
/// <param name="ActorId">The party that decided.</param>
/// <param name="Cause">Where it came from: a command, the run, an import. A code.</param>
internal sealed record ContractChange(
    Guid ContractId,
    Dossier Before,
    Dossier After,
    ImmutableArray<DraftDocument> Documents,
    ImmutableArray<Entry> Entries,
    ImmutableArray<StoredEffects> Effects,
    Guid ActorId,
    string Cause)
{
    /// <summary>The facts it adds.</summary>
    public IEnumerable<RecordedFact> Facts => After.History.Skip(Before.History.Count);

    /// <summary>Whether it adds an event or a document.</summary>
    public bool ChangesAnything => After.Version > Before.Version || Documents.Length > 0;

    /// <summary>The net sum of its documents in minor units.</summary>
    public long NetMinor => Documents.Sum(static document => document.NetMinor);

    /// <summary>Their tax in minor units.</summary>
    public long TaxMinor => Documents.Sum(static document => document.TaxMinor);

    /// <summary>Whether the contract begins with it.</summary>
    public bool IsNew => Before.History.Count == 0;

    /// <summary>The change that a preview describes.</summary>
    public static ContractChange Of(Guid contractId, Preview preview, Guid actorId, string cause) => new(
        contractId, preview.Before, preview.After, preview.Documents, preview.Entries,
        [new StoredEffects(preview.Before.Version + 1, preview.Hash, preview.Effects)], actorId, cause);

    /// <summary>The change that due work makes.</summary>
    public static ContractChange Of(Guid contractId, Dossier before, CarriedOut carried, string cause) => new(
        contractId, before, carried.After, carried.Documents, carried.Entries, [], Core.Parties.Party.Machine.Id.Value, cause);

    /// <summary>This change and what was carried out on its outcome, as one.</summary>
    public ContractChange Then(CarriedOut next) => this with
    {
        After = next.After,
        Documents = Documents.AddRange(next.Documents),
        Entries = Entries.AddRange(next.Entries),
    };

    /// <summary>This change and one that was decided on its outcome, as one.</summary>
    public ContractChange Then(Preview next) => this with
    {
        After = next.After,
        Documents = Documents.AddRange(next.Documents),
        Entries = Entries.AddRange(next.Entries),
        Effects = Effects.Add(new StoredEffects(next.Before.Version + 1, next.Hash, next.Effects)),
    };
}
