// The companies of this installation: a global table, because a run must know which tenants have work before it can
// be any one of them (STO-1).
namespace Tenure.Storage;

/// <summary>A company. Its zone says what day it is; a sandbox's clock may run ahead of the world.</summary>
/// <param name="TenantId">1 for the first and often only one.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Zone">IANA time zone.</param>
/// <param name="IsSandbox">Whether its clock may be moved.</param>
/// <param name="ClockOffsetDays">By how many days it was moved.</param>
/// <param name="NextDueOn">The earliest due day of its contracts; null when nothing is due.</param>
public sealed record TenantRow(
    int TenantId, string Name, string Zone, bool IsSandbox, int ClockOffsetDays, DateOnly? NextDueOn);

/// <summary>Adds, loads and updates tenants.</summary>
public static class Tenants
{
    private const string Columns = "tenant_id, name, zone, is_sandbox, clock_offset_days, next_due_on";

    private static readonly BulkInsert<TenantRow> Rows = new(
        "tenant",
        ["name", "zone", "is_sandbox", "clock_offset_days", "next_due_on"],
        "ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name, zone = excluded.zone, "
        + "is_sandbox = excluded.is_sandbox, clock_offset_days = excluded.clock_offset_days, "
        + "next_due_on = excluded.next_due_on",
        static (writer, row) =>
        {
            writer.Put(row.Name);
            writer.Put(row.Zone);
            writer.Put(row.IsSandbox);
            writer.Put(row.ClockOffsetDays);
            writer.Put(row.NextDueOn);
        });

    /// <summary>Adds a tenant or replaces what is known of it.</summary>
    public static async Task WriteAsync(Database database, TenantRow row)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(row);
        await using var channel = await database.BeginGlobalAsync(Access.Write);
        await channel.BulkAsync(Rows, row.TenantId, [row]);
        await channel.CommitAsync();
    }

    /// <summary>All tenants, by id.</summary>
    public static async Task<List<TenantRow>> LoadAsync(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        var tenants = new List<TenantRow>();
        await using var channel = await database.BeginGlobalAsync(Access.Read);
        await channel.ReadAsync($"SELECT {Columns} FROM tenant ORDER BY tenant_id", row => tenants.Add(Read(row)), []);
        return tenants;
    }

    /// <summary>Notes the earliest due day of the session's tenant, from the due work as the session sees it.</summary>
    public static async Task SetNextDueAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        await session.ExecuteAsync(
            "UPDATE tenant SET next_due_on = "
            + "(SELECT min(d.due_on) FROM due_work d WHERE d.tenant_id = @tenant) WHERE tenant_id = @tenant");
    }

    private static TenantRow Read(RowReader row) => new(
        row.GetInt(0), row.GetText(1), row.GetText(2), row.GetBool(3), row.GetInt(4), row.GetNullableDate(5));
}
