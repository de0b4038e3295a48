// Tax at the rim: stated on the command line, seen on documents, explained, kept by a recast, and nowhere to be seen without a rate.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Prices;

public sealed class TaxTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("MON-5")]
    public async Task Documents_show_net_tax_by_rate_and_both_together_and_the_story_of_each(Engine engine)
    {
        await using CliBook book = await LiveAsync(engine, "--tax-rate", "20%, handbook=7%");
        JsonNode invoice = await book.DoAsync("invoices", "show", "INV-1");
        Longs(invoice, "netMinor", "taxMinor", "grossMinor").ShouldBe([134_400, 25_008, 159_408]);
        invoice["taxes"]!.AsArray().Select(static sum => $"{sum!["rate"]} {sum["taxableMinor"]} {sum["taxMinor"]}")
            .ShouldBe(["20 120000 24000", "7 14400 1008"]);
        invoice["lines"]!.AsArray().Select(static line => $"{line!["taxRate"]} {line["taxMinor"]}").ShouldBe(["20 24000", "7 1008"]);
        invoice["postings"]!.AsArray().Select(static posting => $"{posting!["account"]} {posting["amountMinor"]}")
            .ShouldBe(["receivable 159408", "deferred_revenue -134400", "tax_payable -25008"]);

        await book.DoAsync("terminate", "ACME-1", "--at", "2025-07-01", "--settlement", "credit", "--reason", "budget", "--on", "2025-06-20");
        (await book.DoAsync("run", "--until", "2025-07-01"))["tax"]!["EUR"]!.GetValue<string>().ShouldBe("-126.07");
        JsonNode listed = await book.DoAsync("invoices", "list");
        listed["documents"]!.AsArray().Select(static row => $"{row!["number"]} {row["netMinor"]} {row["taxMinor"]} {row["grossMinor"]}")
            .ShouldBe(["INV-1 134400 25008 159408", "CN-1 -67752 -12607 -80359"]);
        string[] explained = [.. (await book.DoAsync("explain", "CN-1")).AsArray().Select(static line => $"{line!["tax"]} {line["checked"]}")];
        explained.ShouldBe(
        [
            "-120.99 = 119.01 - 240.00 before; 119.01 = round(240.00 x 595.07 / 1200.00 kept of the line it corrects) true",
            "-5.08 = 5.00 - 10.08 before; 5.00 = round(10.08 x 71.41 / 144.00 kept of the line it corrects) true",
        ]);
        JsonNode contract = await book.DoAsync("contract", "show", "ACME-1");
        contract["clauses"]!["tax"]!.GetValue<string>().ShouldStartWith("20 percent; handbook 7 percent; figured for each document and rate");
        (await book.RunAsync("contract", "show", "ACME-1")).Out.ShouldContain("with tax");
        (await book.DoAsync("verify"))["clean"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("MON-5")]
    public async Task Shares_of_one_rounded_tax_and_figures_of_lines_are_explained(Engine engine)
    {
        await using CliBook shared = await LiveAsync(engine, "--tax-rate", "8.1%");
        (await shared.DoAsync("explain", "INV-1/2"))[0]!["tax"]!.GetValue<string>()
            .ShouldBe("11.66, its share of 108.86 = round(1344.00 x 8.1 %), the tax of the document at this rate");
        await using CliBook apart = await LiveAsync(engine, "--tax-rate", "8.1%", "--tax-basis", "per line");
        (await apart.DoAsync("explain", "INV-1/2"))[0]!["tax"]!.GetValue<string>().ShouldBe("11.66 = round(144.00 x 8.1 %)");
        await apart.DoAsync("terminate", "ACME-1", "--at", "2025-07-01", "--settlement", "credit", "--reason", "budget", "--on", "2025-06-20");
        await apart.DoAsync("run", "--until", "2025-07-01");
        (await apart.DoAsync("explain", "CN-1/2"))[0]!["tax"]!.GetValue<string>().ShouldBe("-5.88 = 5.78 - 11.66 before; 5.78 = round(71.41 x 8.1 %)");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("MON-5"), Rule("VER-4")]
    public async Task A_recast_keeps_the_rates_of_what_goes_on_and_takes_others_where_they_are_said(Engine engine)
    {
        await using CliBook book = await LiveAsync(engine, "--tax-rate", "20%, handbook=7%", "--tax-basis", "per line");
        await book.DoAsync(
            "recast", "ACME-1", "--effective", "2025-07-01", "--settlement", "credit", "--line", "seats=20", "--on", "2025-06-20");
        (await TaxOfAsync(book, "ACME-1/2")).ShouldBe("20 percent; figured for each line and billing period");
        JsonNode preview = await book.DoAsync(
            "recast", "ACME-1/2", "--effective", "2025-08-01", "--settlement", "credit", "--tax-rate", "19%", "--on", "2025-07-02", "--preview");
        preview["openedEffects"]!["facts"]![0]!["body"]!["clauses"]!["taxRates"]!.ToJsonString().ShouldBe("""[{"charge":null,"from":null,"percent":"19"}]""");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("MON-5"), Rule("CON-5")]
    public async Task A_preview_shows_what_is_to_come_with_its_tax(Engine engine)
    {
        await using CliBook book = await LiveAsync(engine, "--tax-rate", "20%");
        JsonNode effects = (await book.DoAsync("upgrade", "ACME-1", "--add", "seats=5", "--effective", "2025-02-01", "--on", "2025-01-20", "--preview"))["effects"]!;
        effects["upcoming"]!["after"]!.AsArray().Select(static sum => $"{sum!["on"]} {sum["net"]} {sum["tax"]}").ShouldBe(["2025-02-01 54904 10981"]);
        (await book.RunAsync("upgrade", "ACME-1", "--add", "seats=5", "--effective", "2025-02-01", "--on", "2025-01-20", "--preview"))
            .Out.ShouldContain("658.85");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("MON-5")]
    public async Task Without_a_rate_nothing_is_said_of_tax(Engine engine)
    {
        await using CliBook book = await LiveAsync(engine);
        foreach (string[] command in new[]
        {
            new[] { "invoices", "show", "INV-1" }, ["invoices", "list"], ["explain", "INV-1"], ["contract", "show", "ACME-1"],
            ["upgrade", "ACME-1", "--add", "seats=5", "--on", "2025-01-20", "--preview"], ["terminate", "ACME-1", "--at", "2025-01-20", "--settlement", "credit", "--on", "2025-01-20", "--preview"],
        })
        {
            (await book.RunAsync(command)).Out.ShouldNotContain("tax", Case.Insensitive, string.Join(' ', command));
            (await book.DoAsync(command)).ToJsonString().ShouldNotContain("tax", Case.Insensitive, string.Join(' ', command));
        }
    }

    /// <summary>A year of ten seats and a handbook, billed on its first day.</summary>
    private static async Task<CliBook> LiveAsync(Engine engine, params string[] tax)
    {
        CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(
            "plan", "add", "team", "--currency", "EUR", "--charge", "seats per unit 10.00 per month billed every year",
            "--charge", "handbook flat 12.00 per month billed every year");
        await book.DoAsync(
        [
            "order", "--customer", "ACME", "--plan", "team", "--start", "2025-01-01", "--on", "2025-01-01", "--line", "seats=10", "--line", "handbook=1",
            "--reference", "ACME-1", .. tax,
        ]);
        await book.DoAsync("run", "--until", "2025-01-15");
        return book;
    }

    private static async Task<string> TaxOfAsync(CliBook book, string contract) =>
        (await book.DoAsync("contract", "show", contract, "--as-of", "2025-07-02"))["clauses"]!["tax"]!.GetValue<string>();

    private static long[] Longs(JsonNode node, params string[] names) => [.. names.Select(name => node[name]!.GetValue<long>())];
}
