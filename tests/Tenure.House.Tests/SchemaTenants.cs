using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// Every key of every table leads with tenant_id, so that the same schema can be sharded by tenant and no query finds
/// another company's rows by a forgotten condition. The exceptions are named here, each with its reason. Types that
/// round, count by themselves or re-write their content are not used (STO-1, STO-2).
/// </summary>
[Rule("STO-1")]
public class SchemaTenants
{
    private const string Migrations = "src/Tenure.Storage/Migrations/";
    private const string Leader = "tenant_id";

    private static readonly Dictionary<string, string> GlobalTables = new()
    {
        ["schema_version"] = "says which migrations a database has seen, before any tenant exists",
        ["tenant"] = "lists the tenants with their next due day, for a run that cannot be one of them yet",
    };

    private static readonly string[] ForbiddenTypes =
    [
        "serial", "bigserial", "smallserial", "identity", "autoincrement", "jsonb", "json", "float", "float4", "float8",
        "real", "double", "money",
    ];

    [Fact]
    public void Every_exception_exists_and_has_a_reason()
    {
        var tables = Tables(Tree.Repository).Select(t => t.Table.Name).ToHashSet();
        GlobalTables.Keys.ShouldAllBe(name => tables.Contains(name));
        GlobalTables.Values.ShouldAllBe(reason => reason.Length > 20);
    }

    internal static IEnumerable<Finding> NoTables(Tree tree) =>
        Tables(tree).Any() ? [] : [$"{Migrations}: no table found, so nothing was checked"];

    internal static IEnumerable<Finding> WrongTypes(Tree tree) =>
        from found in Tables(tree)
        from wrong in found.Table.Types.Where(type => ForbiddenTypes.Contains(type)).Distinct()
        select (Finding)$"{found.File}: {found.Table.Name} uses {wrong}";

    internal static IEnumerable<Finding> TablesWithoutKey(Tree tree) =>
        from found in TenantTables(tree)
        where found.Table.IsNew && found.Table.Keys.All(key => key.Kind != "primary key")
        select (Finding)$"{found.File}: {found.Table.Name} has no primary key";

    internal static IEnumerable<Finding> KeysWithoutTenant(Tree tree) =>
        from found in TenantTables(tree)
        from key in found.Table.Keys
        where key.Columns is not [Leader, ..]
        select (Finding)$"{found.File}: {found.Table.Name}: {key.Kind} ({string.Join(", ", key.Columns)}) does not lead with {Leader}";

    private static IEnumerable<(string File, SqlTable Table)> TenantTables(Tree tree) =>
        Tables(tree).Where(found => !GlobalTables.ContainsKey(found.Table.Name));

    /// <summary>Tables of the migrations, and of statements inside the code, such as the one that counts migrations.</summary>
    private static IEnumerable<(string File, SqlTable Table)> Tables(Tree tree)
    {
        var inMigrations = tree.Under(Migrations, ".sql").Select(f => (File: f, Sql: tree.Text(f)));
        var inCode = tree.Under("src/Tenure.Storage/", ".cs").SelectMany(f => tree.Syntax(f).DescendantTokens()
            .Where(t => t.Value is string).Select(t => (File: f, Sql: t.ValueText)));
        return inMigrations.Concat(inCode).SelectMany(f => SqlTable.ReadAll(f.Sql).Select(t => (f.File, t)));
    }
}
