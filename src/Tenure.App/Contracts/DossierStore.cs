// Loads contracts for a decision: their locked heads, their events folded, their bills. A chunk of contracts costs three
// statements, however many there are, and two more when any of them looks at the price list.
using System.Text.Json;
using Tenure.App.Catalogue;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts;

/// <summary>A contract that this session holds.</summary>
/// <param name="Head">Its head row, locked when the session writes.</param>
/// <param name="Dossier">Its history and bills.</param>
internal sealed record LoadedContract(Head Head, Dossier Dossier);

internal static class DossierStore
{
    /// <summary>The contracts by id; unknown ones are left out.</summary>
    /// <param name="session">A session, which then holds them when it writes.</param>
    /// <param name="contractIds">The contracts.</param>
    /// <param name="expectedVersions">The versions that a command saw.</param>
    /// <param name="broken">Receives those whose rows make no contract, with the reason; without it they are nobody's fault but a
    /// defect, and throw.</param>
    public static async Task<Dictionary<Guid, LoadedContract>> LoadAsync(
        Session session, IReadOnlyCollection<Guid> contractIds, IReadOnlyDictionary<Guid, int>? expectedVersions = null,
        Dictionary<Guid, (Head Head, string Reason)>? broken = null)
    {
        List<Head> heads = await Heads.LockAsync(session, contractIds, expectedVersions);
        ILookup<Guid, StoredEvent> histories = (await EventLog.LoadAsync(session, contractIds)).ToLookup(static stored => stored.ContractId);
        ILookup<Guid, Storage.BilledLine> bills =
            (await Documents.LoadBilledAsync(session, contractIds)).ToLookup(static line => line.ContractId);
        var loaded = new Dictionary<Guid, LoadedContract>(heads.Count);
        foreach (Head head in heads)
        {
            try
            {
                loaded.Add(head.ContractId, new LoadedContract(head, DossierOf(head, histories[head.ContractId], bills[head.ContractId])));
            }
            catch (Exception defect) when (broken is not null && defect is InvariantBrokenException or JsonException or KeyNotFoundException
                or InvalidOperationException or FormatException or ArgumentException)
            {
                broken!.Add(head.ContractId, (head, defect.Message));
            }
        }

        await LookUpListsAsync(session, loaded);
        return loaded;
    }

    /// <summary>Contracts whose prices follow the price list at a renewal see it; the others cost no look-up.</summary>
    private static async Task LookUpListsAsync(Session session, Dictionary<Guid, LoadedContract> loaded)
    {
        List<LoadedContract> looking = [.. loaded.Values.Where(static held => held.Dossier.Existing.Clauses.Renewal.Uplift.NeedsList)];
        List<PlanVersion> versions = looking.Count == 0 ? [] : await PlanStore.LoadAsync(session);
        foreach (LoadedContract held in looking)
        {
            Contract contract = held.Dossier.Existing;
            loaded[held.Head.ContractId] = held with
            {
                Dossier = held.Dossier with { OnOffer = PlanStore.OnOffer(versions, contract.PlanOn(contract.LastTerm.Span.End).Code, contract.Order.Currency) },
            };
        }
    }

    /// <summary>Every document has a line, so the lines know the newest issue day.</summary>
    private static Dossier DossierOf(Head head, IEnumerable<StoredEvent> history, IEnumerable<Storage.BilledLine> lines)
    {
        DateOnly? issuedOn = lines.Any() ? lines.Max(static line => line.IssueOn) : null;
        return Dossier.Load(
            [.. history.Select(ToFact)], Billed.Of(lines.Select(ToBilled)), head.DocumentCount, issuedOn, head.EntryCount);
    }

    /// <summary>A stored event as Core knows it.</summary>
    public static RecordedFact ToFact(StoredEvent stored) =>
        new(stored.Sequence, stored.BusinessOn, FactCodec.Read(stored.Type, stored.TypeVersion, stored.Body));

    private static Core.Billing.BilledLine ToBilled(Storage.BilledLine line) => new(
        line.DocumentOrdinal,
        line.LineIndex,
        BilledKinds.Of(line.Kind),
        line.ContractLine,
        line.PeriodIndex,
        new DateRange(line.ServiceStart, line.ServiceEnd),
        line.Generation,
        line.AmountMinor,
        line.CorrectsOrdinal,
        line.CorrectsLineIndex,
        line.Refunds,
        line.TaxMinor,
        RateOf(line.TaxRate),
        line.IssueOn);

    /// <summary>A stored rate of tax.</summary>
    public static decimal? RateOf(string? stored) =>
        stored is null ? null
        : DecimalText.TryParse(stored, out decimal percent) ? percent
        : throw Invariant.Broken("a stored rate is a decimal");
}
