// Everything a database holds, as one line per table, so that "changes nothing" can be said of all of it at once. On PostgreSQL
// a row counts as changed even when it was rewritten with the same values; on SQLite the bytes of the file say as much.
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tenure.App.Tests.Storage;
using Tenure.Storage;

namespace Tenure.App.Tests.Commands;

internal static class BookContent
{
    /// <summary>Count of rows and a hash over them by table; for SQLite also a hash of the file.</summary>
    public static async Task<SortedDictionary<string, string>> OfAsync(DatabaseUnderTest book)
    {
        var content = new SortedDictionary<string, string>(StringComparer.Ordinal);
        List<string> rows = await book.BehindRowsAsync(await QueryAsync(book));
        foreach (var table in rows.GroupBy(static row => row[..row.IndexOf(' ', StringComparison.Ordinal)]))
        {
            byte[] sorted = Encoding.UTF8.GetBytes(string.Join('\n', table.Order(StringComparer.Ordinal)));
            content[table.Key] = string.Create(CultureInfo.InvariantCulture, $"{table.Count()} rows {HashOf(sorted)}");
        }

        if (book.Engine == Engine.Sqlite)
        {
            await book.BehindAsync("PRAGMA wal_checkpoint(TRUNCATE)");
            content["(the file)"] = HashOf(await ReadAsync(book.Address.Text));
        }

        return content;
    }

    /// <summary>One query over all tables, each row with the name of its table in front.</summary>
    private static async Task<string> QueryAsync(DatabaseUnderTest book)
    {
        if (book.Engine == Engine.Postgres)
        {
            List<string> names = await book.BehindRowsAsync(
                "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables "
                + "WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')");
            return string.Join(" UNION ALL ", names.Select(static name => $"SELECT '{name} ' || t.xmin::text || ' ' || t::text FROM {name} t"));
        }

        List<string> columns = await book.BehindRowsAsync(
            "SELECT m.name || ' ' || group_concat('quote(t.\"' || i.name || '\")', ' || ''|'' || ') FROM sqlite_master m "
            + "JOIN pragma_table_info(m.name) i WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' GROUP BY m.name");
        return string.Join(" UNION ALL ", columns.Select(static pair =>
        {
            string table = pair[..pair.IndexOf(' ', StringComparison.Ordinal)];
            return $"SELECT '{table} ' || {pair[(table.Length + 1)..]} FROM {table} t";
        }));
    }

    // The engine may have the file open; only sharing it for writing as well lets both read.
    private static async Task<byte[]> ReadAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
