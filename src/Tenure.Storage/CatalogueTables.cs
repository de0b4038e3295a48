// What is sold. A plan version, once published, never changes: contracts were signed on it (CON-1).
namespace Tenure.Storage;

public sealed record ProductRow(Guid ProductId, string Code, string Name);

public sealed record PlanRow(Guid PlanId, string Code, string Name);

/// <summary>A published version of a plan; the body is canonical JSON.</summary>
public sealed record PlanVersionRow(Guid PlanVersionId, Guid PlanId, int Version, ReadOnlyMemory<byte> Body);

/// <summary>Adds and loads products, plans and plan versions.</summary>
public static class CatalogueTables
{
    private static readonly BulkInsert<ProductRow> Products = new(
        "product",
        ["product_id", "code", "name"],
        "ON CONFLICT DO NOTHING",
        static (writer, row) =>
        {
            writer.Put(row.ProductId);
            writer.Put(row.Code);
            writer.Put(row.Name);
        });

    private static readonly BulkInsert<PlanRow> Plans = new(
        "plan",
        ["plan_id", "code", "name"],
        "ON CONFLICT DO NOTHING",
        static (writer, row) =>
        {
            writer.Put(row.PlanId);
            writer.Put(row.Code);
            writer.Put(row.Name);
        });

    private static readonly BulkInsert<PlanVersionRow> Versions = new(
        "plan_version",
        ["plan_version_id", "plan_id", "version", "body"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.PlanVersionId);
            writer.Put(row.PlanId);
            writer.Put(row.Version);
            writer.PutUtf8(row.Body);
        });

    /// <summary>Adds products whose id and code are not there yet; returns how many were new.</summary>
    public static Task<int> AddProductsAsync(Session session, IReadOnlyList<ProductRow> rows) =>
        Products.WriteAsync(session, rows);

    /// <summary>Adds plans whose id and code are not there yet; returns how many were new.</summary>
    public static Task<int> AddPlansAsync(Session session, IReadOnlyList<PlanRow> rows) =>
        Plans.WriteAsync(session, rows);

    /// <summary>Adds plan versions whose id is not there yet; returns how many were new.</summary>
    /// <exception cref="StorageRefusedException">A plan already has a version of that number.</exception>
    public static async Task<int> AddPlanVersionsAsync(Session session, IReadOnlyList<PlanVersionRow> rows)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(rows);
        var known = new HashSet<Guid>();
        foreach (var ids in IdChunks.Of(rows.Select(row => row.PlanVersionId).ToList()))
        {
            known.UnionWith(await session.QueryAsync(
                "SELECT plan_version_id FROM plan_version WHERE tenant_id = @tenant AND plan_version_id IN @ids",
                static row => row.GetGuid(0),
                ("ids", ids)));
        }

        return await Versions.WriteAsync(session, rows.Where(row => !known.Contains(row.PlanVersionId)).ToList());
    }

    public static Task<List<ProductRow>> LoadProductsAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT product_id, code, name FROM product WHERE tenant_id = @tenant ORDER BY code",
            static row => new ProductRow(row.GetGuid(0), row.GetText(1), row.GetText(2)));
    }

    public static Task<List<PlanRow>> LoadPlansAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT plan_id, code, name FROM plan WHERE tenant_id = @tenant ORDER BY code",
            static row => new PlanRow(row.GetGuid(0), row.GetText(1), row.GetText(2)));
    }

    /// <summary>All versions of all plans, by plan and version.</summary>
    public static Task<List<PlanVersionRow>> LoadPlanVersionsAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT plan_version_id, plan_id, version, body FROM plan_version WHERE tenant_id = @tenant "
            + "ORDER BY plan_id, version",
            static row => new PlanVersionRow(row.GetGuid(0), row.GetGuid(1), row.GetInt(2), row.GetBytes(3)));
    }
}
