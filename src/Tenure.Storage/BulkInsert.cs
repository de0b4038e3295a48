// The one way in which rows reach a table: a prepared multi-row INSERT ... VALUES, built once per table and size and
// kept prepared by the connection. Under row-level security it is the only bulk form that also works on Citus (STO-6).
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Tenure.Storage;

/// <summary>How rows of <typeparamref name="T"/> are written to one table.</summary>
/// <param name="table">The table; tenant_id is its first column and is added here.</param>
/// <param name="columns">The other columns, in the order in which <paramref name="write"/> puts them.</param>
/// <param name="conflict">Empty, or a clause both engines know: ON CONFLICT ... DO ...</param>
/// <param name="write">Puts each column of a row once.</param>
public sealed class BulkInsert<T>(string table, string[] columns, string conflict, Action<RowWriter, T> write)
{
    // Past some hundred rows nothing is won, and both engines count parameters in 15 or 16 bits.
    private const int MostRows = 256;

    private readonly ConcurrentDictionary<(char Sign, int Rows), string> _texts = new();

    /// <summary>The table that rows go to.</summary>
    public string Table => table;

    internal int Width => columns.Length;

    internal void Write(RowWriter writer, T row) => write(writer, row);

    /// <summary>Writes all rows, in order. Returns how many the database counts as written.</summary>
    public Task<int> WriteAsync(Session session, IReadOnlyList<T> rows)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Count == 0 ? Task.FromResult(0) : session.BulkAsync(this, rows);
    }

    // Few sizes, so that few statements are prepared: the largest power of four that fits.
    internal static int RowsAtOnce(int left)
    {
        var rows = 1;
        while (rows * 4 <= Math.Min(left, MostRows))
        {
            rows *= 4;
        }

        return rows;
    }

    // The tenant is parameter 1 and shared by all rows of the statement.
    internal string Text(char sign, int rows) => _texts.GetOrAdd((sign, rows), key =>
    {
        var text = new StringBuilder($"INSERT INTO {table} (tenant_id, {string.Join(", ", columns)}) VALUES ");
        var next = 2;
        for (var row = 0; row < key.Rows; row++)
        {
            text.Append(row == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"({key.Sign}1");
            for (var column = 0; column < columns.Length; column++)
            {
                text.Append(CultureInfo.InvariantCulture, $", {key.Sign}{next++}");
            }

            text.Append(')');
        }

        return text.Append(' ').Append(conflict).ToString();
    });
}
