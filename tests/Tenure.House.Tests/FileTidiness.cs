using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tenure.House.Tests;

/// <summary>
/// Walls, not targets: a file has at most 500 lines and a method 60. Nothing is switched off, folded away, promised
/// for later or left behind in a comment.
/// </summary>
public static class FileTidiness
{
    private const int FileWall = 500;
    private const int MethodWall = 60;

    // With the number of an issue it is a reference, and allowed.
    private static readonly string[] ForbiddenPromises = ["TODO", "FIXME", "HACK", "XXX"];

    private static readonly Regex Promise = new($@"\b({string.Join('|', ForbiddenPromises)})\b(?!.*#\d)");

    internal static IEnumerable<Finding> LongFiles(Tree tree) =>
        from path in tree.Under("", ".cs")
        let lines = tree.Text(path).Count(letter => letter == '\n')
        where lines > FileWall
        select (Finding)$"{path}: {lines} lines, the wall is {FileWall}";

    internal static IEnumerable<Finding> LongMethods(Tree tree) => At(tree, unit =>
        from node in unit.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let span = node.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MethodWall
        select (node.GetLocation(), $"a method of {lines} lines, the wall is {MethodWall}"));

    internal static IEnumerable<Finding> Regions(Tree tree) => At(tree, unit =>
        from trivia in unit.DescendantTrivia()
        where trivia.GetStructure() is RegionDirectiveTriviaSyntax
        select (trivia.GetLocation(), "#region hides a file that should be two"));

    internal static IEnumerable<Finding> NullableOff(Tree tree) => At(tree, unit =>
        from trivia in unit.DescendantTrivia()
        where trivia.GetStructure() is NullableDirectiveTriviaSyntax { SettingToken.RawKind: (int)SyntaxKind.DisableKeyword }
        select (trivia.GetLocation(), "#nullable disable"));

    internal static IEnumerable<Finding> Promises(Tree tree) => At(tree, unit =>
        from comment in Comments(unit)
        where Promise.IsMatch(comment.Text)
        select (comment.At, "a promise without an issue to find it by: " + comment.Text));

    internal static IEnumerable<Finding> CommentedCode(Tree tree) => At(tree, unit =>
        from comment in Comments(unit)
        where !Promise.IsMatch(comment.Text) && IsCode(comment.Text)
        select (comment.At, "commented-out code: " + comment.Text));

    internal static IEnumerable<Finding> Unfinished(Tree tree) => At(tree, unit =>
        from node in unit.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
        where node.Type.ToString().EndsWith("NotImplementedException", StringComparison.Ordinal)
        select (node.GetLocation(), "NotImplementedException: finish it or leave it out"));

    private static IEnumerable<Finding> At(Tree tree, Func<SyntaxNode, IEnumerable<(Location, string)>> judge) =>
        from path in tree.Under("", ".cs")
        from found in judge(tree.Syntax(path))
        select (Finding)$"{path}:{found.Item1.GetLineSpan().StartLinePosition.Line + 1}: {found.Item2}";

    private static IEnumerable<(Location At, string Text)> Comments(SyntaxNode unit) =>
        from trivia in unit.DescendantTrivia()
        where trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia
        select (trivia.GetLocation(), trivia.ToString().Trim('/', '*', ' '));

    /// <summary>Prose seldom ends like a statement and then also parses as one.</summary>
    private static bool IsCode(string text) =>
        (text.EndsWith(';') || text.EndsWith('}')) && text.IndexOfAny(['(', '=', '.']) >= 0
        && !SyntaxFactory.ParseStatement(text).GetDiagnostics().Any();
}
