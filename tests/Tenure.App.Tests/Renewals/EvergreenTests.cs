// A contract that runs on until notice, as lists, reports and its own page speak of it; on both engines.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Renewals;

public sealed class EvergreenTests
{
    public static TheoryData<Engine> Engines() => [Engine.Sqlite, Engine.Postgres];

    [Theory, MemberData(nameof(Engines)), Rule("VER-3"), Rule("CAL-5")]
    public async Task It_says_until_when_notice_stops_it_and_then_that_notice_may_come_on_any_day(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        JsonNode shown = await book.DoAsync("contract", "show", "on", "--as-of", "2025-02-01");
        ((string)shown["deadlineOn"]!).ShouldBe("2025-03-01");
        ((string)shown["earliestEndOn"]!).ShouldBe("2025-04-01");
        ((string)shown["clauses"]!["renewal"]!).ShouldBe("evergreen: after its term it runs on, 1 month at a time, until notice is given");
        (await book.DoAsync("report", "deadlines", "--from", "2025-01-01", "--to", "2025-12-31")).ToJsonString().ShouldContain("runs on until notice");
        await book.DoAsync("run", "--until", "2025-06-10", "--far");
        shown = await book.DoAsync("contract", "show", "on", "--as-of", "2025-06-10");
        shown["deadlineOn"].ShouldBeNull();
        ((string)shown["earliestEndOn"]!).ShouldBe("2025-07-11");
        shown["timeline"]!.AsArray().Select(static recorded => (string)recorded!["what"]!).ShouldContain("runs on for 1 month: term 4");
        CliAnswer page = await book.RunAsync("contract", "show", "on", "--as-of", "2025-06-10");
        page.Out.ShouldContain("any day; given on 2025-06-10 the last day of service is 2025-07-10");
        (await book.DoAsync("report", "deadlines", "--from", "2025-01-01", "--to", "2026-12-31")).ToJsonString().ShouldNotContain("runs on until notice");
        (await book.DoAsync("report", "renewals", "--from", "2025-01-01", "--to", "2025-12-31")).ToJsonString().ShouldContain("runs on for 1 month");
        (await book.DoAsync("contract", "list", "--renewal", "evergreen", "--on", "2025-06-10")).ToJsonString().ShouldContain("\"on\"");
    }

    [Theory, MemberData(nameof(Engines)), Rule("VER-5"), Rule("CAL-5"), Rule("BOOK-3")]
    public async Task It_ends_when_its_notice_has_run_and_the_book_adds_up(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("run", "--until", "2025-06-10", "--far");
        CliAnswer preview = await book.RunAsync("renew", "on", "--on", "2025-06-10", "--preview");
        preview.ExitCode.ShouldBe(ExitCodes.Done, preview.ToString());
        JsonNode ended = await book.DoAsync("terminate", "on", "--at", "renewal", "--settlement", "credit", "--on", "2025-06-10");
        ((string)ended["effects"]!["dates"]!["end"]!).ShouldBe("2025-07-11");
        await book.DoAsync("run", "--until", "2025-12-31", "--far");
        JsonNode documents = (await book.DoAsync("contract", "show", "on", "--as-of", "2025-12-31"))["documents"]!;

        // Six months at 100.00, and of July the ten days to the 10th.
        documents.AsArray().Sum(static document => (long)document!["netMinor"]!).ShouldBe(60_000 + 3_226);
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    private static async Task<CliBook> OrderedAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "crm", "--currency", "EUR", "--charge", "seats per unit 10.00 per month billed every month");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "crm", "--start", "2025-01-01", "--on", "2025-01-01", "--line", "seats=10",
            "--reference", "on", "--term", "3 months", "--renewal", "evergreen", "--renewal-length", "1 month", "--notice", "30 days");
        return book;
    }
}
