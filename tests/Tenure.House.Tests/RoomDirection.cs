using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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

    [Fact]
    public void Rooms_look_only_to_their_left() => House.Holds(Direction);

    [Fact]
    public void No_namespace_equals_a_type_name() => House.Holds(Names);

    [Theory, MemberData(nameof(House.Broken), "RoomDirection", MemberType = typeof(House))]
    public void A_room_that_looks_right_is_found(string brokenTree) => House.Fails(Direction, brokenTree);

    [Theory, MemberData(nameof(House.Broken), "RoomNames", MemberType = typeof(House))]
    public void A_namespace_named_like_a_type_is_found(string brokenTree) => House.Fails(Names, brokenTree);

    private static IEnumerable<string> Direction(Tree tree)
    {
        foreach (var path in tree.Under(Core, ".cs"))
        {
            var inside = path[Core.Length..].Split('/');
            if (inside.Length == 1)
            {
                continue; // assembly attributes and global usings belong to no room
            }
            var room = Array.IndexOf(Rooms, inside[0]);
            if (room < 0)
            {
                yield return $"{path}: Core has no room {inside[0]}";
                continue;
            }
            var unit = tree.Syntax(path);
            foreach (var space in unit.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>())
            {
                if (space.Name.ToString() != "Tenure.Core." + Rooms[room])
                {
                    yield return $"{path}: the namespace is {space.Name}, the room {Rooms[room]}";
                }
            }
            foreach (var used in UsedRooms(unit).Distinct().Where(used => Array.IndexOf(Rooms, used) > room))
            {
                yield return $"{path}: {Rooms[room]} must not use {used}, which stands to its right";
            }
        }
    }

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

    private static IEnumerable<string> Names(Tree tree)
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
        return types.Where(t => spaces.Contains(t.Name)).Select(t => $"{t.Path}: {t.Name} is a type and a namespace");
    }
}
