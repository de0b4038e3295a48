// A transaction on one SQLite connection. SQLite answers at once, so the tasks here are always completed ones.
namespace Tenure.Storage.Sqlite;

internal sealed class SqliteChannel(SqliteLink link, Action<SqliteLink> giveBack) : Channel
{
    private bool _disposed;

    // The writer already holds the only write lock there is.
    internal override string ForUpdate => "";

    internal override string ForUpdateSkipLocked => "";

    internal override Task ReadAsync(
        string sql, Action<RowReader> onRow, IReadOnlyList<(string Name, object? Value)> args)
    {
        var statement = Bound(sql, args);
        var reader = new SqliteRowReader(statement.Handle);
        try
        {
            while (statement.Step())
            {
                onRow(reader);
            }
        }
        finally
        {
            statement.Reset();
        }

        return Task.CompletedTask;
    }

    internal override Task<int> ExecuteAsync(string sql, IReadOnlyList<(string Name, object? Value)> args)
    {
        var statement = Bound(sql, args);
        Run(statement);
        return Task.FromResult(link.Changes);
    }

    internal override Task<int> BulkAsync<T>(BulkInsert<T> insert, int tenantId, IReadOnlyList<T> rows)
    {
        // Without a round trip to save, several rows at once still win: SQLite keeps its cursors open from row to row.
        var written = 0;
        for (int from = 0, size; from < rows.Count; from += size)
        {
            size = BulkInsert<T>.RowsAtOnce(rows.Count - from);
            var statement = link.Prepare(insert.Text('?', size));
            var writer = new SqliteRowWriter(statement);
            statement.Bind(1, tenantId);
            for (var i = 0; i < size; i++)
            {
                insert.Write(writer, rows[from + i]);
            }

            Run(statement);
            written += link.Changes;
        }

        return Task.FromResult(written);
    }

    internal override Task ScriptAsync(string sql)
    {
        link.Script(sql);
        return Task.CompletedTask;
    }

    internal override Task CommitAsync()
    {
        link.Script("COMMIT");
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            try
            {
                if (link.InTransaction)
                {
                    link.Script("ROLLBACK");
                }
            }
            finally
            {
                giveBack(link);
            }
        }

        return ValueTask.CompletedTask;
    }

    private SqliteStatement Bound(string sql, IReadOnlyList<(string Name, object? Value)> args)
    {
        var (text, values) = ListArguments.AsValues(sql, args);
        var statement = link.Prepare(text);
        statement.BindAll(values);
        return statement;
    }

    private static void Run(SqliteStatement statement)
    {
        try
        {
            while (statement.Step())
            {
            }
        }
        finally
        {
            statement.Reset();
        }
    }
}
