// The proof of verify (BOOK-3): a rich book is clean; then, with the triggers off, one row of every table is changed in every
// column, taken away, or added, and verify names that table and that row. A table nobody thought of fails the test.
using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.App.Verify;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Verify;

public sealed class MutationTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-3"), Rule("STO-3"), Rule("CON-2"), Rule("BIL-2"), Rule("BIL-3"), Rule("BIL-4"), Rule("BIL-8")]
    public async Task Of_every_table_each_changed_lost_or_added_row_is_named(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await RichBook.LiveAsync(book.Database);
        Complaints(await VerifyAsync(book)).ShouldBeEmpty();
        await DropTriggersAsync(book);
        List<TableShape> tables = await TableShape.OfTenantsAsync(book);
        tables.Count.ShouldBeGreaterThan(20);
        var missed = new List<string>();
        int tried = 0;
        foreach (TableShape table in tables)
        {
            await book.BehindAsync(Off(engine) + $"CREATE TABLE kept_{table.Name} AS SELECT * FROM {table.Name}");
            foreach (Mutation mutation in Mutation.Of(table, engine))
            {
                tried++;
                missed.AddRange(await TryAsync(book, mutation));
                await book.BehindAsync(
                    Off(engine) + $"DELETE FROM {table.Name}; INSERT INTO {table.Name} SELECT * FROM kept_{table.Name}");
            }
        }

        missed.ShouldBeEmpty($"of {tried} mutations");
        tried.ShouldBeGreaterThan(150);
        Complaints(await VerifyAsync(book)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-3")]
    public async Task The_command_says_so_with_its_exit_code_and_changes_nothing(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await RichBook.LiveAsync(book.Database);
        (int clean, string said) = await RunAsync(book, "verify");
        (clean, said.Contains("every row adds up", StringComparison.Ordinal)).ShouldBe((ExitCodes.Done, true), said);
        (await RunAsync(book, "verify", "--contract", "credited")).Exit.ShouldBe(ExitCodes.Done);
        (await RunAsync(book, "verify", "--contract", "nobody")).Exit.ShouldBe(ExitCodes.Refused);

        await book.BehindAsync($"UPDATE due_work SET due_on = '2030-01-01' WHERE contract_id = {Literal(book, RichBook.IdOf("automatic"))}");
        (int broken, string json) = await RunAsync(book, "verify", "--json");
        broken.ShouldBe(ExitCodes.NotVerified);
        JsonNode answer = JsonNode.Parse(json)!;
        answer["clean"]!.GetValue<bool>().ShouldBeFalse();
        answer["findings"]!.AsArray().Select(each => each!["row"]!.GetValue<string>())
            .ShouldContain("contract " + RichBook.IdOf("automatic"));
        (await RunAsync(book, "verify")).Said.ShouldContain("What to do:");
        (await RunAsync(book, "verify", "--contract", "automatic")).Exit.ShouldBe(ExitCodes.NotVerified);
        (await RunAsync(book, "verify", "--contract", "yen")).Exit.ShouldBe(ExitCodes.Done);
    }

    [Fact, Rule("BOOK-3")]
    public async Task A_row_that_cannot_be_read_is_a_finding_and_not_the_end()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Sqlite);
        await RichBook.LiveAsync(book.Database);
        await book.BehindAsync("UPDATE contract SET start_on = 'some day'");
        Verified verified = await VerifyAsync(book);
        verified.Findings.Where(each => each.Check == "rows.readable").Select(each => each.Row.Table).Distinct().ShouldBe(["contract"]);
        verified.Contracts.ShouldBe(13);
    }

    private static async Task<List<string>> TryAsync(DatabaseUnderTest book, Mutation mutation)
    {
        var rows = await mutation.Table.RowsAsync(book, mutation.Condition);
        if (rows.Count == 0)
        {
            return [mutation.What + ": the book has no such row"];
        }

        (string where, List<string> before) = rows[rows.Count / 2];
        var all = (await mutation.Table.RowsAsync(book, "1 = 1")).Select(row => string.Join(' ', row.KeyWords)).ToHashSet();
        await book.BehindAsync(Off(book.Engine) + mutation.Statement.Replace("{where}", where, StringComparison.Ordinal));
        List<string> now = [.. (await mutation.Table.RowsAsync(book, "1 = 1")).Select(row => string.Join(' ', row.KeyWords)).Where(key => !all.Contains(key))];
        Verified verified = await VerifyAsync(book);
        bool named = verified.Findings.Any(finding =>
            Names(finding.Row, mutation.Table.Name, before, now) || (finding.Against is { } against && Names(against, mutation.Table.Name, before, now)));
        return named
            ? []
            : [$"{mutation.What} of {string.Join(' ', before)}: " + (verified.IsClean ? "nothing found" : string.Join(" / ", Complaints(verified).Take(3)))];
    }

    private static bool Names(RowName row, string table, List<string> before, List<string> now) =>
        row.Table == table && (Holds(row.Key, before) || now.Exists(key => Holds(row.Key, [.. key.Split(' ')])));

    /// <summary>Whether the words of a key stand in a finding's key, in their order.</summary>
    private static bool Holds(string said, List<string> words)
    {
        int at = 0;
        foreach (string word in said.Split(' '))
        {
            at += at < words.Count && word == words[at] ? 1 : 0;
        }

        return at == words.Count;
    }

    private static List<string> Complaints(Verified verified) =>
        [.. verified.Findings.Select(each => $"{each.Check} {each.Row} expected {each.Expected} found {each.Found} against {each.Against}")];

    private static Task<Verified> VerifyAsync(DatabaseUnderTest book) =>
        new Verifying(book.Database, RichBook.Tenant, new Progress<(double, double)>()).BookAsync();

    private static async Task<(int Exit, string Said)> RunAsync(DatabaseUnderTest book, params string[] args)
    {
        using var answers = new StringWriter(CultureInfo.InvariantCulture);
        using var errors = new StringWriter(CultureInfo.InvariantCulture);
        int exit = await CommandLine.RunAsync([.. args, "--db", book.Address.Text], new CliHost(answers, errors, TimeProvider.System, 160, false));
        return (exit, answers.ToString() + errors);
    }

    private static string Literal(DatabaseUnderTest book, Guid id) => book.Engine == Engine.Sqlite ? $"x'{id:n}'" : $"'{id}'";

    private static string Off(Engine engine) =>
        engine == Engine.Sqlite ? "PRAGMA foreign_keys = OFF; " : "SET session_replication_role = replica; ";

    /// <summary>SQLite has no switch for triggers; PostgreSQL's is set per connection.</summary>
    private static async Task DropTriggersAsync(DatabaseUnderTest book)
    {
        if (book.Engine == Engine.Sqlite)
        {
            foreach (string name in await book.BehindRowsAsync("SELECT name FROM sqlite_schema WHERE type = 'trigger'"))
            {
                await book.BehindAsync("DROP TRIGGER " + name);
            }
        }
    }
}
