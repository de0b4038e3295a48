using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// docs/rules.md lists every rule and says whether this release keeps it. A kept rule is cited by a test
/// (<c>[Rule("PRO-3")]</c> on a fact, a theory or their class, or a scenario's line <c>rules PRO-3</c>); nothing cites a
/// rule that is not in the list.
/// </summary>
public partial class RuleCoverage
{
    private const string List = "docs/rules.md";

    [Fact]
    public void Every_kept_rule_is_cited_by_a_test() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(RuleCoverage), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    [Fact]
    public void A_list_without_rules_is_found() => Assert.Single(Check(Tree.Of([(List, "# Rules\n", false)])), $"{List}: lists no rule");

    private static IEnumerable<string> Check(Tree tree)
    {
        var rows = Rows().Matches(tree.TextOrNothing(List)).Select(m => (Id: m.Groups[1].Value, Status: m.Groups[2].Value)).ToList();
        if (rows.Count == 0)
        {
            yield return $"{List}: lists no rule";
        }
        foreach (var twice in rows.GroupBy(r => r.Id).Where(g => g.Count() > 1))
        {
            yield return $"{List}: {twice.Key} is listed twice";
        }
        foreach (var (id, status) in rows.Where(r => r.Status is not ("kept" or "later")))
        {
            yield return $"{List}: the status of {id} is '{status}', and only kept and later are known";
        }
        var listed = rows.Select(r => r.Id).ToHashSet();
        var tested = new HashSet<string>();
        foreach (var path in tree.Paths)
        {
            foreach (var (id, byTest) in Cited(tree, path).Distinct())
            {
                if (!listed.Contains(id))
                {
                    yield return $"{path}: cites {id}, which {List} does not list";
                }
                if (byTest && path.StartsWith("tests/", StringComparison.Ordinal))
                {
                    tested.Add(id);
                }
            }
        }
        var untested = rows.Where(r => r.Status == "kept" && !tested.Contains(r.Id)).Select(r => r.Id).ToList();
        if (untested.Count > 0)
        {
            yield return $"{List}: kept, but cited by no test: {string.Join(", ", untested)}";
        }
    }

    private static IEnumerable<(string Id, bool ByTest)> Cited(Tree tree, string path) => Path.GetExtension(path) switch
    {
        ".cs" => Citations(tree, path),
        ".scenario" => Scenarios().Matches(tree.Text(path))
            .SelectMany(line => line.Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(id => (id, ByTest: true)),
        _ => [],
    };

    private static IEnumerable<(string Id, bool ByTest)> Citations(Tree tree, string path)
    {
        foreach (var attribute in tree.Syntax(path).DescendantNodes().OfType<AttributeSyntax>())
        {
            if (attribute.Name.ToString() is "Rule" or "RuleAttribute"
                && attribute.ArgumentList?.Arguments is [{ Expression: LiteralExpressionSyntax literal }])
            {
                var owner = attribute.Parent?.Parent;
                var byTest = owner is TypeDeclarationSyntax type ? type.Members.Any(IsTest)
                    : owner is MemberDeclarationSyntax member && IsTest(member);
                yield return (literal.Token.ValueText, byTest);
            }
        }
    }

    private static bool IsTest(MemberDeclarationSyntax member) => member.AttributeLists.SelectMany(l => l.Attributes)
        .Any(a => a.Name.ToString() is var name && (name.EndsWith("Fact", StringComparison.Ordinal)
            || name.EndsWith("Theory", StringComparison.Ordinal) || name.EndsWith("Property", StringComparison.Ordinal)));

    [GeneratedRegex(@"^\|\s*([A-Z]+-\d+)\s*\|\s*(\w*)\s*\|", RegexOptions.Multiline)]
    private static partial Regex Rows();

    [GeneratedRegex(@"^rules +([A-Z0-9 -]+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Scenarios();
}
