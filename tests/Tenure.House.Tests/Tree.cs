using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Tenure.House.Tests;

/// <summary>
/// A tree of files as the house rules see it: the repository itself, or a small broken one written down in Broken/.
/// Paths are relative, with forward slashes. Both kinds go through the same rules, so that a rule that can no longer
/// fail is found out.
/// </summary>
public sealed class Tree
{
    private static readonly string[] Ignored =
        ["bin", "obj", ".git", "artifacts", "node_modules", "TestResults", "BenchmarkDotNet.Artifacts", "Broken"];

    private static readonly Lazy<Tree> TheRepository = new(Read);

    private readonly Dictionary<string, Func<string>> texts;
    private readonly Dictionary<string, CompilationUnitSyntax> parsed = [];
    private readonly HashSet<string> executables;

    private Tree(Dictionary<string, Func<string>> texts, HashSet<string> executables)
    {
        this.texts = texts;
        this.executables = executables;
        Paths = [.. texts.Keys.Order(StringComparer.Ordinal)];
    }

    public static Tree Repository => TheRepository.Value;

    /// <summary>The folder that holds Tenure.slnx, found upwards from the test program.</summary>
    public static string Root { get; } = FindRoot();

    public IReadOnlyList<string> Paths { get; }

    public bool Has(string path) => texts.ContainsKey(path);

    public bool HasFolder(string path) => Paths.Any(p => p.StartsWith(path + "/", StringComparison.Ordinal));

    public bool IsExecutable(string path) => executables.Contains(path);

    public string Text(string path) => texts[path]();

    public string TextOrNothing(string path) => Has(path) ? Text(path) : "";

    public IEnumerable<string> Under(string folder, string extension) => Paths.Where(p =>
        p.StartsWith(folder, StringComparison.Ordinal) && p.EndsWith(extension, StringComparison.Ordinal));

    /// <summary>The parsed form of a C# file.</summary>
    public CompilationUnitSyntax Syntax(string path)
    {
        lock (parsed)
        {
            if (!parsed.TryGetValue(path, out var unit))
            {
                var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
                unit = CSharpSyntaxTree.ParseText(Text(path), options, path).GetCompilationUnitRoot();
                parsed[path] = unit;
            }
            return unit;
        }
    }

    public static Tree Of(IEnumerable<(string Path, string Text, bool Executable)> files)
    {
        var list = files.ToList();
        return new Tree(list.ToDictionary(f => f.Path, f => (Func<string>)(() => f.Text)),
            [.. list.Where(f => f.Executable).Select(f => f.Path)]);
    }

    private static Tree Read()
    {
        var texts = new Dictionary<string, Func<string>>();
        var executables = new HashSet<string>();
        foreach (var file in Files(new DirectoryInfo(Root)))
        {
            var path = Path.GetRelativePath(Root, file.FullName).Replace('\\', '/');
            texts[path] = () => File.ReadAllText(file.FullName);
            // Windows knows no such bit, and runs none of the scripts.
            if (OperatingSystem.IsWindows() || file.UnixFileMode.HasFlag(UnixFileMode.UserExecute))
            {
                executables.Add(path);
            }
        }
        return new Tree(texts, executables);
    }

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFiles().Concat(
        folder.EnumerateDirectories().Where(d => !Ignored.Contains(d.Name)).SelectMany(Files));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Tenure.slnx")))
        {
            folder = folder.Parent;
        }
        return folder?.FullName ?? throw new InvalidOperationException("No Tenure.slnx above the test program.");
    }
}
