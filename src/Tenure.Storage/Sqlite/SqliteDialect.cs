// SQLite: one file, one writer connection behind a gate, and as many readers as are asked for at once.
using System.Collections.Concurrent;

namespace Tenure.Storage.Sqlite;

internal sealed class SqliteDialect(string path) : Dialect
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentBag<SqliteLink> _readers = [];
    private SqliteLink? _writer;
    private bool _disposed;

    internal override Engine Engine => Engine.Sqlite;

    internal override IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["id"] = "BLOB",
        ["date"] = "TEXT",
        ["int"] = "INTEGER",
        ["long"] = "INTEGER",
        ["flag"] = "INTEGER",
        ["instant"] = "INTEGER",
        ["text"] = "TEXT",
        ["bytes"] = "BLOB",
        // Narrow tables live in their key's tree; tables with long bodies keep a heap, which SQLite appends to faster.
        ["narrow"] = "STRICT, WITHOUT ROWID",
        ["wide"] = "STRICT",
    };

    internal override string SchemaProbe =>
        "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'";

    internal override async Task<Channel> BeginAsync(int? tenantId, Access access)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (access == Access.Write)
        {
            return await BeginWriteAsync();
        }

        var link = _readers.TryTake(out var pooled) ? pooled : OpenReader();
        return Begin(link, "BEGIN", _readers.Add);
    }

    internal override Task<Channel> BeginAsOwnerAsync(bool alone) =>
        alone ? BeginWriteAsync() : BeginAsync(tenantId: null, Access.Read);

    public override async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        await _gate.WaitAsync();
        _disposed = true;
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        _writer?.Dispose();
        _gate.Dispose();
    }

    private async Task<Channel> BeginWriteAsync()
    {
        await _gate.WaitAsync();
        try
        {
            _writer ??= new SqliteLink(path, readOnly: false);
            return Begin(_writer, "BEGIN IMMEDIATE", _ => _gate.Release());
        }
        catch
        {
            _gate.Release();
            throw;
        }
    }

    // A reader cannot create the file; the writer does, so that the first session may be of either kind.
    private SqliteLink OpenReader()
    {
        if (!File.Exists(path))
        {
            new SqliteLink(path, readOnly: false).Dispose();
        }

        return new SqliteLink(path, readOnly: true);
    }

    private static SqliteChannel Begin(SqliteLink link, string begin, Action<SqliteLink> giveBack)
    {
        link.Script(begin);
        return new SqliteChannel(link, giveBack);
    }
}
