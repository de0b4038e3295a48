// A slip in a year must not bill a book years ahead: beyond 366 days after the tenant's today a run asks whether it is meant.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class FarRunTests
{
    // Six in the morning of 1 July 2025 in Auckland, still 30 June in UTC.
    private static readonly DateTimeOffset Now = new(2025, 6, 30, 18, 0, 0, TimeSpan.Zero);

    [Theory, ClassData(typeof(BothEngines)), Rule("CAL-1")]
    public async Task A_run_reaches_366_days_past_the_tenants_today_and_further_only_when_it_is_meant(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine, Now);
        await book.AddTenantAsync(2, "Pacific/Auckland");
        foreach ((string tenant, string last, string beyond) in new[] { ("1", "2026-07-01", "2026-07-02"), ("2", "2026-07-02", "2026-07-03") })
        {
            string[] of = ["--tenant", tenant];
            await book.DoAsync(["plan", "add", "saas", "--currency", "USD", "--charge", "seats per unit 10.00 per month billed every month", .. of]);
            await book.DoAsync(
                ["order", "--customer", "acme", "--plan", "saas", "--on", "2023-01-01", "--start", "2023-01-01", "--line", "seats=1", "--term", "60 months", .. of]);

            CliAnswer refused = await book.RunAsync(["run", "--until", beyond, "--json", .. of]);
            refused.ExitCode.ShouldBe(ExitCodes.Refused, refused.ToString());
            refused.Code.ShouldBe("run.far_future");
            string sentence = (string)refused.Json["detail"]!;
            sentence.ShouldContain($"{beyond} lies 367 days after today");
            sentence.ShouldContain($"choose a day by {last}, or repeat with --far");

            // Two and a half years of an old book, and one ahead, in one go.
            JsonNode ran = await book.DoAsync(["run", "--until", last, .. of]);
            ((int)ran["documents"]!).ShouldBe(43);
            await book.DoAsync(["run", "--until", "2027-12-31", "--far", .. of]);
        }
    }
}
