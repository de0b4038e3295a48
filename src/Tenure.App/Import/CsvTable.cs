// One file of the export in memory: the columns that the mapping names, and nothing else of it. Repeated values are kept
// once, so that a large file costs little more than its pointers.
namespace Tenure.App.Import;

/// <summary>A row: where it begins, and its cells in the order of the table's columns.</summary>
internal readonly record struct CsvRow(int Line, string[] Cells);

/// <summary>The rows of a file.</summary>
internal sealed class CsvTable
{
    private readonly Dictionary<string, int> places;

    public CsvTable(FileRules file, IReadOnlyList<string> columns)
    {
        File = file;
        places = columns.Select((column, place) => (column, place))
            .ToDictionary(pair => pair.column, pair => pair.place, StringComparer.Ordinal);
    }

    public FileRules File { get; }

    public List<CsvRow> Rows { get; } = [];

    /// <summary>Which cell of a row belongs to a column that the mapping names.</summary>
    public int PlaceOf(string column) => places[column];
}

/// <summary>What reading has found so far beside the book.</summary>
internal sealed class Findings
{
    public List<RejectedRow> Rejects { get; } = [];

    public List<(string File, string Column)> UnusedColumns { get; } = [];

    public void Refuse(FileRules file, int line, string column, string value, string code, string sentence) =>
        Rejects.Add(new RejectedRow(file.Path, line, column, value, code, sentence));
}
