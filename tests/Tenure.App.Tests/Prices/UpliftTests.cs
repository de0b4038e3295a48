// Prices that rise at a renewal, as people order, preview, read and check them; on both engines.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Prices;

public sealed class UpliftTests
{
    private static readonly string[] Order =
        ["order", "--customer", "acme", "--plan", "crm", "--start", "2025-01-01", "--on", "2025-01-01", "--line", "seats=10", "--line", "base=1"];

    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("VER-3")]
    public async Task The_uplift_is_read_in_plain_words_before_and_after_it_is_locked_in(Engine engine)
    {
        await using CliBook book = await OfferedAsync(engine);
        await book.DoAsync([.. Order, "--reference", "a", "--renewal", "automatic", "--notice", "60 days", "--uplift", "5%"]);
        await book.DoAsync([.. Order, "--reference", "b", "--renewal", "manual", "--uplift", "list at most 7.5% to 1 digits"]);
        await book.DoAsync([.. Order, "--reference", "c", "--renewal", "none"]);
        (await ClauseAsync(book, "a")).ShouldBe("rise by 5 percent, rounded to the digits of the price");
        (await ClauseAsync(book, "b")).ShouldBe(
            "become those of the price list on the day the renewal is recorded, but rise by no more than 7.5 percent, rounded to 1 digit");
        (await ClauseAsync(book, "c")).ShouldBeNull();
        await book.DoAsync("run", "--until", "2025-11-02");
        JsonNode shown = await book.DoAsync("contract", "show", "a", "--as-of", "2025-11-02");
        ((string)shown["timeline"]![1]!["what"]!).ShouldBe("renewed by itself for 12 months: term 2, prices up 5%");
        shown["scheduled"]!.AsArray().Select(static item => (string)item!["what"]!).ShouldBe(
            ["line 1, seats: 51.45 EUR per unit and month", "line 2, base: 1050.00 EUR per 12 months", "term 2 begins, 12 months"], ignoreOrder: true);
        ((string)shown["lines"]![0]!["priceWords"]!).ShouldBe("49.00 EUR per unit and month");
        shown = await book.DoAsync("contract", "show", "a", "--as-of", "2026-01-01");
        ((string)shown["lines"]![0]!["priceWords"]!).ShouldBe("51.45 EUR per unit and month");
    }

    [Theory, MemberData(nameof(Engines)), Rule("VER-3"), Rule("CON-5")]
    public async Task A_renewal_shows_both_prices_and_what_the_price_list_does_not_have(Engine engine)
    {
        await using CliBook book = await OfferedAsync(engine);
        await book.DoAsync([.. Order, "--reference", "a", "--renewal", "manual"]);
        await book.DoAsync("plan", "add", "crm", "--currency", "USD", "--charge", "seats per unit 10.00 per month billed every year");
        await book.DoAsync("plan", "add", "crm", "--currency", "EUR", "--charge", "seats per unit 60.00 per month billed every year");
        CliAnswer preview = await book.RunAsync("renew", "a", "--uplift", "list", "--on", "2025-06-01", "--preview");
        preview.Out.ShouldContain("49.00 -> 60.00");
        preview.Out.ShouldContain("the price list does not have 'base' under these terms, so its price stays.");
        JsonNode renewed = await book.DoAsync("renew", "a", "--uplift", "list", "--on", "2025-06-01");
        renewed["effects"]!["warnings"]!.AsArray().Select(static warning => (string)warning!).ShouldBe(["price.not_on_list:base"]);
        await book.DoAsync("plan", "add", "crm", "--currency", "EUR", "--charge", "seats per unit 99.00 per month billed every year");
        await book.DoAsync("run", "--until", "2026-01-01", "--far");
        JsonNode line = (await book.DoAsync("explain", "INV-2"))[0]!;
        ((string)line["fullPrice"]!).ShouldBe("7200.00 = 60.00 x 10 x 12 (12 months at a price per month)");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("VER-3"), Rule("BIL-8"), Rule("BOOK-4")]
    public async Task The_run_locks_in_the_list_price_and_the_rise_is_explained_and_counted(Engine engine)
    {
        await using CliBook book = await OfferedAsync(engine);
        await book.DoAsync([.. Order, "--reference", "a", "--renewal", "automatic", "--uplift", "list at most 10%"]);
        await book.DoAsync(
            "plan", "add", "crm", "--currency", "EUR", "--charge", "seats per unit 60.00 per month billed every year",
            "--charge", "base flat 1020.00 per year billed every year");
        await book.DoAsync("run", "--until", "2027-01-01", "--far");
        CliAnswer explained = await book.RunAsync("explain", "INV-3/1");
        foreach (string words in new[]
        {
            "7114.80 = 59.29 x 10 x 12", "price  59.29 from 2027-01-01, event 3", "price  53.90 from 2026-01-01, event 2", "price  49.00 from 2025-01-01, event 1",
            "MON-6",
        })
        {
            explained.Out.ShouldContain(words);
        }

        JsonNode causes = (await book.DoAsync("explain", "INV-3/1"))[0]!["events"]!;
        ((string)causes[1]!["what"]!).ShouldBe("renewed by itself for 12 months: term 2, at list prices, up 10% at most");
        JsonNode moved = await book.DoAsync("report", "movements", "--from", "2026-01-01", "--to", "2026-01-31");
        moved.ToJsonString().ShouldContain("expansion");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("MON-6"), Rule("BIL-8"), Rule("BOOK-3")]
    public async Task A_ramp_is_read_on_the_contract_explained_and_checked(Engine engine)
    {
        await using CliBook book = await OfferedAsync(engine);
        await book.DoAsync(
            [.. Order, "--reference", "a", "--term", "36 months", "--renewal", "none", "--price", "seats=52.00@2026-01-01", "--price", "seats=55.5@2027-01-01"]);
        JsonNode shown = await book.DoAsync("contract", "show", "a", "--as-of", "2026-06-01");
        ((string)shown["clauses"]!["price of seats"]!).ShouldBe("52.00 EUR from 2026-01-01, 55.50 EUR from 2027-01-01");
        ((string)shown["lines"]![0]!["priceWords"]!).ShouldBe("52.00 EUR per unit and month");
        shown["scheduled"]!.AsArray().Select(static item => (string)item!["what"]!).ShouldContain("line 1, seats: 55.50 EUR per unit and month");
        await book.DoAsync("run", "--until", "2027-01-01", "--far");
        CliAnswer explained = await book.RunAsync("explain", "INV-3/1");
        explained.Out.ShouldContain("6660.00 = 55.50 x 10 x 12");
        explained.Out.ShouldContain("price  52.00 from 2026-01-01, event 1");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    private static async Task<CliBook> OfferedAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(
            "plan", "add", "crm", "--currency", "EUR", "--charge", "seats per unit 49.00 per month billed every year",
            "--charge", "base flat 1000.00 per year billed every year");
        return book;
    }

    private static async Task<string?> ClauseAsync(CliBook book, string contract) =>
        (string?)(await book.DoAsync("contract", "show", contract))["clauses"]!["prices at a renewal"];
}
