using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// Core decides and does nothing else: no package, no clock, no chance, no waiting, no I/O, no binary floating point.
/// The banned-API analyzer refuses most of it in the build; this rule sees to it that the analyzer keeps its list,
/// and refuses what a symbol list cannot name (keywords and literals). Outside Core, time comes from TimeProvider.
/// </summary>
public class CorePurity
{
    private const string Core = "src/Tenure.Core/";

    private static readonly string[] ForbiddenNames =
    [
        "DateTime", "DateTimeOffset", "TimeProvider", "Stopwatch", "Environment", "Task", "ValueTask", "Thread", "Random",
        "Guid.NewGuid", "Guid.CreateVersion7", "Console", "File", "Directory", "HttpClient", "Socket", "ILogger", "Process",
        "System.IO", "System.Net", "System.Threading.Tasks", "System.Diagnostics.Process", "System.Diagnostics.Stopwatch",
    ];

    private static readonly string[] ForbiddenClocks =
        ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];

    private static readonly string[] RequiredBans =
    [
        "T:System.DateTime;", "T:System.DateTimeOffset;", "T:System.TimeProvider;", "M:System.Guid.NewGuid;",
        "M:System.Math.Round(System.Decimal);", "M:System.Math.Round(System.Decimal,System.Int32);",
        "M:System.Decimal.Round(System.Decimal);", "M:System.Decimal.Round(System.Decimal,System.Int32);",
        "T:System.Threading.Tasks.Task;", "T:System.Threading.Tasks.Task`1;", "T:System.Random;", "T:System.Double;",
        "T:System.Single;", "N:System.IO;",
    ];

    private static readonly string[] ForbiddenAssemblies =
        ["System.Console", "System.IO", "System.Net", "System.Threading", "System.Data", "System.Diagnostics", "Microsoft", "Tenure"];

    [Fact]
    public void Core_is_pure() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(CorePurity), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    [Fact]
    public void Core_is_linked_with_nothing_that_reaches_the_world() => Reaching(
        Assembly.Load("Tenure.Core").GetReferencedAssemblies().Select(a => a.Name!)).ShouldBeEmpty();

    [Theory, InlineData("System.Console"), InlineData("System.Net.Http"), InlineData("Microsoft.Data.Sqlite"), InlineData("Tenure.App")]
    public void An_assembly_that_reaches_the_world_is_found(string assembly) =>
        Reaching(["System.Runtime", "System.Linq", assembly]).ShouldBe([assembly]);

    public static TheoryData<string> Impurities() =>
    [
        .. ForbiddenNames.Select(static name => $"{name} x"), "float x", "double x", "var x = 0.5", "var x = 0.5f", "async Task x()",
        "int x => await y",
    ];

    [Theory, MemberData(nameof(Impurities))]
    public void Each_impurity_by_itself_is_found(string member) =>
        Check(Planted(member, RequiredBans)).Count(static finding => finding.StartsWith(Core + "Planted.cs:", StringComparison.Ordinal))
            .ShouldBeGreaterThan(0);

    public static TheoryData<string> Bans() => [.. RequiredBans];

    [Theory, MemberData(nameof(Bans))]
    public void Each_ban_that_is_taken_off_the_list_is_missed(string ban) =>
        Check(Planted("int x", [.. RequiredBans.Where(other => other != ban)])).ShouldBe([$"{Core}BannedSymbols.txt: {ban} is not banned"]);

    [Theory, InlineData("DateTime.Now"), InlineData("DateTime.UtcNow"), InlineData("DateTime.Today"), InlineData("DateTimeOffset.Now"), InlineData("DateTimeOffset.UtcNow")]
    public void Each_clock_outside_Core_is_found(string clock) => Check(Tree.Of(
    [
        .. Clean(RequiredBans), ("src/Tenure.App/Late.cs", $"class Late {{ bool Is => {clock} > Day; }}\n", false),
    ])).ShouldBe([$"src/Tenure.App/Late.cs:1: {clock}: time comes from TimeProvider"]);

    private static Tree Planted(string member, IEnumerable<string> bans) =>
        Tree.Of([.. Clean(bans), (Core + "Planted.cs", $"class Planted\n{{\n    {member};\n}}\n", false)]);

    private static IEnumerable<(string Path, string Text, bool IsExecutable)> Clean(IEnumerable<string> bans) =>
    [
        (Core + "Tenure.Core.csproj", "<Project><ItemGroup><AdditionalFiles Include=\"BannedSymbols.txt\" /></ItemGroup></Project>\n", false),
        (Core + "BannedSymbols.txt", string.Join('\n', bans) + "\n", false),
    ];

    private static IEnumerable<string> Reaching(IEnumerable<string> assemblies) => assemblies.Where(a =>
        ForbiddenAssemblies.Any(f => a == f || a.StartsWith(f + ".", StringComparison.Ordinal)));

    private static IEnumerable<string> Check(Tree tree)
    {
        var project = XDocument.Parse(tree.Text(Core + "Tenure.Core.csproj"));
        foreach (var package in project.Descendants("PackageReference"))
        {
            yield return $"{Core}: Core has a package: {package.Attribute("Include")?.Value}";
        }
        var bans = tree.TextOrNothing(Core + "BannedSymbols.txt");
        foreach (var missing in RequiredBans.Where(b => !bans.Contains(b, StringComparison.Ordinal)))
        {
            yield return $"{Core}BannedSymbols.txt: {missing} is not banned";
        }
        foreach (var path in tree.Under("src/", ".csproj").Where(p => !AdditionalFiles(tree, p).Any()))
        {
            yield return $"{path}: names no list of banned symbols";
        }
        foreach (var path in tree.Under("src/", ".cs"))
        {
            var findings = path.StartsWith(Core, StringComparison.Ordinal) ? InCore(tree.Syntax(path)) : Clocks(tree.Syntax(path));
            foreach (var (node, what) in findings)
            {
                yield return $"{path}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}: {what}";
            }
        }
    }

    private static IEnumerable<string> AdditionalFiles(Tree tree, string project) => XDocument.Parse(tree.Text(project))
        .Descendants("AdditionalFiles").Select(a => a.Attribute("Include")!.Value)
        .Where(f => Path.GetFileName(f).StartsWith("BannedSymbols", StringComparison.Ordinal));

    private static IEnumerable<(SyntaxNode, string)> InCore(SyntaxNode unit)
    {
        foreach (var node in unit.DescendantNodes())
        {
            switch (node)
            {
                case PredefinedTypeSyntax type when type.Keyword.Kind() is SyntaxKind.DoubleKeyword or SyntaxKind.FloatKeyword:
                    yield return (node, $"{type} is binary floating point (MON-1)");
                    break;
                case LiteralExpressionSyntax { Token.Value: double or float } literal:
                    yield return (node, $"{literal} is binary floating point (MON-1); write {literal.ToString().TrimEnd('d', 'f')}m");
                    break;
                case AwaitExpressionSyntax:
                    yield return (node, "Core never waits");
                    break;
                case MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.AsyncKeyword):
                    yield return (node, "Core never waits");
                    break;
                case NameSyntax or MemberAccessExpressionSyntax when ForbiddenNames.Contains(node.ToString()):
                    yield return (node, $"Core is pure and knows no {node}");
                    break;
            }
        }
    }

    private static IEnumerable<(SyntaxNode, string)> Clocks(SyntaxNode unit) => unit.DescendantNodes()
        .Where(n => n is MemberAccessExpressionSyntax && ForbiddenClocks.Contains(n.ToString().Replace("System.", "", StringComparison.Ordinal)))
        .Select(n => (n, $"{n}: time comes from TimeProvider"));
}
