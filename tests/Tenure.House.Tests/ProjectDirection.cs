using System.Xml.Linq;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>Core knows nobody; Storage and Connectors know Core; App knows all; nobody knows App.</summary>
public class ProjectDirection
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Tenure.Core"] = [],
        ["Tenure.Storage"] = ["Tenure.Core"],
        ["Tenure.Connectors"] = ["Tenure.Core"],
        ["Tenure.App"] = ["Tenure.Core", "Tenure.Storage", "Tenure.Connectors"],
    };

    [Fact]
    public void Projects_point_towards_Core() => House.Holds(Check);

    [Theory, MemberData(nameof(House.Broken), nameof(ProjectDirection), MemberType = typeof(House))]
    public void A_broken_tree_is_found(string brokenTree) => House.Fails(Check, brokenTree);

    private static IEnumerable<string> Check(Tree tree)
    {
        var projects = tree.Under("src/", ".csproj").ToDictionary(p => Path.GetFileNameWithoutExtension(p));
        foreach (var missing in MayUse.Keys.Except(projects.Keys))
        {
            yield return $"src/{missing}: the project is not there";
        }
        foreach (var (name, path) in projects)
        {
            if (!MayUse.TryGetValue(name, out var allowed))
            {
                yield return $"{path}: a fifth source project needs a decision note and a place in this rule";
                continue;
            }
            var used = XDocument.Parse(tree.Text(path)).Descendants("ProjectReference")
                .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
            foreach (var wrong in used.Except(allowed))
            {
                yield return $"{path}: {name} must not use {wrong}";
            }
        }
    }
}
