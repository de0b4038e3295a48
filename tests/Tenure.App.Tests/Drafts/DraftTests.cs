// Drafts through the command line (CON-6): what is saved is what the verb previews, what is committed is what was saved, and what is
// no longer so is refused until somebody has seen it again.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Previews;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Drafts;

public sealed class DraftTests
{
    /// <summary>Every verb that a draft can keep, on a contract that it fits, and as which event it is recorded. The decision carries the
    /// verb's name, and that of its kind where the verb has several.</summary>
    private static readonly (string Type, string[] Command)[] Verbs =
    [
        ("contract.upgraded", ["upgrade", "open", "--add", "seats=5", "--add", "storage=1", "--remove", "seats=2@1"]),
        ("contract.renewed", ["renew", "open", "--uplift", "list at most 5%", "--length", "24 months", "--add", "seats=1"]),
        ("contract.terminated", ["terminate", "open", "--at", "2025-06-01", "--settlement", "nothing", "--reason", "budget"]),
        ("contract.terminated", ["terminate", "open", "--at", "renewal", "--settlement", "refund"]),
        ("renewal.declined", ["decline", "open", "--by-supplier"]),
        ("contract.extended", ["extend", "open", "--days", "30", "--keep-billing-days"]),
        ("contract.paused", ["pause", "open", "--from", "2025-05-01", "--until", "2025-06-01"]),
        ("contract.resumed", ["resume", "paused", "--effective", "2025-04-20"]),
        ("termination.withdrawn", ["withdraw", "ending"]),
        ("contract.reinstated", ["reinstate", "ended", "--gap", "billed"]),
        ("contract.amended", ["amend", "open", "--notice", "60 days"]),
        ("goodwill.granted", ["grant", "goodwill", "open", "--line", "1", "--amount", "5.00", "--reason", "outage"]),
    ];

    public static TheoryData<int, Engine> EveryVerb()
    {
        var verbs = new TheoryData<int, Engine>();
        for (int i = 0; i < Verbs.Length; i++)
        {
            verbs.Add(i, Engine.Sqlite);
            verbs.Add(i, Engine.Postgres);
        }

        return verbs;
    }

    [Theory, MemberData(nameof(EveryVerb)), Rule("CON-5"), Rule("CON-6")]
    public async Task A_draft_of_any_verb_is_its_preview_and_its_commit_writes_exactly_that(int verb, Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        (string type, string[] command) = Verbs[verb];
        string decision = command[0] == "grant" ? "grant_goodwill" : command[0];
        JsonNode preview = await book.DoAsync([.. command, "--on", "2025-04-10", "--preview"]);
        long events = await CountAsync(book, "contract_event");
        JsonNode saved = await book.DoAsync([.. command, "--on", "2025-04-10", "--draft", "wish"]);
        ((bool)saved["committed"]!).ShouldBeFalse();
        ((string)saved["hash"]!).ShouldBe((string)preview["hash"]!);
        JsonNode.DeepEquals(saved["effects"], preview["effects"]).ShouldBeTrue();
        (await CountAsync(book, "contract_event")).ShouldBe(events, "a draft records nothing");
        JsonNode shown = await book.DoAsync("draft", "show", "wish", "--on", "2025-04-10");
        ((string)shown["state"]!, (string)shown["decision"]!, (string)shown["hash"]!)
            .ShouldBe(("current", decision, (string)preview["hash"]!), shown.ToJsonString());
        JsonNode.DeepEquals(shown["effects"], preview["effects"]).ShouldBeTrue();

        JsonNode done = await book.DoAsync("draft", "commit", "wish", "--hash", (string)preview["hash"]!, "--on", "2025-04-10");
        ((bool)done["committed"]!, (bool)done["effectsChangedSincePreview"]!, (string)done["hash"]!)
            .ShouldBe((true, false, (string)preview["hash"]!));
        Guid contract = Guid.Parse((string)done["contract"]!);
        await WrittenEffects.ShouldBeAsync(book, contract, (string)preview["hash"]!, command[0]);
        (await book.RowsAsync(
            "SELECT e.type, e.cause FROM draft d JOIN contract_event e ON e.tenant_id = d.tenant_id AND e.contract_id = d.contract_id "
            + "AND e.sequence >= d.committed_sequence WHERE d.tenant_id = @tenant",
            static row => (row.GetText(0), row.GetText(1)))).ShouldContain((type, "command." + decision));
        (await book.RunAsync("draft", "commit", "wish", "--json")).Code.ShouldBe("draft.committed");
        await book.DoAsync("run", "--until", "2025-12-31");
        await book.DoAsync("verify");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-6"), Rule("STO-2")]
    public async Task A_stale_draft_is_refused_until_it_is_rebased_and_nothing_changes(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        string[] wish = ["upgrade", "open", "--add", "seats=5", "--effective", "2025-05-01"];
        await book.DoAsync([.. wish, "--on", "2025-04-10", "--draft", "five more"]);
        await book.DoAsync("upgrade", "open", "--add", "seats=2", "--effective", "2025-04-12", "--on", "2025-04-12");
        SortedDictionary<string, string> before = await BookContent.OfAsync(book.UnderTest);
        CliAnswer refused = await book.RunAsync("draft", "commit", "five more", "--on", "2025-04-12", "--json");
        (refused.ExitCode, refused.Code).ShouldBe((ExitCodes.Conflict, "draft.stale"), refused.ToString());
        string now = (string)(await book.DoAsync([.. wish, "--on", "2025-04-12", "--preview"]))["hash"]!;
        refused = await book.RunAsync("draft", "commit", "five more", "--hash", now, "--on", "2025-04-12", "--json");
        refused.Code.ShouldBe("draft.stale", "the hash of what is now does not stand for having seen the draft again");

        JsonNode shown = await book.DoAsync("draft", "show", "five more", "--on", "2025-04-12");
        ((string)shown["state"]!, (string)shown["now"]!["hash"]!).ShouldBe(("stale", now));
        shown["changed"]!.AsArray().Select(static row => $"{row!["section"]}|{row["what"]}: {row["seen"]}, now {row["now"]}").ShouldBe(
        [
            "|recurring per month USD: 150.00 (+50.00), now 170.00 (+50.00)",
            "|contract value USD: 1600.00 (+400.00), now 1772.67 (+400.00)",
            "Lines|seats at 10.00: 15 (+5), now 17 (+5)",
            "To be billed|2025-04-12: , now 12.67",
            .. Months(5, 12).Select(static day => $"To be billed|{day}: 150.00 (+50.00), now 170.00 (+50.00)"),
        ]);
        (await BookContent.OfAsync(book.UnderTest)).ShouldBe(before);

        JsonNode rebased = await book.DoAsync("draft", "rebase", "five more", "--on", "2025-04-12");
        ((bool)rebased["committed"]!, (string)rebased["hash"]!, (int)rebased["draft"]!["version"]!).ShouldBe((false, now, 2));
        JsonNode.DeepEquals(rebased["changed"], shown["changed"]).ShouldBeTrue();
        ((string)(await book.DoAsync("draft", "show", "five more", "--on", "2025-04-12"))["state"]!).ShouldBe("current");
        ((string)(await book.DoAsync("draft", "commit", "five more", "--on", "2025-04-12"))["hash"]!).ShouldBe(now);
        await book.DoAsync("verify");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-6"), Rule("VER-9")]
    public async Task A_draft_of_other_terms_leaves_alone_what_it_does_not_name(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        await book.DoAsync("amend", "open", "--notice", "60 days", "--on", "2025-04-10", "--draft", "longer notice");
        await book.DoAsync("amend", "open", "--longest-pause", "45", "--on", "2025-04-11");
        JsonNode rebased = await book.DoAsync("draft", "rebase", "longer notice", "--on", "2025-04-11");
        ((string)rebased["draft"]!["what"]!).ShouldBe("amend the notice");
        await book.DoAsync("draft", "commit", "longer notice", "--on", "2025-04-11");
        JsonNode clauses = (await book.DoAsync("contract", "show", "open", "--as-of", "2025-04-11"))["clauses"]!;
        ((string)clauses["longest pause"]!).ShouldBe("45 days");
        ((string)clauses["notice"]!).ShouldStartWith("60 days");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-5"), Rule("VER-5")]
    public async Task An_end_whose_effects_changed_is_committed_all_the_same_and_shown_again(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        string[] wish = ["terminate", "open", "--at", "2025-06-01", "--settlement", "credit"];
        string seen = (string)(await book.DoAsync([.. wish, "--on", "2025-04-10", "--draft", "leaves"]))["hash"]!;
        await book.DoAsync("upgrade", "open", "--add", "seats=2", "--on", "2025-04-12");
        JsonNode done = await book.DoAsync("draft", "commit", "leaves", "--hash", seen, "--on", "2025-04-12");
        ((bool)done["committed"]!, (bool)done["effectsChangedSincePreview"]!).ShouldBe((true, true));
        ((string)done["hash"]!).ShouldNotBe(seen);
        await WrittenEffects.ShouldBeAsync(book, Guid.Parse((string)done["contract"]!), (string)done["hash"]!, "the end");
        ((string)done["draft"]!["hash"]!).ShouldBe((string)done["hash"]!, "the draft keeps what was recorded");
        await book.DoAsync("verify");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-5"), Rule("CAL-1")]
    public async Task Another_day_of_commit_alone_does_not_make_a_draft_stale(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        JsonNode saved = await book.DoAsync("upgrade", "open", "--add", "seats=5", "--effective", "2025-05-01", "--on", "2025-04-10", "--draft", "in May");
        ((string)(await book.DoAsync("draft", "show", "in May", "--on", "2025-04-30"))["state"]!).ShouldBe("current");
        JsonNode done = await book.DoAsync("draft", "commit", "in May", "--on", "2025-04-30");
        ((string)done["hash"]!).ShouldBe((string)saved["hash"]!);
        (await UpgradedAsync(book)).ShouldBe([(new DateOnly(2025, 5, 1), new DateOnly(2025, 4, 30))]);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-5"), Rule("CAL-1")]
    public async Task A_draft_of_today_keeps_its_day_and_is_stale_once_its_money_falls_due_later(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        await book.DoAsync("upgrade", "open", "--add", "seats=5", "--on", "2025-04-10", "--draft", "today");
        JsonNode shown = await book.DoAsync("draft", "show", "today", "--on", "2025-04-13");
        ((string)shown["state"]!, (string)shown["change"]!["on"]!).ShouldBe(("stale", "2025-04-10"));
        shown["changed"]!.AsArray().Select(static row => $"{row!["section"]}|{row["what"]}: {row["seen"]}, now {row["now"]}").ShouldBe(
            ["To be billed|2025-04-10: 35.00 (+35.00), now ", "To be billed|2025-04-13: , now 35.00 (+35.00)"]);
        await book.DoAsync("draft", "rebase", "today", "--on", "2025-04-13");
        await book.DoAsync("draft", "commit", "today", "--on", "2025-04-13");
        (await UpgradedAsync(book)).ShouldBe([(new DateOnly(2025, 4, 10), new DateOnly(2025, 4, 13))]);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-6"), Rule("BIL-1")]
    public async Task A_run_in_between_makes_a_draft_stale_as_it_does_a_preview(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        await book.DoAsync("upgrade", "open", "--add", "seats=5", "--on", "2025-04-10", "--effective", "2025-05-15", "--draft", "later");
        await book.DoAsync("run", "--until", "2025-05-01");
        JsonNode shown = await book.DoAsync("draft", "show", "later", "--on", "2025-05-02");
        ((string)shown["state"]!, (int)shown["version"]!, (int)shown["now"]!["version"]!).ShouldBe(("stale", 1, 1));
        (await book.RunAsync("draft", "commit", "later", "--on", "2025-05-02", "--json")).Code.ShouldBe("draft.stale");
        (await book.RunAsync("draft", "show", "later", "--on", "2025-05-02")).Out.ShouldContain("stale: its effects are others by now");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-6")]
    public async Task Committing_a_draft_previews_the_others_of_the_contract_again(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        await book.DoAsync("upgrade", "open", "--add", "seats=5", "--effective", "2025-05-01", "--on", "2025-04-10", "--draft", "a seats");
        await book.DoAsync("upgrade", "open", "--add", "storage=1", "--effective", "2025-05-01", "--on", "2025-04-10", "--draft", "b storage");
        await book.DoAsync("pause", "open", "--from", "2025-06-01", "--until", "2025-07-01", "--on", "2025-04-10", "--draft", "c pause");
        await book.DoAsync("upgrade", "open", "--remove", "seats=8", "--effective", "2025-08-01", "--on", "2025-04-10", "--draft", "d fewer");
        await book.DoAsync("withdraw", "ending", "--on", "2025-04-10", "--draft", "elsewhere");
        await book.DoAsync("draft", "drop", "d fewer");
        await book.DoAsync("terminate", "open", "--at", "2025-08-01", "--settlement", "credit", "--on", "2025-04-10", "--draft", "e end");
        (await OutcomesAsync(book, "a seats")).ShouldBe([("b storage", "unchanged"), ("c pause", "changed"), ("e end", "changed")]);
        (await book.DoAsync("draft", "list", "--on", "2025-04-10", "--contract", "open"))["drafts"]!.AsArray()
            .Select(static draft => ((string)draft!["name"]!, (string)draft["state"]!)).ShouldBe([("b storage", "stale"), ("c pause", "stale"), ("e end", "stale")]);
        (await OutcomesAsync(book, "e end")).ShouldBe([("b storage", "changed"), ("c pause", "changed")]);
        await book.DoAsync("draft", "rebase", "c pause", "--on", "2025-04-10");
        await book.DoAsync("pause", "open", "--from", "2025-06-15", "--until", "2025-06-20", "--on", "2025-04-10", "--draft", "f pause");
        (await OutcomesAsync(book, "c pause")).ShouldBe([("b storage", "changed"), ("f pause", "no longer possible")]);
        JsonNode listed = (await book.DoAsync("draft", "list", "--state", "not possible", "--on", "2025-04-10"))["drafts"]!.AsArray().ShouldHaveSingleItem()!;
        ((string)listed["name"]!, (string)listed["refusalCode"]!).ShouldBe(("f pause", "pause.overlaps"));
        CliAnswer refused = await book.RunAsync("draft", "rebase", "f pause", "--on", "2025-04-10", "--json");
        (refused.Code, (string)refused.Json["detail"]!).ShouldBe(("pause.overlaps", (string)listed["refusal"]!));
        (await book.RunAsync("draft", "commit", "f pause", "--on", "2025-04-10", "--json")).Code.ShouldBe("pause.overlaps");
        ((string)(await book.DoAsync("draft", "show", "elsewhere", "--on", "2025-04-10"))["state"]!).ShouldBe("current", "another contract did not move");
        await book.DoAsync("verify");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-6"), Rule("VER-4")]
    public async Task A_drafted_withdrawal_of_a_recast_cancels_the_contract_that_was_to_follow(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        await book.DoAsync("recast", "open", "--effective", "2025-08-01", "--settlement", "credit", "--on", "2025-04-10");
        await book.DoAsync("withdraw", "open", "--on", "2025-04-10", "--draft", "go on");
        (await book.RunAsync("draft", "show", "go on", "--on", "2025-04-10")).Out.ShouldContain("which was to follow, is cancelled before it begins");
        await book.DoAsync("draft", "commit", "go on", "--on", "2025-04-11");
        ((string)(await book.DoAsync("contract", "show", "open/2", "--as-of", "2025-04-11"))["state"]!).ShouldContain("recast_taken_back");
        await book.DoAsync("verify");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-6")]
    public async Task Two_drafts_stand_side_by_side_with_what_differs(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        await book.DoAsync("upgrade", "open", "--add", "seats=5", "--effective", "2025-12-01", "--on", "2025-04-10", "--draft", "five");
        await book.DoAsync("upgrade", "open", "--add", "seats=10", "--effective", "2025-12-01", "--on", "2025-04-10", "--draft", "ten");
        JsonNode compared = await book.DoAsync("draft", "compare", "five", "ten", "--on", "2025-04-10");
        compared["rows"]!.AsArray().Where(static row => (bool)row!["differs"]!)
            .Select(static row => $"{row!["section"]}|{row["what"]}: {row["first"]}, {row["second"]}").ShouldBe(
        [
            "|recurring per month USD: 150.00 (+50.00), 200.00 (+100.00)",
            "|contract value USD: 1250.00 (+50.00), 1300.00 (+100.00)",
            "Lines|seats at 10.00: 15 (+5), 20 (+10)",
            "To be billed|2025-12-01: 150.00 (+50.00), 200.00 (+100.00)",
        ]);
        compared["rows"]!.AsArray().Where(static row => !(bool)row!["differs"]!).Select(static row => $"{row!["what"]}: {row["first"]}")
            .ShouldContain("counts from: 2025-12-01");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-3"), Rule("CON-6")]
    public async Task A_dropped_draft_takes_its_name_along_and_a_committed_one_leaves_what_it_recorded(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        foreach (string name in new[] { "for Ms Novak", "for Mr Novak" })
        {
            await book.DoAsync("extend", "open", "--days", "7", "--on", "2025-04-10", "--draft", name);
        }

        await book.DoAsync("draft", "commit", "for Ms Novak", "--on", "2025-04-10");
        long events = await CountAsync(book, "contract_event");
        (await book.DoAsync("draft", "list", "--state", "committed"))["drafts"]!.AsArray().ShouldHaveSingleItem()!["committedEvent"]!
            .GetValue<int>().ShouldBe(2);
        await book.DoAsync("draft", "drop", "for Ms Novak");
        await book.DoAsync("draft", "drop", "for Mr Novak");
        (await CountAsync(book, "draft"), await CountAsync(book, "contract_event")).ShouldBe((0L, events));
        foreach (string table in new[] { "contract_event", "effect", "outbox" })
        {
            (await book.CountAsync($"SELECT count(*) FROM {table} WHERE tenant_id = @tenant AND body LIKE '%Novak%'")).ShouldBe(0);
        }

        await book.DoAsync("extend", "open", "--days", "7", "--on", "2025-04-10", "--draft", "for Ms Novak");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-2"), Rule("CON-6"), Rule("STO-4")]
    public async Task Of_two_who_commit_one_draft_at_once_one_does_and_nothing_is_done_twice(Engine engine)
    {
        await using CliBook book = await BeginAsync(engine);
        await book.DoAsync("terminate", "open", "--at", "2025-06-01", "--settlement", "nothing", "--on", "2025-04-10", "--draft", "leaves");
        CliAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(
            () => book.RunAsync("draft", "commit", "leaves", "--on", "2025-04-10", "--json"), TestContext.Current.CancellationToken)));
        string said = string.Join('\n', answers.Select(static answer => answer.ToString()));
        answers.Count(static answer => answer.ExitCode == ExitCodes.Done).ShouldBe(1, said);
        answers.Where(static answer => answer.ExitCode != ExitCodes.Done).ShouldAllBe(answer => answer.Code == "draft.committed", said);
        (await book.CountAsync("SELECT count(*) FROM contract_event WHERE tenant_id = @tenant AND cause = 'command.terminate' AND type = 'contract.terminated' AND body LIKE '%2025-06-01%'"))
            .ShouldBe(1);
        (await CountAsync(book, "document")).ShouldBe(4, "January to April, once each");
        await book.DoAsync("verify");
    }

    /// <summary>Contracts that each verb fits, all from 1 January 2025: ten seats at 10.00 a month.</summary>
    private static async Task<CliBook> BeginAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine, new DateTimeOffset(2025, 4, 10, 12, 0, 0, TimeSpan.Zero));
        await book.DoAsync(
            "plan", "add", "saas", "--currency", "USD", "--charge", "seats per unit 10.00 per month billed every month",
            "--charge", "storage per unit 120.00 per year billed every year");
        foreach (string reference in new[] { "open", "paused", "ending", "ended" })
        {
            await book.DoAsync(
                "order", "--customer", "acme", "--plan", "saas", "--on", "2025-01-01", "--start", "2025-01-01", "--line", "seats=10",
                "--renewal", "manual", "--reference", reference);
        }

        await book.DoAsync("pause", "paused", "--from", "2025-03-01", "--on", "2025-03-01");
        await book.DoAsync("terminate", "ending", "--at", "2025-09-01", "--settlement", "credit", "--on", "2025-03-01");
        await book.DoAsync("terminate", "ended", "--at", "2025-04-01", "--settlement", "credit", "--on", "2025-03-01");
        return book;
    }

    private static async Task<(string, string)[]> OutcomesAsync(CliBook book, string draft) =>
    [
        .. (await book.DoAsync("draft", "commit", draft, "--on", "2025-04-10"))["otherDrafts"]!.AsArray()
            .Select(static other => ((string)other!["name"]!, (string)other["outcome"]!)),
    ];

    private static Task<List<(DateOnly Effective, DateOnly Recorded)>> UpgradedAsync(CliBook book) => book.RowsAsync(
        "SELECT effective_on, business_on FROM contract_event WHERE tenant_id = @tenant AND type = 'contract.upgraded'",
        static row => (row.GetDate(0), row.GetDate(1)));

    private static Task<long> CountAsync(CliBook book, string table) => book.CountAsync($"SELECT count(*) FROM {table} WHERE tenant_id = @tenant");

    private static IEnumerable<string> Months(int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(static month => $"2025-{month:00}-01");
}
