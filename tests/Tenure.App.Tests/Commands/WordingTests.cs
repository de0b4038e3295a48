// What people read: one of a thing is not several, a price has its currency's digits, an amount its currency, a state one name.
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed partial class WordingTests(SmallBook books) : IClassFixture<SmallBook>
{
    private static readonly string[] Order =
        ["order", "--customer", "acme", "--plan", "one", "--on", "2025-01-01", "--start", "2025-01-01", "--reference", "only"];

    [Theory, ClassData(typeof(BothEngines))]
    public async Task One_of_a_thing_is_not_several(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine, SmallBook.Now);
        foreach (string[] command in new string[][]
        {
            ["plan", "add", "one", "--currency", "USD", "--charge", "licence flat 10 per month billed every month"],
            [.. Order, "--line", "licence=1", "--term", "1 month", "--preview"],
            [.. Order, "--line", "licence=1", "--term", "1 month"],
            ["run", "--until", "2025-01-15"],
            ["plan", "list"],
            ["contract", "list", "--on", "2025-01-15"],
            ["contract", "show", "only", "--as-of", "2025-01-15"],
            ["invoices", "list"],
            ["invoices", "show", "INV-1"],
            ["explain", "INV-1"],
            ["report", "mrr", "--as-of", "2025-01-15"],
            ["report", "renewals", "--from", "2025-01-01", "--to", "2025-02-28"],
            ["verify"],
            ["verify", "--contract", "only"],
            ["demo", "--contracts", "1"],
            ["demo", "--contracts", "1"],
        })
        {
            CliAnswer answer = await book.RunAsync(command);
            answer.ExitCode.ShouldBe(ExitCodes.Done, answer.ToString());
            OneOfMany().Matches(answer.Out).Select(static match => match.Value).ShouldBeEmpty(string.Join(' ', command));
        }

        CliAnswer verified = await book.RunAsync("verify", "--contract", "only");
        verified.Out.ShouldStartWith("Verified 1 contract: 1 event, 1 document, 1 line, 2 postings.");
        Counted.Of(0, "entry", "entries").ShouldBe("0 entries");
        Counted.Of(1, "entry", "entries").ShouldBe("1 entry");
    }

    [Fact]
    public async Task A_price_has_the_digits_of_its_currency_or_its_own_when_it_has_more()
    {
        await using CliBook book = await CliBook.CreateAsync(Engine.Sqlite, SmallBook.Now);
        await book.RunAsync(
            "plan", "add", "one", "--currency", "USD", "--charge", "seats per unit 49 per month billed every 12 months",
            "--charge", "calls per unit 0.0125 per 3 months in arrears", "--charge", "base flat 500.5 per month billed per term");
        await book.RunAsync("plan", "add", "yen", "--currency", "JPY", "--charge", "seats per unit 5000 per year", "--charge", "setup one time 1");
        string[] plans = Rows((await book.RunAsync("plan", "list")).Out);
        plans[0].ShouldContain("49.00 USD  per unit, per month, billed every 12 months in advance");
        plans[1].ShouldContain("0.0125 USD  per unit, per 3 months, billed every 3 months in arrears");
        plans[2].ShouldContain("500.50 USD  flat, per month, billed per term in advance");
        plans[3].ShouldContain("5000 JPY  per unit, per 12 months, billed every 12 months in advance");
        plans[4].ShouldContain("1 JPY  one time");

        string[] order = [.. Order, "--line", "seats=2", "--line", "calls=1000", "--discount", "launch=5@seats"];
        string preview = (await book.RunAsync([.. order, "--preview"])).Out;
        preview.ShouldContain("seats       49.00 ");
        preview.ShouldContain("calls      0.0125 ");
        await book.RunAsync(order);
        string page = (await book.RunAsync("contract", "show", "only")).Out;
        page.ShouldContain("49.00 USD per unit and month");
        page.ShouldContain("0.0125 USD per unit and 3 months");
        page.ShouldContain("5.00 USD off each billing period");
    }

    [Fact]
    public async Task Every_column_of_amounts_names_their_currency()
    {
        await using CliBook book = await CliBook.CreateAsync(Engine.Sqlite, SmallBook.Now);
        await book.RunAsync("demo", "--contracts", "30");
        await book.RunAsync("run", "--until", "2025-06-15");
        foreach (string[] command in new string[][]
        {
            ["plan", "list"],
            ["contract", "list"],
            ["contract", "show", "D-00001"],
            ["invoices", "list"],
            ["invoices", "show", "INV-1"],
            ["report", "mrr"],
            ["report", "mrr", "--by", "customer"],
            ["report", "movements"],
            ["report", "revenue"],
            ["report", "renewals", "--from", "2024-01-01"],
            ["report", "deadlines", "--to", "2025-12-31"],
            ["terminate", "D-00001", "--at", "renewal", "--settlement", "credit", "--preview"],
        })
        {
            string[] lines = (await book.RunAsync(command)).Out.Split(Environment.NewLine);
            int tables = 0;
            for (int at = 0; at < lines.Length; at++)
            {
                if (!lines[at].TrimStart().StartsWith('\u2500'))
                {
                    continue;
                }

                tables++;
                foreach (Match column in Columns().Matches(lines[at]))
                {
                    string heading = In(lines[at - 1], column);
                    foreach (string row in lines.Skip(at + 1).TakeWhile(static row => row.Length > 0))
                    {
                        string cell = In(row, column);
                        (!Amount().IsMatch(cell) || Currency().IsMatch(heading + " " + cell))
                            .ShouldBeTrue($"{string.Join(' ', command)}: '{cell}' under '{heading}'");
                    }
                }
            }

            tables.ShouldBeGreaterThan(0, string.Join(' ', command));
        }
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_list_and_a_page_have_one_name_for_a_state(Engine engine)
    {
        CliBook book = books.On(engine);
        var met = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string day in new[] { "2025-06-15", "2026-06-15" })
        {
            foreach (JsonNode? row in (await book.DoAsync("contract", "list", "--on", day))["contracts"]!.AsArray())
            {
                (string id, string state) = ((string)row!["contractId"]!, (string)row["state"]!);
                ((string)(await book.DoAsync("contract", "show", id, "--as-of", day))["state"]!).ShouldBe(state);
                (await book.RunAsync("contract", "show", id, "--as-of", day)).Out.ShouldContain($"state          {state}{Environment.NewLine}");
                met.Add(state);
            }
        }

        met.ShouldBe(
        [
            "ended", "ended, terminated (recast)", "ended, terminated (recast_taken_back)", "ended, terminated (unknown)", "in force",
            "in force, terminated (unknown)", "not begun, terminated (recast_taken_back)",
        ]);
        (await book.RunAsync("contract", "list")).Out.ShouldContain("ended, terminated (unknown)");
    }

    [Fact]
    public async Task A_note_stands_apart_from_what_is_above_it()
    {
        await using CliBook book = await CliBook.CreateAsync(Engine.Sqlite, SmallBook.Now);
        await book.RunAsync("plan", "add", "one", "--currency", "USD", "--charge", "seats per unit 49 per month billed every month");
        await book.RunAsync([.. Order, "--line", "seats=2", "--renewal", "automatic", "--notice", "60 days"]);
        await book.RunAsync("upgrade", "only", "--add", "seats=1", "--effective", "2025-12-01");
        foreach (string settlement in new[] { "nothing", "credit" })
        {
            string[] lines = (await book.RunAsync("terminate", "only", "--at", "2025-11-15", "--settlement", settlement, "--preview"))
                .Out.TrimEnd().Split(Environment.NewLine);
            int note = Array.FindIndex(lines, static line => line.StartsWith("note: ", StringComparison.Ordinal));
            note.ShouldBeGreaterThan(0);
            lines[note - 1].ShouldBeEmpty();
            lines[note - 2].ShouldNotBeEmpty();
            lines.Skip(note).ShouldAllBe(static line => line.StartsWith("note: ", StringComparison.Ordinal));
        }
    }

    private static string[] Rows(string table) => table.TrimEnd().Split(Environment.NewLine)[2..];

    private static string In(string row, Match column) =>
        row.Length <= column.Index ? string.Empty : row.Substring(column.Index, Math.Min(column.Length, row.Length - column.Index));

    [GeneratedRegex(@"(?<![\d.-])1 (?!was\b)[a-z]+s\b")]
    private static partial Regex OneOfMany();

    [GeneratedRegex("\u2500+")]
    private static partial Regex Columns();

    [GeneratedRegex(@"-?\d+\.\d\d")]
    private static partial Regex Amount();

    [GeneratedRegex(@"\b[A-Z]{3}\b")]
    private static partial Regex Currency();
}
