// A credit names the lines it corrects (BIL-3): the newest debit first, none beyond what is left of it, so that credits never
// exceed what was billed.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Spreads a credit over the debits it corrects.</summary>
internal static class Crediting
{
    /// <summary>Adds a credit line for each debit that the credit takes from.</summary>
    /// <param name="into">Where the lines go.</param>
    /// <param name="issued">The issued lines of one line and period.</param>
    /// <param name="amountMinor">How much is given back, above zero.</param>
    /// <param name="givenBack">Days that lose their cover; empty when only units left.</param>
    /// <param name="reducedFrom">The first day of the reduction, shown when days stay covered.</param>
    /// <param name="dueOn">The day the credit falls due.</param>
    /// <param name="derivation">Why.</param>
    public static void Spread(
        List<DraftLine> into,
        ReadOnlySpan<BilledLine> issued,
        long amountMinor,
        DateRange givenBack,
        DateOnly reducedFrom,
        DateOnly dueOn,
        ReadOnlyMemory<byte> derivation)
    {
        List<DateRange> covered = Coverage.Of(issued);
        for (int i = issued.Length - 1; i >= 0; i--)
        {
            BilledLine debit = issued[i];
            if (debit.AmountMinor <= 0)
            {
                continue;
            }

            DateRange days = givenBack.IsEmpty ? givenBack : StillCovered(covered, debit.Days.Intersect(givenBack));
            long taken = Math.Min(amountMinor, LeftOf(issued, debit));
            if (taken == 0 && days.IsEmpty)
            {
                continue;
            }

            bool gives = !days.IsEmpty;
            into.Add(new DraftLine(
                gives ? BilledKind.GiveBack : BilledKind.Reduction,
                debit.ContractLine,
                debit.PeriodIndex,
                gives ? days : debit.Days.After(reducedFrom),
                debit.Generation,
                -taken,
                dueOn,
                debit.Document,
                debit.LineIndex,
                derivation));
            amountMinor -= taken;
        }

        Invariant.Holds(amountMinor == 0, "a credit never exceeds what was billed");
    }

    /// <summary>The first day of the period that a reduction due on a day takes units from; without one, of the newest before.</summary>
    public static DateOnly ReducedFrom(in TargetItem item, DateOnly dueOn)
    {
        DateOnly earliest = DateOnly.MaxValue;
        DateOnly newest = item.Days.Start;
        foreach (QuantityStep step in item.Line.Steps)
        {
            if (step.On < item.Days.End && step.DueOn <= dueOn && step.DeltaMicros < 0)
            {
                DateOnly from = step.On > item.Days.Start ? step.On : item.Days.Start;
                newest = from > newest ? from : newest;
                earliest = step.DueOn == dueOn && from < earliest ? from : earliest;
            }
        }

        return earliest < DateOnly.MaxValue ? earliest : newest;
    }

    private static DateRange StillCovered(List<DateRange> covered, DateRange days)
    {
        foreach (DateRange range in covered)
        {
            DateRange both = range.Intersect(days);
            if (!both.IsEmpty)
            {
                return both;
            }
        }

        return new DateRange(days.Start, days.Start);
    }

    private static long LeftOf(ReadOnlySpan<BilledLine> issued, in BilledLine debit)
    {
        long left = debit.AmountMinor;
        foreach (BilledLine line in issued)
        {
            left += line.CorrectsDocument == debit.Document && line.CorrectsLine == debit.LineIndex ? line.AmountMinor : 0;
        }

        return left;
    }
}
