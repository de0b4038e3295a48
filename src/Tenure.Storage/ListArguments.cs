// "x IN @ids" is written once and said in each engine's way: PostgreSQL compares with an array, SQLite wants one
// parameter per value. Lists are padded to few lengths, so that few statements need preparing.
using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tenure.Storage;

internal static partial class ListArguments
{
    internal static bool IsList(object? value) =>
        value is IReadOnlyCollection<Guid> or IReadOnlyCollection<string> or IReadOnlyCollection<int>
            or IReadOnlyCollection<long>;

    // The subquery hides the length of the list: knowing it, PostgreSQL reads a whole table that has no statistics yet.
    internal static string AsArrays(string sql, IReadOnlyList<(string Name, object? Value)> args) =>
        args.Any(arg => IsList(arg.Value))
            ? In().Replace(sql, match => IsListNamed(args, match.Groups["name"].Value)
                ? $"{(match.Groups["not"].Success ? "<> ALL" : "= ANY")} (ARRAY(SELECT unnest(@{match.Groups["name"].Value})))"
                : match.Value)
            : sql;

    internal static (string Sql, IReadOnlyList<(string Name, object? Value)> Args) AsValues(
        string sql, IReadOnlyList<(string Name, object? Value)> args)
    {
        if (!args.Any(arg => IsList(arg.Value)))
        {
            return (sql, args);
        }

        var flat = new List<(string Name, object? Value)>(args.Where(arg => !IsList(arg.Value)));
        foreach (var (name, value) in args.Where(arg => IsList(arg.Value)))
        {
            var values = ((IEnumerable)value!).Cast<object>().ToList();
            var length = PaddedLength(values.Count);
            for (var i = 0; i < length; i++)
            {
                flat.Add((Numbered(name, i), values.Count == 0 ? null : values[Math.Min(i, values.Count - 1)]));
            }

            var list = string.Join(", ", Enumerable.Range(0, length).Select(i => "@" + Numbered(name, i)));
            sql = In().Replace(sql, match => match.Groups["name"].Value == name
                ? $"{match.Groups["not"].Value}IN ({list})"
                : match.Value);
        }

        return (sql, flat);
    }

    private static bool IsListNamed(IReadOnlyList<(string Name, object? Value)> args, string name) =>
        args.Any(arg => arg.Name == name && IsList(arg.Value));

    private static string Numbered(string name, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}_{index}");

    private static int PaddedLength(int count)
    {
        var length = 1;
        while (length < count)
        {
            length *= 4;
        }

        return length;
    }

    [GeneratedRegex(@"(?<not>NOT\s+)?\bIN\s+@(?<name>\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex In();
}
