using System.Xml.Linq;

namespace Tenure.House.Tests;

/// <summary>Core knows nobody; Storage and Connectors know Core; App knows all; nobody knows App.</summary>
public static class ProjectDirection
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Tenure.Core"] = [],
        ["Tenure.Storage"] = ["Tenure.Core"],
        ["Tenure.Connectors"] = ["Tenure.Core"],
        ["Tenure.App"] = ["Tenure.Core", "Tenure.Storage", "Tenure.Connectors"],
    };

    /// <summary>Every arrow that there must not be, as the finding names it.</summary>
    private static readonly string[] ForbiddenUses =
    [
        .. from user in MayUse from used in MayUse.Keys.Except([user.Key, .. user.Value]) select $"{user.Key} must not use {used}",
    ];

    internal static IEnumerable<Finding> MissingProjects(Tree tree) =>
        MayUse.Keys.Except(Projects(tree).Select(project => project.Name)).Select(missing => (Finding)$"src/{missing}: the project is not there");

    internal static IEnumerable<Finding> UnknownProjects(Tree tree) =>
        from project in Projects(tree)
        where !MayUse.ContainsKey(project.Name)
        select (Finding)$"{project.Path}: a fifth source project needs a decision note and a place in this rule";

    internal static IEnumerable<Finding> WrongUses(Tree tree) =>
        from project in Projects(tree)
        where MayUse.ContainsKey(project.Name)
        from wrong in XDocument.Parse(tree.Text(project.Path)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')))
            .Except(MayUse[project.Name])
        select (Finding)$"{project.Path}: {project.Name} must not use {wrong}";

    private static IEnumerable<(string Name, string Path)> Projects(Tree tree) =>
        tree.Under("src/", ".csproj").Select(path => (Path.GetFileNameWithoutExtension(path), path));
}
