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

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-2")]
    public async Task An_item_is_earned_by_day_until_its_term_ends_where_the_contract_says_so(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "p", "--currency", "EUR", "--charge", "setup flat 2950.00 once on acceptance");
        await book.DoAsync(
            "order", "--customer", "A", "--plan", "p", "--start", "2025-01-01", "--renewal", "none", "--one-time-revenue", "over the term", "--line", "setup=1", "--reference", "a",
            "--on", "2025-01-01");
        await book.DoAsync("milestone", "a", "--name", "acceptance", "--effective", "2025-03-12", "--on", "2025-03-12");
        await book.DoAsync("run", "--until", "2025-03-12");
        (await RowsAsync(book)).ShouldBe(["2025-01 0 0 0", "2025-02 0 0 0", "2025-03 295000 20000 275000", "2025-04 0 30000 245000"]);
        (await book.RunAsync("contract", "show", "a")).Out.ShouldContain("are earned by day until the end of the term in which they fall due");

        await book.DoAsync("terminate", "a", "--at", "2025-04-11", "--settlement", "credit", "--reason", "budget", "--on", "2025-04-11");
        await book.DoAsync("run", "--until", "2025-04-11");
        (await RowsAsync(book)).ShouldBe(["2025-01 0 0 0", "2025-02 0 0 0", "2025-03 295000 20000 275000", "2025-04 0 275000 0"]);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(0);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-2")]
    public async Task An_item_that_comes_back_whole_leaves_no_month_with_revenue(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "p", "--currency", "EUR", "--charge", "setup flat 365.00 once given back full within 60 days");
        await book.DoAsync(
            "order", "--customer", "A", "--plan", "p", "--start", "2025-01-01", "--renewal", "none", "--one-time-revenue", "over the term", "--line", "setup=1", "--reference", "a",
            "--on", "2025-01-01");
        await book.DoAsync("run", "--until", "2025-01-01");
        (await RowsAsync(book)).ShouldBe(["2025-01 36500 3100 33400", "2025-02 0 2800 30600", "2025-03 0 3100 27500", "2025-04 0 3000 24500"]);

        await book.DoAsync("terminate", "a", "--at", "2025-02-10", "--settlement", "credit", "--reason", "budget", "--on", "2025-02-10");
        await book.DoAsync("run", "--until", "2025-02-10");
        (await RowsAsync(book)).ShouldBe(["2025-01 36500 0 36500", "2025-02 -36500 0 0", "2025-03 0 0 0", "2025-04 0 0 0"]);
    }

    private static async Task<string[]> RowsAsync(CliBook book)
    {
        JsonNode report = await book.DoAsync("report", "revenue", "--from", "2025-01-01", "--to", "2025-04-30");
        return [.. report["revenue"]!.AsArray().Select(static row => $"{row!["month"]} {row["invoicedMinor"]} {row["earnedMinor"]} {row["deferredMinor"]}")];
    }
}
