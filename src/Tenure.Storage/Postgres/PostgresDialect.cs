// PostgreSQL: every transaction steps down to the role that may neither change the schema nor see another tenant.
using System.Data;
using System.Globalization;
using Npgsql;

namespace Tenure.Storage.Postgres;

internal sealed class PostgresDialect(string connectionString) : Dialect
{
    // Any number will do, as long as all releases agree on it.
    private const string MigrationLock = "SELECT pg_advisory_xact_lock(7364501822)";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(WithDefaults(connectionString));

    internal override Engine Engine => Engine.Postgres;

    // Text collates by bytes, as on SQLite; the cluster's language must not change an order.
    internal override IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["id"] = "uuid",
        ["date"] = "date",
        ["int"] = "integer",
        ["long"] = "bigint",
        ["flag"] = "smallint",
        ["instant"] = "bigint",
        ["text"] = "text COLLATE \"C\"",
        ["bytes"] = "bytea",
        ["narrow"] = "",
        ["wide"] = "",
    };

    internal override string SchemaProbe => "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_version')";

    internal override async Task<Channel> BeginAsync(int? tenantId, Access access)
    {
        // A reader sees one picture from its first row to its last, as on SQLite.
        var level = access == Access.Read ? IsolationLevel.RepeatableRead : IsolationLevel.ReadCommitted;
        var channel = await OpenAsync(level);
        try
        {
            await channel.ScriptAsync(Opening(tenantId, access));
            return channel;
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    internal override async Task<Channel> BeginAsOwnerAsync(bool alone)
    {
        var channel = await OpenAsync(IsolationLevel.ReadCommitted);
        try
        {
            if (alone)
            {
                await channel.ScriptAsync(MigrationLock);
            }

            return channel;
        }
        catch
        {
            await channel.DisposeAsync();
            throw;
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    // SET LOCAL takes no parameters; a literal also reaches the workers of Citus, which set_config() does not.
    private static string Opening(int? tenantId, Access access) =>
        "SET LOCAL ROLE tenure_app"
        + (tenantId is { } tenant
            ? string.Create(CultureInfo.InvariantCulture, $"; SET LOCAL tenure.tenant = '{tenant}'")
            : "")
        + (access == Access.Read ? "; SET TRANSACTION READ ONLY" : "");

    // Nothing is ever set beyond a transaction, so a returned connection needs no reset. Questions are planned anew each
    // time: a plan kept from the days when a table was small would read all of it long after it has grown.
    private static string WithDefaults(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder(text) { NoResetOnClose = true, MaxAutoPrepare = 0 };
        settings.ApplicationName ??= "tenure";
        return settings.ToString();
    }

    private async Task<PostgresChannel> OpenAsync(IsolationLevel level)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await _source.OpenConnectionAsync();
            return new PostgresChannel(connection, await connection.BeginTransactionAsync(level));
        }
        catch (NpgsqlException failure)
        {
            if (connection is not null)
            {
                await connection.DisposeAsync();
            }

            throw PostgresErrors.Map(failure);
        }
    }
}
