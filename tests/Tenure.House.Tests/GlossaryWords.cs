using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tenure.House.Tests;

/// <summary>
/// One word, one meaning: the name of every public top-level type of Core stands in docs/GLOSSARY.md, in backticks,
/// in the row of the word it belongs to. Every row has a word and a meaning, and no word has two rows.
/// </summary>
public static partial class GlossaryWords
{
    private const string Glossary = "docs/GLOSSARY.md";

    internal static IEnumerable<Finding> MissingWords(Tree tree)
    {
        var known = Quoted().Matches(tree.TextOrNothing(Glossary)).Select(m => m.Groups[1].Value).ToHashSet();
        var missing = PublicTypes(tree).Where(t => !known.Contains(t)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            yield return $"{Glossary}: give each of these a row or a place in the row of its word: "
                + string.Join(", ", missing.Select(m => $"`{m}`"));
        }
    }

    internal static IEnumerable<Finding> EmptyMeanings(Tree tree) =>
        Words(tree).Where(row => row.Meaning.Length == 0).Select(row => (Finding)$"{Glossary}: {row.Word} has no meaning");

    internal static IEnumerable<Finding> DoubleMeanings(Tree tree) =>
        from word in Words(tree).GroupBy(row => row.Word, StringComparer.OrdinalIgnoreCase)
        where word.Key != "word" && word.Count() > 1
        select (Finding)$"{Glossary}: {word.Key} has {word.Count()} meanings";

    private static IEnumerable<(string Word, string Meaning)> Words(Tree tree) =>
        Rows().Matches(tree.TextOrNothing(Glossary)).Select(m => (m.Groups[1].Value.Trim(), m.Groups[2].Value.Trim()));

    private static IEnumerable<string> PublicTypes(Tree tree) => tree.Under("src/Tenure.Core/", ".cs")
        .SelectMany(path => tree.Syntax(path).DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax))
        .Select(node => node switch
        {
            BaseTypeDeclarationSyntax type when type.Modifiers.Any(SyntaxKind.PublicKeyword) => type.Identifier.Text,
            DelegateDeclarationSyntax type when type.Modifiers.Any(SyntaxKind.PublicKeyword) => type.Identifier.Text,
            _ => null,
        })
        .OfType<string>();

    [GeneratedRegex("`([A-Za-z0-9]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\|\s*(?!-)([^|]+)\|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
