using System.Reflection;

namespace Tenure.House.Tests;

/// <summary>A rule and the class it belongs to, found by its shape.</summary>
public sealed record HouseRule(Type Home, MethodInfo Method)
{
    /// <summary>
    /// Lists of what must not be, or must be, are fields whose names begin like this. Every entry of one is held to be
    /// refused by a broken tree, so that no entry is only believed to work.
    /// </summary>
    private static readonly string[] ListNames = ["Forbidden", "Required"];

    private const BindingFlags Own = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Every rule of the house, by name.</summary>
    public static IReadOnlyList<HouseRule> All { get; } =
    [
        .. typeof(HouseRule).Assembly.GetTypes().Where(type => !type.IsNested).SelectMany(Of)
            .OrderBy(rule => rule.Name, StringComparer.Ordinal),
    ];

    public string Name => $"{Home.Name}.{Method.Name}";

    public static HouseRule Named(string name) => All.Single(rule => rule.Name == name);

    /// <summary>The rules of one class.</summary>
    public static IEnumerable<HouseRule> Of(Type home) => home.GetMethods(Own).Where(IsRule).Select(method => new HouseRule(home, method));

    public IEnumerable<Finding> Find(Tree tree) => (IEnumerable<Finding>)Method.Invoke(null, [tree])!;

    /// <summary>The entries of every list of a class with rules: the list's name and the entry.</summary>
    public static IEnumerable<(Type Home, string List, string Entry)> Entries() =>
        from home in All.Select(rule => rule.Home).Distinct()
        from field in home.GetFields(Own)
        where ListNames.Any(name => field.Name.StartsWith(name, StringComparison.Ordinal))
        from entry in (string[])field.GetValue(null)!
        select (home, field.Name, entry);

    private static bool IsRule(MethodInfo method) =>
        method.ReturnType == typeof(IEnumerable<Finding>)
        && method.GetParameters() is [{ ParameterType: { } parameter }] && parameter == typeof(Tree);
}
