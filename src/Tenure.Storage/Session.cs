// One transaction for one tenant. It also remembers which heads were locked and which numbers were taken, so that the
// two laws no database can state are kept: lock the head before you write (STO-4), use every number you take (BIL-4).
namespace Tenure.Storage;

/// <summary>A transaction; left without <see cref="CommitAsync"/> it leaves nothing. Not for two threads at once.</summary>
public sealed class Session : IAsyncDisposable
{
    private readonly Channel _channel;
    private bool _over;
    private bool _failed;

    internal Session(Database database, Channel channel, int tenantId, Access access)
    {
        Database = database;
        _channel = channel;
        TenantId = tenantId;
        Access = access;
    }

    public int TenantId { get; }

    public Access Access { get; }

    public Engine Engine => Database.Engine;

    /// <summary>The true instant, for what is recorded in this session.</summary>
    public DateTimeOffset RecordedAt => Database.Time.GetUtcNow();

    internal Database Database { get; }

    internal string ForUpdate => Access == Access.Write ? _channel.ForUpdate : "";

    internal string ForUpdateSkipLocked => Access == Access.Write ? _channel.ForUpdateSkipLocked : "";

    internal HeldContracts Held { get; } = new();

    internal TakenNumbers Taken { get; } = new();

    /// <summary>
    /// Reads all rows. The SQL must say <c>tenant_id = @tenant</c>; @tenant is bound by the session. Parameters may be
    /// Guid, DateOnly, int, long, bool, string, bytes, DateTimeOffset or null, and for <c>x IN @ids</c> a collection.
    /// </summary>
    public async Task<List<T>> QueryAsync<T>(
        string sql, Func<RowReader, T> map, params (string Name, object? Value)[] args)
    {
        var rows = new List<T>();
        await ForEachAsync(sql, reader => rows.Add(map(reader)), args);
        return rows;
    }

    /// <summary>As <see cref="QueryAsync"/>, without keeping the rows: for walks over a whole book.</summary>
    public Task ForEachAsync(string sql, Action<RowReader> onRow, params (string Name, object? Value)[] args)
    {
        CheckTenant(sql);
        return GuardAsync(async () =>
        {
            await _channel.ReadAsync(sql, onRow, WithTenant(args));
            return 0;
        });
    }

    /// <summary>The first column of the first row as an integer; null when there is no row or no value.</summary>
    public async Task<long?> ScalarAsync(string sql, params (string Name, object? Value)[] args) =>
        (await QueryAsync(sql, static reader => reader.GetNullableLong(0), args)).FirstOrDefault();

    /// <summary>Runs one statement and returns how many rows it changed.</summary>
    public Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] args)
    {
        CheckTenant(sql);
        return GuardAsync(() => _channel.ExecuteAsync(sql, WithTenant(args)));
    }

    /// <summary>Makes everything durable. Refused after a statement failed: nothing half-done remains.</summary>
    public async Task CommitAsync()
    {
        Taken.CheckAllUsed();
        await GuardAsync(async () =>
        {
            await _channel.CommitAsync();
            return 0;
        });
        _over = true;
    }

    public ValueTask DisposeAsync()
    {
        _over = true;
        return _channel.DisposeAsync();
    }

    internal Task<int> BulkAsync<T>(BulkInsert<T> insert, IReadOnlyList<T> rows) =>
        GuardAsync(() => _channel.BulkAsync(insert, TenantId, rows));

    // On SQLite nothing but the words of the query keeps tenants apart; on PostgreSQL they let it use the index.
    private static void CheckTenant(string sql)
    {
        if (!sql.Contains("@tenant", StringComparison.Ordinal))
        {
            throw new ArgumentException("Every statement names its tenant: tenant_id = @tenant.", nameof(sql));
        }
    }

    private (string Name, object? Value)[] WithTenant((string Name, object? Value)[] args) =>
        [("tenant", TenantId), .. args];

    // PostgreSQL answers COMMIT of a failed transaction with a silent rollback, SQLite would commit the rest. Neither
    // is wanted, so a session that failed once is over.
    private async Task<TResult> GuardAsync<TResult>(Func<Task<TResult>> act)
    {
        ObjectDisposedException.ThrowIf(_over, this);
        if (_failed)
        {
            throw new InvalidOperationException("A statement of this session failed; leave it and begin again.");
        }

        try
        {
            return await act();
        }
        catch
        {
            _failed = true;
            throw;
        }
    }
}
