// Whatever --db names, opened or refused: a folder, a file of something else, a server that is gone, a password that is wrong.
// What a database says about our own statements is a defect and is let through.
using Microsoft.Data.Sqlite;
using Npgsql;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Cli;

internal static class DatabaseDoor
{
    private const int FirstTenant = 1;

    // SQLite's primary codes for a file that cannot be used now: no rights, reading or writing failed, disk full, cannot be opened.
    private const int SqlitePermission = 3;
    private const int SqliteInputOutput = 10;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;

    // And for one that never can be: broken, or no database at all.
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    /// <summary>The database at an address. Refused when the address cannot be read.</summary>
    public static Decision<Database> Open(string address, TimeProvider time)
    {
        if (string.IsNullOrWhiteSpace(address))
        {
            return new OptionMissing("--db", "give a SQLite file or a PostgreSQL connection string");
        }

        try
        {
            return Database.Open(DatabaseAddress.Parse(address), time);
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException or NotSupportedException)
        {
            // The text itself may hold a password, so it is not repeated.
            return new DatabaseRefused(
                $"The connection string in --db cannot be read ({failure.Message}): write it like 'Host=localhost;Database=tenure;Username=me'.");
        }
    }

    /// <summary>Refuses a SQLite file that is not there, for a command that begins no book: a slip in a path must not look like an
    /// empty book that adds up.</summary>
    public static Refusal? CheckPresent(string address)
    {
        DatabaseAddress where = DatabaseAddress.Parse(address);
        return where.Engine == Engine.Sqlite && !Path.Exists(where.Text)
            ? new DatabaseRefused(
                $"There is no book at '{where.Text}': check --db, or begin one there with 'plan add', 'import' or 'demo'.")
            : null;
    }

    /// <summary>The tenant, or <c>null</c>. The first one is there from the first command on: nobody with one company need know
    /// that there are tenants (STO-1).</summary>
    public static async Task<TenantRow?> TenantAsync(Database database, int number)
    {
        TenantRow? known = (await Tenants.LoadAsync(database)).Find(row => row.TenantId == number);
        if (known is null && number == FirstTenant)
        {
            known = new TenantRow(FirstTenant, string.Empty, "UTC", IsSandbox: false, ClockOffsetDays: 0, NextDueOn: null);
            await Tenants.WriteAsync(database, known);
        }

        return known;
    }

    /// <summary>What a failure of storage means to the user; <c>null</c> for a defect.</summary>
    public static Refusal? RefusalOf(Exception failure) => failure switch
    {
        StorageConflictException conflict =>
            new VersionConflict(conflict.ContractId.ToString(), conflict.ExpectedVersion, conflict.ActualVersion),
        StorageUnavailableException unavailable => new DatabaseUnavailable(unavailable.Message),
        Core.Kernel.InvariantBrokenException { Advice: { } advice } => advice,
        SchemaRefusedException refused => new DatabaseRefused(refused.Message),
        SqliteException { SqliteErrorCode: SqlitePermission or SqliteInputOutput or SqliteFull or SqliteCannotOpen } file =>
            new DatabaseUnavailable(file.Message),
        SqliteException { SqliteErrorCode: SqliteCorrupt or SqliteNotADatabase } file =>
            new DatabaseRefused($"The file in --db is no SQLite database that can be read ({file.Message}): name another file, or restore it from a backup."),
        PostgresException server when IsRefusedLogin(server.SqlState) => new DatabaseUnavailable(server.MessageText),
        NpgsqlException and not PostgresException => new DatabaseUnavailable(failure.Message),
        System.Net.Sockets.SocketException or TimeoutException => new DatabaseUnavailable(failure.Message),
        _ => null,
    };

    // No such database, a login refused, no connection left, or a server that is starting or stopping.
    private static bool IsRefusedLogin(string state) =>
        state == PostgresErrorCodes.InvalidCatalogName
        || state.StartsWith("28", StringComparison.Ordinal)
        || state.StartsWith("53", StringComparison.Ordinal)
        || state.StartsWith("57P", StringComparison.Ordinal);
}
