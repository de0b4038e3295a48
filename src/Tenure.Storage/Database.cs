// The book of one installation, on either engine. It is opened once per process and hands out sessions.
using Tenure.Storage.Postgres;
using Tenure.Storage.Sqlite;

namespace Tenure.Storage;

/// <summary>An open database. Safe to share among threads; sessions are not.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly Dialect _dialect;
    private readonly TimeProvider _time;

    private Database(Dialect dialect, TimeProvider time)
    {
        _dialect = dialect;
        _time = time;
    }

    public Engine Engine => _dialect.Engine;

    internal TimeProvider Time => _time;

    /// <summary>Opens an address. Nothing is read yet; a missing SQLite file is created by the first session.</summary>
    public static Database Open(DatabaseAddress address, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(time);
        Dialect dialect = address.Engine == Engine.Sqlite
            ? new SqliteDialect(address.Text)
            : new PostgresDialect(address.Text);
        return new Database(dialect, time);
    }

    /// <summary>Brings the schema to this release; safe to call from any number of processes at once (STO-7).</summary>
    /// <exception cref="SchemaRefusedException">The schema is newer, or an applied migration was changed.</exception>
    public Task MigrateAsync() => Migrator.MigrateAsync(_dialect, _time);

    /// <summary>The newest migration that was applied; 0 for an empty database.</summary>
    public Task<int> SchemaVersionAsync() => Migrator.VersionAsync(_dialect);

    /// <summary>Begins a transaction for one tenant. Waits for the write lock when SQLite has a writer.</summary>
    public async Task<Session> BeginAsync(int tenantId, Access access)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tenantId);
        return new Session(this, await _dialect.BeginAsync(tenantId, access), tenantId, access);
    }

    internal Task<Channel> BeginGlobalAsync(Access access) => _dialect.BeginAsync(tenantId: null, access);

    public ValueTask DisposeAsync() => _dialect.DisposeAsync();
}
