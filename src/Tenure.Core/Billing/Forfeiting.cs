// The billed days that an end without settlement leaves billed (BIL-5). The fact of the termination lists them; the target
// keeps exactly these.
using System.Collections.Immutable;
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
}
