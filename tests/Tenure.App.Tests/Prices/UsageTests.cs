// What people read of usage and of prepaid units: recorded, listed, invoiced, explained and verified; on both engines.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Prices;

public sealed class UsageTests
{
    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("BIL-2"), Rule("BIL-6"), Rule("BIL-8")]
    public async Task Totals_are_listed_invoiced_and_explained_batch_by_batch(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(
            "plan", "add", "api", "--currency", "EUR",
            "--charge", "calls volume 1-1000@0.05,1001+@0.02 usage per month with 100 included at least 14.00");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "api", "--start", "2025-01-01", "--on", "2025-01-01", "--reference", "life",
            "--line", "calls=1", "--discount", "friend=10%:renews", "--arrears", "period end", "--late-usage", "10");
        await RecordAsync(book, "calls", "2025-01-01", "2025-01-31", "900.5", "2025-02-01", "jan");
        await book.DoAsync("run", "--until", "2025-02-01");
        await RecordAsync(book, "calls", "2025-01-31", "2025-01-31", "400", "2025-02-03");
        await book.DoAsync("terminate", "life", "--at", "2025-02-15", "--settlement", "credit", "--on", "2025-02-03");
        await RecordAsync(book, "calls", "2025-02-01", "2025-02-14", "5", "2025-02-26");
        await book.DoAsync("run", "--until", "2025-03-05");

        (await ToldAsync(book, "INV-1", "CN-1", "INV-2")).ShouldBe(
        [
            "36.02 EUR: 36.02: the greater of 36.02 for the total and the minimum, 12.60",
            "-14.41 EUR: 21.61: the greater of 21.61 for the total and the minimum, 12.60",
            "6.30 EUR: 6.30: the greater of 0.00 for the total and the minimum, 6.30 = round(12.60 x 1 / 2)",
        ]);
        (await book.RunAsync("explain", "INV-2")).Out.ShouldContain("when the period ends, also where service stops within it");
        JsonArray listed = (await book.DoAsync("usage", "list", "life")).AsArray();
        listed.Select(static used => $"{used!["quantity"]} {used["becomes"]}").ShouldBe(["900.5 due 2025-02-01", "400 due 2025-02-03", "5 waived"]);
        string words = (await book.RunAsync("contract", "show", "life", "--json")).Out;
        words.ShouldContain("EUR for what is used per month: all units by the tier reached");
        words.ShouldContain("of days before an end is invoiced when it is recorded within 10 days after it, later it is waived");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("PRO-8"), Rule("BIL-8")]
    public async Task Prepaid_units_are_shown_used_up_and_given_back_with_their_reasons(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(
            "plan", "add", "care", "--currency", "EUR",
            "--charge", "hours package 100@1200.00 usage per year prepaid, given back by unused share overage 15.00",
            "--charge", "credits per unit 0.365 usage per year prepaid, given back by time");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "care", "--start", "2025-01-01", "--on", "2025-01-01", "--reference", "life",
            "--line", "hours=150", "--line", "credits=1000");
        await book.DoAsync("run", "--until", "2025-01-01");
        await RecordAsync(book, "hours", "2025-01-01", "2025-06-30", "60", "2025-07-01");
        JsonNode prepaid = (await book.DoAsync("contract", "show", "life", "--as-of", "2025-07-01"))["prepaid"]![0]!;
        (prepaid["bought"]!.ToString(), prepaid["used"]!.ToString(), prepaid["left"]!.ToString()).ShouldBe(("200", "60", "140"));
        await book.DoAsync("terminate", "life", "--at", "2025-07-02", "--settlement", "credit", "--on", "2025-07-01");
        await book.DoAsync("run", "--until", "2025-07-02");
        await RecordAsync(book, "hours", "2025-07-01", "2025-07-01", "142", "2025-07-03");
        await book.DoAsync("run", "--until", "2025-07-03");

        (await ToldAsync(book, "INV-1", "CN-1", "INV-2")).ShouldBe(
        [
            "2400.00 EUR: 2400.00 = 2400.00 for 200 prepaid units", "365.00 EUR: 365.00 = 365.00 for 1000 prepaid units",
            "-1680.00 EUR: 720.00 = round(2400.00 x 3 / 10) for 200 prepaid units", "-183.00 EUR: 182.00 = round(365.00 x 182 / 365) for 1000 prepaid units",
            "1710.00 EUR: 2430.00 = 2400.00 for 200 prepaid units + 30.00 for what was used beyond them",
        ]);
        (await book.RunAsync("contract", "show", "life", "--as-of", "2025-07-01")).Out.ShouldContain("Prepaid units");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    private static Task<JsonNode> RecordAsync(
        CliBook book, string charge, string first, string last, string quantity, string on, string reference = "") =>
        book.DoAsync(
            "usage", "record", "life", charge, "--from", first, "--last-day", last, "--quantity", quantity, "--on", on, "--reference", reference);

    /// <summary>The amount and the figure of every line of some documents, each computed again.</summary>
    private static async Task<List<string>> ToldAsync(CliBook book, params string[] documents)
    {
        List<string> told = [];
        foreach (string document in documents)
        {
            foreach (JsonNode? line in (await book.DoAsync("explain", document)).AsArray())
            {
                ((bool)line!["checked"]!).ShouldBeTrue(line.ToJsonString());
                told.Add($"{new Money((long)line["amountMinor"]!, Currency.Eur)}: {(string)line["figure"]!}");
            }
        }

        return told;
    }
}
