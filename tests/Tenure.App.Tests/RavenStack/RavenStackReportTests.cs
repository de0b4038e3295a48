// The RavenStack book as people read it: reported and exported from both engines, byte by byte the same, and with the
// figures of the independent computation. Without the data set there is nothing to hold and the tests pass.
using System.Text.Json.Nodes;
using IndependentOracle;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.RavenStack;

[Collection(RavenStackCollection.Name)]
public sealed class RavenStackReportTests(RavenStackBooks books)
{
    private static readonly string[][] Reports =
    [
        ["report", "mrr", "--as-of", "2024-12-31", "--by", "currency"],
        ["report", "mrr", "--as-of", "2024-06-30", "--by", "customer"],
        ["report", "mrr", "--as-of", "2024-12-31", "--by", "plan"],
        ["report", "movements", "--from", "2023-01-01", "--to", "2024-12-31"],
        ["report", "movements", "--from", "2023-01-01", "--to", "2024-12-31", "--by", "customer"],
        ["report", "renewals", "--from", "2025-01-01", "--to", "2025-03-31"],
        ["report", "deadlines", "--from", "2025-01-01", "--to", "2025-03-31"],
        ["contract", "list"],
        ["invoices", "list"],
    ];

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4")]
    public async Task The_reported_revenue_and_its_movements_are_those_of_the_independent_computation(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        JsonNode total = (await book.DoAsync(Reports[0]))["totals"]!.AsArray().ShouldHaveSingleItem()!;
        ((long)total["mrrMinor"]!).ShouldBe(books.Oracle.MrrCents);
        List<RavenStackMovementMonth> months =
        [
            .. (await book.DoAsync(Reports[3]))["movements"]!.AsArray().Select(row => new RavenStackMovementMonth
            {
                Month = DateOnly.ParseExact((string)row!["month"]! + "-01", "yyyy-MM-dd", null),
                OpeningCents = (long)row["openingMinor"]!,
                NewCents = (long)row["newMinor"]!,
                ExpansionCents = (long)row["expansionMinor"]!,
                ContractionCents = (long)row["contractionMinor"]!,
                ChurnCents = (long)row["churnMinor"]!,
                ReactivationCents = (long)row["reactivationMinor"]!,
                ClosingCents = (long)row["closingMinor"]!,
            }),
        ];
        months.ShouldBe(books.Oracle.MovementsPerMonth);
    }

    [Fact, Rule("STO-5")]
    public async Task Both_engines_report_the_same_bytes()
    {
        if (books.On(Engine.Sqlite) is not var (file, _, _, _) || books.On(Engine.Postgres) is not var (server, _, _, _))
        {
            return;
        }

        foreach (string[] report in Reports.SelectMany(report => new string[][] { report, [.. report, "--json"], [.. report, "--csv"] }))
        {
            CliAnswer one = await file.RunAsync(report);
            one.ExitCode.ShouldBe(0, one.Error);
            one.Out.Length.ShouldBeGreaterThan(20);
            bool same = one.Out == (await server.RunAsync(report)).Out;
            same.ShouldBeTrue(string.Join(' ', report));
        }
    }

    [Fact, Rule("STO-5")]
    public async Task Both_engines_export_the_same_bytes()
    {
        if (books.On(Engine.Sqlite) is not var (file, _, _, _) || books.On(Engine.Postgres) is not var (server, _, _, _))
        {
            return;
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("tenure-exports-");
        string one = Path.Combine(folder.FullName, "one");
        string other = Path.Combine(folder.FullName, "other");
        await file.DoAsync("export", "--out", one);
        await server.DoAsync("export", "--out", other);
        string[] files = [.. Directory.GetFiles(one).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];
        files.Length.ShouldBeGreaterThan(10);
        files.ShouldBe(Directory.GetFiles(other).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        foreach (string name in files)
        {
            byte[] ours = await File.ReadAllBytesAsync(Path.Combine(one, name), TestContext.Current.CancellationToken);
            byte[] theirs = await File.ReadAllBytesAsync(Path.Combine(other, name), TestContext.Current.CancellationToken);
            bool same = ours.AsSpan().SequenceEqual(theirs);
            same.ShouldBeTrue(name);
        }

        folder.Delete(recursive: true);
    }
}
