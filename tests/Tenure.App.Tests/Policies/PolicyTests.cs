// A seller's named policies through the command line: what an order takes from one, what it says itself, and that a contract has its
// clauses and not the policy (CON-1).
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Contracts.Order;
using Tenure.App.Import;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Import;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Policies;

public sealed class PolicyTests
{
    private const string Weighed = "part of a period";
    private const string Actual = "its days over the days of the period";
    private const string Thirty = "its days over 30 for each month, never more than the whole";

    private static readonly string[] Thirties =
        ["policy", "set", "thirty", "--day-count", "actual/30", "--notice", "3 months", "--term", "6 months", "--renewal", "automatic"];

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-1")]
    public async Task An_order_begins_from_the_policy_that_it_names_and_says_the_rest_itself(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        await book.DoAsync(Thirties);
        JsonNode named = await OrderAsync(book, "named", "--policy", "thirty", "--notice", "30 days");
        Clause(named, Weighed).ShouldBe(Thirty);
        Clause(named, "notice").ShouldStartWith("30 days before the end");
        Clause(named, "first term").ShouldBe("6 months from 2025-02-01");
        Clause(named, "renewal").ShouldStartWith("by itself for 6 months");
        ((string?)named["policy"]).ShouldBe("thirty");
        JsonNode plain = await OrderAsync(book, "plain");
        Clause(plain, Weighed).ShouldBe(Actual);
        plain["policy"].ShouldBeNull();
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-1")]
    public async Task A_contract_keeps_its_clauses_when_its_policy_changes_or_goes(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        await book.DoAsync(Thirties);
        string before = (await OrderAsync(book, "kept", "--policy", "thirty"))["clauses"]!.ToJsonString();
        await book.DoAsync("policy", "set", "thirty", "--day-count", "none");
        (await ShowAsync(book, "kept"))["clauses"]!.ToJsonString().ShouldBe(before);
        await book.DoAsync("policy", "remove", "thirty");
        JsonNode after = await ShowAsync(book, "kept");
        after["clauses"]!.ToJsonString().ShouldBe(before);
        ((string?)after["policy"]).ShouldBe("thirty");
        (await book.RunAsync("verify")).ExitCode.ShouldBe(ExitCodes.Done);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task The_default_counts_where_an_order_names_none_and_there_is_one_default_at_most(Engine engine)
    {
        await using CliBook book = await BookAsync(engine);
        await book.DoAsync([.. Thirties, "--default"]);
        await book.DoAsync("policy", "set", "whole", "--day-count", "whole periods", "--default");
        Clause(await OrderAsync(book, "first"), Weighed).ShouldBe("a started period counts as a whole one");
        Clause(await OrderAsync(book, "none", "--policy", "none"), Weighed).ShouldBe(Actual);
        await book.DoAsync("policy", "set", "thirty", "--default");
        Clause(await OrderAsync(book, "second"), Weighed).ShouldBe(Thirty, "what the policy says stays when only the default moves");
        await book.DoAsync("policy", "set", "thirty", "--default", "false");
        Clause(await OrderAsync(book, "third"), Weighed).ShouldBe(Actual);
        (await book.DoAsync("policy", "list")).AsArray().Select(static policy => ((string?)policy!["policy"], (bool)policy["default"]!))
            .ShouldBe([("thirty", false), ("whole", false)]);
    }

    [Fact]
    public async Task A_policy_says_what_it_agrees_in_the_words_of_a_contract()
    {
        await using CliBook book = await BookAsync(Engine.Sqlite);
        JsonNode shown = await book.DoAsync([.. Thirties, "--most-granted", "500.00"]);
        (await book.DoAsync("policy", "show", "thirty")).ToJsonString().ShouldBe(shown.ToJsonString());
        shown["options"]!.ToJsonString().ShouldBe(
            """{"day_count":"actual/30","most_granted":"500.00","notice":"3 months","renewal":"automatic","term":"6 months"}""");
        JsonObject agreed = (await OrderAsync(book, "words", "--policy", "thirty"))["clauses"]!.AsObject();
        JsonObject said = shown["clauses"]!.AsObject();
        ((string?)said["first term"]).ShouldBe("6 months");
        ((string?)said["goodwill"]).ShouldEndWith("at most 500 a term with granted credit");
        said.Select(static clause => clause.Key).Except(agreed.Select(static clause => clause.Key)).ShouldBe(["price of another term", "several percentages"]);
        foreach ((string name, JsonNode? words) in agreed.Where(static clause => clause.Key is not ("first term" or "goodwill")))
        {
            ((string?)said[name]).ShouldBe((string?)words, name);
        }
    }

    [Fact]
    public async Task A_last_day_takes_the_place_of_the_term_of_a_policy()
    {
        await using CliBook book = await BookAsync(Engine.Sqlite);
        await book.DoAsync(Thirties);
        Clause(await OrderAsync(book, "until", "--policy", "thirty", "--last-day", "2025-04-30"), "first term").ShouldBe("3 months from 2025-02-01");
        (await book.RunAsync("policy", "set", "empty", "--json")).Code.ShouldBe("option.missing");
        (await book.RunAsync("policy", "set", "two words", "--day-count", "none", "--json")).Code.ShouldBe("option.not_readable");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-1")]
    public async Task An_import_begins_from_a_policy_as_an_order_does(Engine engine)
    {
        const string clauses = "  clauses: { term: 12 months, renewal: manual, zone: $zone }";
        await using CliBook book = await BookAsync(engine);
        await book.DoAsync([.. Thirties, "--zone", "Europe/Berlin", "--end-day", "old", "--grid", "calendar"]);
        JsonNode named = await ImportAsync(book, "named", "  policy: thirty\n  clauses: { day_count: actual }");
        Clause(named, Weighed).ShouldBe(Actual);
        Clause(named, "first term").ShouldBe("6 months from 2025-02-01");
        Clause(named, "notice").ShouldStartWith("3 months before the end");
        Clause(named, "time zone").ShouldBe("Europe/Berlin");
        Clause(named, "billing periods").ShouldBe("calendar months, quarters or years");
        Clause(named, "day of an end").ShouldBe("the day named is the last of service");
        ((string?)named["policy"]).ShouldBe("thirty");
        await book.DoAsync("policy", "set", "thirty", "--default");
        Clause(await ImportAsync(book, "default", clauses), Weighed).ShouldBe(Thirty);
        Clause(await ImportAsync(book, "none", "  policy: none\n" + clauses), Weighed).ShouldBe(Actual);
        using var unknown = new SmallImport("unknown", (clauses, "  policy: gold\n" + clauses));
        (await book.RunAsync([.. unknown.Command, "--json"])).Code.ShouldBe("import.mapping_value");
    }

    [Fact, Rule("CAL-6")]
    public async Task The_end_of_a_row_is_the_end_whatever_the_clause_says_of_days_that_are_named_later()
    {
        await using CliBook book = await BookAsync(Engine.Sqlite);
        JsonNode ended = await ImportAsync(
            book, "ended", "  clauses: { term: 12 months, renewal: manual, end_day: old }\n  end: { on: \"2025-06-01\", is: the first day without service }");
        ((string?)ended["endOn"]).ShouldBe("2025-06-01");
    }

    [Fact]
    public void Every_clause_of_a_policy_has_a_key_in_a_mapping()
    {
        using SmallExport export = new SmallExport().Remap("clauses: {", "clauses: { nothing: x,");
        string[] keys = export.Load().Refusal.ShouldBeOfType<MappingKeyUnknown>().Known.Split(", ");
        new OrderOptions().Clauses.Select(static option => PolicyClauses.KeyOf(option.Name[2..].Replace('-', '_'))).Except(keys).ShouldBeEmpty();
    }

    private static async Task<CliBook> BookAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "team", "--currency", "EUR", "--charge", "seats per unit 10.00 per month billed every month");
        return book;
    }

    private static async Task<JsonNode> OrderAsync(CliBook book, string reference, params string[] more)
    {
        await book.DoAsync(
        [
            "order", "--customer", "acme", "--plan", "team", "--start", "2025-02-01", "--line", "seats=1", "--reference", reference,
            "--on", "2025-01-15", .. more,
        ]);
        return await ShowAsync(book, reference);
    }

    private static async Task<JsonNode> ImportAsync(CliBook book, string reference, string clauses)
    {
        using var import = new SmallImport(
            reference, ("  clauses: { term: 12 months, renewal: manual, zone: $zone }", clauses), ("twice", reference));
        await book.DoAsync([.. import.Command, "--commit"]);
        return await ShowAsync(book, reference);
    }

    private static Task<JsonNode> ShowAsync(CliBook book, string reference) => book.DoAsync("contract", "show", reference, "--as-of", "2025-07-01");

    private static string? Clause(JsonNode shown, string name) => (string?)shown["clauses"]![name];
}
