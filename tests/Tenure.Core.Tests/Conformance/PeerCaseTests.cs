using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Conformance;

/// <summary>
/// What other systems' tests and papers say, played on our engine. The facts are in <c>cases.json</c> and <c>examples.json</c>
/// beside these tests, with their sources; each is played under settings named there, and compared to the cent and the day.
/// </summary>
public partial class PeerCaseTests
{
    private const int Peers = 90;

    // Members that hold a peer's prose or labels: what they mean is in the way a case is played.
    private static readonly string[] Words = ["ref", "rounding", "dates", "mode", "question", "rule"];

    private static readonly string[] OnPurpose = ["ST-002", "AU-001", "KB-008", "KB-009", "KB-019", "OM-006", "WC-001"];

    public static TheoryData<string> Cases() => [.. Case.ReadAll("cases.json").Select(static one => one.Id)];

    public static TheoryData<string> Examples() => [.. Case.ReadAll("examples.json").Select(static one => one.Id)];

    [Theory, MemberData(nameof(Cases))]
    [Rule("CAL-4"), Rule("PRO-1"), Rule("PRO-2"), Rule("PRO-3"), Rule("BIL-1")]
    public void A_case_of_a_peer_comes_out_to_the_cent_and_the_day(string id) => Holds("cases.json", id, []);

    [Theory, MemberData(nameof(Examples))]
    [Rule("CAL-5"), Rule("PRO-2"), Rule("PRO-4"), Rule("BOOK-4")]
    public void A_worked_example_of_a_peer_comes_out_to_the_cent_and_the_day(string id) => Holds("examples.json", id, NotYet.Examples);

    [Fact]
    public void Every_case_is_played_and_those_that_differ_do_so_on_purpose()
    {
        IReadOnlyList<Case> cases = Case.ReadAll("cases.json");
        cases.Count.ShouldBe(Peers);
        cases.Select(static one => one.Id).ShouldBeUnique();
        cases.Where(static one => one.Ours is not null).Select(static one => one.Id).Order().ShouldBe(OnPurpose.Order());
    }

    [Fact]
    public void Every_example_is_played_or_differs_on_purpose_or_waits_for_a_named_piece()
    {
        IReadOnlyList<Case> examples = Case.ReadAll("examples.json");
        examples.Select(static one => one.Id).ShouldBeUnique();
        NotYet.Examples.Select(static missing => missing.Id).Except(examples.Select(static one => one.Id)).ShouldBeEmpty();
        NotYet.Examples.Select(static missing => missing.Piece).Except(NotYet.Pieces).ShouldBeEmpty();
        examples.Where(static one => one.Ours is not null).Select(static one => one.Id).ShouldBe(["P3", "A7", "M8"]);
    }

    /// <summary>A list of what waits that could hold what is played already would hide a loss.</summary>
    [Theory]
    [InlineData("cases.json")]
    [InlineData("examples.json")]
    public void Only_what_cannot_be_played_waits(string file)
    {
        foreach (Case one in Case.ReadAll(file))
        {
            Missing? missing = file == "cases.json" ? null : Waiting(one.Id, NotYet.Examples);
            (one.Play == "not at all").ShouldBe(missing is { Places.Length: 0 }, one.Id);
            JsonObject seen = one.Played();
            foreach (string place in missing?.Places ?? [])
            {
                string[] others = [.. missing!.Places.Where(other => other != place)];
                Differing.Between(one.Expected, seen, others).ShouldNotBeEmpty(one.Id + ": " + place + " is there and is played");
            }
        }
    }

    [Fact]
    public void Our_copy_of_the_facts_agrees_with_where_they_were_collected()
    {
        if (Collected() is not { } path)
        {
            return;
        }

        JsonArray collected = JsonNode.Parse(File.ReadAllText(path))!["cases"]!.AsArray();
        JsonArray ours = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Conformance", "cases.json")))!.AsArray();
        ours.Select(Fingerprint).ShouldBe(collected.Select(Fingerprint));
    }

    /// <summary>The paper tells a reader where we differ; it must be the same list with the same numbers.</summary>
    [Fact]
    public void The_paper_lists_where_we_differ_and_why()
    {
        if (Paper() is not { } path)
        {
            return;
        }

        string table = File.ReadAllText(path).Split("## Where we differ from peers, and why")[1];
        string[][] rows = [.. Rows().Matches(table).Select(static row =>
            row.Groups[1].Value.Split('|').Select(static cell => cell.Trim()).ToArray())];
        Case[] different = [.. Case.ReadAll("cases.json").Concat(Case.ReadAll("examples.json")).Where(static one => one.Ours is not null)];
        rows.Select(static row => row[0]).Order().ShouldBe(different.Select(static one => one.Id).Order());
        foreach (string[] row in rows)
        {
            row.Length.ShouldBe(5, row[0]);
            row[4].ShouldNotBeEmpty(row[0]);
            string[] ours = [.. Leaves(different.Single(one => one.Id == row[0]).Ours!)];
            string[] shown = [.. Marked().Matches(row[3]).Select(static marked => marked.Groups[1].Value)];
            shown.ShouldNotBeEmpty(row[0]);
            shown.ShouldBeSubsetOf(ours, row[0]);
        }
    }

    [Fact]
    public void A_wrong_cent_a_missing_line_and_a_missing_value_are_differences()
    {
        var seen = (JsonObject)JsonNode.Parse("""{ "total": "10.00", "lines": [ { "amount": "10.0" } ] }""")!;
        Differing.Between(JsonNode.Parse("""{ "total": "10", "lines": [ { "amount": "10.00" } ] }""")!, seen, []).ShouldBeEmpty();
        Differing.Between(JsonNode.Parse("""{ "total": "10.01" }""")!, seen, []).ShouldHaveSingleItem().ShouldContain("10.01");
        Differing.Between(JsonNode.Parse("""{ "lines": [] }""")!, seen, []).ShouldHaveSingleItem();
        Differing.Between(JsonNode.Parse("""{ "tax": "1" }""")!, seen, []).ShouldHaveSingleItem();
        Differing.Between(JsonNode.Parse("""{ "tax": "1" }""")!, seen, ["tax"]).ShouldBeEmpty();
    }

    private static void Holds(string file, string id, IEnumerable<Missing> waiting)
    {
        Case one = Case.ReadAll(file).Single(one => one.Id == id);
        Missing? missing = Waiting(id, waiting);
        if (missing is { Places.Length: 0 })
        {
            return;
        }

        JsonObject seen = one.Played();
        string[] leftOut = missing is null ? [] : [.. missing.Places];
        Differing.Between(one.Ours ?? one.Expected, seen, leftOut).ShouldBeEmpty(id + " as played: " + seen.ToJsonString());
        if (one.Ours is not null)
        {
            Differing.Between(one.Expected, seen, []).ShouldNotBeEmpty(id + " does not differ");
        }
    }

    private static Missing? Waiting(string id, IEnumerable<Missing> waiting) => waiting.SingleOrDefault(missing => missing.Id == id);

    private static string Fingerprint(JsonNode? one) =>
        one!["id"] + " " + Facts(one["inputs"])!.ToJsonString() + " " + Facts(one["expected"])!.ToJsonString();

    private static JsonNode? Facts(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members
            .Where(static member => member.Value is not null && !Words.Contains(member.Key))
            .Select(static member => KeyValuePair.Create(member.Key, Facts(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Facts)]),
        _ => node?.DeepClone(),
    };

    private static IEnumerable<string> Leaves(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(static member => Leaves(member.Value!)),
        JsonArray items => items.SelectMany(static item => Leaves(item!)),
        _ => [node.ToString()],
    };

    private static string? Collected() => Above("shared", "conformance", "cases.json");

    private static string? Paper() => Above("docs", "guide", "conventions.md");

    /// <summary>A file in a folder above the tests; <c>null</c> where there is none, as a clone has nobody's collection.</summary>
    private static string? Above(params string[] path)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string file = Path.Combine([at.FullName, .. path]);
            if (File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^\| ([A-Z]+-?\d+ \|.*?) \|$", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Marked();
}
