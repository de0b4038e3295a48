// One row on its way in, written column by column in the order of its BulkInsert: the twin of RowReader.
using System.Buffers;
using System.Text;
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

    /// <summary>A text column. Refuses a zero character and half a surrogate pair: the engines would differ.</summary>
    public void Put(string? value)
    {
        if (value is not null && (value.Contains('\0') || HasLoneSurrogate(value)))
        {
            throw new ArgumentException("Stored text must be Unicode without a zero character.", nameof(value));
        }

        PutText(value);
    }

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

    private protected abstract void PutText(string? value);

    private static bool HasLoneSurrogate(string value)
    {
        var rest = value.AsSpan();
        for (var at = rest.IndexOfAnyInRange('\ud800', '\udfff'); at >= 0; at = rest.IndexOfAnyInRange('\ud800', '\udfff'))
        {
            if (Rune.DecodeFromUtf16(rest[at..], out _, out var length) != OperationStatus.Done)
            {
                return true;
            }

            rest = rest[(at + length)..];
        }

        return false;
    }
}
