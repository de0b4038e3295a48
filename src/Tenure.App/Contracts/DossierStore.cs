// Loads contracts for a decision: their locked heads, their events folded, their bills. A chunk of contracts costs three
// statements, however many there are.
using Tenure.Core.Billing;
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
    public static async Task<Dictionary<Guid, LoadedContract>> LoadAsync(
        Session session, IReadOnlyCollection<Guid> contractIds, IReadOnlyDictionary<Guid, int>? expectedVersions = null)
    {
        List<Head> heads = await Heads.LockAsync(session, contractIds, expectedVersions);
        var histories = GroupEvents(await EventLog.LoadAsync(session, contractIds));
        var bills = GroupLines(await Documents.LoadBilledAsync(session, contractIds));
        var loaded = new Dictionary<Guid, LoadedContract>(heads.Count);
        foreach (Head head in heads)
        {
            Billed billed = bills.TryGetValue(head.ContractId, out var lines) ? Billed.Of(lines) : Billed.Nothing;
            loaded.Add(
                head.ContractId,
                new LoadedContract(head, Dossier.Load(histories[head.ContractId], billed, head.DocumentCount, head.EntryCount)));
        }

        return loaded;
    }

    /// <summary>A stored event as Core knows it.</summary>
    public static RecordedFact ToFact(StoredEvent stored) =>
        new(stored.Sequence, stored.BusinessOn, FactCodec.Read(stored.Type, stored.TypeVersion, stored.Body));

    private static Dictionary<Guid, List<RecordedFact>> GroupEvents(List<StoredEvent> events)
    {
        var histories = new Dictionary<Guid, List<RecordedFact>>();
        foreach (StoredEvent stored in events)
        {
            Under(histories, stored.ContractId).Add(ToFact(stored));
        }

        return histories;
    }

    private static Dictionary<Guid, List<Core.Billing.BilledLine>> GroupLines(List<Storage.BilledLine> lines)
    {
        var bills = new Dictionary<Guid, List<Core.Billing.BilledLine>>();
        foreach (Storage.BilledLine line in lines)
        {
            Under(bills, line.ContractId).Add(new Core.Billing.BilledLine(
                line.DocumentOrdinal,
                line.LineIndex,
                BilledKinds.Of(line.Kind),
                line.ContractLine,
                line.PeriodIndex,
                new DateRange(line.ServiceStart, line.ServiceEnd),
                line.Generation,
                line.AmountMinor,
                line.CorrectsOrdinal,
                line.CorrectsLineIndex));
        }

        return bills;
    }

    private static List<T> Under<T>(Dictionary<Guid, List<T>> groups, Guid id)
    {
        if (!groups.TryGetValue(id, out List<T>? group))
        {
            groups.Add(id, group = []);
        }

        return group;
    }
}
