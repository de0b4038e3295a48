using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// Names that say something: no type ends in a word that fits every type, a day is told from an instant by its name
/// (<c>SignedOn</c>, <c>RecordedAt</c>), and the ends of a range are called what they are.
/// </summary>
public partial class TypeNames
{
    private static readonly string[] EmptyWords =
        ["Manager", "Helper", "Helpers", "Util", "Utils", "Common", "Base", "Impl", "Info", "Data", "Dto", "Service"];

    /// <summary>
    /// Last words of a day's name besides On. Start, End, From, Until and Boundary bound a half-open range, LastDay is
    /// the inclusive end that people see, and Forever the end that no range reaches; Day is a day that a sentence points
    /// at (changeDay); AsOf is the day that a question is asked for; Anchor and Origin are what others are counted from,
    /// Horizon is how far an open range is listed; First, Last, Earliest, Latest pick from several days; Deadline is
    /// the last day for something. Value and Hint belong to code that serves any day, such as a writer of text.
    /// </summary>
    private static readonly string[] DayWords =
    [
        "On", "Start", "End", "From", "Until", "Boundary", "Day", "Days", "Of", "Anchor", "Origin", "Horizon", "Forever",
        "First", "Last", "Earliest", "Latest", "Deadline", "Value", "Hint",
    ];

    [Fact]
    public void Types_days_and_instants_are_named_for_what_they_are() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(TypeNames), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    private static IEnumerable<string> Check(Tree tree)
    {
        foreach (var path in tree.Paths.Where(p => p.EndsWith(".cs", StringComparison.Ordinal)))
        {
            var unit = tree.Syntax(path);
            foreach (var type in unit.DescendantNodes().OfType<BaseTypeDeclarationSyntax>())
            {
                var last = LastWord(type.Identifier.Text);
                if (EmptyWords.Contains(last))
                {
                    yield return $"{path}: {type.Identifier.Text} ends in {last}, which says nothing";
                }
            }
            if (!path.StartsWith("src/", StringComparison.Ordinal))
            {
                continue;
            }
            var members = Members(unit).ToList();
            foreach (var (type, name, isPublic, _) in members.Where(m => m.Type is "DateOnly" or "DateOnly?"))
            {
                var inCore = path.StartsWith("src/Tenure.Core/", StringComparison.Ordinal);
                if (inCore && isPublic && !DayWords.Contains(LastWord(name)))
                {
                    yield return $"{path}: {name} is a day, so its name ends in On or another word of DayWords";
                }
            }
            foreach (var (type, name, _, isMember) in members.Where(m => m.Type.TrimEnd('?') is "DateTime" or "DateTimeOffset"))
            {
                if (isMember && LastWord(name) != "At")
                {
                    yield return $"{path}: {name} is an instant, so its name ends in At";
                }
            }
        }
    }

    /// <summary>Properties, fields and parameters; record parameters count as members, which they become.</summary>
    private static IEnumerable<(string Type, string Name, bool IsPublic, bool IsMember)> Members(CompilationUnitSyntax unit)
    {
        foreach (var node in unit.DescendantNodes())
        {
            switch (node)
            {
                case PropertyDeclarationSyntax property:
                    yield return (property.Type.ToString(), property.Identifier.Text, IsPublic(property), true);
                    break;
                case FieldDeclarationSyntax field:
                    foreach (var variable in field.Declaration.Variables)
                    {
                        yield return (field.Declaration.Type.ToString(), variable.Identifier.Text, IsPublic(field), true);
                    }
                    break;
                case ParameterSyntax { Type: not null, Parent.Parent: MemberDeclarationSyntax owner } parameter:
                    yield return (parameter.Type.ToString(), parameter.Identifier.Text, IsPublic(owner), owner is RecordDeclarationSyntax);
                    break;
            }
        }
    }

    private static bool IsPublic(MemberDeclarationSyntax member) => member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
        .Where(m => m is not BaseNamespaceDeclarationSyntax)
        .All(m => m.Modifiers.Any(SyntaxKind.PublicKeyword) || m.Parent is InterfaceDeclarationSyntax);

    private static string LastWord(string name)
    {
        var last = Words().Matches(name)[^1].Value;
        return char.ToUpperInvariant(last[0]) + last[1..];
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z0-9_]+|_")]
    private static partial Regex Words();
}
