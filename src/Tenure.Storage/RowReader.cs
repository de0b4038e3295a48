// One row of an answer, read by ordinal. A small reader per engine keeps the differences of dates, ids and bytes away
// from every query above, without names, boxing or conversions by guesswork.
namespace Tenure.Storage;

/// <summary>The current row; columns count from zero. Only valid inside the mapping function.</summary>
public abstract class RowReader
{
    public abstract bool IsNull(int column);

    public abstract Guid GetGuid(int column);

    public abstract DateOnly GetDate(int column);

    /// <summary>Fails when the value does not fit 32 bits.</summary>
    public int GetInt(int column) => checked((int)GetLong(column));

    /// <summary>Any integer, a count or a sum; fails when it does not fit 64 bits.</summary>
    public abstract long GetLong(int column);

    public abstract string GetText(int column);

    /// <summary>The bytes of a binary column, or of a text column in UTF-8 exactly as they were stored.</summary>
    public abstract byte[] GetBytes(int column);

    public bool GetBool(int column) => GetLong(column) != 0;

    public DateTimeOffset GetInstant(int column) => Instants.FromMicroseconds(GetLong(column));

    public Guid? GetNullableGuid(int column) => IsNull(column) ? null : GetGuid(column);

    public DateOnly? GetNullableDate(int column) => IsNull(column) ? null : GetDate(column);

    public int? GetNullableInt(int column) => IsNull(column) ? null : GetInt(column);

    public long? GetNullableLong(int column) => IsNull(column) ? null : GetLong(column);

    public string? GetNullableText(int column) => IsNull(column) ? null : GetText(column);

    public byte[]? GetNullableBytes(int column) => IsNull(column) ? null : GetBytes(column);

    public DateTimeOffset? GetNullableInstant(int column) => IsNull(column) ? null : GetInstant(column);
}
