// What people read of one-time items that are given back, and of invoices ahead of their period; on both engines.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Prices;

public sealed class OneTimeTests
{
    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("PRO-6"), Rule("BIL-8")]
    public async Task What_is_given_back_of_a_one_time_item_is_read_and_explained_by_its_clause(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(
            "plan", "add", "all", "--currency", "EUR", "--charge", "setup one time 36.50 given back pro rata",
            "--charge", "kit flat 80.00 once given back full within 200 days", "--charge", "book one time 5.00");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "all", "--start", "2025-01-01", "--on", "2025-01-01", "--reference", "life",
            "--line", "setup=10", "--line", "kit=1", "--line", "book=1");
        string words = (await book.RunAsync("contract", "show", "life", "--json")).Out + (await book.RunAsync("plan", "list", "--json")).Out;
        words.ShouldContain("once, given back for the rest of the term in which it fell due");
        words.ShouldContain("once, given back in full within 200 days of its day, then not at all");
        words.ShouldContain("per unit, given back for the rest of the term in which it fell due");

        await book.DoAsync("run", "--until", "2025-01-01");
        await book.DoAsync("upgrade", "life", "--remove", "setup=4", "--effective", "2025-01-11", "--on", "2025-01-11");
        await book.DoAsync("run", "--until", "2025-01-11");
        await book.DoAsync("terminate", "life", "--at", "2025-07-01", "--settlement", "credit", "--reason", "budget", "--on", "2025-07-01");
        await book.DoAsync("run", "--until", "2025-07-01");
        List<string> told = [];
        foreach (string document in new[] { "INV-1", "CN-1", "CN-2" })
        {
            foreach (JsonNode? line in (await book.DoAsync("explain", document)).AsArray())
            {
                ((bool)line!["checked"]!).ShouldBeTrue(line.ToJsonString());
                told.Add($"{(string)line["charge"]!}: {(string)line["figure"]!}");
            }
        }

        told.ShouldBe(
        [
            "setup: 365.00: the whole of it is served", "kit: 80.00: the whole of it is served", "book: 5.00: the whole of it is served",
            "setup: 223.00 = round(365.00 x 2230 / 3650 unit-days)",
            "setup: 112.60 = round(365.00 x 1126 / 3650 unit-days)", "kit: 0.00 = round(80.00 x 0 / 1 days)",
        ]);
        CliAnswer tree = await book.RunAsync("explain", "CN-2");
        tree.Out.ShouldContain("clause  given back in full within 200 days of its day, then not at all");
        tree.Out.ShouldContain("PRO-6");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("PRO-6"), Rule("CON-5"), Rule("CON-6")]
    public async Task What_was_not_delivered_is_given_back_and_explained_by_what_was(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine, new DateTimeOffset(2025, 3, 10, 12, 0, 0, TimeSpan.Zero));
        await book.DoAsync("plan", "add", "all", "--currency", "EUR", "--charge", "training per unit 120.00 once given back undelivered");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "all", "--start", "2025-01-01", "--on", "2025-01-01", "--reference", "life", "--line", "training=10");
        await book.DoAsync("run", "--until", "2025-01-01");
        (await book.RunAsync("contract", "show", "life")).Out.ShouldContain("given back as far as it was not delivered");

        string[] deliver = ["deliver", "life", "--line", "1", "--units", "2.5", "--effective", "2025-01-19", "--on", "2025-01-20"];
        (await book.RunAsync([.. deliver, "--preview"])).ExitCode.ShouldBe(ExitCodes.Done);
        await book.DoAsync([.. deliver, "--draft", "delivered"]);
        (await book.RunAsync("draft", "list")).Out.ShouldContain("2.5 units of line 1 delivered by 2025-01-19");
        await book.DoAsync("draft", "commit", "delivered", "--on", "2025-01-20");

        await book.DoAsync("terminate", "life", "--at", "2025-03-01", "--settlement", "credit", "--reason", "budget", "--on", "2025-03-01");
        await book.DoAsync("run", "--until", "2025-03-01");
        JsonNode line = (await book.DoAsync("explain", "CN-1"))[0]!;
        ((bool)line["checked"]!).ShouldBeTrue(line.ToJsonString());
        ((string)line["figure"]!).ShouldBe("300.00 = round(1200.00 x 2.5 / 10 units)");
        string tree = (await book.RunAsync("explain", "CN-1")).Out;
        tree.ShouldContain("kept  2.5 of 10 units");
        tree.ShouldContain("2.5 units of line 1 delivered by 2025-01-19");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("PRO-6"), Rule("CON-2"), Rule("CON-6")]
    public async Task An_item_that_waits_for_a_milestone_is_shown_without_a_day_and_explained_by_the_event_that_reached_it(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine, new DateTimeOffset(2025, 3, 10, 12, 0, 0, TimeSpan.Zero));
        await book.DoAsync(
            "plan", "add", "all", "--currency", "EUR", "--charge", "seats flat 1200.00 per year", "--charge", "setup one time 5000.00 on acceptance");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "all", "--start", "2025-01-31", "--on", "2025-01-31", "--reference", "life",
            "--line", "seats=1", "--line", "setup=1");
        await book.DoAsync("run", "--until", "2025-01-31");
        string shown = (await book.RunAsync("contract", "show", "life")).Out;
        shown.ShouldContain("once, on acceptance");
        shown.ShouldContain("Due on a milestone");
        JsonNode waits = (await book.DoAsync("contract", "show", "life"))["awaited"]![0]!;
        ((string)waits["milestone"]!, (long)waits["netMinor"]!).ShouldBe(("acceptance", 500000L));
        (await book.RunAsync("plan", "list")).Out.ShouldContain("one time, per unit, on acceptance");

        string[] accept = ["milestone", "life", "--name", "acceptance", "--effective", "2025-02-28", "--on", "2025-03-02"];
        (await book.RunAsync([.. accept, "--preview"])).Out.ShouldContain("2025-03-02");
        await book.DoAsync([.. accept, "--draft", "accepted"]);
        (await book.RunAsync("draft", "list")).Out.ShouldContain("milestone 'acceptance' reached on 2025-02-28");
        await book.DoAsync("draft", "commit", "accepted", "--on", "2025-03-02");
        await book.DoAsync("run", "--until", "2025-03-02");
        JsonNode line = (await book.DoAsync("explain", "INV-2"))[0]!;
        ((bool)line["checked"]!).ShouldBeTrue(line.ToJsonString());
        (await book.RunAsync("explain", "INV-2")).Out.ShouldContain("milestone 'acceptance' reached");

        await book.DoAsync("milestone", "life", "--name", "acceptance", "--undo", "--on", "2025-03-05");
        await book.DoAsync("run", "--until", "2025-03-05");
        (await book.RunAsync("explain", "CN-1")).Out.ShouldContain("took back the milestone of event 2");
        (await book.RunAsync("contract", "show", "life")).Out.ShouldContain("taken back by event 3");
        (await book.RunAsync("milestone", "life", "--name", "acceptance", "--undo", "--effective", "2025-03-01")).ExitCode.ShouldBe(ExitCodes.Refused);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, MemberData(nameof(Engines)), Rule("BIL-1"), Rule("BIL-8")]
    public async Task An_invoice_ahead_and_arrears_at_the_end_of_the_period_say_which_clause_made_their_day(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(
            "plan", "add", "all", "--currency", "EUR", "--charge", "seats per unit 31.00 per month",
            "--charge", "calls per unit 31.00 per month in arrears");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "all", "--start", "2025-01-01", "--on", "2024-12-01", "--reference", "life",
            "--line", "seats=1", "--line", "calls=1", "--lead-days", "14", "--arrears", "period end");
        CliAnswer shown = await book.RunAsync("contract", "show", "life", "--json");
        shown.Out.ShouldContain("invoiced 14 days before each period begins, not before it was agreed or its renewal fixed");
        shown.Out.ShouldContain("invoiced when a period is over, also when service stops within it");
        await book.DoAsync("run", "--until", "2024-12-18");
        ((string)(await book.DoAsync("explain", "INV-1"))[0]!["invoiced"]!)
            .ShouldBe("on or after 2024-12-18, 14 days before 2025-01-01, and not before it was agreed");
        await book.DoAsync("terminate", "life", "--at", "2025-01-11", "--settlement", "credit", "--reason", "budget", "--on", "2025-01-05");
        await book.DoAsync("run", "--until", "2025-01-31");
        await book.DoAsync("run", "--until", "2025-02-01");
        JsonNode late = (await book.DoAsync("explain", "INV-2"))[0]!;
        ((string)late["issueOn"]!).ShouldBe("2025-02-01");
        ((string)late["invoiced"]!).ShouldBe("on or after 2025-02-01, when the period ends, also where service stops within it");
        ((bool)late["checked"]!).ShouldBeTrue(late.ToJsonString());
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }
}
