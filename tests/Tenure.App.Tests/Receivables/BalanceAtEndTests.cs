// What people read of the balance at an end: the choice in the preview and on the contract, what was offset, written off and forfeited on
// the statement, and what verify says of rows that were changed; on both engines.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Receivables;

public sealed class BalanceAtEndTests
{
    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("VER-5"), Rule("BIL-3"), Rule("BOOK-1")]
    public async Task Debt_is_written_off_with_the_end_recovered_by_a_payment_and_comes_back_with_the_contract(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("run", "--until", "2025-03-01");
        await book.DoAsync("payment", "record", "life", "--amount", "100.00", "--on", "2025-03-02");
        string[] end = ["terminate", "life", "--at", "2025-03-16", "--settlement", "credit", "--unpaid", "written-off", "--on", "2025-03-10"];
        CliAnswer preview = await book.RunAsync([.. end, "--preview"]);
        preview.Out.ShouldContain("0.00 EUR -> 148.39 EUR on 2025-03-16");
        (await book.DoAsync([.. end, "--preview"]))["effects"]!["account"]!["settled"]!.ToJsonString()
            .ShouldBe("""{"credit":0,"on":"2025-03-16","open":0,"refundOwed":0,"writtenOff":14839}""");
        await book.DoAsync(end);
        (await book.RunAsync("contract", "show", "life", "--as-of", "2025-03-10")).Out.ShouldContain("open debt offset, the rest written off");
        await book.DoAsync("run", "--until", "2025-03-16");
        await book.DoAsync("payment", "record", "life", "--amount", "60.00", "--on", "2025-03-20");

        JsonNode account = await book.DoAsync("account", "life");
        ((long)account["writtenOffMinor"]!, (long)account["openMinor"]!).ShouldBe((8839, 0));
        account["statement"]!.AsArray().Select(static row => $"{(string)row!["kind"]!} {(long)row["amountMinor"]!}").TakeLast(5)
            .ShouldBe(["credit_note -5161", "settled_at_end 0", "written_off -14839", "payment -6000", "written_off 6000"]);
        (await book.RunAsync("account", "life")).Out.ShouldContain("written off before, paid or cancelled after all");
        (await book.DoAsync("invoices", "show", "INV-3"))["account"]!["writtenOffMinor"]!.GetValue<long>().ShouldBe(4839);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);

        await book.DoAsync("reinstate", "life", "--effective", "2025-03-16", "--gap", "not billed", "--on", "2025-03-21");
        account = await book.DoAsync("account", "life");
        ((long)account["writtenOffMinor"]!, (long)account["openMinor"]!).ShouldBe((0, 8839));
        (await book.RunAsync("contract", "show", "life", "--as-of", "2025-03-21")).Out.ShouldContain("taken back by event");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("VER-5"), Rule("CON-6")]
    public async Task Kept_credit_is_shown_as_lapsing_and_forfeited_by_the_run_of_its_day(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("run", "--until", "2025-01-01");
        await book.DoAsync("payment", "record", "life", "--amount", "150.00", "--on", "2025-01-02");
        string[] end = ["terminate", "life", "--at", "2025-01-16", "--settlement", "credit", "--leftover", "keep 30 days", "--on", "2025-01-10"];
        (await book.RunAsync([.. end, "--preview"])).Out.ShouldContain("101.61 EUR on 2025-02-15");
        await book.DoAsync([.. end, "--draft", "a way out"]);
        (await book.RunAsync("draft", "list")).Out.ShouldContain("credit left kept for 30 days, then forfeited");
        await book.DoAsync("draft", "commit", "a way out", "--on", "2025-01-10");
        JsonNode contract = await book.DoAsync("contract", "show", "life");
        contract["atEnd"]!.ToJsonString().ShouldBe("""{"unpaid":"collected","leftover":"keep 30 days","creditLapsesOn":"2025-02-15"}""");
        contract["scheduled"]!.ToJsonString().ShouldContain("credit that is left is forfeited");
        await book.DoAsync("run", "--until", "2025-02-14");
        ((long)(await book.DoAsync("account", "life"))["balanceMinor"]!).ShouldBe(-10161);
        await book.DoAsync("run", "--until", "2025-02-15");
        JsonNode account = await book.DoAsync("account", "life");
        ((long)account["balanceMinor"]!).ShouldBe(0);
        ((string)account["statement"]!.AsArray()[^1]!["kind"]!).ShouldBe("credit_forfeited");
        (await book.DoAsync("run", "--until", "2025-02-15"))["events"]!.GetValue<int>().ShouldBe(0);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Fact, Rule("BOOK-3"), Rule("VER-5")]
    public async Task A_write_off_that_no_end_chose_is_named()
    {
        await using CliBook book = await OrderedAsync(Engine.Sqlite);
        await book.DoAsync("run", "--until", "2025-03-01");
        await book.DoAsync("terminate", "life", "--at", "2025-03-16", "--settlement", "credit", "--unpaid", "written-off", "--on", "2025-03-10");
        await book.DoAsync("run", "--until", "2025-03-16");
        foreach (string trigger in await book.UnderTest.BehindRowsAsync("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
        {
            await book.UnderTest.BehindAsync("DROP TRIGGER " + trigger);
        }

        await book.UnderTest.BehindAsync(
            "UPDATE posting SET amount_minor = amount_minor + 1 WHERE account = 'write_off'");
        (await FindingsAsync(book)).ShouldContain("ledger.money posting");
        await book.UnderTest.BehindAsync(
            "UPDATE posting SET amount_minor = amount_minor - 1 WHERE account = 'write_off'; "
            + "UPDATE contract_event SET body = replace(body, '\"unpaid\":\"written-off\"', '\"unpaid\":\"collected\"') WHERE type = 'contract.terminated'");
        string[] findings = await FindingsAsync(book);
        findings.ShouldContain("ledger.money contract_event");
        findings.ShouldContain("ledger.money contract_head");
    }

    private static async Task<string[]> FindingsAsync(CliBook book) =>
        [.. (await book.RunAsync("verify", "--json")).Json["findings"]!.AsArray().Select(static finding =>
            $"{(string)finding!["check"]!} {(string)finding["table"]!}")];

    private static async Task<CliBook> OrderedAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "all", "--currency", "EUR", "--charge", "base flat 100.00 per month");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "all", "--start", "2025-01-01", "--on", "2025-01-01", "--reference", "life", "--line", "base=1");
        return book;
    }
}
