// One open connection inside one transaction: the small set of acts in which the two engines differ.
namespace Tenure.Storage;

internal abstract class Channel : IAsyncDisposable
{
    /// <summary>Added to a SELECT that must hold its rows until the end of the transaction.</summary>
    internal abstract string ForUpdate { get; }

    /// <summary>The same, but passing over rows that somebody else holds.</summary>
    internal abstract string ForUpdateSkipLocked { get; }

    internal abstract Task ReadAsync(string sql, Action<RowReader> onRow, IReadOnlyList<(string Name, object? Value)> args);

    internal abstract Task<int> ExecuteAsync(string sql, IReadOnlyList<(string Name, object? Value)> args);

    internal abstract Task<int> BulkAsync<T>(BulkInsert<T> insert, int tenantId, IReadOnlyList<T> rows);

    /// <summary>Runs a script of several statements without parameters.</summary>
    internal abstract Task ScriptAsync(string sql);

    internal abstract Task CommitAsync();

    /// <summary>Rolls back unless committed, and gives the connection back.</summary>
    public abstract ValueTask DisposeAsync();
}
