using Shouldly;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// How a house rule is tested. A rule takes a tree and answers with findings, one sentence each. It must find nothing
/// in the repository, and in every broken tree of its own exactly what that tree announces.
/// </summary>
public static class House
{
    private const string Announcement = "must say: ";
    private const string FileHeader = "--- ";
    private const string ExecutableMark = " (executable)";

    private static string BrokenFolder => Path.Combine(Tree.Root, "tests", "Tenure.House.Tests", "Broken");

    public static void Holds(Func<Tree, IEnumerable<string>> rule)
    {
        var findings = rule(Tree.Repository).ToList();
        Assert.True(findings.Count == 0, string.Join("\n", findings));
    }

    public static void Fails(Func<Tree, IEnumerable<string>> rule, string brokenTree)
    {
        var (tree, expected) = Read(brokenTree);
        var findings = rule(tree).ToList();
        var shown = "\nfound:\n" + string.Join("\n", findings) + "\n";
        expected.ShouldNotBeEmpty($"{brokenTree} announces no finding");
        foreach (var announced in expected)
        {
            findings.ShouldContain(f => f.Contains(announced, StringComparison.Ordinal), announced + shown);
        }
        findings.Count.ShouldBe(expected.Count, shown);
    }

    /// <summary>The broken trees of one rule: the files of Broken/ whose name starts with the rule's.</summary>
    public static TheoryData<string> Broken(string rule) =>
        [.. Directory.EnumerateFiles(BrokenFolder, rule + ".*.txt").Select(f => Path.GetFileName(f)).Order()];

    private static (Tree Tree, List<string> Expected) Read(string name)
    {
        var expected = new List<string>();
        var files = new List<(string, string, bool)>();
        var lines = new List<string>();
        string? header = null;
        foreach (var line in File.ReadLines(Path.Combine(BrokenFolder, name)).Append(FileHeader))
        {
            if (line.StartsWith(FileHeader, StringComparison.Ordinal))
            {
                if (header is not null)
                {
                    files.Add((header.Replace(ExecutableMark, "", StringComparison.Ordinal), string.Join("\n", lines) + "\n",
                        header.EndsWith(ExecutableMark, StringComparison.Ordinal)));
                }
                header = line[FileHeader.Length..];
                lines.Clear();
            }
            else if (header is null && line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                expected.Add(line[Announcement.Length..]);
            }
            else
            {
                lines.Add(line);
            }
        }
        return (Tree.Of(files), expected);
    }
}
