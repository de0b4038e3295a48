// Retention, annual revenue and renewals on a book of seven customers, every number worked out by hand. A seat is 10.00 a month, paid by
// the year; on the eve of 2025 A has 10 seats, B 9, C 6, D 5 and G 3.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Reports;

public sealed class RetentionReportTests
{
    private const string HalfYear = "--from 2025-01-01 --to 2025-06-30";

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4")]
    public async Task Retention_asks_what_became_of_the_revenue_with_which_a_window_opened(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        (await RowsAsync(book, "retention", HalfYear)).ShouldBe(["5 1 20 33000 -2000 -9000 19000 0 41000 66.67 124.24"]);
        (await RowsAsync(book, "retention", HalfYear + " --without-uplifts")).ShouldBe(["5 1 20 33000 -2000 -9000 18000 1000 41000 66.67 121.21"]);
        (await RowsAsync(book, "retention", HalfYear + " --by quarter")).ShouldBe(
        [
            "2025-Q1 5 0 0 33000 -2000 0 1000 0 32000 93.94 96.97",
            "2025-Q2 6 1 16.67 39000 0 -9000 18000 0 48000 76.92 123.08",
        ]);
        (await RowsAsync(book, "retention", "--from 2024-11-15 --to 2025-01-14 --by year"))
            .ShouldBe(["2024 5 0 0 33000 0 0 0 0 33000 100 100", "2025 5 0 0 33000 0 0 1000 0 34000 100 103.03"]);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4")]
    public async Task An_end_counts_when_paid_service_is_over_or_on_its_day_or_when_it_was_recorded(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        (await RowsAsync(book, "retention", HalfYear + " --by quarter --churn-on end")).ShouldBe(
        [
            "2025-Q1 5 1 20 33000 -2000 -9000 1000 0 23000 66.67 69.7",
            "2025-Q2 5 0 0 30000 0 0 18000 0 48000 100 160",
        ]);
        (await RowsAsync(book, "retention", "--from 2025-01-01 --to 2025-03-31 --churn-on recorded"))
            .ShouldBe(["5 2 40 33000 -2000 -12000 1000 0 20000 57.58 60.61"]);
        (await book.RunAsync([.. "report retention --churn-on never --json".Split(' ')])).Code.ShouldBe("option.not_readable");
        (await book.RunAsync([.. "report retention --by week --json".Split(' ')])).Code.ShouldBe("option.not_readable");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4")]
    public async Task Committed_revenue_has_what_is_signed_and_begins_later(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        (await RowsAsync(book, "arr", "--as-of 2025-06-30")).ShouldBe(["EUR 6 576000 48000 624000"], "F is signed, B is gone");
        (await RowsAsync(book, "arr", "--as-of 2025-03-09 --by customer")).ShouldBe(
            ["A EUR 1 132000 0 132000", "B EUR 1 108000 0 108000", "C EUR 1 48000 0 48000", "D EUR 1 60000 0 60000", "E EUR 1 84000 0 84000", "G EUR 1 36000 0 36000"],
            "nobody had signed F");
        await book.DoAsync("recast", "E", "--on", "2025-07-01", "--effective", "2025-10-01", "--line", "seats=9", "--settlement", "credit");
        (await RowsAsync(book, "arr", "--as-of 2025-07-01 --by customer")).Single(static row => row.StartsWith("E ", StringComparison.Ordinal))
            .ShouldBe("E EUR 2 84000 24000 108000", "what takes its place counts with the difference");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("VER-3")]
    public async Task Terms_that_were_due_are_renewed_open_or_lost(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        (await RowsAsync(book, "renewals", "--from 2025-01-01 --to 2025-12-31 --on 2025-06-30 --by quarter")).ShouldBe(
        [
            "2025-Q2 2 8000 5000 0 0 3000 18000 62.5 0 0",
            "2025-Q4 2 15000 0 15000 0 0 0 0 182038 193200",
        ]);
        (await RowsAsync(book, "renewals", "--from 2025-12-01 --to 2025-12-31 --on 2025-06-30 --by month"))
            .ShouldBe(["2025-12 2 15000 0 15000 0 0 0 0 182038 193200"]);
        (await book.RunAsync([.. "report renewals --by year --json".Split(' ')])).Code.ShouldBe("option.not_readable");
    }

    /// <summary>A's prices rise by a tenth, B leaves in March and forfeits what is paid until May, C loses two seats, D gains eighteen, E comes
    /// in February, F is signed in March and begins in September, G declines its renewal.</summary>
    private static async Task<CliBook> BookAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine, new DateTimeOffset(2025, 6, 30, 12, 0, 0, TimeSpan.Zero));
        await book.DoAsync("plan", "add", "team", "--currency", "EUR", "--charge", "seats per unit 120.00 per year billed every year");
        await OrderAsync(book, "A", "2024-01-01", 10, "--uplift", "10%");
        await OrderAsync(book, "B", "2024-06-01", 9);
        await OrderAsync(book, "C", "2024-01-01", 6);
        await OrderAsync(book, "D", "2024-05-01", 5);
        await OrderAsync(book, "G", "2024-07-01", 3);
        await book.DoAsync("run", "--until", "2025-01-01");
        await book.DoAsync("decline", "G", "--on", "2025-01-10");
        await book.DoAsync("terminate", "B", "--at", "2025-03-15", "--settlement", "nothing", "--on", "2025-01-20");
        await OrderAsync(book, "E", "2025-02-01", 7);
        await book.DoAsync("upgrade", "C", "--effective", "2025-02-01", "--remove", "seats=2", "--on", "2025-02-01");
        await book.DoAsync(
            "order", "--customer", "F", "--plan", "team", "--start", "2025-09-01", "--line", "seats=4", "--reference", "F", "--on", "2025-03-10");
        await book.DoAsync("run", "--until", "2025-05-01");
        await book.DoAsync("upgrade", "D", "--effective", "2025-05-01", "--add", "seats=18", "--on", "2025-05-01");
        await book.DoAsync("run", "--until", "2025-06-30");
        return book;
    }

    private static Task<JsonNode> OrderAsync(CliBook book, string customer, string start, int seats, params string[] more) => book.DoAsync(
    [
        "order", "--customer", customer, "--plan", "team", "--start", start, "--line", $"seats={seats}", "--renewal", "automatic",
        "--reference", customer, "--on", start, .. more,
    ]);

    /// <summary>What each row says, but for the days of a window that is not cut and the one currency of most reports.</summary>
    private static async Task<string[]> RowsAsync(CliBook book, string report, string options)
    {
        JsonNode answer = await book.DoAsync(["report", report, .. options.Split(' ')]);
        return
        [
            .. answer[report]!.AsArray().Select(row => string.Join(' ', row!.AsObject()
                .Where(cell => cell.Key != "window" && (report == "arr" || cell.Key != "currency")).Select(static cell => cell.Value?.ToString()))),
        ];
    }
}
