// What the README and the guides by example show is what the program prints: their commands are run in order on a fresh book, and every
// line shown must be printed, in its order. Lines may be left out and hashes cut; ids and hashes differ from book to book.
using System.Text.RegularExpressions;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Docs;

public sealed partial class PrintedExamplesTests
{
    private static readonly DateTimeOffset Written = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("README.md", 10)]
    [InlineData("docs/guide/first-contract.md", 17)]
    [InlineData("docs/guide/changes.md", 8)]
    [InlineData("docs/guide/drafts.md", 14)]
    [InlineData("docs/guide/usage.md", 21)]
    public async Task A_page_shows_what_its_commands_print(string page, int commands)
    {
        await using CliBook book = await CliBook.CreateAsync(Engine.Sqlite, Written);
        string hash = string.Empty;
        int run = 0;
        foreach (Match example in Example().Matches(RefusalDocsTests.Paper(page).ReplaceLineEndings("\n")))
        {
            string command = example.Groups["command"].Value.Replace("\\\n", " ", StringComparison.Ordinal);
            CliAnswer answer = await book.RunAsync([.. Word().Matches(command).Select(word => word.Value.Replace("\"", "", StringComparison.Ordinal).Replace("$HASH", hash, StringComparison.Ordinal))]);
            hash = Hash().Match(answer.Out) is { Success: true } shown ? shown.Value : hash;
            ShouldHold(Masked(answer.Out + answer.Error), Masked(example.Groups["shown"].Value), $"{page}: {command}");
            run++;
        }

        run.ShouldBe(commands, page);
    }

    private static void ShouldHold(string[] printed, string[] shown, string where)
    {
        int next = 0;
        foreach (string line in shown)
        {
            int at = Array.IndexOf(printed, line, next);
            at.ShouldBeGreaterThanOrEqualTo(0, $"{where}\nshows\n{line}\nand the program prints\n{string.Join('\n', printed)}");
            next = at + 1;
        }
    }

    private static string[] Masked(string text) =>
    [
        .. Id().Replace(Hash().Replace(text, "HASH"), "ID").ReplaceLineEndings("\n").Split('\n')
            .Select(static line => line.TrimEnd()).Where(static line => line.Length > 0),
    ];

    [GeneratedRegex(@"^```\n\$ \./tenure (?<command>(?:[^\n]*\\\n)*[^\n]*)\n(?<shown>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    [GeneratedRegex("[^\\s\"]*\"[^\"]*\"|[^\\s\"]+")]
    private static partial Regex Word();

    [GeneratedRegex("[0-9a-f]{64}|[0-9a-f]{12}…")]
    private static partial Regex Hash();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Id();
}
