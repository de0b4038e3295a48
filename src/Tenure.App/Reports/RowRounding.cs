// Exact shares as whole minor units that sum to a total (MON-3, BOOK-4). As Split does for weights: each share is cut down to
// a whole number, and what is left goes one unit each to the shares that lost most, ties to the first. Shares may lie below
// zero here, as contraction does, which weights cannot.
using Tenure.Core.Kernel;

namespace Tenure.App.Reports;

internal static class RowRounding
{
    /// <summary>The shares rounded so that they sum to their own rounded sum.</summary>
    public static long[] Of(IReadOnlyList<Fraction> shares)
    {
        Fraction sum = Fraction.Zero;
        foreach (Fraction share in shares)
        {
            sum += share;
        }

        return To(sum.RoundToLong(), shares);
    }

    /// <summary>The shares rounded so that they sum to a total near their sum. A share of zero stays zero.</summary>
    public static long[] To(long total, IReadOnlyList<Fraction> shares)
    {
        long[] rounded = new long[shares.Count];
        var lost = new List<(Fraction Cut, int Place)>();
        long left = total;
        for (int i = 0; i < rounded.Length; i++)
        {
            rounded[i] = Floor(shares[i]);
            left -= rounded[i];
            if (!shares[i].IsZero)
            {
                lost.Add((shares[i] - rounded[i], i));
            }
        }

        Invariant.Holds(left == 0 || lost.Count > 0, "Rows of zero cannot sum to something else.");
        lost.Sort(static (one, other) => one.Cut == other.Cut ? one.Place.CompareTo(other.Place) : other.Cut.CompareTo(one.Cut));
        for (int i = 0; left > 0; i++, left--)
        {
            rounded[lost[i % lost.Count].Place]++;
        }

        for (int i = 1; left < 0; i++, left++)
        {
            rounded[lost[^(((i - 1) % lost.Count) + 1)].Place]--;
        }

        return rounded;
    }

    private static long Floor(Fraction share)
    {
        Int128 whole = share.Numerator / share.Denominator;
        return checked((long)(share.Numerator < whole * share.Denominator ? whole - 1 : whole));
    }
}
