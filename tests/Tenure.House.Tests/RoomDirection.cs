using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Shouldly;
using Xunit;

namespace Tenure.House.Tests;

/// <summary>
/// The rooms of Core stand in the order in which data flows. A room uses only rooms before it, a file's namespace is
/// its room, and no namespace shares its name with a type (the compiler would then read one as the other).
/// </summary>
public class RoomDirection
{
    private const string Core = "src/Tenure.Core/";

    private static readonly string[] Rooms =
    [
        "Kernel", "Parties", "Catalogue", "Contracts", "Entitlements", "Usage", "Tax", "Billing", "Receivables",
        "Ledger", "Revenue", "Metrics", "Changes", "Quotes", "Cancelling", "Buying",
    ];

    public static TheoryData<string, string> Neighbours() => [.. Rooms.Zip(Rooms.Skip(1))];

    [Theory, MemberData(nameof(Neighbours))]
    public void Of_two_neighbours_only_the_right_one_may_use_the_left_one(string left, string right)
    {
        LookingRight(Using(left, right)).Select(found => found.Says).ShouldHaveSingleItem().ShouldContain($"{left} must not use {right}");
        LookingRight(Using(right, left)).ShouldBeEmpty();
    }

    internal static IEnumerable<Finding> UnknownRooms(Tree tree) =>
        from file in Files(tree)
        where !Rooms.Contains(file.Room)
        select (Finding)$"{file.Path}: Core has no room {file.Room}";

    internal static IEnumerable<Finding> WrongNamespaces(Tree tree) =>
        from file in Files(tree)
        from space in tree.Syntax(file.Path).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        where Rooms.Contains(file.Room) && space.Name.ToString() != "Tenure.Core." + file.Room
        select (Finding)$"{file.Path}: the namespace is {space.Name}, the room {file.Room}";

    internal static IEnumerable<Finding> LookingRight(Tree tree) =>
        from file in Files(tree)
        let room = Array.IndexOf(Rooms, file.Room)
        from used in UsedRooms(tree.Syntax(file.Path)).Distinct()
        where room >= 0 && Array.IndexOf(Rooms, used) > room
        select (Finding)$"{file.Path}: {file.Room} must not use {used}, which stands to its right";

    internal static IEnumerable<Finding> TypesNamedLikeNamespaces(Tree tree)
    {
        var spaces = new HashSet<string>();
        var types = new List<(string Name, string Path)>();
        foreach (var path in tree.Under("src/", ".cs"))
        {
            foreach (var node in tree.Syntax(path).DescendantNodes())
            {
                if (node is BaseNamespaceDeclarationSyntax space)
                {
                    spaces.UnionWith(space.Name.ToString().Split('.'));
                }
                else if (node is BaseTypeDeclarationSyntax type)
                {
                    types.Add((type.Identifier.Text, path));
                }
            }
        }
        return types.Where(t => spaces.Contains(t.Name)).Select(t => (Finding)$"{t.Path}: {t.Name} is a type and a namespace");
    }

    /// <summary>Files in rooms; assembly attributes and global usings stand beside the rooms and belong to none.</summary>
    private static IEnumerable<(string Path, string Room)> Files(Tree tree) =>
        from path in tree.Under(Core, ".cs")
        let inside = path[Core.Length..].Split('/')
        where inside.Length > 1
        select (path, inside[0]);

    /// <summary>Rooms named in a using directive, an alias, a static using, or spelled out in the code.</summary>
    private static IEnumerable<string> UsedRooms(SyntaxNode unit)
    {
        foreach (var name in unit.DescendantNodes(descendIntoTrivia: false)
            .Where(n => n is QualifiedNameSyntax or MemberAccessExpressionSyntax))
        {
            var parts = name.ToString().Split('.', StringSplitOptions.TrimEntries);
            var core = Array.IndexOf(parts, "Core");
            // Inside Core both Tenure.Core.Billing.X and Core.Billing.X reach the room.
            if (core is 0 or 1 && parts.Length > core + 1 && Rooms.Contains(parts[core + 1]))
            {
                yield return parts[core + 1];
            }
        }
    }

    private static Tree Using(string room, string used) => Tree.Of(
        [($"{Core}{room}/Thing.cs", $"using Tenure.Core.{used};\n\nnamespace Tenure.Core.{room};\n\npublic sealed class Thing;\n", false)]);
}
