using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// One word, one meaning: the name of every public top-level type of Core stands in docs/GLOSSARY.md, in backticks,
/// in the row of the word it belongs to. Every row has a word and a meaning, and no word has two rows.
/// </summary>
public partial class GlossaryWords
{
    private const string Glossary = "docs/GLOSSARY.md";

    [Fact]
    public void Every_public_noun_of_Core_is_in_the_glossary() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(GlossaryWords), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    private static IEnumerable<string> Check(Tree tree)
    {
        var text = tree.TextOrNothing(Glossary);
        var known = Quoted().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        var missing = PublicTypes(tree).Where(t => !known.Contains(t)).Distinct().Order(StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            yield return $"{Glossary}: give each of these a row or a place in the row of its word: "
                + string.Join(", ", missing.Select(m => $"`{m}`"));
        }
        var rows = Rows().Matches(text).Select(m => (Word: m.Groups[1].Value.Trim(), Meaning: m.Groups[2].Value.Trim())).ToList();
        foreach (var (word, _) in rows.Where(r => r.Meaning.Length == 0))
        {
            yield return $"{Glossary}: {word} has no meaning";
        }
        foreach (var twice in rows.GroupBy(r => r.Word, StringComparer.OrdinalIgnoreCase).Where(g => g.Key != "word" && g.Count() > 1))
        {
            yield return $"{Glossary}: {twice.Key} has {twice.Count()} meanings";
        }
    }

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
