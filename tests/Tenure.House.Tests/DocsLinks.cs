using System.Text.RegularExpressions;

namespace Tenure.House.Tests;

/// <summary>
/// Papers that hold: every relative link leads somewhere, every command shown exists, every script named can be run,
/// and each paper has one title.
/// </summary>
public static partial class DocsLinks
{
    private static readonly string[] RequiredScripts = ["run", "test", "tenure", ".ci/run"];

    internal static IEnumerable<Finding> Titles(Tree tree) =>
        from path in Papers(tree)
        let titles = TitleLines().Count(Prose(tree, path))
        where titles != 1
        select (Finding)$"{path}: {titles} titles (# ...), a paper has one";

    internal static IEnumerable<Finding> DeadLinks(Tree tree) =>
        from path in Papers(tree)
        from link in Links().Matches(Prose(tree, path)).Select(match => match.Groups[1].Value)
        where !Leads(tree, path, link)
        select (Finding)$"{path}: the link {link} leads nowhere";

    internal static IEnumerable<Finding> UnknownCommands(Tree tree)
    {
        var commands = tree.Under("src/Tenure.App/", ".cs")
            .SelectMany(path => CommandNames().Matches(tree.Text(path))).Select(match => match.Groups[1].Value).ToHashSet();
        return from path in Papers(tree)
               from command in Commands().Matches(tree.Text(path)).Select(match => match.Groups[1].Value).Distinct()
               where !commands.Contains(command)
               select (Finding)$"{path}: shows ./tenure {command}, a command that src/Tenure.App does not have";
    }

    internal static IEnumerable<Finding> UnknownScripts(Tree tree) =>
        from path in Papers(tree)
        from script in Scripts().Matches(tree.Text(path)).Select(match => match.Groups[1].Value).Distinct()
        where !tree.IsExecutable(script)
        select (Finding)$"{path}: shows ./{script}, which is not there or cannot be run";

    internal static IEnumerable<Finding> MissingScripts(Tree tree) =>
        RequiredScripts.Where(script => !tree.IsExecutable(script)).Select(script => (Finding)$"{script}: is not there or cannot be run");

    private static IEnumerable<string> Papers(Tree tree) => tree.Under("", ".md");

    private static string Prose(Tree tree, string path) => Fences().Replace(tree.Text(path), "");

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
    private static partial Regex TitleLines();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();
}
