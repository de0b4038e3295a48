// The billed days that an end leaves billed (BIL-5): all of them without settlement, else those that weigh nothing. The fact of the termination lists them; the target
// keeps exactly these.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Finds what an end forfeits.</summary>
public static class Forfeiting
{
    /// <summary>The billed days on or after an end that were not given back, per line and period. A contract of zero days
    /// forfeits nothing (PRO-5).</summary>
    public static ImmutableArray<ForfeitedDays> DaysFrom(Contract contract, Billed billed, DateOnly end)
    {
        if (end <= contract.Start)
        {
            return [];
        }

        var forfeited = ImmutableArray.CreateBuilder<ForfeitedDays>();
        ReadOnlySpan<BilledLine> lines = billed.Lines;
        for (int i = 0; i < lines.Length;)
        {
            ReadOnlySpan<BilledLine> issued = billed.Of(lines[i].ContractLine, lines[i].PeriodIndex);
            foreach (DateRange range in Coverage.Of(issued))
            {
                DateRange after = range.After(end);
                if (!after.IsEmpty)
                {
                    forfeited.Add(new ForfeitedDays(lines[i].ContractLine, lines[i].PeriodIndex, after.Start, after.End));
                }
            }

            i += issued.Length;
        }

        return forfeited.ToImmutable();
    }

    /// <summary>The billed days on or after a credited end that its day count gives nothing for: the rest of a period that counts
    /// whole, a 31st among months of 30 days, what is left of a period after a month from 28 February (PRO-2). They stay billed as they
    /// were.</summary>
    public static ImmutableArray<ForfeitedDays> DaysWithoutWeight(Contract contract, Billed billed, DateOnly end)
    {
        if (end <= contract.Start || contract.Clauses.DayCount == DayCount.Actual)
        {
            return [];
        }

        var forfeited = ImmutableArray.CreateBuilder<ForfeitedDays>();
        foreach (ref readonly TargetItem item in new Target(contract))
        {
            if (item.Days.Start < end && end < item.Days.End && (item.Line.Charge.Kind == ChargeKind.Recurring || item.Line.Charge.GivenBack.GivesBack))
            {
                AddWithoutWeight(contract, item, Coverage.Of(billed.Of(item.Line.Number, item.PeriodIndex)), end, forfeited);
            }
        }

        return forfeited.ToImmutable();
    }

    private static void AddWithoutWeight(
        Contract contract, in TargetItem item, List<DateRange> covered, DateOnly end, ImmutableArray<ForfeitedDays>.Builder forfeited)
    {
        DayWeights weights = Serving.Weights(contract, item.Place);
        DateRange[] kept = [.. covered.Select(range => range.Before(end)).Where(static range => !range.IsEmpty)];
        if (kept.Length == 0 || weights.Of(kept) != weights.Of(covered.ToArray()))
        {
            return;
        }

        foreach (DateRange range in covered)
        {
            DateRange after = range.After(end);
            if (!after.IsEmpty)
            {
                forfeited.Add(new ForfeitedDays(item.Line.Number, item.PeriodIndex, after.Start, after.End));
            }
        }
    }
}
