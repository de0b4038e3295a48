// A credit names the lines it corrects (BIL-3), none beyond what is left of it, so that credits never exceed what was billed. Days
// that are given back take what they would have earned (BOOK-2); what units that left are worth comes off the newest debit first.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>From when a credit takes units or money away while days stay billed.</summary>
/// <param name="From">The first day.</param>
/// <param name="IsDue">Whether it does so by itself, beside days that are given back.</param>
internal readonly record struct ReducedDays(DateOnly From, bool IsDue);

/// <summary>Spreads a credit over the debits it corrects.</summary>
internal static class Crediting
{
    /// <summary>Adds a credit line for each debit that the credit takes from.</summary>
    /// <param name="into">Where the lines go.</param>
    /// <param name="issued">The issued lines of one line and period.</param>
    /// <param name="amountMinor">How much is given back, above zero.</param>
    /// <param name="givenBack">Covered days that lose their cover; none when only units left.</param>
    /// <param name="reduced">The first day of the reduction, shown when days stay covered.</param>
    /// <param name="dueOn">The day the credit falls due.</param>
    /// <param name="derivation">Why.</param>
    /// <param name="refunds">Whether money paid for it is to be paid back.</param>
    public static void Spread(
        List<DraftLine> into,
        ReadOnlySpan<BilledLine> issued,
        long amountMinor,
        List<DateRange> givenBack,
        ReducedDays reduced,
        DateOnly dueOn,
        ReadOnlyMemory<byte> derivation,
        bool refunds)
    {
        List<GivenBack> pieces = Pieces(issued, StillCovered(issued, givenBack));
        long rest = amountMinor - ShareOut(pieces, amountMinor);
        for (int i = issued.Length - 1; i >= 0; i--)
        {
            BilledLine debit = issued[i];
            if (debit.AmountMinor <= 0)
            {
                continue;
            }

            List<GivenBack> own = pieces.FindAll(piece => piece.Debit == i);
            long more = Math.Min(rest, LeftOf(issued, debit) - own.Sum(static piece => piece.Minor));
            rest -= more;
            DateRange days = debit.Days.After(reduced.From);
            if (own.Count > 0)
            {
                List<DateRange> stay = own.Aggregate(new List<DateRange> { days }, static (left, piece) => Coverage.Without(left, piece.Days));
                bool reduces = reduced.IsDue && stay.Count > 0;
                days = reduces ? stay[0] : days;
                own[0] = reduces ? own[0] : own[0] with { Minor = own[0].Minor + more };
                more = reduces ? more : 0;
            }

            foreach (GivenBack piece in own)
            {
                Add(BilledKind.GiveBack, piece.Days, piece.Minor);
            }

            if (more > 0)
            {
                Add(BilledKind.Reduction, days, more);
            }

            void Add(BilledKind kind, DateRange days, long minor) => into.Add(new DraftLine(
                kind, debit.ContractLine, debit.PeriodIndex, days, debit.Generation, -minor, dueOn, debit.Document, debit.LineIndex,
                derivation, refunds));
        }

        Invariant.Holds(rest == 0, "a credit never exceeds what was billed");
    }

    /// <summary>The days that each debit loses, of the newest first: a day that was billed again is given back by the newer debit
    /// alone.</summary>
    private static List<GivenBack> Pieces(ReadOnlySpan<BilledLine> issued, List<DateRange> givenBack)
    {
        var pieces = new List<GivenBack>();
        for (int i = issued.Length - 1; i >= 0 && givenBack.Count > 0; i--)
        {
            BilledLine debit = issued[i];
            if (debit.AmountMinor <= 0)
            {
                continue;
            }

            long left = LeftOf(issued, debit);
            foreach (DateRange range in givenBack)
            {
                DateRange days = debit.Days.Intersect(range);
                if (!days.IsEmpty)
                {
                    long worth = Math.Clamp(Worth(issued, debit, days), 0, left);
                    left -= worth;
                    pieces.Add(new GivenBack(i, days, worth));
                }
            }

            givenBack = Coverage.Without(givenBack, debit.Days);
        }

        return pieces;
    }

    /// <summary>What days of a debit would have earned, after earlier credits of it.</summary>
    private static long Worth(ReadOnlySpan<BilledLine> issued, in BilledLine debit, DateRange days)
    {
        Fraction worth = Fraction.Zero;
        foreach (BilledLine line in issued)
        {
            bool counts = (line.Document == debit.Document && line.LineIndex == debit.LineIndex) || Corrects(line, debit);
            int both = counts ? line.Days.Intersect(days).Days : 0;
            worth += both == 0 ? Fraction.Zero : new Fraction((Int128)line.AmountMinor * both, line.Days.Days);
        }

        return worth.RoundToLong();
    }

    /// <summary>Shares a credit among the days by what they are worth, no more than all of that. How much was shared.</summary>
    private static long ShareOut(List<GivenBack> pieces, long amountMinor)
    {
        long[] worths = [.. pieces.Select(static piece => piece.Minor)];
        long shared = Math.Min(amountMinor, worths.Sum());
        if (shared < worths.Sum())
        {
            long[] parts = Split.Among(shared, worths);
            for (int i = 0; i < parts.Length; i++)
            {
                pieces[i] = pieces[i] with { Minor = parts[i] };
            }
        }

        return shared;
    }

    /// <summary>The first day of the period that a reduction due on a day takes units or money from; without one, of the newest before.</summary>
    public static ReducedDays ReducedBy(Contract contract, in TargetItem item, DateOnly dueOn)
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

        return earliest < DateOnly.MaxValue ? new ReducedDays(earliest, IsDue: true) : new ReducedDays(newest, IsDue: false);
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
            left += Corrects(line, debit) ? line.AmountMinor : 0;
        }

        return left;
    }

    private static bool Corrects(in BilledLine line, in BilledLine debit) =>
        line.CorrectsDocument == debit.Document && line.CorrectsLine == debit.LineIndex;

    /// <summary>Days of a debit that lose their cover.</summary>
    /// <param name="Debit">The place of the debit among the issued lines.</param>
    /// <param name="Days">The days.</param>
    /// <param name="Minor">What is credited for them; first what they are worth.</param>
    private readonly record struct GivenBack(int Debit, DateRange Days, long Minor);
}
