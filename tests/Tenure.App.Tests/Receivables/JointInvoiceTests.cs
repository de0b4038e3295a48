// One invoice for several contracts of a customer: one number with a part for each, shown, explained, paid and taken back as one; on both
// engines.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Receivables;

public sealed class JointInvoiceTests
{
    private static readonly DateTimeOffset Noon = new(2025, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("BIL-8"), Rule("BIL-4")]
    public async Task Contracts_that_agreed_so_stand_on_one_invoice_of_a_day_and_the_others_on_their_own(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        string joint = await NumberAsync(book, "seats", "2025-02-01");
        (await NumberAsync(book, "base", "2025-02-01")).ShouldBe(joint + ".2");
        (await NumberAsync(book, "alone", "2025-02-01")).ShouldNotStartWith(joint);
        JsonNode shown = await book.DoAsync("invoices", "show", joint);
        ((long)shown["netMinor"]!, (long)shown["taxMinor"]!, (long)shown["grossMinor"]!).ShouldBe((5000, 800, 5800));
        shown["parts"]!.AsArray().Select(static part => $"{part!["contract"]} {part["netMinor"]}").ShouldBe(["seats 3000", "base 2000"]);
        ((string)(await book.DoAsync("invoices", "show", joint + ".2"))["contract"]!).ShouldBe("base");
        (await book.RunAsync("invoices", "show", joint)).Out.ShouldContain($"Invoice {joint}, for 2 contracts");
        (await book.DoAsync("explain", joint)).AsArray().Select(static line => (string)line!["line"]!).ShouldBe([$"{joint}/1", $"{joint}.2/1"]);
        (await book.RunAsync("invoices", "list", "--from", "2025-02-01", "--to", "2025-02-01")).Out.ShouldContain("2 documents; net 70.00 EUR");
        (await book.CountAsync("SELECT count(*) FROM number WHERE tenant_id = @tenant")).ShouldBe(5);
        (await book.RunAsync("contract", "show", "base")).Out.ShouldContain("shared with what other contracts of the customer owe");
        ((long)(await book.DoAsync("run", "--until", "2025-02-01"))["contracts"]!).ShouldBe(0);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-8"), Rule("BIL-3"), Rule("CON-5")]
    public async Task A_joint_invoice_is_paid_and_taken_back_as_one(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        string joint = await NumberAsync(book, "seats", "2025-02-01");
        string[] pay = ["payment", "record", "base", "--amount", "40.00", "--document", joint, "--on", "2025-02-05"];

        // 36.00 of seats and tax first, 4.00 of the 22.00 of the other contract
        string hash = (string)(await book.DoAsync([.. pay, "--preview"]))["hash"]!;
        JsonNode paid = await book.DoAsync([.. pay, "--hash", hash]);
        paid["contracts"]!.AsArray().Count.ShouldBe(2);
        (await OpenAsync(book, "seats"), await OpenAsync(book, "base")).ShouldBe((3600, 1207 + 1800));
        (await book.RunAsync([.. pay, "--hash", hash, "--json"])).Code.ShouldBe("preview.stale");
        (await book.RunAsync("payment", "record", "alone", "--amount", "1.00", "--document", joint, "--json")).Code.ShouldBe("payment.no_invoice");

        string took = ((int)(await book.DoAsync("account", "seats"))["payments"]![0]!["event"]!).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await book.DoAsync("payment", "unapply", "seats", "--payment", took, "--on", "2025-02-06");
        (await OpenAsync(book, "seats"), await OpenAsync(book, "base")).ShouldBe((7200, 3407));

        // More than both owe on it: the rest is left as credit with the contract that is named.
        await book.DoAsync("payment", "record", "base", "--amount", "60.00", "--document", joint, "--on", "2025-02-07");
        (await OpenAsync(book, "seats"), await OpenAsync(book, "base")).ShouldBe((3600, 1207));
        ((long)(await book.DoAsync("account", "base"))["credits"]![0]!["leftMinor"]!).ShouldBe(200);
        (await book.RunAsync("payment", "record", "seats", "--amount", "36.00", "--on", "2025-02-08")).ExitCode.ShouldBe(ExitCodes.Done);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-8"), Rule("BIL-5")]
    public async Task Credits_of_a_day_share_a_credit_note_and_what_an_end_issues_at_once_stands_alone(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("upgrade", "seats", "--remove", "seats=1", "--effective", "2025-02-15", "--on", "2025-02-10");
        await book.DoAsync("terminate", "base", "--at", "2025-02-15", "--settlement", "credit", "--reason", "budget", "--on", "2025-02-10");
        await book.DoAsync("run", "--until", "2025-02-15");
        (await NumberAsync(book, "seats", "2025-02-15")).ShouldBe("CN-1");
        (await NumberAsync(book, "base", "2025-02-15")).ShouldBe("CN-1.2");
        await book.DoAsync("terminate", "seats", "--at", "2025-03-05", "--settlement", "nothing", "--reason", "budget", "--on", "2025-03-01");
        (await NumberAsync(book, "seats", "2025-03-01")).ShouldNotContain(".");
        await book.DoAsync("run", "--until", "2025-03-20");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    /// <summary>Three seats and a base fee on one invoice, another base fee alone; the base fee begins in the middle of January.</summary>
    private static async Task<CliBook> OrderedAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine, Noon);
        await book.DoAsync(
            "plan", "add", "pro", "--currency", "EUR", "--charge", "seats per unit 10.00 per month billed every month",
            "--charge", "base flat 20.00 per month billed every month");
        string[] joint = ["--tax-basis", "per line", "--documents", "per customer"];
        await OrderAsync(book, "seats", "2025-01-01", ["--line", "seats=3", "--tax-rate", "20%", .. joint]);
        await OrderAsync(book, "alone", "2025-01-01", ["--line", "base=1"]);
        await OrderAsync(book, "base", "2025-01-15", ["--line", "base=1", "--tax-rate", "10%", "--grid", "calendar", .. joint]);
        await book.DoAsync("run", "--until", "2025-01-31");
        ((long)(await book.DoAsync("run", "--until", "2025-02-01"))["documents"]!).ShouldBe(2);
        return book;
    }

    private static Task<JsonNode> OrderAsync(CliBook book, string reference, string start, string[] more) => book.DoAsync(
        ["order", "--customer", "acme", "--plan", "pro", "--start", start, "--renewal", "automatic", "--reference", reference, "--on", start, .. more]);

    private static async Task<string> NumberAsync(CliBook book, string contract, string day) =>
        (string)(await book.DoAsync("contract", "show", contract))["documents"]!.AsArray()
            .Last(document => (string)document!["issueOn"]! == day)!["number"]!;

    private static async Task<long> OpenAsync(CliBook book, string contract) => (long)(await book.DoAsync("account", contract))["openMinor"]!;
}
