// Drafts of changes (CON-6). They may be changed and dropped, unlike what they lead to; but whoever writes one holds its contract,
// so that a draft is committed once, and never on a contract that moves meanwhile.
namespace Tenure.Storage;

/// <summary>Keeps, finds and drops drafts.</summary>
public static class DraftTables
{
    private const string Columns =
        "d.draft_id, d.contract_id, d.name, d.type, d.type_version, d.body, d.seen_at, d.actor_id, d.business_on, d.effective_on, "
        + "d.version, d.hash, d.effects, d.committed_sequence";

    private static readonly BulkInsert<DraftRow> Rows = new(
        "draft",
        [
            "draft_id", "contract_id", "name", "type", "type_version", "body", "seen_at", "actor_id", "business_on", "effective_on",
            "version", "hash", "effects", "committed_sequence",
        ],
        "ON CONFLICT (tenant_id, draft_id) DO UPDATE SET seen_at = excluded.seen_at, actor_id = excluded.actor_id, "
        + "business_on = excluded.business_on, effective_on = excluded.effective_on, version = excluded.version, "
        + "hash = excluded.hash, effects = excluded.effects, committed_sequence = excluded.committed_sequence",
        static (writer, row) =>
        {
            writer.Put(row.DraftId);
            writer.Put(row.ContractId);
            writer.Put(row.Name);
            writer.Put(row.Type);
            writer.Put(row.TypeVersion);
            writer.PutUtf8(row.Body);
            writer.Put(row.SeenAt);
            writer.Put(row.ActorId);
            writer.Put(row.BusinessOn);
            writer.Put(row.EffectiveOn);
            writer.Put(row.Version);
            writer.PutBytes(row.Hash);
            writer.PutUtf8(row.Effects);
            writer.Put(row.CommittedSequence);
        });

    /// <summary>Adds a draft, or writes what was seen of one that is there and whether it was committed; its change stays.</summary>
    /// <exception cref="InvalidOperationException">The contract's head is not locked.</exception>
    public static Task WriteAsync(Session session, DraftRow row)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        session.Held.Require(row.ContractId);
        return Rows.WriteAsync(session, [row]);
    }

    /// <summary>Drops a draft, and its name with it.</summary>
    /// <exception cref="InvalidOperationException">The contract's head is not locked.</exception>
    public static Task DropAsync(Session session, DraftRow row)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        session.Held.Require(row.ContractId);
        return session.ExecuteAsync("DELETE FROM draft WHERE tenant_id = @tenant AND draft_id = @draft", ("draft", row.DraftId));
    }

    /// <summary>The draft of an id; <c>null</c> when there is none.</summary>
    public static async Task<DraftRow?> FindAsync(Session session, Guid draftId) =>
        (await LoadAsync(session, "d.draft_id = @draft", limit: null, ("draft", draftId))).SingleOrDefault();

    /// <summary>The drafts of a name, of all contracts.</summary>
    public static Task<List<DraftRow>> NamedAsync(Session session, string name) =>
        LoadAsync(session, "d.name = @name", limit: null, ("name", name));

    /// <summary>The open drafts of a contract, by name.</summary>
    public static Task<List<DraftRow>> OpenOfAsync(Session session, Guid contractId) =>
        LoadAsync(session, "d.contract_id = @contract AND d.committed_sequence IS NULL", limit: null, ("contract", contractId));

    /// <summary>Drafts by the references of their contracts and then their names.</summary>
    /// <param name="session">A session.</param>
    /// <param name="contractId">Of this contract only.</param>
    /// <param name="isOpen">Only open ones, or only committed ones.</param>
    /// <param name="limit">At most so many.</param>
    public static Task<List<DraftRow>> ListAsync(Session session, Guid? contractId, bool isOpen, long? limit) => LoadAsync(
        session,
        $"d.committed_sequence IS {(isOpen ? "" : "NOT ")}NULL{(contractId is null ? "" : " AND d.contract_id = @contract")}",
        limit,
        ("contract", contractId));

    private static Task<List<DraftRow>> LoadAsync(Session session, string where, long? limit, params (string Name, object? Value)[] args)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            $"SELECT {Columns} FROM draft d JOIN contract c ON c.tenant_id = d.tenant_id AND c.contract_id = d.contract_id "
            + $"WHERE d.tenant_id = @tenant AND {where} ORDER BY c.reference, d.contract_id, d.name, d.draft_id"
            + (limit is null ? string.Empty : " LIMIT @limit"),
            Read,
            [.. args, ("limit", limit ?? 0)]);
    }

    private static DraftRow Read(RowReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetText(2), row.GetText(3), row.GetInt(4), row.GetBytes(5), row.GetInstant(6), row.GetGuid(7),
        row.GetDate(8), row.GetDate(9), row.GetInt(10), row.GetBytes(11), row.GetBytes(12), row.GetNullableInt(13));
}
