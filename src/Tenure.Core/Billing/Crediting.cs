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
    /// <param name="givenBack">Covered days that lose their cover; none when only units left.</param>
    /// <param name="reducedFrom">The first day of the reduction, shown when days stay covered.</param>
    /// <param name="dueOn">The day the credit falls due.</param>
    /// <param name="derivation">Why.</param>
    /// <param name="refunds">Whether money paid for it is to be paid back.</param>
    public static void Spread(
        List<DraftLine> into,
        ReadOnlySpan<BilledLine> issued,
        long amountMinor,
        List<DateRange> givenBack,
        DateOnly reducedFrom,
        DateOnly dueOn,
        ReadOnlyMemory<byte> derivation,
        bool refunds)
    {
        bool reduces = givenBack.Count == 0;
        givenBack = StillCovered(issued, givenBack);
        for (int i = issued.Length - 1; i >= 0; i--)
        {
            BilledLine debit = issued[i];
            if (debit.AmountMinor <= 0)
            {
                continue;
            }

            long taken = Math.Min(amountMinor, LeftOf(issued, debit));
            amountMinor -= taken;
            if (reduces && taken > 0)
            {
                Add(BilledKind.Reduction, debit.Days.After(reducedFrom), taken);
            }

            // A day that was billed again is given back by the newer debit alone. Days apart from each other share the amount.
            DateRange[] apart = [.. givenBack.Select(range => debit.Days.Intersect(range)).Where(static days => !days.IsEmpty)];
            if (apart.Length > 0)
            {
                long[] parts = Split.Among(taken, [.. apart.Select(static days => (long)days.Days)]);
                for (int part = 0; part < apart.Length; part++)
                {
                    Add(BilledKind.GiveBack, apart[part], parts[part]);
                }

                taken = 0;
            }

            givenBack = Coverage.Without(givenBack, debit.Days);
            if (!reduces && taken > 0)
            {
                Add(BilledKind.Reduction, debit.Days.After(reducedFrom), taken);
            }

            void Add(BilledKind kind, DateRange days, long minor) => into.Add(new DraftLine(
                kind, debit.ContractLine, debit.PeriodIndex, days, debit.Generation, -minor, dueOn, debit.Document, debit.LineIndex,
                derivation, refunds));
        }

        Invariant.Holds(amountMinor == 0, "a credit never exceeds what was billed");
    }

    /// <summary>The first day of the period that a reduction due on a day takes units or money from; without one, of the newest before.</summary>
    public static DateOnly ReducedFrom(Contract contract, in TargetItem item, DateOnly dueOn)
    {
        DateOnly earliest = DateOnly.MaxValue;
        DateOnly newest = item.Days.Start;
        foreach (Goodwill goodwill in contract.Goodwill)
        {
            bool counts = goodwill.Line == item.Line.Number && goodwill.DueOn == dueOn && item.Days.Contains(goodwill.On);
            earliest = counts && goodwill.On < earliest ? goodwill.On : earliest;
        }

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

    /// <summary>What an earlier credit of the same run gave back is not covered any more.</summary>
    private static List<DateRange> StillCovered(ReadOnlySpan<BilledLine> issued, List<DateRange> days)
    {
        List<DateRange> covered = Coverage.Of(issued);
        var still = new List<DateRange>(days.Count);
        foreach (DateRange range in days)
        {
            foreach (DateRange part in covered)
            {
                DateRange both = range.Intersect(part);
                if (!both.IsEmpty)
                {
                    still.Add(both);
                }
            }
        }

        return still;
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
