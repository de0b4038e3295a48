// What people read of a price by tiers, blocks or a minimum, from the plan to the explained cent; on both engines.
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Prices;

public sealed class PriceModelTests
{
    private static readonly string[] Charges =
    [
        "seats graduated 1-10@5.00,11+@4.00+6.00 per month billed every year",
        "users volume 1-10@5.00,11+@4.00 per month with 5 included",
        "storage package 10@30.00 per month",
        "api stairstep 1-10@50.00,11+@90.00 per month",
        "calls per unit 0.0125 per month at least 100.00",
        "licences volume 1-9@10.00,10+@8.00 once",
    ];

    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("PRO-1")]
    public async Task Each_model_is_read_in_plain_words_in_the_plan_and_on_the_contract(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        foreach (string words in new[]
        {
            "EUR per month: each unit by its tier, 1 to 10 at 5.00 each, from 11 at 4.00 each and 6.00",
            "EUR per month: all units by the tier reached, 1 to 10 at 5.00 each, from 11 at 4.00 each, the first 5 units included",
            "EUR per month: 30.00 for each started block of 10",
            "EUR per month: the whole by the tier reached, 1 to 10 at 50.00, from 11 at 90.00",
            "EUR per month: 0.0125 per unit, at least 100.00",
            "EUR once: all units by the tier reached, 1 to 9 at 10.00 each, from 10 at 8.00 each",
        })
        {
            (await WordsAsync(book, "plan", "list")).ShouldContain(words);
            (await WordsAsync(book, "contract", "show", "life")).ShouldContain(words);
        }

        foreach (string[] command in new[] { (string[])["plan", "list"], ["contract", "show", "life"] })
        {
            CliAnswer table = await book.RunAsync(command);
            table.ExitCode.ShouldBe(ExitCodes.Done, table.ToString());
            table.Out.ShouldContain("tier", customMessage: table.Out);
        }
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-8"), Rule("PRO-8")]
    public async Task A_price_carried_to_another_length_by_days_is_explained_by_its_days(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "team", "--currency", "EUR", "--charge", "site flat 700.00 per year billed per term");
        await book.DoAsync(
            "order", "--customer", "ACME", "--plan", "team", "--line", "site=1", "--start", "2024-02-29", "--on", "2024-02-29",
            "--term", "month", "--term-price", "by days", "--discount", "launch=10%", "--reference", "life");
        await book.DoAsync("run", "--until", "2024-02-29");

        var line = (await book.DoAsync("explain", "INV-1")).AsArray().Single()!;

        ((bool)line["checked"]!).ShouldBeTrue(line.ToJsonString());
        ((string)line["fullPrice"]!).ShouldBe(
            "50.05 = 700.00 x 1 x 29/365 days less 10 % (launch) (a price for 2024-02-29 to 2025-02-27, carried by days)");
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-8"), Rule("PRO-1")]
    public async Task Each_amount_is_explained_by_the_units_and_prices_that_make_it(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("run", "--until", "2025-01-01");
        var told = new List<string>();
        foreach (var line in (await book.DoAsync("explain", "INV-1")).AsArray())
        {
            ((bool)line!["checked"]!).ShouldBeTrue(line.ToJsonString());
            told.Add((string)line["fullPrice"]!);
        }

        told.ShouldBe(
        [
            "1392.00 = (10 x 5.00 + 15 x 4.00 + 6.00) x 12 (12 months at a price per month)",
            "80.00 = (20 x 4.00, 5 of 25 units included) (1 month at a price per month)",
            "90.00 = (3 x 30.00 for blocks of 10) (1 month at a price per month)",
            "90.00 = (90.00 for 25 units, in the last tier) (1 month at a price per month)",
            "100.00 = (at least 100.00, more than 0.0125 x 25) (1 month at a price per month)",
            "200.00 = (25 x 8.00)",
        ], ignoreOrder: true);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-8"), Rule("PRO-4")]
    public async Task Thresholds_of_a_short_period_are_explained_as_exact_parts_of_units(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "cut", "--currency", "EUR", "--charge", "seats graduated 1-10@5.00,11+@4.00 per month thresholds prorated");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "cut", "--start", "2025-01-17", "--on", "2025-01-15", "--grid", "calendar", "--line", "seats=25");
        await book.DoAsync("run", "--until", "2025-01-17");
        var line = (await book.DoAsync("explain", "INV-1"))[0]!;
        ((string)line["fullPrice"]!).ShouldBe("104.84 = (150/31 x 5.00 + 625/31 x 4.00) (1 month at a price per month)");
        ((bool)line["checked"]!).ShouldBeTrue();
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("PRO-4"), Rule("CON-5")]
    public async Task Another_quantity_is_previewed_as_one_line_in_the_place_of_another(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        CliAnswer preview = await book.RunAsync("upgrade", "life", "--add", "seats=5", "--effective", "2025-02-01", "--preview");
        preview.ExitCode.ShouldBe(ExitCodes.Done, preview.ToString());
        preview.Out.ShouldContain("1-10@5,11+@4+6");
        await book.DoAsync("upgrade", "life", "--add", "seats=5", "--effective", "2025-02-01");
        (await WordsAsync(book, "contract", "show", "life")).ShouldContain("25 of line 1 became 30 x seats (line 7)");
    }

    private static async Task<CliBook> OrderedAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(["plan", "add", "all", "--currency", "EUR", .. Charges.SelectMany(static charge => new[] { "--charge", charge })]);
        string[] lines = [.. Charges.SelectMany(static charge => new[] { "--line", charge[..charge.IndexOf(' ', StringComparison.Ordinal)] + "=25" })];
        await book.DoAsync(["order", "--customer", "acme", "--plan", "all", "--start", "2025-01-01", "--on", "2025-01-01", "--reference", "life", .. lines]);
        return book;
    }

    private static async Task<string> WordsAsync(CliBook book, params string[] command) =>
        (await book.DoAsync(command)).ToJsonString(new System.Text.Json.JsonSerializerOptions
        {
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
}
