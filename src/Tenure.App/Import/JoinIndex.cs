// Finds the rows of a joined file that belong to a row: by key, and among those by the nearest day when the join says so.
namespace Tenure.App.Import;

/// <summary>The rows of a joined file by their match.</summary>
internal sealed class JoinIndex
{
    private const char Between = '\u001f';

    private readonly Join join;
    private readonly Dictionary<string, List<Entry>> entries = new(StringComparer.Ordinal);

    public JoinIndex(Join join, CsvTable table, Findings findings)
    {
        this.join = join;
        int[] match = [.. join.Match.Select(pair => table.PlaceOf(pair.Column))];
        int nearest = join.NearestColumn is { } column ? table.PlaceOf(column) : -1;
        int id = join.File.Key is { } key ? table.PlaceOf(key) : -1;
        foreach (CsvRow row in table.Rows)
        {
            DateOnly on = default;
            if (nearest < 0 || IsDay(row, nearest, findings, out on))
            {
                string matched = string.Join(Between, match.Select(place => row.Cells[place]));
                (entries.TryGetValue(matched, out List<Entry>? same) ? same : entries[matched] = [])
                    .Add(new Entry(on, id < 0 ? string.Empty : row.Cells[id], row));
            }
        }

        foreach (List<Entry> same in entries.Values)
        {
            same.Sort();
        }
    }

    /// <summary>The row that belongs to another, which may be none. False when the other row was refused.</summary>
    public bool TryFind(RowScope row, out CsvRow? found)
    {
        found = null;
        var key = new string[join.Match.Count];
        for (int i = 0; i < key.Length; i++)
        {
            if (!row.TryText(join.Match[i].Value, out key[i]))
            {
                return false;
            }
        }

        DateOnly? to = null;
        if (join.NearestTo is { } nearest && !row.TryDay(nearest, out to))
        {
            return false;
        }

        ColumnReference? leading = join.Match[0].Value.Leading;
        if (entries.TryGetValue(string.Join(Between, key), out List<Entry>? same) && (join.NearestTo is null || to is not null))
        {
            if (join.NearestTo is null && same.Count > 1)
            {
                return row.Refuse(leading, ImportCodes.ReferenceAmbiguous,
                    $"Lines {same[0].Row.Line} and {same[1].Row.Line} of {join.File.Path} both match: make the match of join '{join.Name}' name one row.");
            }

            found = (to is { } day ? NearestOf(same, day) : same[0]).Row;
        }

        return found is not null || !join.IsRequired || row.Refuse(leading, ImportCodes.ReferenceUnknown,
            $"{join.File.Path} has no row for '{string.Join(", ", key)}': correct the cell, add the row, or say 'required: no' for join '{join.Name}'.");
    }

    /// <summary>The entry whose day is nearest; of two equally near the earlier, of two on one day the smaller id.</summary>
    private static Entry NearestOf(List<Entry> same, DateOnly day)
    {
        int after = FirstOnOrAfter(same, day);
        if (after == 0)
        {
            return same[0];
        }

        Entry before = same[FirstOnOrAfter(same, same[after - 1].On)];
        return after == same.Count || day.DayNumber - before.On.DayNumber <= same[after].On.DayNumber - day.DayNumber
            ? before
            : same[after];
    }

    private static int FirstOnOrAfter(List<Entry> same, DateOnly day)
    {
        int low = 0;
        int high = same.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = same[middle].On < day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private bool IsDay(CsvRow row, int place, Findings findings, out DateOnly on)
    {
        if (DayForm.TryRead(row.Cells[place], join.File.Dates, out on))
        {
            return true;
        }

        findings.Refuse(join.File, row.Line, join.NearestColumn!, row.Cells[place], ImportCodes.DateFormat,
            RowScope.DayHint(row.Cells[place], join.File));
        return false;
    }

    private readonly record struct Entry(DateOnly On, string Id, CsvRow Row) : IComparable<Entry>
    {
        public int CompareTo(Entry other) =>
            On != other.On ? On.CompareTo(other.On)
            : string.CompareOrdinal(Id, other.Id) is var byId and not 0 ? byId
            : Row.Line.CompareTo(other.Row.Line);
    }
}
