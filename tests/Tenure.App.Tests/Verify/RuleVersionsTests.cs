// Contracts signed under two versions of the rules in one book (CON-1): each is billed, explained and verified by its own, and one whose
// rules came after this program is refused, parked and named.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Verify;

public sealed class RuleVersionsTests
{
    private const int Tried = 2;
    private static readonly DateOnly Start = new(2025, 4, 1);

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-1"), Rule("BOOK-3")]
    public async Task Each_contract_is_billed_explained_and_verified_by_the_rules_of_its_order(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        foreach (string reference in new[] { "first", "second" })
        {
            await book.DoAsync("terminate", reference, "--at", "2025-04-16", "--settlement", "credit", "--reason", "budget", "--on", "2025-04-16");
        }

        await book.DoAsync("run", "--until", "2025-04-16");
        (await NetOfAsync(book, "first")).ShouldBe(3);
        (await NetOfAsync(book, "second")).ShouldBe(2);
        await book.DoAsync("verify");

        string[] invoices = [(await book.RunAsync("explain", "INV-1")).Out, (await book.RunAsync("explain", "INV-2")).Out];
        invoices.ShouldContain(static told => told.Contains("0.03 = round(0.05 x 15 / 30 days)", StringComparison.Ordinal));
        invoices.ShouldContain(static told => told.Contains("0.02 = round half to even(0.05 x 15 / 30 days)", StringComparison.Ordinal));

        await book.UnderTest.BehindAsync(
            (engine == Engine.Sqlite ? "DROP TRIGGER document_line_keeps; " : "SET session_replication_role = replica; ")
            + "UPDATE document_line SET derivation = replace(derivation, 'half to even', 'half away from zero')");
        CliAnswer verified = await book.RunAsync("verify", "--json");
        verified.ExitCode.ShouldBe(ExitCodes.NotVerified);
        verified.Out.ShouldContain("rounding: half away from zero in the derivation, half to even by the other rows");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-1"), Rule("BIL-7")]
    public async Task Rules_that_came_after_this_program_stop_the_one_contract_and_say_what_to_do(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        await book.UnderTest.BehindAsync(
            (engine == Engine.Sqlite ? "DROP TRIGGER contract_event_keeps; " : "SET session_replication_role = replica; ")
            + "UPDATE contract_event SET body = replace(body, '\"rules\":2', '\"rules\":99') WHERE sequence = 1");
        CliAnswer shown = await book.RunAsync("contract", "show", "second", "--json");
        shown.ExitCode.ShouldBe(ExitCodes.Refused);
        shown.Code.ShouldBe("rules.unknown");
        shown.Out.ShouldContain("version 99");

        JsonNode ran = await book.DoAsync("run", "--until", "2025-04-16");
        ((string)ran["parked"]!.AsArray().ShouldHaveSingleItem()!["reason"]!).ShouldContain("use a newer release");
        ((int)ran["documents"]!).ShouldBe(1);
        CliAnswer verified = await book.RunAsync("verify", "--json");
        verified.ExitCode.ShouldBe(ExitCodes.NotVerified);
        verified.Out.ShouldContain("version 99 of the rules");
    }

    /// <summary>Two contracts that differ in the rules alone; half a month of them is 2.5 cents.</summary>
    private static async Task<CliBook> BookAsync(Engine engine)
    {
        RuleBook.Try(new RuleBook(Tried, Halves.ToEven));
        CliBook book = await CliBook.CreateAsync(engine, new DateTimeOffset(2025, 4, 1, 9, 0, 0, TimeSpan.Zero));
        await book.DoAsync("plan", "add", "p", "--currency", "EUR", "--charge", "seats per unit 0.05 per month billed every month");
        string first = (string)(await book.DoAsync(
            "order", "--customer", "A", "--plan", "p", "--start", "2025-04-01", "--line", "seats=1", "--reference", "first", "--on", "2025-04-01"))["contract"]!;
        await using Session session = await book.UnderTest.Database.BeginAsync(1, Access.Write);
        Guid id = Guid.Parse(first);
        ContractOrdered signed = (await DossierStore.LoadAsync(session, [id]))[id].Dossier.Existing.Order;
        var anew = new OrderContract(
            signed.Customer, signed.PlanCode, signed.PlanVersion, signed.Currency, Start, Start, signed.Clauses,
            [.. signed.Lines.Select(static line => new OrderItem(line.Charge, line.Quantity))], signed.Discounts, "second")
        {
            RulesVersion = Tried,
        };
        Preview preview = Previewing.Order(anew, Start).Value;
        await ContractWriter.WriteAsync(session, [ContractChange.Of(Guid.CreateVersion7(), preview, Core.Parties.Party.Machine.Id.Value, "command.order")]);
        await session.CommitAsync();
        return book;
    }

    private static async Task<long> NetOfAsync(CliBook book, string reference) => (await book.RowsAsync(
        "SELECT sum(l.amount_minor) FROM document_line l JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id "
        + "JOIN contract c ON c.tenant_id = d.tenant_id AND c.contract_id = d.contract_id WHERE l.tenant_id = @tenant AND c.reference = @reference",
        static row => row.GetLong(0), ("reference", reference)))[0];
}
