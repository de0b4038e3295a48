// The terms that a contract must have had: where each begins, counted from the anchor as folding counts them (CAL-3), so
// that a renewal read from a file lands on the day on which the contract's term really ends.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Lists terms.</summary>
internal static class ImpliedTerms
{
    /// <summary>The first days of the second term and all that follow, without an end.</summary>
    /// <param name="anchorOn">The first paid day, else the start.</param>
    /// <param name="clauses">With the lengths of terms and the month-end rule.</param>
    public static IEnumerable<DateOnly> StartsAfterFirst(DateOnly anchorOn, Clauses clauses)
    {
        var anchor = Anchor.On(anchorOn, clauses.MonthEnd);
        int months = 0;
        for (Cadence length = clauses.TermLength; ; length = clauses.Renewal.Length)
        {
            DateOnly end;
            if (length.Unit == CadenceUnit.Month)
            {
                months += length.Count;
                end = anchor.DateAt(Cadence.Month, months);
            }
            else
            {
                end = Anchor.On(anchor.DateAt(Cadence.Month, months), clauses.MonthEnd).DateAt(length, 1);
                anchor = Anchor.On(end, clauses.MonthEnd);
                months = 0;
            }

            yield return end;
        }
    }
}
