// What the world must be told, written in the transaction that made it true and delivered afterwards (STO-2).
namespace Tenure.Storage;

/// <summary>A message to deliver at least once; its id lets the receiver notice a second delivery.</summary>
public sealed record OutboxRow(Guid OutboxId, Guid ContractId, string Topic, ReadOnlyMemory<byte> Body);

/// <summary>Appends messages and marks them delivered.</summary>
public static class Outbox
{
    private static readonly BulkInsert<(OutboxRow Message, DateTimeOffset At)> Rows = new(
        "outbox",
        ["outbox_id", "contract_id", "topic", "body", "created_at"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.Message.OutboxId);
            writer.Put(row.Message.ContractId);
            writer.Put(row.Message.Topic);
            writer.PutUtf8(row.Message.Body);
            writer.Put(row.At);
        });

    public static Task AppendAsync(Session session, IReadOnlyList<OutboxRow> rows)
    {
        ArgumentNullException.ThrowIfNull(session);
        var at = session.Database.Time.GetUtcNow();
        return Rows.WriteAsync(session, rows.Select(row => (row, at)).ToList());
    }

    /// <summary>
    /// Messages not yet delivered, oldest id first. In a session for writing they are held until it ends, and those
    /// held by another deliverer are passed over.
    /// </summary>
    public static Task<List<OutboxRow>> PendingAsync(Session session, int limit)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT outbox_id, contract_id, topic, body FROM outbox WHERE tenant_id = @tenant AND delivered_at IS NULL "
            + $"ORDER BY outbox_id LIMIT @limit{session.ForUpdateSkipLocked}",
            static row => new OutboxRow(row.GetGuid(0), row.GetGuid(1), row.GetText(2), row.GetBytes(3)),
            ("limit", limit));
    }

    public static async Task MarkDeliveredAsync(Session session, IReadOnlyCollection<Guid> outboxIds)
    {
        ArgumentNullException.ThrowIfNull(session);
        foreach (var ids in IdChunks.Of(outboxIds))
        {
            await session.ExecuteAsync(
                "UPDATE outbox SET delivered_at = @at "
                + "WHERE tenant_id = @tenant AND outbox_id IN @ids AND delivered_at IS NULL",
                ("at", session.Database.Time.GetUtcNow()),
                ("ids", ids));
        }
    }
}
