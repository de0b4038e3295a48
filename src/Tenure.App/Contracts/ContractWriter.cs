// Writes changes: events, heads, documents, books, read tables, previews, due work and outbox in one transaction (STO-2), in
// bulk. Documents go before the fence they may reach past, and their numbers last (BIL-4, BIL-5).
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts;

internal static class ContractWriter
{
    private const string InvoiceSeries = "INV";
    private const string CreditNoteSeries = "CN";

    /// <summary>Writes changes of contracts that this session holds, or that are new. Does not commit.</summary>
    /// <param name="session">Where it is written.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="joins">Whether contracts of a customer that agreed so share their documents (BIL-8).</param>
    /// <returns>How many documents were issued, a joint one counted once.</returns>
    public static async Task<int> WriteAsync(Session session, IReadOnlyList<ContractChange> changes, bool joins = false)
    {
        if (changes.Count == 0)
        {
            return 0;
        }

        DateTimeOffset recordedAt = session.RecordedAt;
        await EventLog.AppendAsync(session, Events(changes, recordedAt));
        await InsertHeadsAsync(session, changes);
        await Effects.AppendAsync(session, EffectRows(changes));
        await ReadTables.WriteAsync(session, ReadRows.Of(changes));
        await DueWork.SetAsync(session, [.. changes.Select(change => (change.ContractId, CarryingOut.NextDueOn(change.After)))]);
        await Outbox.AppendAsync(session, OutboxRows.Of(session.TenantId, changes));
        return await WriteDocumentsAsync(session, changes, new DocumentRows(session.TenantId, changes, joins));
    }

    private static List<NewEvent> Events(IReadOnlyList<ContractChange> changes, DateTimeOffset recordedAt)
    {
        var json = new CanonicalJson();
        var events = new List<NewEvent>(changes.Count);
        foreach (ContractChange change in changes)
        {
            foreach (RecordedFact recorded in change.Facts)
            {
                FactCodec.Write(json.Reset(), recorded.Fact);
                events.Add(new NewEvent(
                    change.ContractId, recorded.Sequence, FactCodec.TypeOf(recorded.Fact), FactCodec.CurrentVersion,
                    recorded.Fact.EffectiveOn, recorded.BusinessOn, recordedAt, change.ActorId, change.Cause, json.ToArray()));
            }
        }

        return events;
    }

    /// <summary>A new contract's head is written without its fence: what was billed before its end must pass first.</summary>
    private static Task InsertHeadsAsync(Session session, IReadOnlyList<ContractChange> changes) =>
        Heads.InsertAsync(session, [.. changes.Where(change => change.IsNew).Select(change => HeadOf(session, change, null, 0, 0))]);

    private static Head HeadOf(Session session, ContractChange change, DateOnly? fenceOn, int documents, int entries)
    {
        Contract contract = change.After.Existing;
        return new Head(
            change.ContractId, contract.Order.Customer.Value, change.After.Version, Heads.HashOf(session, change.ContractId),
            fenceOn, documents, entries, null);
    }

    private static async Task<int> WriteDocumentsAsync(Session session, IReadOnlyList<ContractChange> changes, DocumentRows rows)
    {
        await Documents.WriteAsync(session, await NumberedAsync(session, rows));
        await Heads.UpdateAsync(
            session,
            [.. changes.Select(change => HeadOf(
                session, change, change.After.Existing.FenceOn, change.After.Documents, change.After.Entries))]);
        return rows.Count;
    }

    private static async Task<DocumentBatch> NumberedAsync(Session session, DocumentRows rows)
    {
        long invoice = await FirstOfAsync(session, InvoiceSeries, rows.CountOf(DocumentKind.Invoice));
        long creditNote = await FirstOfAsync(session, CreditNoteSeries, rows.CountOf(DocumentKind.CreditNote));
        return rows.Numbered(kind => kind == DocumentKind.Invoice ? (InvoiceSeries, invoice++) : (CreditNoteSeries, creditNote++));
    }

    private static async Task<long> FirstOfAsync(Session session, string series, int count) =>
        count == 0 ? 0 : await Numbers.TakeAsync(session, series, count);

    private static List<EffectRow> EffectRows(IReadOnlyList<ContractChange> changes)
    {
        var rows = new List<EffectRow>();
        foreach (ContractChange change in changes)
        {
            foreach (StoredEffects effects in change.Effects)
            {
                rows.Add(new EffectRow(change.ContractId, effects.Sequence, effects.Hash.ToArray(), effects.Bytes));
            }
        }

        return rows;
    }
}
