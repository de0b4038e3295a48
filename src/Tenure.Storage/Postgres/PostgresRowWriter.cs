// Fills the parameters of one multi-row INSERT. The command and its typed parameters are built once and refilled for
// every chunk; the first parameter is the tenant, shared by all rows.
using Npgsql;
using NpgsqlTypes;

namespace Tenure.Storage.Postgres;

internal sealed class PostgresRowWriter : RowWriter, IDisposable
{
    private readonly NpgsqlCommand _command;
    private readonly NpgsqlParameter?[] _slots;
    private int _next;
    private bool _attached;

    internal PostgresRowWriter(NpgsqlConnection connection, string sql, int tenantId, int slots)
    {
        _command = new NpgsqlCommand(sql, connection);
        _command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = tenantId });
        _slots = new NpgsqlParameter?[slots];
    }

    internal void StartChunk() => _next = 0;

    // The connection knows the text again and does not ask the server twice to prepare it.
    internal async Task<int> ExecuteAsync()
    {
        if (!_attached)
        {
            _command.Parameters.AddRange(_slots!);
            await _command.PrepareAsync();
            _attached = true;
        }

        return await _command.ExecuteNonQueryAsync();
    }

    public override void Put(Guid value) => Set(value, NpgsqlDbType.Uuid);

    public override void Put(Guid? value) => Set(value, NpgsqlDbType.Uuid);

    public override void Put(DateOnly value) => Set(value, NpgsqlDbType.Date);

    public override void Put(DateOnly? value) => Set(value, NpgsqlDbType.Date);

    public override void Put(int value) => Set(value, NpgsqlDbType.Integer);

    public override void Put(int? value) => Set(value, NpgsqlDbType.Integer);

    public override void Put(long value) => Set(value, NpgsqlDbType.Bigint);

    public override void PutBytes(ReadOnlyMemory<byte> value) => Set(value, NpgsqlDbType.Bytea);

    public void Dispose() => _command.Dispose();

    private protected override void PutText(ReadOnlyMemory<byte> utf8) => Set(utf8, NpgsqlDbType.Text);

    private protected override void PutText(string? value) => Set(value, NpgsqlDbType.Text);

    private void Set<T>(T value, NpgsqlDbType type)
    {
        if (_slots[_next] is NpgsqlParameter<T> kept)
        {
            kept.TypedValue = value;
        }
        else
        {
            _slots[_next] = new NpgsqlParameter<T> { NpgsqlDbType = type, TypedValue = value };
        }

        _next++;
    }
}
