// Gapless numbers (BIL-4). A series is one counter row; whoever takes a number holds it until the end of the
// transaction, so numbers are taken last, after everything was decided.
namespace Tenure.Storage;

/// <summary>Takes numbers of a series.</summary>
public static class Numbers
{
    /// <summary>
    /// Takes <paramref name="count"/> following numbers and returns the first; a new series starts at 1. All of them
    /// must be on documents of this session before it commits. Other writers of the series wait until then.
    /// </summary>
    public static async Task<long> TakeAsync(Session session, string series, int count)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var first = await session.ScalarAsync(
            "INSERT INTO number_series (tenant_id, series, first_number, next_number) "
            + "VALUES (@tenant, @series, 1, 1 + @count) ON CONFLICT (tenant_id, series) "
            + "DO UPDATE SET next_number = number_series.next_number + @count RETURNING next_number - @count",
            ("series", series),
            ("count", count));
        session.Taken.Take(series, first!.Value, count);
        return first.Value;
    }
}
