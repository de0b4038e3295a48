// When a contract next needs the billing run: one row each, claimed in chunks by any number of processes (STO-4).
namespace Tenure.Storage;

/// <summary>Sets and claims due days.</summary>
public static class DueWork
{
    private static readonly BulkInsert<(Guid ContractId, DateOnly DueOn)> Rows = new(
        "due_work",
        ["contract_id", "due_on"],
        "ON CONFLICT (tenant_id, contract_id) DO UPDATE SET due_on = excluded.due_on",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.DueOn);
        });

    /// <summary>Sets the next due day of contracts; null says that nothing is due any more.</summary>
    public static async Task SetAsync(Session session, IReadOnlyList<(Guid ContractId, DateOnly? DueOn)> rows)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var ids in IdChunks.Of(rows.Where(row => row.DueOn is null).Select(row => row.ContractId).ToList()))
        {
            await session.ExecuteAsync(
                "DELETE FROM due_work WHERE tenant_id = @tenant AND contract_id IN @ids", ("ids", ids));
        }

        await Rows.WriteAsync(
            session, rows.Where(row => row.DueOn is not null).Select(row => (row.ContractId, row.DueOn!.Value)).ToList());
    }

    /// <summary>
    /// Claims contracts due on or before <paramref name="until"/>, earliest first, then by id. The due row and the
    /// head are locked together and rows held by anyone else are passed over, so claiming never waits and cannot take
    /// part in a deadlock. Whoever claims sets a later due day before committing.
    /// </summary>
    public static Task<List<(Guid ContractId, DateOnly DueOn)>> ClaimAsync(Session session, DateOnly until, int limit)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT d.contract_id, d.due_on FROM due_work d "
            + "JOIN contract_head h ON h.tenant_id = d.tenant_id AND h.contract_id = d.contract_id "
            + "WHERE d.tenant_id = @tenant AND d.due_on <= @until "
            + $"ORDER BY d.due_on, d.contract_id LIMIT @limit{session.ForUpdateSkipLocked}",
            static row => (row.GetGuid(0), row.GetDate(1)),
            ("until", until),
            ("limit", limit));
    }

    /// <summary>The earliest due day of the tenant; null when nothing is due.</summary>
    public static async Task<DateOnly?> NextAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var days = await session.QueryAsync(
            "SELECT due_on FROM due_work WHERE tenant_id = @tenant ORDER BY due_on, contract_id LIMIT 1",
            static row => row.GetDate(0));
        return days.Count == 0 ? null : days[0];
    }
}
