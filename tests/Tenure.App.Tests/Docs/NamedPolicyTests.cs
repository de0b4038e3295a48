// The policies that the conventions offer are those commands: they are taken from the page, and each line of its table is worked.
using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Docs;

public sealed partial class NamedPolicyTests
{
    [Fact, Rule("PRO-2"), Rule("CON-1")]
    public async Task The_policies_of_the_page_bill_what_its_table_says()
    {
        string page = RefusalDocsTests.Paper("docs/guide/conventions.md").ReplaceLineEndings("\n");
        string section = page[page.IndexOf("## Named policies", StringComparison.Ordinal)..page.IndexOf("## Part of a period", StringComparison.Ordinal)];
        await using CliBook book = await CliBook.CreateAsync(Engine.Sqlite);
        string[] commands = [.. Command().Matches(section).Select(static match => match.Groups["words"].Value)];
        foreach (string command in commands)
        {
            await book.DoAsync([.. Word().Matches(command).Select(static word => word.Value.Trim('"'))]);
        }

        await book.DoAsync("plan", "add", "team", "--currency", "EUR", "--charge", "seats per unit 120.00 per year billed every year");
        List<Match> rows = Row().Matches(section).ToList();
        rows.Select(static row => row.Groups["policy"].Value).ShouldBe(commands.Select(static command => command.Split(' ')[2]));
        foreach (Match row in rows)
        {
            string policy = row.Groups["policy"].Value;
            await OrderAsync(book, policy, "grown");
            await book.DoAsync("upgrade", $"{policy}-grown", "--effective", "2026-08-15", "--add", "seats=5", "--on", "2026-08-15");
            (await NetAsync(book, $"{policy}-grown")).ShouldBe(120_000 + Minor(row, "added"), policy);
            await OrderAsync(book, policy, "ended");
            await book.DoAsync("terminate", $"{policy}-ended", "--at", "2026-08-15", "--settlement", "credit", "--on", "2026-08-01");
            (await NetAsync(book, $"{policy}-ended")).ShouldBe(120_000 - Minor(row, "back"), policy);
        }
    }

    private static async Task OrderAsync(CliBook book, string policy, string life)
    {
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "team", "--start", "2026-01-01", "--line", "seats=10", "--on", "2026-01-01",
            "--policy", policy, "--reference", $"{policy}-{life}");
        await book.DoAsync("run", "--until", "2026-01-01");
    }

    private static async Task<long> NetAsync(CliBook book, string reference)
    {
        await book.DoAsync("run", "--until", "2026-08-31", "--far");
        return await book.CountAsync(
            "SELECT coalesce(sum(d.net_minor), 0) FROM document d JOIN contract c ON c.tenant_id = d.tenant_id AND c.contract_id = d.contract_id "
            + "WHERE d.tenant_id = @tenant AND c.reference = @reference",
            ("reference", reference));
    }

    private static long Minor(Match row, string cell) =>
        (long)(decimal.Parse(row.Groups[cell].Value, CultureInfo.InvariantCulture) * 100);

    [GeneratedRegex(@"^\./tenure (?<words>policy set .*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Command();

    [GeneratedRegex("\"[^\"]*\"|[^\\s\"]+")]
    private static partial Regex Word();

    [GeneratedRegex(@"^\| `(?<policy>[a-z-]+)` \|[^|]*\| (?<added>[0-9.]+) \| (?<back>[0-9.]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
