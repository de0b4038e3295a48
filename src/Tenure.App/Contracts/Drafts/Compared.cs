// Two previews side by side, figure by figure: two drafts, or one draft as it was seen and as it is now.
using System.Text.Json.Nodes;
using Tenure.App.Cli;

namespace Tenure.App.Contracts.Drafts;

/// <summary>One figure of two previews; <c>null</c> where a preview does not have it.</summary>
internal sealed record ComparedRow(string Section, string Label, string? First, string? Second)
{
    public bool Differs => First != Second;
}

internal static class Compared
{
    // As many as a preview shows of days to come.
    private const int MostRows = 12;

    /// <summary>Every figure of either, by section, in the order of the figures and otherwise of their labels.</summary>
    public static List<ComparedRow> Rows(IReadOnlyList<EffectRow> first, IReadOnlyList<EffectRow> second)
    {
        var rows = new List<ComparedRow>();
        foreach (string section in new[] { string.Empty, EffectRow.Lines, EffectRow.Issued, EffectRow.Upcoming })
        {
            Dictionary<string, string> one = Section(first, section);
            Dictionary<string, string> other = Section(second, section);
            IEnumerable<string> labels = one.Keys.Union(other.Keys);
            rows.AddRange((section.Length == 0 ? labels : labels.Order(StringComparer.Ordinal)).Select(
                label => new ComparedRow(section, label, one.GetValueOrDefault(label), other.GetValueOrDefault(label))));
        }

        return rows;
    }

    /// <summary>Whether two previews make the same changes, wherever the contract they make them on stands.</summary>
    public static bool DoTheSame(IReadOnlyList<EffectRow> first, IReadOnlyList<EffectRow> second) =>
        ChangesOf(first).SetEquals(ChangesOf(second));

    /// <summary>A table for each section; rows that differ are marked, unless only those are shown.</summary>
    public static void Show(Answers answers, string heading, IReadOnlyList<ComparedRow> rows, string first, string second, bool onlyDiffering)
    {
        foreach (IGrouping<string, ComparedRow> section in rows.Where(row => row.Differs || !onlyDiffering).GroupBy(static row => row.Section))
        {
            List<ComparedRow> all = [.. section];
            bool marks = !onlyDiffering && all.Exists(static row => row.Differs);
            answers.Heading(
                section.Key.Length == 0 ? heading
                : onlyDiffering ? $"{heading}: {char.ToLowerInvariant(section.Key[0])}{section.Key[1..]}"
                : section.Key);
            answers.Table(
                Cells(marks, HeadingOf(section.Key), ">" + first, ">" + second, string.Empty),
                all.Take(MostRows).Select(row =>
                    Cells(marks, row.Label, row.First ?? "-", row.Second ?? "-", row.Differs ? "differs" : string.Empty)));
            if (all.Count > MostRows)
            {
                int differing = all.Skip(MostRows).Count(static row => row.Differs);
                answers.Line();
                answers.Line($"  and {Counted.Of(all.Count - MostRows, "more row")}, {Parsing.Whole(differing)} of which differ; --json shows all");
            }
        }
    }

    /// <summary>One preview in the same form.</summary>
    public static void ShowOne(Answers answers, string heading, IReadOnlyList<EffectRow> rows)
    {
        foreach (IGrouping<string, EffectRow> section in rows.GroupBy(static row => row.Section))
        {
            answers.Heading(section.Key.Length == 0 ? heading : section.Key);
            answers.Pairs(section.Take(MostRows).Select(static row => (row.Label, row.Value)));
        }
    }

    /// <summary>The rows as JSON.</summary>
    public static JsonArray AsJson(IEnumerable<ComparedRow> rows, string first, string second) => new([.. rows.Select(row => (JsonNode?)new JsonObject
    {
        ["section"] = row.Section,
        ["what"] = row.Label,
        [first] = row.First,
        [second] = row.Second,
        ["differs"] = row.Differs,
    })]);

    private static List<string> Cells(bool marks, string label, string first, string second, string mark) =>
        marks ? [label, first, second, mark] : [label, first, second];

    private static Dictionary<string, string> Section(IReadOnlyList<EffectRow> rows, string section) =>
        rows.Where(row => row.Section == section).ToDictionary(static row => row.Label, static row => row.Value);

    private static HashSet<(string, string, string)> ChangesOf(IReadOnlyList<EffectRow> rows) =>
        [.. rows.Where(static row => row.Change.Length > 0).Select(static row => (row.Section, row.Label, row.Change))];

    private static string HeadingOf(string section) => section switch
    {
        EffectRow.Lines => "charge",
        EffectRow.Issued => "document",
        EffectRow.Upcoming => "day",
        _ => "what",
    };
}
