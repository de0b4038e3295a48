// The export: every table whole, the same bytes from both engines, sums that check, and nothing written over anything.
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Exports;
using Tenure.App.Tests.Lists;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Exports;

[Collection(ReadBooks.Name)]
public sealed class ExportTests(ReadBooks books) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tenure-export-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory, ClassData(typeof(BothEngines))]
    public async Task Every_file_is_in_the_manifest_with_its_rows_and_sum(Engine engine)
    {
        string into = Path.Combine(folder, "out");
        (await books.RunAsync(engine, "small", $"export --out {into}")).Code.ShouldBe(ExitCodes.Done);
        JsonNode manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(into, "manifest.json")))!;
        JsonArray files = manifest["files"]!.AsArray();
        files.Count.ShouldBe(2 * ExportTable.All.Count);
        Directory.GetFiles(into).Length.ShouldBe(files.Count + 1);
        foreach (JsonNode? file in files)
        {
            string name = file!["name"]!.GetValue<string>();
            byte[] bytes = File.ReadAllBytes(Path.Combine(into, name));
            Convert.ToHexStringLower(SHA512.HashData(bytes)).ShouldBe(file["sha512"]!.GetValue<string>());
            bytes.LongLength.ShouldBe(file["bytes"]!.GetValue<long>());
            if (name.EndsWith(".jsonl", StringComparison.Ordinal))
            {
                string[] lines = [.. (File.ReadAllText(Path.Combine(into, name))).Split('\n').SkipLast(1)];
                lines.LongLength.ShouldBe(file["rows"]!.GetValue<long>(), name);
                lines.ShouldAllBe(line => JsonDocument.Parse(line, default).RootElement.ValueKind == JsonValueKind.Object);
            }
        }

        Directory.GetDirectories(folder).ShouldBe([into]);
        (File.ReadAllText(Path.Combine(into, "party.csv"))).ShouldContain(",customer,\"'=gamma\"\n");
        (File.ReadAllText(Path.Combine(into, "note.csv"))).ShouldContain("\"'+1 wants more seats, \"\"soon\"\"\"");
        (File.ReadAllText(Path.Combine(into, "note.jsonl"))).ShouldContain("+1 wants more seats, \\\"soon\\\"");
        (File.ReadAllText(Path.Combine(into, "party_profile.jsonl"))).ShouldContain("Béta 株");
    }

    [Fact, Rule("STO-5")]
    public async Task Both_engines_export_the_same_bytes()
    {
        foreach (string book in new[] { "small", "demo" })
        {
            string[] into = [Path.Combine(folder, book + "-sqlite"), Path.Combine(folder, book + "-postgres")];
            (await books.RunAsync(Engine.Sqlite, book, $"export --out {into[0]}")).Code.ShouldBe(ExitCodes.Done);
            (await books.RunAsync(Engine.Postgres, book, $"export --out {into[1]}")).Code.ShouldBe(ExitCodes.Done);
            foreach (string file in Directory.GetFiles(into[0]))
            {
                byte[] other = File.ReadAllBytes(Path.Combine(into[1], Path.GetFileName(file)));
                (File.ReadAllBytes(file)).SequenceEqual(other).ShouldBeTrue(file);
            }
        }
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_folder_with_something_in_it_is_left_alone(Engine engine)
    {
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "mine");
        ReadBooks.Answer refused = await books.RunAsync(engine, "small", $"export --out {folder}");
        refused.Code.ShouldBe(ExitCodes.Refused);
        refused.Error.ShouldStartWith("refused (export.folder_not_empty): ");
        Directory.GetFileSystemEntries(folder).ShouldBe([Path.Combine(folder, "mine.txt")]);
        refused = await books.RunAsync(engine, "small", $"export --out {folder}/mine.txt/below");
        refused.Error.ShouldStartWith("refused (export.folder_not_usable): ");
        string empty = Directory.CreateDirectory(Path.Combine(folder, "empty")).FullName;
        (await books.RunAsync(engine, "small", $"export --format json --out {empty}")).Code.ShouldBe(ExitCodes.Done);
        Directory.GetFiles(empty, "*.csv").ShouldBeEmpty();
    }
}
