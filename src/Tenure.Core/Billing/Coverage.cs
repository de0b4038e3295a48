// Which days of a line's period are billed and not given back. A day is never covered twice (BIL-2).
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Days as a sorted list of ranges.</summary>
internal static class Coverage
{
    /// <summary>The days that issued lines of one line and period cover.</summary>
    public static List<DateRange> Of(ReadOnlySpan<BilledLine> issued)
    {
        var covered = new List<DateRange>(1);
        foreach (BilledLine line in issued)
        {
            if (BilledKinds.Covers(line.Kind))
            {
                covered.Add(line.Days);
            }
            else if (line.Kind == BilledKind.GiveBack)
            {
                covered = Without(covered, line.Days);
            }
        }

        covered.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        return covered;
    }

    /// <summary>The first day that issued lines of one line and period still cover; their own first day when they cover none.</summary>
    public static DateOnly FirstDayOf(ReadOnlySpan<BilledLine> issued) =>
        Of(issued) is [{ } first, ..] ? first.Start : issued[0].Days.Start;

    /// <summary>The days of a list that lie outside a range.</summary>
    public static List<DateRange> Without(List<DateRange> days, DateRange taken)
    {
        var left = new List<DateRange>(days.Count + 1);
        foreach (DateRange range in days)
        {
            DateRange before = range.Before(taken.Start);
            DateRange after = range.After(taken.End);
            if (!before.IsEmpty)
            {
                left.Add(before);
            }

            if (!after.IsEmpty)
            {
                left.Add(after);
            }
        }

        return left;
    }

    /// <summary>The days of a range that a list leaves open.</summary>
    public static List<DateRange> Open(DateRange range, List<DateRange> covered)
    {
        var open = new List<DateRange>(1);
        if (!range.IsEmpty)
        {
            open.Add(range);
        }

        foreach (DateRange taken in covered)
        {
            open = Without(open, taken);
        }

        return open;
    }

    /// <summary>The highest generation among issued slices that touch these days, or -1.</summary>
    public static int NewestGeneration(ReadOnlySpan<BilledLine> issued, DateRange days)
    {
        int newest = -1;
        foreach (BilledLine line in issued)
        {
            if (BilledKinds.Covers(line.Kind) && line.Days.Overlaps(days))
            {
                newest = Math.Max(newest, line.Generation);
            }
        }

        return newest;
    }
}
