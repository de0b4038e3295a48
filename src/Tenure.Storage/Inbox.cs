// What the world told us, once: a webhook delivered twice is the same message.
namespace Tenure.Storage;

/// <summary>Receives messages of other systems.</summary>
public static class Inbox
{
    private static readonly BulkInsert<(string Source, string ExternalId, ReadOnlyMemory<byte> Body, DateTimeOffset At)>
        Rows = new(
            "inbox",
            ["source", "external_id", "body", "received_at"],
            "ON CONFLICT DO NOTHING",
            static (writer, row) =>
            {
                writer.Put(row.Source);
                writer.Put(row.ExternalId);
                writer.PutUtf8(row.Body);
                writer.Put(row.At);
            });

    /// <summary>Keeps a message; false when this source already sent one with this id.</summary>
    public static async Task<bool> TryReceiveAsync(
        Session session, string source, string externalId, ReadOnlyMemory<byte> body)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await Rows.WriteAsync(session, [(source, externalId, body, session.Database.Time.GetUtcNow())]) == 1;
    }
}
