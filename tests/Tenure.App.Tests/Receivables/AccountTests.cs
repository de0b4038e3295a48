// Money as people record and read it: the statement adds up, what bounced is taken back, what is left beside a debt is named and
// used, and a credit note says what became of it; on both engines.
using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Receivables;

public sealed class AccountTests
{
    private const string Day = "2025-03-20";

    private static readonly DateTimeOffset Noon = new(2025, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("BIL-3"), Rule("BOOK-1"), Rule("BOOK-3")]
    public async Task A_statement_lists_documents_and_money_and_closes_with_the_balance(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("payment", "record", "acme", "--amount", "500.00", "--on", "2025-01-20", "--received", "2025-01-18");
        await book.DoAsync("payment", "refund", "acme", "--amount", "50.00", "--on", "2025-01-21");
        await book.DoAsync("payment", "unapply", "acme", "--payment", "3", "--on", "2025-01-22");
        await book.DoAsync("run", "--until", "2025-02-01");
        await book.DoAsync("upgrade", "acme", "--remove", "seats=5", "--on", "2025-02-15", "--effective", "2025-02-15");
        await book.DoAsync("run", "--until", Day);
        JsonNode account = await book.DoAsync("account", "acme");
        JsonArray rows = account["statement"]!.AsArray();
        rows.Select(static row => $"{row!["on"]} {row["what"]} {row["amountMinor"]} {row["balanceMinor"]}").ShouldBe(
        [
            "2025-01-01 invoice INV-1 30000 30000",
            "2025-01-18 payment -50000 -20000",
            "2025-01-21 refund paid 5000 -15000",
            "2025-01-22 refund 3 taken back -5000 -20000",
            "2025-02-01 invoice INV-2 30000 10000",
            "2025-02-15 credit note CN-1 -2500 7500",
            "2025-03-01 invoice INV-3 25000 32500",
        ]);
        rows.Select(static row => (string)row!["kind"]!).ShouldBe(
            ["invoice", "payment", "refund", "taken_back", "invoice", "credit_note", "invoice"]);
        rows.Select(static row => (int?)row!["event"]).ShouldBe([null, 2, 3, 4, null, null, null]);
        ((int?)rows[3]!["takesBack"]).ShouldBe(3);
        ((long)account["balanceMinor"]!).ShouldBe(32_500);
        ((long)account["openMinor"]!).ShouldBe(32_500);
        account["payments"]![0]!["receivedOn"]!.ToString().ShouldBe("2025-01-18");
        account["refunds"]!.AsArray().ShouldBeEmpty();
        string page = (await book.RunAsync("account", "acme")).Out;
        page.ShouldContain("balance            325.00 EUR, owed by the customer");
        page.ShouldNotContain("left from");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-3")]
    public async Task A_statement_of_some_days_begins_with_the_balance_before_them(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("run", "--until", Day);
        JsonNode account = await book.DoAsync("account", "acme", "--from", "2025-02-01", "--to", "2025-02-28");
        ((long)account["openingBalanceMinor"]!).ShouldBe(30_000);
        account["statement"]!.AsArray().Select(static row => (long)row!["balanceMinor"]!).ShouldBe([60_000]);
        JsonNode cut = await book.DoAsync("account", "acme", "--limit", "1");
        ((bool?)cut["more"]).ShouldBe(true);
        ((int)cut["count"]!).ShouldBe(1);
        CliAnswer page = await book.RunAsync("account", "acme", "--from", "2025-02-01", "--limit", "1");
        page.Out.ShouldContain("balance before it 300.00 EUR");
        page.Out.ShouldContain("the first 1 row; more fit");
        page.Out.ShouldContain("900.00 EUR, owed by the customer");
        (await book.RunAsync("account", "acme", "--csv")).Out.ShouldStartWith(
            "on,kind,what,document,event,takesBack,settled,amount,balance\n2025-01-01,invoice,invoice INV-1,INV-1,,,0.00,300.00,300.00\n");
        (await book.RunAsync("account", "acme", "--from", "soon", "--json")).Code.ShouldBe("option.not_readable");
    }

    [Theory, InlineData(50), InlineData(80), Rule("BIL-3")]
    public async Task A_statement_fits_a_narrow_terminal(int width)
    {
        await using CliBook book = await OrderedAsync(Engine.Sqlite);
        await book.DoAsync("run", "--until", Day);
        await book.DoAsync("payment", "record", "acme", "--amount", "500.00", "--document", "INV-1", "--on", Day);
        await book.DoAsync("payment", "use-credit", "acme", "--document", "INV-3", "--on", Day);
        await book.DoAsync("payment", "unapply", "acme", "--payment", "3", "--on", Day);
        await using var said = new StringWriter(CultureInfo.InvariantCulture);
        await CommandLine.RunAsync(
            ["account", "acme", "--db", book.UnderTest.Address.Text], new CliHost(said, said, TimeProvider.System, width, IsTerminal: true));
        string[] lines = [.. said.ToString().Split('\n').Where(static line => !line.StartsWith("note: ", StringComparison.Ordinal))];
        lines.ShouldAllBe(line => line.Length <= width + 10, "ten for the marks of a bold line");
        lines.ShouldContain(static line => line.Contains("use of credit 3 taken back", StringComparison.Ordinal));
        lines.Any(static line => line.Contains("day  ", StringComparison.Ordinal) && line.Contains("balance EUR", StringComparison.Ordinal)).ShouldBe(width == 80);
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-3"), Rule("BOOK-1"), Rule("BOOK-3")]
    public async Task A_bounced_payment_is_taken_back_although_a_later_invoice_used_it(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("payment", "record", "acme", "--amount", "500.00", "--on", "2025-01-20");
        await book.DoAsync("run", "--until", Day);
        CliAnswer preview = await book.RunAsync("payment", "unapply", "acme", "--payment", "2", "--on", Day, "--preview");
        preview.Out.ShouldContain("event 2: payment of 500.00 EUR, received 2025-01-20");
        preview.Out.ShouldContain("INV-1    2025-01-01      300.00    300.00");
        preview.Out.ShouldContain("INV-2    2025-02-01      200.00    300.00");
        JsonNode back = await book.DoAsync("payment", "unapply", "acme", "--payment", "2", "--on", Day);
        back["effects"]!["entries"]![0]!["postings"]!.AsArray().Select(static posting => $"{posting!["account"]} {posting["amount"]}")
            .ShouldBe(["cash -50000", "receivable 50000"]);
        back["effects"]!["account"]!["invoices"]!.AsArray().Select(static invoice => $"{invoice!["document"]} {invoice["before"]} {invoice["after"]}")
            .ShouldBe(["1 0 30000", "2 10000 30000"]);
        (await book.RunAsync("payment", "unapply", "acme", "--payment", "2", "--json")).Code.ShouldBe("payment.unknown");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
        string page = (await book.RunAsync("contract", "show", "acme")).Out;
        page.ShouldContain("payment of 500.00 EUR received (taken back by event 3)");
        page.ShouldContain("took back event 2");
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-3")]
    public async Task Credit_beside_a_debt_is_named_and_used_by_choice(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("run", "--until", "2025-02-10");
        string[] pay = ["payment", "record", "acme", "--amount", "400.00", "--document", "INV-1", "--on", "2025-02-10"];
        CliAnswer preview = await book.RunAsync([.. pay, "--preview"]);
        preview.Out.ShouldContain("400.00 EUR on 2025-02-10, for INV-1");
        preview.Out.ShouldContain("credit left        0.00 EUR -> 100.00 EUR");
        preview.Out.ShouldContain("note: 100.00 EUR left as credit, while 300.00 EUR on INV-2 stays open: 'payment use-credit acme' uses it there.");
        preview.Out.ShouldNotContain("recurring");
        preview.Out.ShouldNotContain("To be billed");
        JsonNode paid = await book.DoAsync(pay);
        paid["effects"]!["warnings"]!.AsArray().Select(static warning => (string)warning!).ShouldBe(["credit.left_beside_debt"]);
        (await book.RunAsync("contract", "show", "acme", "--as-of", "2025-02-10")).Out.ShouldContain("payment of 400.00 EUR received for INV-1");
        (await book.RunAsync("account", "acme")).Out.ShouldContain("'payment use-credit acme'");
        CliAnswer used = await book.RunAsync("payment", "use-credit", "acme", "--on", "2025-02-10");
        used.Out.ShouldContain("100.00 EUR of the credit left, the oldest debt first");
        used.Out.ShouldContain("INV-2    2025-02-01    100.00          200.00");
        used.Out.ShouldNotContain("note:");
        JsonNode row = (await book.DoAsync("account", "acme"))["statement"]!.AsArray()[^1]!;
        ((string)row["kind"]!, (long)row["settledMinor"]!, (long)row["amountMinor"]!, (long)row["balanceMinor"]!).ShouldBe(("credit_used", 10_000, 0, 20_000));
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-3"), Rule("BOOK-1")]
    public async Task A_credit_note_says_what_became_of_it(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("payment", "record", "acme", "--amount", "290.00", "--on", "2025-01-10");
        await book.DoAsync("upgrade", "acme", "--remove", "seats=5", "--on", "2025-01-10", "--effective", "2025-01-10");
        await book.DoAsync("run", "--until", "2025-01-15");
        CliAnswer page = await book.RunAsync("invoices", "show", "CN-1");
        page.Out.ShouldContain("debt cancelled   10.00 EUR");
        page.Out.ShouldContain("left as credit   25.48 EUR");
        page.Out.ShouldContain("customer credit");
        JsonNode shown = await book.DoAsync("invoices", "show", "CN-1");
        shown["account"]!.ToJsonString().ShouldBe("""{"cancelledMinor":1000,"creditMinor":2548,"refundOwedMinor":0}""");
        shown["postings"]!.AsArray().Sum(static posting => (long)posting!["amountMinor"]!).ShouldBe(0);
        shown["postings"]!.AsArray().Count.ShouldBe(4);
        (await book.RunAsync("explain", "CN-1")).Out.ShouldContain("CN-1 as a whole  debt cancelled 10.00 EUR, left as credit 25.48 EUR");
        JsonNode invoice = await book.DoAsync("invoices", "show", "INV-1");
        invoice["account"]!.ToJsonString().ShouldBe("""{"cancelledMinor":1000,"paidMinor":29000,"creditUsedMinor":0,"writtenOffMinor":0,"openMinor":0}""");
        invoice["postings"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_example_of_an_amount_has_the_digits_of_the_currency()
    {
        await using CliBook book = await CliBook.CreateAsync(Engine.Sqlite, Noon);
        foreach ((string currency, string example) in new[] { ("JPY", "1200"), ("KWD", "1200.000"), ("EUR", "1200.00") })
        {
            await book.DoAsync("plan", "add", currency, "--currency", currency, "--charge", "base flat 5 per month billed every month");
            await book.DoAsync("order", "--customer", "acme", "--plan", currency, "--start", "2025-01-01", "--on", "2025-01-01", "--line", "base=1", "--reference", currency);
            CliAnswer refused = await book.RunAsync("payment", "record", currency, "--amount", "1.00001", "--json");
            refused.Json["detail"]!.ToString().ShouldEndWith($"with the digits of {currency}, such as {example}.");
            (await book.RunAsync("payment", "record", currency, "--amount", example)).ExitCode.ShouldBe(ExitCodes.Done);
        }
    }

    private static async Task<CliBook> OrderedAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine, Noon);
        await book.DoAsync(
            "plan", "add", "crm", "--currency", "EUR", "--charge", "base flat 250.00 per month billed every month",
            "--charge", "seats per unit 10.00 per month billed every month");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "crm", "--start", "2025-01-01", "--on", "2025-01-01", "--line", "base=1", "--line", "seats=5",
            "--reference", "acme");
        await book.DoAsync("run", "--until", "2025-01-05");
        return book;
    }
}
