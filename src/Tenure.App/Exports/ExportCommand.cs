// `export`: everything of the tenant as files that need no program of ours to be read, with a manifest to check them by. All
// or nothing: the files are written beside the folder and moved into place when the last one is whole.
using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Storage;

namespace Tenure.App.Exports;

internal static class ExportCommand
{
    private const string Manifest = "manifest.json";

    public static Command Build(CliHost host)
    {
        var folder = new Option<string>("--out") { Description = "A new or empty folder", Required = true };
        var format = new Option<string?>("--format") { Description = "csv, json (one object a line) or both (default: both)" };
        return new Command("export", "Export everything as CSV and JSON, with a manifest of SHA-512 sums") { folder, format }
            .Runs(host, async context => string.IsNullOrWhiteSpace(context.Get(folder))
                ? context.Refuse(new OptionMissing("--out", "name a new or empty folder"))
                : await RunAsync(context, Path.GetFullPath(context.Get(folder)!), context.Get(format) ?? "both"));
    }

    private static async Task<int> RunAsync(CliContext context, string folder, string format)
    {
        if (format is not ("csv" or "json" or "both"))
        {
            return context.Refuse(new OptionNotReadable("--format", format, "csv, json or both"));
        }

        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return context.Refuse(new ExportFolderNotEmpty(folder));
        }

        string unfinished = $"{folder.TrimEnd(Path.DirectorySeparatorChar)}.unfinished-{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(unfinished);
            List<WrittenFile> files = await context.Answers.ProgressAsync("exporting", progress => WriteAllAsync(context, unfinished, format, progress));
            await File.WriteAllTextAsync(Path.Combine(unfinished, Manifest), ManifestOf(context.TenantId, files).ToJsonString(new JsonSerializerOptions
            {
                WriteIndented = true,
                NewLine = "\n",
                Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            }) + "\n");
            MoveInto(unfinished, folder);
            return Show(context, folder, files);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return context.Refuse(new ExportFolderNotUsable(folder));
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    /// <summary>One read transaction, so that all files show one moment of the book.</summary>
    private static async Task<List<WrittenFile>> WriteAllAsync(
        CliContext context, string folder, string format, IProgress<(double Done, double Total)> progress)
    {
        var files = new List<WrittenFile>();
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        for (int i = 0; i < ExportTable.All.Count; i++)
        {
            ExportTable table = ExportTable.All[i];
            using ExportWriter? csv = format == "json" ? null : new CsvExportWriter(folder, table);
            using ExportWriter? json = format == "csv" ? null : new JsonExportWriter(folder, table);
            await table.ForEachAsync(session, row =>
            {
                csv?.Write(row);
                json?.Write(row);
            });
            files.AddRange(new[] { csv, json }.OfType<ExportWriter>().Select(static writer => writer.Finish()));
            progress.Report((i + 1, ExportTable.All.Count));
        }

        return files;
    }

    private static void MoveInto(string unfinished, string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder);
        }

        Directory.Move(unfinished, folder);
    }

    private static JsonObject ManifestOf(int tenantId, List<WrittenFile> files) => new()
    {
        ["format"] = 1,
        ["tenant"] = tenantId,
        ["csv"] = "UTF-8, LF, RFC 4180. An empty cell is no value or an empty text. A text that begins with = + - @, tab or return "
            + "has an apostrophe before it, so that no spreadsheet runs it; the JSON files hold it as it is.",
        ["json"] = "UTF-8, one object a line. Days are YYYY-MM-DD and ends exclusive, instants microseconds since 1970 in UTC, "
            + "amounts minor units, hashes hexadecimal.",
        ["files"] = new JsonArray([.. files.Select(static file => (JsonNode)new JsonObject
        {
            ["name"] = file.Name,
            ["table"] = file.Table,
            ["rows"] = file.Rows,
            ["bytes"] = file.Bytes,
            ["sha512"] = file.Sha512,
        })]),
    };

    private static int Show(CliContext context, string folder, List<WrittenFile> files) => context.Answer(
        () =>
        {
            JsonObject manifest = ManifestOf(context.TenantId, files);
            manifest["folder"] = folder;
            return manifest;
        },
        answers =>
        {
            answers.Heading("Exported to " + folder);
            answers.Table(
                ["file", ">rows", ">bytes", "sha-512"],
                files.Select(static file => (IReadOnlyList<string>)
                    [file.Name, $"{file.Rows}", $"{file.Bytes}", file.Sha512[..16] + "..."]));
            answers.Line();
            answers.Line($"  {Counted.Of(files.Count, "file")}; {Manifest} holds their whole sums");
        });
}
