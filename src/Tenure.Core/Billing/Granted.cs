// Goodwill in the figure of a line and period (PRO-7). As a price reduction it lowers the full price so far that what is credited is what
// was granted, and every later credit is smaller by its part: 100 a year, 20 granted at the start, ended half-way, gives back 40.
using System.Numerics;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Goodwill that counts in a period.</summary>
[Rule("PRO-7")]
public static class Granted
{
    /// <summary>round(full x kept / all) less the goodwill due by a day; never below zero.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="place">The line and the period.</param>
    /// <param name="full">What the whole period costs, in minor units.</param>
    /// <param name="share">How much of it is kept.</param>
    /// <param name="dueByOn">Goodwill due later is not counted.</param>
    internal static long FigureOf(Contract contract, in LinePeriod place, long full, Share share, DateOnly dueByOn)
    {
        if (contract.Goodwill.IsEmpty || share.IsNothing)
        {
            return share.Of(full, contract.Rules.Halves);
        }

        return FigureOf(
            full, share, contract.Clauses.Goodwill, contract.Rules.Halves,
            In(contract, place, dueByOn).Select(static each => (each.Goodwill.AmountMinor, each.At)));
    }

    /// <summary>round(full x kept / all) less goodwill; never below zero.</summary>
    /// <param name="full">What the whole period costs, in minor units.</param>
    /// <param name="share">How much of it is kept.</param>
    /// <param name="effect">What goodwill does.</param>
    /// <param name="halves">How a half is rounded.</param>
    /// <param name="granted">What was granted, in minor units, each with the share of the period that was served then.</param>
    public static long FigureOf(long full, Share share, GoodwillEffect effect, Halves halves, IEnumerable<(long AmountMinor, Share At)> granted)
    {
        long cap = 0;
        BigInteger numerator = full;
        BigInteger denominator = BigInteger.One;
        foreach ((long amount, Share at) in granted)
        {
            cap += amount;
            numerator = (numerator * (BigInteger)at.Kept) - (amount * (BigInteger)at.All * denominator);
            denominator *= (BigInteger)at.Kept;
        }

        if (effect == GoodwillEffect.CapOnly || cap == 0)
        {
            return Math.Max(0, share.Of(full, halves) - cap);
        }

        BigInteger part = numerator * (BigInteger)share.Kept;
        BigInteger whole = denominator * (BigInteger)share.All;
        return part.Sign <= 0 ? 0 : (long)Rounding.Nearest(part, whole, halves);
    }

    /// <summary>The goodwill of a period, each with the share of it that was served when it was granted.</summary>
    internal static IReadOnlyList<(Goodwill Goodwill, Share At)> In(Contract contract, in LinePeriod place, DateOnly dueByOn)
    {
        if (contract.Goodwill.IsEmpty)
        {
            return [];
        }

        var granted = new List<(Goodwill, Share)>();
        foreach (Goodwill goodwill in contract.Goodwill)
        {
            if (goodwill.Line == place.Line.Number && place.Days.Contains(goodwill.On) && goodwill.DueOn <= dueByOn)
            {
                Share at = Serving.Of(contract, place, goodwill.DueOn, out _);
                if (!at.IsNothing)
                {
                    granted.Add((goodwill, at));
                }
            }
        }

        return granted;
    }

    /// <summary>What the line costs in the period that holds a day, with everything that is due by another; zero when it has none there.</summary>
    public static long LeftOf(Contract contract, int line, DateOnly on, DateOnly dueByOn)
    {
        foreach (ref readonly TargetItem item in new Target(contract))
        {
            if (item.Line.Number == line && item.Days.Contains(on))
            {
                Share share = Serving.Of(contract, item.Place, dueByOn, out _);
                return FigureOf(contract, item.Place, item.FullMinor, share, dueByOn);
            }
        }

        return 0;
    }
}
