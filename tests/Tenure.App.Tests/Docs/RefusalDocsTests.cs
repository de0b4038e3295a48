// docs/refusals.md is a list of codes that programs may rely on, so it is held to the code in both directions.
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Tenure.App.Tests.Docs;

public sealed partial class RefusalDocsTests
{
    // What a person can be told to do. A new sentence may need a new verb here; a sentence without any needs an instruction.
    private const string Instructions =
        "add|agree|ask|bill|change|check|choose|define|end|give|grant|keep|leave|list|look|name|order|price|record|remove|renew|repeat"
        + "|say|show|take|use|withdraw|write";

    [Fact]
    public void Every_refusal_has_a_heading_of_its_own()
    {
        var documented = Headings();
        RefusalCatalogue.OfEveryType.Select(refusal => refusal.Code).Where(code => !IsOfImports(code))
            .Concat(RefusalCatalogue.OfStorage)
            .Where(code => !documented.Contains(code)).ShouldBeEmpty("docs/refusals.md lacks these");
        documented.GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key)
            .ShouldBeEmpty("docs/refusals.md says these twice");
    }

    [Fact]
    public void Every_refusal_of_an_import_is_in_its_table()
    {
        var named = Quoted().Matches(Paper("docs/refusals.md") + Paper("docs/guide/import.md"))
            .Select(match => match.Groups[1].Value).ToHashSet();
        ImportCodes().Where(code => !named.Contains(code)).ShouldBeEmpty("docs/refusals.md and docs/guide/import.md lack these");
    }

    [Fact]
    public void No_code_is_documented_that_nothing_refuses_with()
    {
        var known = RefusalCatalogue.OfEveryType.Select(refusal => refusal.Code)
            .Concat(RefusalCatalogue.OfStorage).Concat(ImportCodes()).ToHashSet();
        Headings().Where(code => !known.Contains(code)).ShouldBeEmpty("docs/refusals.md has these left over");
        Quoted().Matches(Paper("docs/refusals.md")).Select(match => match.Groups[1].Value)
            .Where(code => IsOfImports(code) && !known.Contains(code)).ShouldBeEmpty("docs/refusals.md has these left over");
    }

    [Fact]
    public void No_two_refusals_share_a_code() =>
        RefusalCatalogue.OfEveryType.GroupBy(refusal => refusal.Code).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(refusal => refusal.GetType().Name))}").ShouldBeEmpty();

    [Fact]
    public void Every_sentence_ends_and_says_what_to_do() =>
        RefusalCatalogue.OfEveryType
            .Where(refusal => !refusal.Sentence.EndsWith('.') || !SaysWhatToDo().IsMatch(refusal.Sentence))
            .Select(refusal => refusal.ToString()).ShouldBeEmpty("a full stop, and one of the verbs of this test");

    [Fact]
    public void Every_code_is_a_room_and_a_reason() =>
        RefusalCatalogue.OfEveryType.Select(refusal => refusal.Code).Concat(RefusalCatalogue.OfStorage)
            .Where(code => !WellFormed().IsMatch(code)).ShouldBeEmpty();

    private static bool IsOfImports(string code) => code.StartsWith("import.", StringComparison.Ordinal);

    private static IEnumerable<string> ImportCodes() => RefusalCatalogue.OfImports
        .Concat(RefusalCatalogue.OfEveryType.Select(refusal => refusal.Code).Where(IsOfImports)).Distinct();

    private static List<string> Headings() =>
        [.. Heading().Matches(Paper("docs/refusals.md")).Select(match => match.Groups[1].Value)];

    internal static string Paper(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tenure.slnx")))
        {
            folder = folder.Parent;
        }

        string full = Path.Combine(folder?.FullName ?? throw new InvalidOperationException("No Tenure.slnx above the tests."), path);
        return File.Exists(full) ? File.ReadAllText(full) : string.Empty;
    }

    [GeneratedRegex(@"^### ([a-z_.]+)\r?$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex("`([a-z]+[.][a-z_]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(^|[.:;,] |\b(and|or|so) )(" + Instructions + @")\b", RegexOptions.IgnoreCase)]
    private static partial Regex SaysWhatToDo();

    [GeneratedRegex("^[a-z]+[.][a-z_]+$")]
    private static partial Regex WellFormed();
}
