// One row on its way in, written column by column in the order of its BulkInsert: the twin of RowReader.
using System.Text.Unicode;

namespace Tenure.Storage;

/// <summary>Takes the values of one row from left to right.</summary>
public abstract class RowWriter
{
    public abstract void Put(Guid value);

    public abstract void Put(Guid? value);

    public abstract void Put(DateOnly value);

    public abstract void Put(DateOnly? value);

    public abstract void Put(int value);

    public abstract void Put(int? value);

    public abstract void Put(long value);

    public abstract void Put(string? value);

    public void Put(bool value) => Put(value ? 1 : 0);

    public void Put(DateTimeOffset value) => Put(Instants.ToMicroseconds(value));

    /// <summary>A binary column.</summary>
    public abstract void PutBytes(ReadOnlyMemory<byte> value);

    /// <summary>A text column from bytes. Refuses what is not UTF-8 or holds a zero byte: the engines would differ.</summary>
    public void PutUtf8(ReadOnlyMemory<byte> value)
    {
        if (!Utf8.IsValid(value.Span) || value.Span.Contains((byte)0))
        {
            throw new ArgumentException("Stored text must be UTF-8 without a zero byte.", nameof(value));
        }

        PutText(value);
    }

    private protected abstract void PutText(ReadOnlyMemory<byte> utf8);
}
