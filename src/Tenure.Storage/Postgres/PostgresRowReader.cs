// Reads the current row of a PostgreSQL answer.
using Npgsql;

namespace Tenure.Storage.Postgres;

internal sealed class PostgresRowReader(NpgsqlDataReader reader) : RowReader
{
    public override bool IsNull(int column) => reader.IsDBNull(column);

    public override Guid GetGuid(int column) => reader.GetGuid(column);

    public override DateOnly GetDate(int column) => reader.GetFieldValue<DateOnly>(column);

    public override long GetLong(int column) => reader.GetInt64(column);

    public override string GetText(int column) => reader.GetString(column);

    public override byte[] GetBytes(int column) => reader.GetFieldValue<byte[]>(column);
}
