// Reads a CSV file strictly (RFC 4180): what a lenient reader would guess at is refused, because a shifted column is a
// wrong price. A file that cannot be read as a whole is refused as a whole; a bad row only itself.
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using Tenure.App.Cli;

namespace Tenure.App.Import;

/// <summary>Reads one file.</summary>
internal sealed class CsvTableReader(FileRules file, string path, Findings findings)
{
    private const int LargestRecord = 1 << 20;

    private CsvMalformedRecord? malformed;
    private bool isWholeFileBad;

    /// <summary>How many rows the file has, bad ones included.</summary>
    public int RowCount { get; private set; }

    /// <summary>The table; null, with the reason among the findings, when the file cannot be used.</summary>
    public CsvTable? Read()
    {
        if (!File.Exists(path) && !Directory.Exists(path))
        {
            return RefuseFile(0, string.Empty, string.Empty, ImportCodes.FileMissing,
                "The file is not in the folder: put it there, or correct its path in the mapping.");
        }

        try
        {
            using var text = new StreamReader(path, file.Encoding, detectEncodingFromByteOrderMarks: true);
            using CsvReader csv = CsvReader.Create(text, Options());
            return Read(csv);
        }
        catch (DecoderFallbackException)
        {
            return RefuseEncoding();
        }
        catch (CsvFormatException problem)
        {
            return RefuseFile((int)problem.LineNumber, string.Empty, string.Empty, ImportCodes.QuoteOpen,
                "A record of more than a million characters begins here, most likely behind an opening quote without a closing one: close the quote.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return RefuseFile(0, string.Empty, string.Empty, ImportCodes.FileNotOpened,
                "The file cannot be opened: close it in other programs and see that you may read it.");
        }
    }

    private CsvReaderOptions Options() => new()
    {
        Separator = file.Separator,
        DetectSeparatorHint = false,
        TrimWhitespace = true,
        TrackLineNumbers = true,
        PoolStrings = true,
        MaxRecordSize = LargestRecord,
        OnMalformedRecord = record => malformed = record,
    };

    private CsvTable? Read(CsvReader csv)
    {
        csv.ReadHeader();
        IReadOnlyList<string> header = csv.Headers;
        if (Header(header) is not { } table)
        {
            return null;
        }

        int[] places = [.. table.File.Used.Keys.Select(column => IndexOf(header, column))];
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (csv.Read())
        {
            RowCount++;
            int line = (int)csv.LineNumber;
            if (IsWhole(csv, header.Count, line) && Cells(csv, places) is var cells && HasOwnKey(table, cells, keys, line))
            {
                table.Rows.Add(new CsvRow(line, cells));
            }
        }

        return isWholeFileBad ? null : table;
    }

    private CsvTable? Header(IReadOnlyList<string> header)
    {
        if (header.Count == 0 || (header.Count == 1 && header[0].Length == 0))
        {
            return RefuseFile(0, string.Empty, string.Empty, ImportCodes.FileEmpty,
                "The file is empty: export it again; its first line names the columns.");
        }

        if (malformed is not null)
        {
            return RefuseFile(1, string.Empty, string.Empty, ImportCodes.QuoteOpen,
                "The header has a quote that is not closed or stands inside a name: correct the first line.");
        }

        foreach (string column in header.Where((column, place) => IndexOf(header, column) < place && file.Used.ContainsKey(column)).Distinct())
        {
            RefuseFile(1, column, column, ImportCodes.ColumnTwice,
                $"The header names the column '{column}' twice, so it is unclear which is meant: rename one of them.");
        }

        foreach ((string column, int line) in file.Used.Where(used => IndexOf(header, used.Key) < 0))
        {
            RefuseFile(1, column, string.Empty, ImportCodes.ColumnMissing,
                $"The file has no column '{column}', which line {line} of the mapping names; it has {string.Join(", ", header)}. Correct the mapping or export the column.");
        }

        findings.UnusedColumns.AddRange(header.Where(column => !file.Used.ContainsKey(column)).Select(column => (file.Path, column)));
        return isWholeFileBad ? null : new CsvTable(file, [.. file.Used.Keys]);
    }

    private bool IsWhole(CsvReader csv, int width, int line)
    {
        CsvMalformedRecord? found = malformed;
        malformed = null;
        if (found is { Reason: CsvMalformedReason.UnterminatedQuote })
        {
            RefuseFile(line, string.Empty, string.Empty, ImportCodes.QuoteOpen,
                "A quote opens in this row and never closes, so the rest of the file is inside it: close the quote.");
            return false;
        }

        if (found is not null)
        {
            findings.Refuse(file, line, string.Empty, found.Value.RawRecord, ImportCodes.QuoteStray,
                "A quote stands inside a value or text follows a closing quote: put the whole value in quotes and double the quotes in it.");
            return false;
        }

        if (csv.FieldCount == width)
        {
            return true;
        }

        findings.Refuse(file, line, string.Empty, Encoding.UTF8.GetString(csv.RawRecord), ImportCodes.RowRagged,
            $"The row has {Counted.Of(csv.FieldCount, "cell")} and the header {width}: put values with a separator in quotes, and leave no cell out.");
        return false;
    }

    private string[] Cells(CsvReader csv, int[] places)
    {
        var cells = new string[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            string cell = csv.GetString(places[i]);
            cells[i] = file.Empty.Contains(cell) ? string.Empty : cell;
        }

        return cells;
    }

    private bool HasOwnKey(CsvTable table, string[] cells, HashSet<string> keys, int line)
    {
        if (file.Key is not { } column)
        {
            return true;
        }

        string key = cells[table.PlaceOf(column)];
        if (key.Length > 0 && keys.Add(key))
        {
            return true;
        }

        (string code, string sentence) = key.Length == 0
            ? (ImportCodes.ValueMissing, $"The key '{column}' is empty: every row of this file needs one.")
            : (ImportCodes.KeyTwice, $"A row above has the same '{column}': keep one of the two, or give this one a key of its own.");
        findings.Refuse(file, line, column, key, code, sentence);
        return false;
    }

    private CsvTable? RefuseEncoding()
    {
        (int line, string text) = FirstBadLine();
        return RefuseFile(line, string.Empty, text, ImportCodes.Encoding,
            "The file is not UTF-8 from this line on: export it as UTF-8, or say 'encoding: windows-1252' for the file in the mapping.");
    }

    private (int Line, string Text) FirstBadLine()
    {
        using var text = new StreamReader(path, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        int line = 0;
        while (text.ReadLine() is { } read)
        {
            line++;
            if (!Utf8.IsValid(Encoding.Latin1.GetBytes(read)))
            {
                return (line, read);
            }
        }

        return (0, string.Empty);
    }

    private CsvTable? RefuseFile(int line, string column, string value, string code, string sentence)
    {
        isWholeFileBad = true;
        findings.Refuse(file, line, column, value, code, sentence);
        return null;
    }

    private static int IndexOf(IReadOnlyList<string> header, string column)
    {
        for (int i = 0; i < header.Count; i++)
        {
            if (header[i] == column)
            {
                return i;
            }
        }

        return -1;
    }
}
