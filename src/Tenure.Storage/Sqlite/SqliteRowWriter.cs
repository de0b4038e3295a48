// Puts the values of one row straight into a prepared SQLite statement; parameter 1 is the tenant.
namespace Tenure.Storage.Sqlite;

internal sealed class SqliteRowWriter(SqliteStatement statement) : RowWriter
{
    private int _next = 2;

    public override void Put(Guid value) => statement.Bind(_next++, value);

    public override void Put(Guid? value)
    {
        if (value is { } id)
        {
            Put(id);
        }
        else
        {
            statement.BindNull(_next++);
        }
    }

    public override void Put(DateOnly value) => statement.Bind(_next++, value);

    public override void Put(DateOnly? value)
    {
        if (value is { } day)
        {
            Put(day);
        }
        else
        {
            statement.BindNull(_next++);
        }
    }

    public override void Put(int value) => statement.Bind(_next++, value);

    public override void Put(int? value)
    {
        if (value is { } number)
        {
            Put(number);
        }
        else
        {
            statement.BindNull(_next++);
        }
    }

    public override void Put(long value) => statement.Bind(_next++, value);

    public override void PutBytes(ReadOnlyMemory<byte> value) => statement.BindBytes(_next++, value.Span);

    private protected override void PutText(ReadOnlyMemory<byte> utf8) => statement.BindText(_next++, utf8.Span);

    private protected override void PutText(string? value)
    {
        if (value is null)
        {
            statement.BindNull(_next++);
        }
        else
        {
            statement.Bind(_next++, value);
        }
    }
}
