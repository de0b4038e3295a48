namespace Tenure.House.Tests;

/// <summary>
/// A small tree with deliberate faults, written down in Broken/ as one text: first what must be said of it, then its
/// files. Its name begins with the class whose rules judge it.
/// </summary>
public sealed record BrokenTree(string Name, Tree Tree, IReadOnlyList<string> Announced)
{
    private const string Announcement = "must say: ";
    private const string FileHeader = "--- ";
    private const string ExecutableMark = " (executable)";

    // Blank lines are added up to this many, for the wall that nobody wants to write by hand.
    private const string LinesMark = " lines)";

    private static readonly Lazy<IReadOnlyList<BrokenTree>> TheAll = new(() =>
        [.. Directory.EnumerateFiles(Folder, "*.txt").Order(StringComparer.Ordinal).Select(Read)]);

    public static IReadOnlyList<BrokenTree> All => TheAll.Value;

    private static string Folder => Path.Combine(Tree.Root, "tests", "Tenure.House.Tests", "Broken");

    /// <summary>The name of the class whose rules judge it.</summary>
    public string Home => Name.Split('.')[0];

    private static BrokenTree Read(string path)
    {
        var announced = new List<string>();
        var files = new List<(string, string, bool)>();
        var lines = new List<string>();
        string? header = null;
        foreach (var line in File.ReadLines(path).Append(FileHeader))
        {
            if (line.StartsWith(FileHeader, StringComparison.Ordinal))
            {
                if (header is not null)
                {
                    files.Add(FileOf(header, lines));
                }
                header = line[FileHeader.Length..];
                lines.Clear();
            }
            else if (header is null && line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                announced.Add(line[Announcement.Length..]);
            }
            else
            {
                lines.Add(line);
            }
        }
        return new BrokenTree(Path.GetFileName(path), Tree.Of(files), announced);
    }

    private static (string, string, bool) FileOf(string header, List<string> lines)
    {
        var executable = header.EndsWith(ExecutableMark, StringComparison.Ordinal);
        var path = header.Replace(ExecutableMark, "", StringComparison.Ordinal);
        var padding = 0;
        if (path.EndsWith(LinesMark, StringComparison.Ordinal))
        {
            var open = path.LastIndexOf(" (", StringComparison.Ordinal);
            padding = int.Parse(path[(open + 2)..^LinesMark.Length], null) - lines.Count;
            path = path[..open];
        }
        return (path, string.Join("\n", lines.Concat(Enumerable.Repeat("", Math.Max(0, padding)))) + "\n", executable);
    }
}
