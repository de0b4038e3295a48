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
/// The banned-API analyzer refuses most of it in the build; these rules see to it that the analyzer keeps its lists and
/// that each ban is of something that exists, and refuse what a symbol list cannot name (keywords and literals).
/// Outside Core, time comes from TimeProvider.
/// </summary>
public class CorePurity
{
    private const string Core = "src/Tenure.Core/";
    private const string Bans = Core + "BannedSymbols.txt";
    private const string ClockBans = "src/BannedSymbols.Clock.txt";

    private static readonly string[] ForbiddenKeywords = ["double", "float"];

    private static readonly string[] ForbiddenNames =
    [
        "DateTime", "DateTimeOffset", "TimeProvider", "Stopwatch", "Environment", "Task", "ValueTask", "Thread", "Random",
        "Double", "Single", "Half", "Guid.NewGuid", "Guid.CreateVersion7", "Console", "File", "Directory", "HttpClient",
        "Socket", "ILogger", "Process", "System.IO", "System.Net", "System.Threading.Tasks", "System.Diagnostics.Process",
        "System.Diagnostics.Stopwatch",
    ];

    private static readonly string[] ForbiddenClocks =
        ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow"];

    private static readonly string[] RequiredBans =
    [
        "T:System.DateTime;", "T:System.DateTimeOffset;", "T:System.TimeProvider;", "M:System.Guid.NewGuid;",
        "M:System.Guid.CreateVersion7;", "M:System.Math.Round(System.Decimal);",
        "M:System.Math.Round(System.Decimal,System.Int32);", "M:System.Decimal.Round(System.Decimal);",
        "M:System.Decimal.Round(System.Decimal,System.Int32);", "T:System.Threading.Tasks.Task;",
        "T:System.Threading.Tasks.Task`1;", "T:System.Random;", "T:System.Double;", "T:System.Single;", "N:System.IO;",
    ];

    private static readonly string[] RequiredClockBans =
    [
        "P:System.DateTime.Now;", "P:System.DateTime.UtcNow;", "P:System.DateTime.Today;", "P:System.DateTimeOffset.Now;",
        "P:System.DateTimeOffset.UtcNow;",
    ];

    private static readonly string[] WorldlyAssemblies =
        ["System.Console", "System.IO", "System.Net", "System.Threading", "System.Data", "System.Diagnostics", "Microsoft", "Tenure"];

    public static TheoryData<string> Worldly() => [.. WorldlyAssemblies];

    [Fact]
    public void Core_is_linked_with_nothing_that_reaches_the_world() => Reaching(
        Assembly.Load("Tenure.Core").GetReferencedAssemblies().Select(a => a.Name!)).ShouldBeEmpty();

    [Theory, MemberData(nameof(Worldly))]
    public void An_assembly_that_reaches_the_world_is_found(string assembly) =>
        Reaching(["System.Runtime", "System.Linq", assembly, assembly + ".Http", assembly + "s"]).ShouldBe([assembly, assembly + ".Http"]);

    internal static IEnumerable<Finding> Packages(Tree tree) =>
        from project in tree.Under(Core, ".csproj")
        from package in XDocument.Parse(tree.Text(project)).Descendants("PackageReference")
        select (Finding)$"{project}: Core has a package: {package.Attribute("Include")?.Value}";

    internal static IEnumerable<Finding> MissingBans(Tree tree) =>
        from list in new[] { (File: Bans, Required: RequiredBans), (File: ClockBans, Required: RequiredClockBans) }
        let bans = tree.TextOrNothing(list.File)
        from missing in list.Required.Where(ban => !bans.Contains(ban, StringComparison.Ordinal))
        select (Finding)$"{list.File}: {missing} is not banned";

    /// <summary>The analyzer says nothing about a ban whose name is misspelt, and bans nothing by it.</summary>
    internal static IEnumerable<Finding> BansOfNothing(Tree tree)
    {
        var platform = CSharpCompilation.Create("platform", references:
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)]);
        foreach (var list in tree.Paths.Where(IsList))
        {
            foreach (var id in tree.Text(list).Split('\n').Select(line => line.Split(';')[0].Trim()).Where(id => id.Length > 0))
            {
                if (DocumentationCommentId.GetSymbolsForDeclarationId(id, platform).IsEmpty)
                {
                    yield return $"{list}: {id} bans nothing, for there is no such symbol";
                }
            }
        }
    }

    internal static IEnumerable<Finding> ProjectsWithoutBans(Tree tree) =>
        from project in tree.Under("src/", ".csproj")
        where !XDocument.Parse(tree.Text(project)).Descendants("AdditionalFiles").Any(a => IsList(a.Attribute("Include")!.Value))
        select (Finding)$"{project}: names no list of banned symbols";

    internal static IEnumerable<Finding> BinaryFloatingPoint(Tree tree) => InCore(tree, node => node switch
    {
        PredefinedTypeSyntax type when ForbiddenKeywords.Contains(type.ToString()) => $"{type} is binary floating point (MON-1)",
        LiteralExpressionSyntax { Token.Value: double or float } literal =>
            $"{literal} is binary floating point (MON-1); write {literal.ToString().TrimEnd('d', 'f')}m",
        _ => null,
    });

    internal static IEnumerable<Finding> Waiting(Tree tree) => InCore(tree, node => node switch
    {
        AwaitExpressionSyntax => "Core never waits: await",
        MemberDeclarationSyntax member when member.Modifiers.Any(SyntaxKind.AsyncKeyword) => "Core never waits: async",
        LocalFunctionStatementSyntax local when local.Modifiers.Any(SyntaxKind.AsyncKeyword) => "Core never waits: async",
        AnonymousFunctionExpressionSyntax { AsyncKeyword.RawKind: (int)SyntaxKind.AsyncKeyword } => "Core never waits: async",
        _ => null,
    });

    internal static IEnumerable<Finding> WorldlyNames(Tree tree) => InCore(tree, node =>
        node is NameSyntax or MemberAccessExpressionSyntax && ForbiddenNames.Contains(node.ToString())
            ? $"Core is pure and knows no {node}"
            : null);

    internal static IEnumerable<Finding> Clocks(Tree tree) =>
        from path in tree.Under("src/", ".cs").Where(path => !path.StartsWith(Core, StringComparison.Ordinal))
        from node in tree.Syntax(path).DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where ForbiddenClocks.Contains(node.ToString().Replace("System.", "", StringComparison.Ordinal))
        select (Finding)$"{path}:{LineOf(node)}: {node}: time comes from TimeProvider";

    private static IEnumerable<Finding> InCore(Tree tree, Func<SyntaxNode, string?> judge) =>
        from path in tree.Under(Core, ".cs")
        from node in tree.Syntax(path).DescendantNodes()
        let wrong = judge(node)
        where wrong is not null
        select (Finding)$"{path}:{LineOf(node)}: {wrong}";

    private static int LineOf(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    private static bool IsList(string path) => Path.GetFileName(path) is var name
        && name.StartsWith("BannedSymbols", StringComparison.Ordinal) && name.EndsWith(".txt", StringComparison.Ordinal);

    private static IEnumerable<string> Reaching(IEnumerable<string> assemblies) => assemblies.Where(a =>
        WorldlyAssemblies.Any(f => a == f || a.StartsWith(f + ".", StringComparison.Ordinal)));
}
