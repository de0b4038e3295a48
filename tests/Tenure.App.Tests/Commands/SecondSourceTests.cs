// A book is rarely filled from one place: what another export or a person already named stays one customer and one plan.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class SecondSourceTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("CON-1")]
    public async Task Imported_contracts_join_the_customer_and_the_plan_that_are_there(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine, SmallBook.Now);
        await book.DoAsync("plan", "add", "imported", "--currency", "USD", "--charge", "seats per unit 10.00 per month");
        await book.DoAsync("order", "--customer", "A", "--plan", "imported", "--start", "2025-06-15", "--line", "seats=1", "--reference", "by-hand");
        foreach ((string source, int customers) in new[] { ("one", 0), ("other", 0), ("one", 0) })
        {
            using var export = new SmallImport(source, ("twice,", source + ","));
            JsonNode imported = await book.DoAsync([.. export.Command, "--commit"]);
            ((int)imported["newCustomers"]!).ShouldBe(customers);
        }

        (await book.CountAsync("SELECT count(*) FROM party WHERE tenant_id = @tenant AND kind = 'customer'")).ShouldBe(1);
        (await book.RowsAsync(
            "SELECT c.reference FROM contract c JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id "
            + "WHERE c.tenant_id = @tenant AND p.external_ref = 'A' ORDER BY c.reference",
            static row => row.GetText(0))).ShouldBe(["by-hand", "one", "other"]);
        (await book.RowsAsync(
            "SELECT version FROM plan_version WHERE tenant_id = @tenant ORDER BY version", static row => row.GetInt(0))).ShouldBe([1, 2, 3]);
        await book.DoAsync("upgrade", "other", "--add", "seats=1");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-3")]
    public async Task A_price_of_its_own_beside_the_list_price_is_no_finding(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine, SmallBook.Now);
        using var export = new SmallImport("own", ("price: $price", "price: $price\n      list_price: 60"));
        await book.DoAsync([.. export.Command, "--commit"]);
        CliAnswer verified = await book.RunAsync("verify");
        verified.ExitCode.ShouldBe(ExitCodes.Done, verified.ToString());
    }
}
