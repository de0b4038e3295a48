// The business day comes from the tenant's zone, once, at the door (CAL-1); where the server stands changes nothing.
using System.Diagnostics;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class ZoneTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("CAL-1")]
    public async Task At_one_instant_each_tenant_has_the_day_of_its_own_zone(Engine engine)
    {
        // Six in the morning of 1 July in Auckland, eleven in the morning of 30 June in Los Angeles.
        await using CliBook book = await CliBook.CreateAsync(engine, new DateTimeOffset(2025, 6, 30, 18, 0, 0, TimeSpan.Zero));
        foreach ((int tenant, string zone, string today) in new[]
        {
            (2, "Pacific/Auckland", "2025-07-01"), (3, "America/Los_Angeles", "2025-06-30"), (1, "UTC", "2025-06-30"),
        })
        {
            string[] of = ["--tenant", $"{tenant}"];
            await book.AddTenantAsync(tenant, zone);
            await book.DoAsync(["plan", "add", "saas", "--currency", "USD", "--charge", "seats per unit 10.00 per month billed every month", .. of]);
            await book.DoAsync(
                ["order", "--customer", "acme", "--plan", "saas", "--start", "2025-06-01", "--line", "seats=2", "--reference", "one", .. of]);
            JsonNode upgraded = await book.DoAsync(["upgrade", "one", "--add", "seats=1", .. of]);
            JsonNode ran = await book.DoAsync(["run", .. of]);

            ((string)upgraded["effects"]!["facts"]![0]!["body"]!["effectiveOn"]!).ShouldBe(today, zone);
            ((string)ran["until"]!).ShouldBe(today, zone);
            (await book.RowsOfAsync(
                tenant, "SELECT DISTINCT business_on FROM contract_event WHERE tenant_id = @tenant", static row => row.GetDate(0)))
                .ShouldBe([DateOnly.ParseExact(today, "yyyy-MM-dd", null)], zone);
            // Two seats for June; then three for July where it is July, and one more for the last day of June where it is not.
            ((string)ran["net"]!["USD"]!).ShouldBe(today == "2025-07-01" ? "50.00" : "20.33", zone);
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CAL-1")]
    public async Task The_zone_of_the_server_changes_no_result(Engine engine)
    {
        var results = new List<string>();
        foreach (string zone in new[] { "UTC", "Pacific/Auckland", "America/Los_Angeles" })
        {
            await using CliBook book = await CliBook.CreateAsync(engine);
            await StartAsync(zone, book, "demo", "--contracts", "40", "--seed", "7");
            string ran = await StartAsync(zone, book, "run", "--until", "2025-12-31", "--json");
            List<string> lines = await book.RowsAsync(
                "SELECT d.series, d.number, d.issue_on, l.service_start, l.service_end, l.amount_minor, l.derivation FROM document_line l "
                + "JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id WHERE l.tenant_id = @tenant "
                + "ORDER BY d.series, d.number, l.line_index",
                static row => $"{row.GetText(0)}-{row.GetLong(1)} {row.GetDate(2):O} {row.GetDate(3):O} {row.GetDate(4):O} {row.GetLong(5)} {row.GetText(6)}");
            lines.Count.ShouldBeGreaterThan(40);
            results.Add(ran + string.Join('\n', lines));
        }

        results[1].ShouldBe(results[0]);
        results[2].ShouldBe(results[0]);
    }

    /// <summary>The program in a process of its own, in a zone of its own.</summary>
    private static async Task<string> StartAsync(string zone, CliBook book, params string[] command)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TZ"] = zone;
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "tenure.dll"), .. command, "--db", book.UnderTest.Address.Text])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, await error);
        return said;
    }
}
