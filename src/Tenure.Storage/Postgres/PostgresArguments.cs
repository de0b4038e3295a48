// The parameters of a query in PostgreSQL's types.
using Npgsql;
using NpgsqlTypes;

namespace Tenure.Storage.Postgres;

internal static class PostgresArguments
{
    internal static NpgsqlParameter Parameter(string name, object? value) => value switch
    {
        null => new NpgsqlParameter(name, DBNull.Value),
        Guid id => new NpgsqlParameter<Guid>(name, id),
        DateOnly day => new NpgsqlParameter<DateOnly>(name, day),
        int number => new NpgsqlParameter<int>(name, number),
        long number => new NpgsqlParameter<long>(name, number),
        bool flag => new NpgsqlParameter<int>(name, flag ? 1 : 0),
        string text => new NpgsqlParameter<string>(name, NpgsqlDbType.Text) { TypedValue = text },
        DateTimeOffset at => new NpgsqlParameter<long>(name, Instants.ToMicroseconds(at)),
        byte[] bytes => new NpgsqlParameter<byte[]>(name, bytes),
        ReadOnlyMemory<byte> bytes => new NpgsqlParameter<ReadOnlyMemory<byte>>(name, bytes),
        IReadOnlyCollection<Guid> ids => new NpgsqlParameter<Guid[]>(name, [.. ids]),
        IReadOnlyCollection<string> texts => new NpgsqlParameter<string[]>(name, [.. texts]),
        IReadOnlyCollection<int> numbers => new NpgsqlParameter<int[]>(name, [.. numbers]),
        IReadOnlyCollection<long> numbers => new NpgsqlParameter<long[]>(name, [.. numbers]),
        _ => throw new ArgumentException($"{value.GetType()} cannot be a parameter.", nameof(value)),
    };
}
