using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// Walls, not targets: a file has at most 500 lines and a method 60. Nothing is switched off, folded away, promised
/// for later or left behind in a comment.
/// </summary>
public partial class FileTidiness
{
    private const int FileWall = 500;
    private const int MethodWall = 60;

    [Fact]
    public void Files_are_tidy() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(FileTidiness), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    [Fact]
    public void A_file_beyond_the_wall_is_found() =>
        Assert.Single(Check(Tree.Of([("src/Long.cs", new string('\n', FileWall + 1), false)])), "src/Long.cs: 501 lines, the wall is 500");

    private static IEnumerable<string> Check(Tree tree)
    {
        foreach (var path in tree.Under("", ".cs"))
        {
            var text = tree.Text(path);
            var lines = text.Count(c => c == '\n');
            if (lines > FileWall)
            {
                yield return $"{path}: {lines} lines, the wall is {FileWall}";
            }
            var unit = tree.Syntax(path);
            foreach (var (at, what) in Methods(unit).Concat(Directives(unit)).Concat(Comments(unit)).Concat(Unfinished(unit)))
            {
                yield return $"{path}:{at.GetLineSpan().StartLinePosition.Line + 1}: {what}";
            }
        }
    }

    private static IEnumerable<(Location, string)> Methods(SyntaxNode unit) =>
        from node in unit.DescendantNodes()
        where node is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax
        let span = node.GetLocation().GetLineSpan()
        let lines = span.EndLinePosition.Line - span.StartLinePosition.Line + 1
        where lines > MethodWall
        select (node.GetLocation(), $"a method of {lines} lines, the wall is {MethodWall}");

    private static IEnumerable<(Location, string)> Directives(SyntaxNode unit) =>
        from trivia in unit.DescendantTrivia()
        let what = trivia.GetStructure() switch
        {
            RegionDirectiveTriviaSyntax => "#region hides a file that should be two",
            NullableDirectiveTriviaSyntax { SettingToken.RawKind: (int)SyntaxKind.DisableKeyword } => "#nullable disable",
            _ => null,
        }
        where what is not null
        select (trivia.GetLocation(), what);

    private static IEnumerable<(Location, string)> Comments(SyntaxNode unit)
    {
        foreach (var trivia in unit.DescendantTrivia())
        {
            if (trivia.Kind() is not (SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia))
            {
                continue;
            }
            var text = trivia.ToString().Trim('/', '*', ' ');
            if (Promise().IsMatch(text))
            {
                yield return (trivia.GetLocation(), "a promise without an issue to find it by: " + text);
            }
            else if (IsCode(text))
            {
                yield return (trivia.GetLocation(), "commented-out code: " + text);
            }
        }
    }

    /// <summary>Prose seldom ends like a statement and then also parses as one.</summary>
    private static bool IsCode(string text) =>
        (text.EndsWith(';') || text.EndsWith('}')) && text.IndexOfAny(['(', '=', '.']) >= 0
        && !SyntaxFactory.ParseStatement(text).GetDiagnostics().Any();

    private static IEnumerable<(Location, string)> Unfinished(SyntaxNode unit) =>
        from node in unit.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
        where node.Type.ToString().EndsWith("NotImplementedException", StringComparison.Ordinal)
        select (node.GetLocation(), "NotImplementedException: finish it or leave it out");

    // With the number of an issue it is a reference, and allowed.
    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!.*#\d)")]
    private static partial Regex Promise();
}
