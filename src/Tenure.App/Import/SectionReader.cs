// Reads what customers and contracts have in common, where their rows come from, and the rules of customers.
using Tenure.App.Cli;

namespace Tenure.App.Import;

/// <summary>Reads sections of a mapping.</summary>
internal static class SectionReader
{
    public static CustomerRules Customers(MappingSection section, IReadOnlyList<FileRules> files)
    {
        RowRules rows = Rows(section, files, out ExpressionReader expressions);
        Expression id = expressions.Need(section, "id");
        Expression name = expressions.Need(section, "name");
        var attributes = new List<(string, Expression)>();
        if (section.Find("attributes") is { } node)
        {
            foreach (MappingEntry entry in new MappingSection(node, "attributes", section.Faults).Entries)
            {
                attributes.Add((entry.Key, expressions.Read(entry.Value, entry.Key)));
            }
        }

        bool mayRepeat = section.WordOr("repeats", Vocabularies.YesOrNo, otherwise: false);
        section.Close();
        return new CustomerRules(rows with { References = expressions.References }, id, name, attributes, mayRepeat);
    }

    /// <summary>The file, joins and filter of a section; its references grow while the rest of the section is read.</summary>
    public static RowRules Rows(MappingSection section, IReadOnlyList<FileRules> files, out ExpressionReader expressions)
    {
        FileRules file = File(section, files);
        expressions = new ExpressionReader(file, section.Faults);
        // Before the joins, so that it can name columns of the section's own file only: a row that is left out needs no joins.
        Condition? only = section.Find("only") is { } condition ? expressions.Condition(condition, "only") : null;
        var joins = new List<Join>();
        if (section.Find("joins") is { } node)
        {
            foreach (MappingEntry entry in new MappingSection(node, "joins", section.Faults).Entries)
            {
                joins.Add(Join(entry, files, expressions, section.Faults));
            }
        }

        return new RowRules(file, joins, only, []);
    }

    private static Join Join(MappingEntry entry, IReadOnlyList<FileRules> files, ExpressionReader expressions, MappingFaults faults)
    {
        var section = new MappingSection(entry.Value, $"the join '{entry.Key}'", faults);
        FileRules file = File(section, files);
        List<(string Column, Expression Value)> match = Columns(section.Need("match"), "match", file, expressions, faults);
        List<(string Column, Expression Value)> nearest =
            section.Find("nearest") is { } node ? Columns(node, "nearest", file, expressions, faults) : [];
        if (nearest.Count > 1 || (section.Has("nearest") && (nearest.Count == 0 || file.Key is null)))
        {
            section.Refuse(section.Line, "nearest", Counted.Of(nearest.Count, "column"),
                $"Name one column with a date and what it shall be near to; the file '{file.Name}' needs a key to settle ties.");
        }

        bool isRequired = section.WordOr("required", Vocabularies.YesOrNo, otherwise: true);
        section.Close();
        expressions.Define(entry.Key, file);
        bool isNearest = nearest.Count == 1;
        return new Join(
            entry.Key, file, match, isNearest ? nearest[0].Column : null, isNearest ? nearest[0].Value : null, isRequired);
    }

    private static List<(string Column, Expression Value)> Columns(
        MappingNode node, string place, FileRules file, ExpressionReader expressions, MappingFaults faults)
    {
        var section = new MappingSection(node, place, faults);
        var columns = new List<(string, Expression)>();
        foreach (MappingEntry entry in section.Entries)
        {
            file.Use(entry.Key, entry.Line);
            columns.Add((entry.Key, expressions.Read(entry.Value, entry.Key)));
        }

        return columns;
    }

    private static FileRules File(MappingSection section, IReadOnlyList<FileRules> files)
    {
        string name = section.NeedText("file");
        if (files.FirstOrDefault(file => file.Name == name) is { } known)
        {
            return known;
        }

        if (section.Has("file"))
        {
            section.Faults.Refuse<MappingNode>(new MappingNameUnknown(
                section.Need("file").Line, name, "the files of the mapping: " + string.Join(", ", files.Select(file => file.Name))));
        }

        return new FileRules(name, name, null, ',', System.Text.Encoding.UTF8, [], new NumberForm('.', null), [string.Empty]);
    }
}
