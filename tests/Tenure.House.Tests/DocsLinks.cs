using System.Text.RegularExpressions;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// Papers that hold: every relative link leads somewhere, every command shown exists, every script named can be run,
/// and each paper has one title.
/// </summary>
public partial class DocsLinks
{
    [Fact]
    public void Papers_hold() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(DocsLinks), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    private static IEnumerable<string> Check(Tree tree)
    {
        var commands = tree.Under("src/Tenure.App/", ".cs")
            .SelectMany(p => CommandNames().Matches(tree.Text(p))).Select(m => m.Groups[1].Value).ToHashSet();
        foreach (var path in tree.Paths.Where(p => p.EndsWith(".md", StringComparison.Ordinal)))
        {
            var text = tree.Text(path);
            var prose = Fences().Replace(text, "");
            var titles = Titles().Count(prose);
            if (titles != 1)
            {
                yield return $"{path}: {titles} titles (# ...), a paper has one";
            }
            foreach (var link in Links().Matches(prose).Select(m => m.Groups[1].Value))
            {
                if (!Leads(tree, path, link))
                {
                    yield return $"{path}: the link {link} leads nowhere";
                }
            }
            foreach (var command in Commands().Matches(text).Select(m => m.Groups[1].Value).Distinct().Where(c => !commands.Contains(c)))
            {
                yield return $"{path}: shows ./tenure {command}, a command that src/Tenure.App does not have";
            }
            foreach (var script in Scripts().Matches(text).Select(m => m.Groups[1].Value).Distinct().Where(s => !tree.IsExecutable(s)))
            {
                yield return $"{path}: shows ./{script}, which is not there or cannot be run";
            }
        }
        foreach (var script in new[] { "run", "test", "tenure", ".ci/run" }.Where(s => !tree.IsExecutable(s)))
        {
            yield return $"{script}: is not there or cannot be run";
        }
    }

    private static bool Leads(Tree tree, string from, string link)
    {
        if (link.Contains(':', StringComparison.Ordinal) || link.StartsWith('#'))
        {
            return true; // elsewhere, or further down in the same paper
        }
        var folder = Path.GetDirectoryName(from)!.Replace('\\', '/');
        var parts = new Stack<string>();
        foreach (var part in $"{folder}/{link.Split('#')[0]}".Split('/', StringSplitOptions.RemoveEmptyEntries).Where(p => p != "."))
        {
            if (part != "..")
            {
                parts.Push(part);
            }
            else if (!parts.TryPop(out _))
            {
                return false;
            }
        }
        var target = string.Join('/', parts.Reverse());
        return target.Length == 0 || tree.Has(target) || tree.HasFolder(target);
    }

    [GeneratedRegex(@"(?:\bCommand|\bbase|\bnew)\s*\(\s*""([a-z][a-z-]*)""")]
    private static partial Regex CommandNames();

    [GeneratedRegex(@"\./tenure +([a-z][a-z-]*)")]
    private static partial Regex Commands();

    [GeneratedRegex(@"(?<![\w./])\./([a-z.][\w./-]*\w)")]
    private static partial Regex Scripts();

    [GeneratedRegex(@"^(```|~~~).*?^\1", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex(@"^# +\S", RegexOptions.Multiline)]
    private static partial Regex Titles();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
