// The rejects as a CSV file that a person can work through. It is made to be opened in a spreadsheet, so a value that a
// spreadsheet would run as a formula gets an apostrophe before it.
using CsvHelper;

namespace Tenure.App.Import;

/// <summary>Writes rejects.</summary>
public static class RejectsFile
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n", Injection = CsvInjection.Escape };

    /// <summary>Writes a file with one record for each reject, replacing an earlier one.</summary>
    public static void Write(string path, IEnumerable<RejectedRow> rejects)
    {
        ArgumentNullException.ThrowIfNull(rejects);
        using CsvWriter csv = CsvWriter.ToFile(path, Options);
        csv.WriteRecord(["file", "line", "column", "value", "code", "sentence"]);
        foreach (RejectedRow reject in rejects)
        {
            csv.WriteField(reject.File);
            csv.WriteField(reject.Line);
            csv.WriteField(reject.Column);
            csv.WriteField(reject.Value);
            csv.WriteField(reject.Code);
            csv.WriteField(reject.Sentence);
            csv.EndRecord();
        }
    }
}
