// A contract that cannot be billed is parked with its reason and holds up nobody (BIL-7).
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class ParkedTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-7")]
    public async Task A_contract_whose_events_cannot_be_read_is_parked_and_the_others_are_billed(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "p", "--currency", "EUR", "--charge", "base flat 100.00 per month billed every month");
        foreach (string reference in new[] { "sound", "broken", "sound-too" })
        {
            await book.DoAsync(
                "order", "--customer", "A", "--plan", "p", "--start", "2025-01-01", "--line", "base=1", "--reference", reference, "--on", "2025-01-01");
        }

        await book.UnderTest.BehindAsync(
            (engine == Engine.Sqlite ? "DROP TRIGGER contract_event_keeps; " : "SET session_replication_role = replica; ")
            + "UPDATE contract_event SET body = replace(body, '\"kind\":\"manual\"', '\"kind\":\"maybe\"') WHERE contract_id = "
            + "(SELECT contract_id FROM contract WHERE reference = 'broken')");
        JsonNode ran = await book.DoAsync("run", "--until", "2025-01-15");
        ((int)ran["documents"]!).ShouldBe(2);
        JsonNode parked = ran["parked"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)parked["reason"]!).ShouldNotBeEmpty();
        (await book.CountAsync("SELECT count(*) FROM contract_head WHERE tenant_id = @tenant AND parked_reason IS NOT NULL")).ShouldBe(1);

        JsonNode again = await book.DoAsync("run", "--until", "2025-02-15");
        ((int)again["documents"]!).ShouldBe(2);
        again["parked"]!.AsArray().ShouldBeEmpty();
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.NotVerified);
    }
}
