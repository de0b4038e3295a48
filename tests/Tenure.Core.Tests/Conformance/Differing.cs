using System.Globalization;
using System.Text.Json.Nodes;

namespace Tenure.Core.Tests.Conformance;

/// <summary>Compares what was seen with what was expected: everything expected must be there; numbers count by their value.</summary>
internal static class Differing
{
    /// <summary>Every difference, each with its place; none when all is as expected.</summary>
    /// <param name="expected">What must be seen.</param>
    /// <param name="seen">What was seen; it may say more.</param>
    /// <param name="leftOut">Places that are not compared, as <c>credit_note.tax</c>.</param>
    internal static IReadOnlyList<string> Between(JsonNode expected, JsonNode seen, IReadOnlyCollection<string> leftOut)
    {
        var differences = new List<string>();
        Compare(expected, seen, string.Empty, leftOut, differences);
        return differences;
    }

    /// <summary>Whether a place exists.</summary>
    internal static bool Has(JsonObject expected, string place)
    {
        JsonNode? at = expected;
        foreach (string name in place.Split('.'))
        {
            at = at?[name];
        }

        return at is not null;
    }

    private static void Compare(JsonNode? expected, JsonNode? seen, string place, IReadOnlyCollection<string> leftOut, List<string> differences)
    {
        if (leftOut.Contains(place))
        {
            return;
        }

        switch (expected)
        {
            case JsonObject members when seen is JsonObject found:
                foreach ((string name, JsonNode? value) in members)
                {
                    Compare(value, found[name], place.Length == 0 ? name : place + "." + name, leftOut, differences);
                }

                break;
            case JsonArray items when seen is JsonArray found && items.Count == found.Count:
                for (int i = 0; i < items.Count; i++)
                {
                    Compare(items[i], found[i], string.Create(CultureInfo.InvariantCulture, $"{place}[{i}]"), leftOut, differences);
                }

                break;
            default:
                if (expected is JsonObject or JsonArray || !AreEqual(expected?.ToString(), seen?.ToString()))
                {
                    differences.Add($"{place}: expected {Text(expected)}, but saw {Text(seen)}");
                }

                break;
        }
    }

    private static string Text(JsonNode? node) => node?.ToJsonString() ?? "nothing";

    private static bool AreEqual(string? expected, string? seen) =>
        expected == seen
        || (decimal.TryParse(expected, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal one)
            && decimal.TryParse(seen, NumberStyles.Number, CultureInfo.InvariantCulture, out decimal other) && one == other);
}
