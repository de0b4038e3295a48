// A transaction on one PostgreSQL connection. Inserts stay prepared on the server for the life of the connection.
using Npgsql;

namespace Tenure.Storage.Postgres;

internal sealed class PostgresChannel(NpgsqlConnection connection, NpgsqlTransaction transaction) : Channel
{
    internal override string ForUpdate => " FOR UPDATE";

    internal override string ForUpdateSkipLocked => " FOR UPDATE SKIP LOCKED";

    internal override async Task ReadAsync(
        string sql, Action<RowReader> onRow, IReadOnlyList<(string Name, object? Value)> args)
    {
        try
        {
            await using var command = Command(sql, args);
            await using var rows = await command.ExecuteReaderAsync();
            var reader = new PostgresRowReader(rows);
            while (await rows.ReadAsync())
            {
                onRow(reader);
            }
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.Map(failure);
        }
    }

    internal override async Task<int> ExecuteAsync(string sql, IReadOnlyList<(string Name, object? Value)> args)
    {
        try
        {
            await using var command = Command(sql, args);
            return await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.Map(failure);
        }
    }

    internal override async Task<int> BulkAsync<T>(BulkInsert<T> insert, int tenantId, IReadOnlyList<T> rows)
    {
        var written = 0;
        var size = 0;
        PostgresRowWriter? writer = null;
        try
        {
            for (var from = 0; from < rows.Count; from += size)
            {
                var next = BulkInsert<T>.RowsAtOnce(rows.Count - from);
                if (next != size)
                {
                    writer?.Dispose();
                    writer = new PostgresRowWriter(connection, insert.Text('$', next), tenantId, next * insert.Width);
                    size = next;
                }

                writer!.StartChunk();
                for (var i = 0; i < size; i++)
                {
                    insert.Write(writer, rows[from + i]);
                }

                written += await writer.ExecuteAsync();
            }

            return written;
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.Map(failure);
        }
        finally
        {
            writer?.Dispose();
        }
    }

    internal override async Task ScriptAsync(string sql)
    {
        try
        {
            await using var command = new NpgsqlCommand(sql, connection, transaction);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.Map(failure);
        }
    }

    internal override async Task CommitAsync()
    {
        try
        {
            await transaction.CommitAsync();
        }
        catch (NpgsqlException failure)
        {
            throw PostgresErrors.Map(failure);
        }
    }

    // Disposing a transaction rolls it back when it was not committed.
    public override async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    private NpgsqlCommand Command(string sql, IReadOnlyList<(string Name, object? Value)> args)
    {
        var text = ListArguments.AsArrays(sql, args);
        var command = new NpgsqlCommand(text, connection, transaction);
        foreach (var (name, value) in args)
        {
            if (text.Contains("@" + name, StringComparison.Ordinal))
            {
                command.Parameters.Add(PostgresArguments.Parameter(name, value));
            }
        }

        return command;
    }
}
