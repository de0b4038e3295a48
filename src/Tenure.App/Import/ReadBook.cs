// The answer to reading a folder: the book, what had to be left out and why, and what nobody asked for.
namespace Tenure.App.Import;

/// <summary>A book with the findings of reading it.</summary>
/// <param name="Book">Everything that could be read.</param>
/// <param name="Rejects">What could not, by file in the order of the mapping, then by line.</param>
/// <param name="UnusedColumns">Columns of the mapping's files that it never names, in the order of the files.</param>
/// <param name="UnusedFiles">CSV files of the folder that the mapping never names, by name.</param>
/// <param name="Rows">How many rows each file has, in the order of the mapping.</param>
public sealed record ReadBook(
    ImportBook Book,
    IReadOnlyList<RejectedRow> Rejects,
    IReadOnlyList<(string File, string Column)> UnusedColumns,
    IReadOnlyList<string> UnusedFiles,
    IReadOnlyList<FileRows> Rows)
{
    /// <summary>Whether the rest may be imported without the rejects: true unless a whole file is among them.</summary>
    public bool CanSkipRejects => !Rejects.Any(reject => reject.ConcernsWholeFile);
}

/// <summary>The rows of a file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Read">How many rows it has, the header excluded, bad ones included.</param>
/// <param name="LeftOut">How many of them the mapping's <c>only</c> left out.</param>
public sealed record FileRows(string File, int Read, int LeftOut);

/// <summary>A row, or a whole file, that could not be read.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Line">The line on which the row begins, the header being line 1; 0 when it is the file itself.</param>
/// <param name="Column">The column; one of a joined file with the join's name before it; empty for the whole row.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Code">A stable code, documented in the import guide.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record RejectedRow(string File, int Line, string Column, string Value, string Code, string Sentence)
{
    /// <summary>Whether nothing of the file could be used, so that going on without it would be no import.</summary>
    public bool ConcernsWholeFile => ImportCodes.WholeFile.Contains(Code);
}
