// People's own words about a contract. They are kept out of every fact, because they must be erasable (CON-3).
namespace Tenure.Storage;

/// <summary>Free text of some kind about a contract.</summary>
public sealed record NoteRow(Guid NoteId, Guid ContractId, string Kind, string Text);

/// <summary>Adds, loads and erases notes.</summary>
public static class Notes
{
    private static readonly BulkInsert<NoteRow> Rows = new(
        "note",
        ["note_id", "contract_id", "kind", "body"],
        "ON CONFLICT DO NOTHING",
        static (writer, row) =>
        {
            writer.Put(row.NoteId);
            writer.Put(row.ContractId);
            writer.Put(row.Kind);
            writer.Put(row.Text);
        });

    /// <summary>Adds those that are not there yet; returns how many were new.</summary>
    public static Task<int> AddAsync(Session session, IReadOnlyList<NoteRow> rows) => Rows.WriteAsync(session, rows);

    /// <summary>The notes of a contract, by id.</summary>
    public static Task<List<NoteRow>> LoadAsync(Session session, Guid contractId)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT note_id, contract_id, kind, body FROM note "
            + "WHERE tenant_id = @tenant AND contract_id = @contract ORDER BY note_id",
            static row => new NoteRow(row.GetGuid(0), row.GetGuid(1), row.GetText(2), row.GetText(3)),
            ("contract", contractId));
    }

    /// <summary>Erases a note; returns whether there was one.</summary>
    public static async Task<bool> EraseAsync(Session session, Guid noteId)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.ExecuteAsync(
            "DELETE FROM note WHERE tenant_id = @tenant AND note_id = @note", ("note", noteId)) == 1;
    }
}
