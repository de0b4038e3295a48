using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tenure.House.Tests;

/// <summary>
/// docs/rules.md lists every rule and says whether this release keeps it. A kept rule is cited by a test
/// (<c>[Rule("PRO-3")]</c> on a fact, a theory or their class, or a scenario's line <c>rules PRO-3</c>); nothing cites a
/// rule that is not in the list.
/// </summary>
public static partial class RuleCoverage
{
    private const string List = "docs/rules.md";

    internal static IEnumerable<Finding> EmptyList(Tree tree) => Listed(tree).Any() ? [] : [$"{List}: lists no rule"];

    internal static IEnumerable<Finding> ListedTwice(Tree tree) =>
        Listed(tree).GroupBy(rule => rule.Id).Where(same => same.Count() > 1).Select(same => (Finding)$"{List}: {same.Key} is listed twice");

    internal static IEnumerable<Finding> UnknownStatuses(Tree tree) =>
        from rule in Listed(tree)
        where rule.Status is not ("kept" or "later")
        select (Finding)$"{List}: the status of {rule.Id} is '{rule.Status}', and only kept and later are known";

    internal static IEnumerable<Finding> UnlistedCitations(Tree tree)
    {
        var listed = Listed(tree).Select(rule => rule.Id).ToHashSet();
        return from path in tree.Paths
               from id in Cited(tree, path).Select(citation => citation.Id).Distinct()
               where !listed.Contains(id)
               select (Finding)$"{path}: cites {id}, which {List} does not list";
    }

    internal static IEnumerable<Finding> UntestedRules(Tree tree)
    {
        var tested = tree.Under("tests/", "").SelectMany(path => Cited(tree, path)).Where(citation => citation.ByTest)
            .Select(citation => citation.Id).ToHashSet();
        var untested = Listed(tree).Where(rule => rule.Status == "kept" && !tested.Contains(rule.Id)).Select(rule => rule.Id).ToList();
        if (untested.Count > 0)
        {
            yield return $"{List}: kept, but cited by no test: {string.Join(", ", untested)}";
        }
    }

    private static IEnumerable<(string Id, string Status)> Listed(Tree tree) =>
        Rows().Matches(tree.TextOrNothing(List)).Select(match => (match.Groups[1].Value, match.Groups[2].Value));

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
