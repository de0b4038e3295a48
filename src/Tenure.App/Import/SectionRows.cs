// Walks through the rows of a section: leaves out what `only` leaves out, finds the joined rows, and hands over the rest.
namespace Tenure.App.Import;

/// <summary>The rows of a section.</summary>
internal sealed class SectionRows
{
    private readonly RowRules rules;
    private readonly CsvTable table;
    private readonly RowScope row;
    private readonly JoinIndex[] joins;

    public SectionRows(RowRules rules, IReadOnlyDictionary<FileRules, CsvTable> tables, Findings findings)
    {
        this.rules = rules;
        table = tables[rules.File];
        row = new RowScope(rules, tables, findings);
        joins = [.. rules.Joins.Select(join => new JoinIndex(join, tables[join.File], findings))];
    }

    /// <summary>Whether the files of a section could all be read.</summary>
    public static bool AreReadable(RowRules rules, IReadOnlyDictionary<FileRules, CsvTable> tables) =>
        tables.ContainsKey(rules.File) && rules.Joins.All(join => tables.ContainsKey(join.File));

    /// <summary>How many rows <c>only</c> has left out.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Each row in turn; the same scope, moved on.</summary>
    public IEnumerable<RowScope> Read()
    {
        foreach (CsvRow next in table.Rows)
        {
            row.MoveTo(next);
            bool? isWanted = rules.Only is null ? true : rules.Only.Holds(row);
            LeftOut += isWanted == false ? 1 : 0;
            if (isWanted == true && FindJoins())
            {
                yield return row;
            }
        }
    }

    private bool FindJoins()
    {
        for (int i = 0; i < joins.Length; i++)
        {
            if (!joins[i].TryFind(row, out CsvRow? found))
            {
                return false;
            }

            row.Join(i + 1, found);
        }

        return true;
    }
}
