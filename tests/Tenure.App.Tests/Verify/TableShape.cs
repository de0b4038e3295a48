// What the catalogue of the database says about a table, and rows of it as SQL can name them.
using Tenure.App.Tests.Storage;
using Tenure.Storage;

namespace Tenure.App.Tests.Verify;

/// <summary>A column: its name, whether it is a number, whether it may be null, and its place in the key (0: none).</summary>
internal sealed record ColumnShape(string Name, bool IsNumber, bool IsNullable, int KeyPlace)
{
    private static readonly string[] Days = ["service_start", "service_end", "slice_start", "slice_end", "on_day"];
    private static readonly string[] Hashes = ["hash", "head_hash", "previous_hash", "sealed_hash", "root", "previous_root"];

    public bool IsDay => Name.EndsWith("_on", StringComparison.Ordinal) || Days.Contains(Name);

    public bool IsId => Name.EndsWith("_id", StringComparison.Ordinal) && !IsNumber;

    public bool IsHash => Hashes.Contains(Name);
}

internal sealed record TableShape(string Name, IReadOnlyList<ColumnShape> Columns)
{
    public IReadOnlyList<ColumnShape> Key => [.. Columns.Where(column => column.KeyPlace > 0).OrderBy(column => column.KeyPlace)];

    /// <summary>Every table that has rows of tenants.</summary>
    public static async Task<List<TableShape>> OfTenantsAsync(DatabaseUnderTest book)
    {
        List<string> rows = await book.BehindRowsAsync(book.Engine == Engine.Sqlite
            ? """
              SELECT t.name || '|' || c.name || '|' || (c.type = 'INTEGER') || '|' || (c."notnull" = 0) || '|' || c.pk
              FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY t.name, c.cid
              """
            : """
              SELECT c.table_name || '|' || c.column_name || '|' || (c.data_type IN ('integer', 'bigint', 'smallint'))::int || '|'
                || (c.is_nullable = 'YES')::int || '|' || coalesce(k.ordinal_position, 0)
              FROM information_schema.columns c
              LEFT JOIN information_schema.key_column_usage k ON k.table_schema = c.table_schema AND k.table_name = c.table_name
                AND k.column_name = c.column_name AND k.constraint_name = c.table_name || '_pkey'
              WHERE c.table_schema = 'public' ORDER BY c.table_name, c.ordinal_position
              """);
        return
        [
            .. rows.Select(row => row.Split('|')).GroupBy(part => part[0])
                .Select(table => new TableShape(table.Key,
                [
                    .. table.Select(part => new ColumnShape(part[1], part[2] == "1", part[3] == "1", int.Parse(part[4], null))),
                ]))
                .Where(table => table.Columns.Any(column => column.Name == "tenant_id")),
        ];
    }

    /// <summary>Conditions that name each of some rows, with its key in words.</summary>
    public async Task<List<(string Where, List<string> KeyWords)>> RowsAsync(DatabaseUnderTest book, string condition)
    {
        bool sqlite = book.Engine == Engine.Sqlite;
        string where = string.Join(" || ' AND ' || ", Key.Select(column => sqlite
            ? $"'{column.Name} = ' || quote({column.Name})"
            : $"'{column.Name} = ' || quote_literal({column.Name}::text)"));
        string words = string.Join(" || ' ' || ", Key.Where(column => column.Name != "tenant_id").Select(column => sqlite
            ? $"CASE typeof({column.Name}) WHEN 'blob' THEN lower(hex({column.Name})) ELSE CAST({column.Name} AS TEXT) END"
            : $"{column.Name}::text"));
        words = words.Length == 0 ? "''" : words;
        string order = string.Join(", ", Key.Select(column => column.Name));
        List<string> rows = await book.BehindRowsAsync($"SELECT {where} || '|' || {words} FROM {Name} WHERE {condition} ORDER BY {order}");
        return [.. rows.Select(row => row.Split('|')).Select(part => (part[0], part[1].Split(' ').Select(InWords).ToList()))];
    }

    private static string InWords(string value) => Guid.TryParseExact(value, "N", out Guid id) ? id.ToString() : value;
}
