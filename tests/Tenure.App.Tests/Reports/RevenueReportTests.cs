using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Reports;

/// <summary>What a month earns is told by the days of service, and what an end forfeits is earned with it (BOOK-2).</summary>
public sealed class RevenueReportTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-2")]
    public async Task A_year_is_earned_by_its_days_and_what_is_forfeited_with_the_end(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "p", "--currency", "EUR", "--charge", "base flat 1200.00 per 12 months billed every 12 months");
        await book.DoAsync("order", "--customer", "A", "--plan", "p", "--start", "2025-01-15", "--line", "base=1", "--reference", "a", "--on", "2025-01-15");
        await book.DoAsync("run", "--until", "2025-01-15");
        (await RowsAsync(book)).ShouldBe(["2025-01 120000 5589 114411", "2025-02 0 9205 105206", "2025-03 0 10192 95014", "2025-04 0 9863 85151"]);

        await book.DoAsync("terminate", "a", "--at", "2025-03-01", "--settlement", "nothing", "--reason", "budget", "--on", "2025-02-10");
        (await RowsAsync(book)).ShouldBe(["2025-01 120000 5589 114411", "2025-02 0 9206 105205", "2025-03 0 105205 0", "2025-04 0 0 0"]);

        CliAnswer told = await book.RunAsync("report", "revenue", "--from", "2025-01-01", "--to", "2025-04-30");
        told.Out.ShouldContain("EUR: 1200.00 invoiced, 1200.00 earned, 0.00 deferred at the end");
    }

    private static async Task<string[]> RowsAsync(CliBook book)
    {
        JsonNode report = await book.DoAsync("report", "revenue", "--from", "2025-01-01", "--to", "2025-04-30");
        return [.. report["revenue"]!.AsArray().Select(static row => $"{row!["month"]} {row["invoicedMinor"]} {row["earnedMinor"]} {row["deferredMinor"]}")];
    }
}
