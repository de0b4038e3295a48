// What a seller calls sets of clauses. No contract depends on a row: an order freezes the clauses themselves (CON-1).
namespace Tenure.Storage;

/// <summary>A named set of clauses.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsDefault">Whether orders begin from it that name none.</param>
/// <param name="Body">Canonical JSON.</param>
public sealed record PolicyRow(string Name, bool IsDefault, ReadOnlyMemory<byte> Body);

/// <summary>Keeps, loads and removes policies.</summary>
public static class PolicyTables
{
    private static readonly BulkInsert<PolicyRow> Rows = new(
        "policy",
        ["name", "is_default", "body"],
        "ON CONFLICT (tenant_id, name) DO UPDATE SET is_default = excluded.is_default, body = excluded.body",
        static (writer, row) =>
        {
            writer.Put(row.Name);
            writer.Put(row.IsDefault);
            writer.PutUtf8(row.Body);
        });

    /// <summary>Adds a policy, or replaces the one of its name; a default takes the place of the one before it.</summary>
    public static async Task WriteAsync(Session session, PolicyRow row)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(row);
        if (row.IsDefault)
        {
            await session.ExecuteAsync("UPDATE policy SET is_default = 0 WHERE tenant_id = @tenant AND is_default = 1");
        }

        await Rows.WriteAsync(session, [row]);
    }

    /// <summary>All policies, by name.</summary>
    public static Task<List<PolicyRow>> LoadAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT name, is_default, body FROM policy WHERE tenant_id = @tenant ORDER BY name",
            static row => new PolicyRow(row.GetText(0), row.GetBool(1), row.GetBytes(2)));
    }

    /// <summary>Removes a policy; returns whether there was one.</summary>
    public static async Task<bool> RemoveAsync(Session session, string name)
    {
        ArgumentNullException.ThrowIfNull(session);
        return await session.ExecuteAsync("DELETE FROM policy WHERE tenant_id = @tenant AND name = @name", ("name", name)) == 1;
    }
}
