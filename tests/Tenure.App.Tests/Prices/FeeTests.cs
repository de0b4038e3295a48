// What people read of the fee for an early end: in the clauses, in the preview beside the credit, on the invoice, in its explanation and in
// the books; on both engines.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Prices;

public sealed class FeeTests
{
    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("VER-5"), Rule("BIL-6"), Rule("BIL-8"), Rule("BOOK-1")]
    public async Task A_fee_is_previewed_beside_the_credit_explained_step_by_step_and_posted_as_income(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await OrderAsync(book, "50% until 6 months, 200.00");
        (await book.RunAsync("contract", "show", "life", "--json")).Out.ShouldContain(
            "within a fixed term costs 50% of the remaining value before 6 months of the term have passed, then 200.00 EUR");
        await book.DoAsync("run", "--until", "2025-04-01");

        string[] end = ["terminate", "life", "--at", "2025-04-16", "--settlement", "credit", "--on", "2025-04-10"];
        CliAnswer preview = await book.RunAsync([.. end, "--preview"]);
        preview.Out.ShouldContain("425.00 EUR on 2025-04-16");
        preview.Out.ShouldContain("remaining value");
        preview.Out.ShouldContain("425.00 EUR and -50.00 EUR: 375.00 EUR");
        JsonNode fee = (await book.DoAsync([.. end, "--preview"]))["effects"]!["fee"]!;
        fee.ToJsonString().ShouldBe("""{"amount":42500,"byClause":42500,"credit":-5000,"on":"2025-04-16","remaining":85000}""");
        await book.DoAsync(end);
        await book.DoAsync("run", "--until", "2025-04-16");

        JsonNode line = (await book.DoAsync("explain", "INV-5"))[0]!;
        ((bool)line["checked"]!).ShouldBeTrue(line.ToJsonString());
        ((string)line["charge"]!).ShouldBe("termination fee");
        ((string)line["figure"]!).ShouldBe("425.00 = round(850.00 x 50 / 100)");
        CliAnswer tree = await book.RunAsync("explain", "INV-5");
        foreach (string step in new[]
        {
            "INV-5/1  425.00 EUR  early end: termination fee, 2025-04-16 to 2025-12-31",
            "the end is before 6 months from 2025-01-01 have passed", "cut off  2025-04-16 to 2025-12-31: 260 days of the fixed term",
            "base, line 1  850.00 = 900.00 without the end - 50.00 with it", "VER-5", "BIL-6",
        })
        {
            tree.Out.ShouldContain(step);
        }

        JsonNode invoice = await book.DoAsync("invoices", "show", "INV-5");
        invoice["postings"]!.AsArray().Select(static posting => $"{(string)posting!["account"]!} {(long)posting["amountMinor"]!}")
            .ShouldBe(["receivable 42500", "termination_fees -42500"]);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("VER-5"), Rule("CON-6")]
    public async Task Another_fee_is_agreed_in_a_draft_shown_with_the_clauses_and_given_back_on_reinstatement(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await OrderAsync(book, "remaining");
        await book.DoAsync("run", "--until", "2025-04-01");
        await book.DoAsync(
            "terminate", "life", "--at", "2025-05-01", "--settlement", "refund", "--fee", "300.00", "--fee-reason", "talks", "--on", "2025-04-10",
            "--draft", "a way out");
        (await book.RunAsync("draft", "show", "a way out")).Out.ShouldContain("300.00 (+300.00)");
        await book.DoAsync("draft", "commit", "a way out", "--on", "2025-04-11");
        (await book.RunAsync("contract", "show", "life", "--as-of", "2025-04-12")).Out.ShouldContain("for a fee of 300.00 EUR as agreed (talks)");
        await book.DoAsync("run", "--until", "2025-05-01");
        ((string)(await book.DoAsync("explain", "INV-5"))[0]!["figure"]!).ShouldBe("300.00, as agreed with the end; 800.00 by the clause");

        await book.DoAsync("reinstate", "life", "--effective", "2025-05-10", "--gap", "not billed", "--on", "2025-05-10");
        await book.DoAsync("run", "--until", "2025-05-10");
        JsonNode back = (await book.DoAsync("explain", "CN-1"))[0]!;
        ((bool)back["checked"]!).ShouldBeTrue(back.ToJsonString());
        ((long)back["amountMinor"]!).ShouldBe(-30000);
        (await book.RunAsync("explain", "CN-1")).Out.ShouldContain("fee given back: termination fee");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    private static async Task OrderAsync(CliBook book, string fee)
    {
        await book.DoAsync("plan", "add", "all", "--currency", "EUR", "--charge", "base flat 100.00 per month");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "all", "--start", "2025-01-01", "--on", "2025-01-01", "--reference", "life", "--line", "base=1",
            "--termination-fee", fee);
    }
}
