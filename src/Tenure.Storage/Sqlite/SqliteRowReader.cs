// Reads the current row of a SQLite statement: ids are 16 bytes in network order, dates ISO text.
using System.Buffers.Text;
using System.Globalization;
using SQLitePCL;

namespace Tenure.Storage.Sqlite;

internal sealed class SqliteRowReader(sqlite3_stmt statement) : RowReader
{
    public override bool IsNull(int column) => raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL;

    public override Guid GetGuid(int column)
    {
        Expect(column, raw.SQLITE_BLOB);
        return new Guid(raw.sqlite3_column_blob(statement, column), bigEndian: true);
    }

    public override DateOnly GetDate(int column)
    {
        Expect(column, raw.SQLITE_TEXT);
        var text = raw.sqlite3_column_blob(statement, column);
        return text.Length == 10
            && Utf8Parser.TryParse(text[..4], out int year, out var yearDigits) && yearDigits == 4
            && Utf8Parser.TryParse(text[5..7], out int month, out var monthDigits) && monthDigits == 2
            && Utf8Parser.TryParse(text[8..], out int day, out var dayDigits) && dayDigits == 2
            ? new DateOnly(year, month, day)
            : throw new InvalidDataException($"Column {column.ToString(CultureInfo.InvariantCulture)} holds no date.");
    }

    public override long GetLong(int column)
    {
        Expect(column, raw.SQLITE_INTEGER);
        return raw.sqlite3_column_int64(statement, column);
    }

    public override string GetText(int column)
    {
        Expect(column, raw.SQLITE_TEXT);
        return raw.sqlite3_column_text(statement, column).utf8_to_string();
    }

    public override byte[] GetBytes(int column)
    {
        if (IsNull(column))
        {
            Expect(column, raw.SQLITE_BLOB);
        }

        return raw.sqlite3_column_blob(statement, column).ToArray();
    }

    // SQLite would rather convert than complain: a NULL would read as zero and an id as text.
    private void Expect(int column, int type)
    {
        var found = raw.sqlite3_column_type(statement, column);
        if (found != type)
        {
            throw new InvalidCastException(string.Create(
                CultureInfo.InvariantCulture, $"Column {column} is of storage class {found}, not {type}."));
        }
    }
}
