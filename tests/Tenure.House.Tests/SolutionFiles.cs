using System.Xml.Linq;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// Nothing is built unnoticed: every project is in the solution with a lock file beside it, every package used has its
/// version in Directory.Packages.props and nowhere else, and no version is kept for a package that nobody uses.
/// </summary>
public class SolutionFiles
{
    private const string Solution = "Tenure.slnx";
    private const string Versions = "Directory.Packages.props";

    [Fact]
    public void Projects_and_packages_are_accounted_for() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(SolutionFiles), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    private static IEnumerable<string> Check(Tree tree)
    {
        var projects = tree.Paths.Where(p => p.EndsWith(".csproj", StringComparison.Ordinal)).ToList();
        var listed = Attributes(tree, Solution, "Project", "Path").ToList();
        foreach (var project in projects.Except(listed))
        {
            yield return $"{project}: is not in {Solution}";
        }
        foreach (var project in listed.Except(projects))
        {
            yield return $"{Solution}: {project} is not there";
        }
        foreach (var project in projects.Where(p => !tree.Has(Path.GetDirectoryName(p)!.Replace('\\', '/') + "/packages.lock.json")))
        {
            yield return $"{project}: has no packages.lock.json beside it";
        }

        var pinned = Attributes(tree, Versions, "PackageVersion", "Include").ToList();
        var users = projects.Append("Directory.Build.props").Where(tree.Has).ToList();
        var used = users.SelectMany(p => Attributes(tree, p, "PackageReference", "Include").Select(name => (Project: p, Name: name))).ToList();
        foreach (var (project, name) in used.Where(u => !pinned.Contains(u.Name)))
        {
            yield return $"{project}: {name} has no version in {Versions}";
        }
        foreach (var name in pinned.Except(used.Select(u => u.Name)))
        {
            yield return $"{Versions}: nobody uses {name}";
        }
        foreach (var project in users.Where(p => Attributes(tree, p, "PackageReference", "Version")
            .Concat(Attributes(tree, p, "PackageReference", "VersionOverride")).Any()))
        {
            yield return $"{project}: states a version; versions stand in {Versions}";
        }
        foreach (var version in Attributes(tree, Versions, "PackageVersion", "Version").Where(v => v.Any(c => c is '*' or '[' or '(')))
        {
            yield return $"{Versions}: {version} is not one exact version";
        }
    }

    private static IEnumerable<string> Attributes(Tree tree, string path, string element, string attribute) =>
        XDocument.Parse(tree.Text(path)).Descendants(element).Select(e => e.Attribute(attribute)?.Value).OfType<string>();
}
