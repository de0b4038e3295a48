using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tenure.House.Tests;

/// <summary>
/// Names that say something: no type ends in a word that fits every type, a day is told from an instant by its name
/// (<c>SignedOn</c>, <c>RecordedAt</c>), and the ends of a range are called what they are.
/// </summary>
public static partial class TypeNames
{
    private static readonly string[] ForbiddenLastWords =
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

    internal static IEnumerable<Finding> EmptyNames(Tree tree) =>
        from path in tree.Under("", ".cs")
        from type in tree.Syntax(path).DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let last = LastWord(type.Identifier.Text)
        where ForbiddenLastWords.Contains(last)
        select (Finding)$"{path}: {type.Identifier.Text} ends in {last}, which says nothing";

    internal static IEnumerable<Finding> DaysWithoutOn(Tree tree) =>
        from path in tree.Under("src/Tenure.Core/", ".cs")
        from member in Members(tree.Syntax(path))
        where member.Type is "DateOnly" or "DateOnly?" && member.IsPublic && !DayWords.Contains(LastWord(member.Name))
        select (Finding)$"{path}: {member.Name} is a day, so its name ends in On or another word of DayWords";

    internal static IEnumerable<Finding> InstantsWithoutAt(Tree tree) =>
        from path in tree.Under("src/", ".cs")
        from member in Members(tree.Syntax(path))
        where member.Type.TrimEnd('?') is "DateTime" or "DateTimeOffset" && member.IsMember && LastWord(member.Name) != "At"
        select (Finding)$"{path}: {member.Name} is an instant, so its name ends in At";

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
