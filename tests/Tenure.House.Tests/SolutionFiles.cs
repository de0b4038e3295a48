using System.Xml.Linq;

namespace Tenure.House.Tests;

/// <summary>
/// Nothing is built unnoticed: every project is in the solution with a lock file beside it, every package used has its
/// version in Directory.Packages.props and nowhere else, and no version is kept for a package that nobody uses.
/// </summary>
public static class SolutionFiles
{
    private const string Solution = "Tenure.slnx";
    private const string Versions = "Directory.Packages.props";

    private static readonly string[] ForbiddenAttributes = ["Version", "VersionOverride"];

    internal static IEnumerable<Finding> ProjectsOutside(Tree tree) =>
        Projects(tree).Except(Listed(tree)).Select(project => (Finding)$"{project}: is not in {Solution}");

    internal static IEnumerable<Finding> ProjectsGone(Tree tree) =>
        Listed(tree).Except(Projects(tree)).Select(project => (Finding)$"{Solution}: {project} is not there");

    internal static IEnumerable<Finding> MissingLocks(Tree tree) =>
        from project in Projects(tree)
        where !tree.Has(Path.GetDirectoryName(project)!.Replace('\\', '/') + "/packages.lock.json")
        select (Finding)$"{project}: has no packages.lock.json beside it";

    internal static IEnumerable<Finding> PackagesWithoutVersion(Tree tree) =>
        from used in Used(tree)
        where !Pinned(tree).Contains(used.Name)
        select (Finding)$"{used.Project}: {used.Name} has no version in {Versions}";

    internal static IEnumerable<Finding> VersionsWithoutUser(Tree tree) =>
        Pinned(tree).Except(Used(tree).Select(used => used.Name)).Select(name => (Finding)$"{Versions}: nobody uses {name}");

    internal static IEnumerable<Finding> StatedVersions(Tree tree) =>
        from project in Users(tree)
        from stated in ForbiddenAttributes.Where(attribute => Attributes(tree, project, "PackageReference", attribute).Any())
        select (Finding)$"{project}: states a version ({stated}); versions stand in {Versions}";

    internal static IEnumerable<Finding> LooseVersions(Tree tree) =>
        from version in Attributes(tree, Versions, "PackageVersion", "Version")
        where version.Any(letter => letter is '*' or '[' or '(')
        select (Finding)$"{Versions}: {version} is not one exact version";

    private static IEnumerable<string> Projects(Tree tree) => tree.Under("", ".csproj");

    private static IEnumerable<string> Listed(Tree tree) => Attributes(tree, Solution, "Project", "Path");

    private static IEnumerable<string> Pinned(Tree tree) => Attributes(tree, Versions, "PackageVersion", "Include");

    /// <summary>Everything that may name a package.</summary>
    private static IEnumerable<string> Users(Tree tree) => Projects(tree).Append("Directory.Build.props").Where(tree.Has);

    private static IEnumerable<(string Project, string Name)> Used(Tree tree) =>
        Users(tree).SelectMany(user => Attributes(tree, user, "PackageReference", "Include").Select(name => (user, name)));

    private static IEnumerable<string> Attributes(Tree tree, string path, string element, string attribute) =>
        XDocument.Parse(tree.Text(path)).Descendants(element).Select(e => e.Attribute(attribute)?.Value).OfType<string>();
}
