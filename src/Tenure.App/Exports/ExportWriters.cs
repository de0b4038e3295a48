// The two forms of an exported table. CSV is for spreadsheets: a text that one would run as a formula (it begins with = + - @,
// tab or return) gets an apostrophe before it, and nothing is an empty cell. JSON, one object a line, is exact.
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Exports;

/// <summary>Writes the rows of one table to one file.</summary>
internal abstract class ExportWriter(string folder, string name, ExportTable table) : IDisposable
{
    private long rows;

    protected HashedFile File { get; } = new(Path.Combine(folder, name));

    protected ExportTable Table => table;

    public void Write(RowReader row)
    {
        WriteRow(row);
        rows++;
    }

    /// <summary>Ends the file.</summary>
    public WrittenFile Finish()
    {
        Complete();
        return new WrittenFile(name, table.Name, rows, File.Position, File.Sha512());
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void WriteRow(RowReader row);

    protected abstract void Complete();

    protected virtual void Dispose(bool disposing) => File.Dispose();
}

internal sealed class CsvExportWriter : ExportWriter
{
    private readonly CsvWriter csv;

    public CsvExportWriter(string folder, ExportTable table)
        : base(folder, table.Name + ".csv", table)
    {
        csv = CsvWriter.Create(File, new CsvWriterOptions { NewLine = "\n", Injection = CsvInjection.Escape }, leaveOpen: true);
        csv.WriteRecord([.. table.Columns.Select(static column => column.Name)]);
    }

    protected override void WriteRow(RowReader row)
    {
        for (int i = 0; i < Table.Columns.Count; i++)
        {
            if (row.IsNull(i))
            {
                csv.WriteField(string.Empty);
                continue;
            }

            switch (Table.Columns[i].Kind)
            {
                case ExportKind.Whole:
                    csv.WriteField(row.GetLong(i), [], CultureInfo.InvariantCulture);
                    break;
                case ExportKind.Instant:
                    csv.WriteField(Microseconds.Of(row.GetInstant(i)), [], CultureInfo.InvariantCulture);
                    break;
                case ExportKind.Id:
                    csv.WriteField(row.GetGuid(i).ToString("D"));
                    break;
                case ExportKind.Day:
                    csv.WriteField(DayText.Of(row.GetDate(i)));
                    break;
                case ExportKind.Flag:
                    csv.WriteField(row.GetBool(i) ? "true" : "false");
                    break;
                case ExportKind.Hex:
                    csv.WriteField(Convert.ToHexStringLower(row.GetBytes(i)));
                    break;
                default:
                    csv.WriteField(row.GetText(i));
                    break;
            }
        }

        csv.EndRecord();
    }

    protected override void Complete() => csv.Flush();

    protected override void Dispose(bool disposing)
    {
        csv.Dispose();
        base.Dispose(disposing);
    }
}

internal sealed class JsonExportWriter : ExportWriter
{
    private readonly Utf8JsonWriter json;
    private readonly JsonEncodedText[] names;

    public JsonExportWriter(string folder, ExportTable table)
        : base(folder, table.Name + ".jsonl", table)
    {
        json = new Utf8JsonWriter(File, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        names = [.. table.Columns.Select(static column => JsonEncodedText.Encode(column.Name))];
    }

    protected override void WriteRow(RowReader row)
    {
        json.WriteStartObject();
        for (int i = 0; i < names.Length; i++)
        {
            json.WritePropertyName(names[i]);
            if (row.IsNull(i))
            {
                json.WriteNullValue();
                continue;
            }

            switch (Table.Columns[i].Kind)
            {
                case ExportKind.Whole:
                    json.WriteNumberValue(row.GetLong(i));
                    break;
                case ExportKind.Instant:
                    json.WriteNumberValue(Microseconds.Of(row.GetInstant(i)));
                    break;
                case ExportKind.Id:
                    json.WriteStringValue(row.GetGuid(i));
                    break;
                case ExportKind.Day:
                    json.WriteStringValue(DayText.Of(row.GetDate(i)));
                    break;
                case ExportKind.Flag:
                    json.WriteBooleanValue(row.GetBool(i));
                    break;
                case ExportKind.Hex:
                    json.WriteStringValue(Convert.ToHexStringLower(row.GetBytes(i)));
                    break;
                case ExportKind.Json:
                    WriteStored(row.GetBytes(i));
                    break;
                default:
                    json.WriteStringValue(row.GetText(i));
                    break;
            }
        }

        json.WriteEndObject();
        json.Flush();
        json.Reset();
        File.Write("\n"u8);
    }

    protected override void Complete() => json.Flush();

    protected override void Dispose(bool disposing)
    {
        json.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Our own JSON has no line breaks and goes out as it is; a profile may have come with some.</summary>
    private void WriteStored(byte[] stored)
    {
        if (!stored.AsSpan().ContainsAny((byte)'\n', (byte)'\r'))
        {
            json.WriteRawValue(stored);
            return;
        }

        using JsonDocument parsed = JsonDocument.Parse(stored);
        parsed.RootElement.WriteTo(json);
    }
}

internal static class Microseconds
{
    public static long Of(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
}
