// How much of a billing period a line is served: the part of PRO-3's figure that days and units decide.
using System.Numerics;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Unit-days served of all the unit-days of a billing period, weighed by the contract's day count (PRO-2, PRO-3).</summary>
/// <param name="Kept">What is served; under actual days millionths of unit-days.</param>
/// <param name="All">What the whole grid period holds, in the same unit; zero for a line without units.</param>
public readonly record struct Share(Int128 Kept, Int128 All)
{
    /// <summary>All of it.</summary>
    public static Share Whole => new(1, 1);

    /// <summary>Whether nothing is served.</summary>
    public bool IsNothing => Kept == 0;

    /// <summary>round(full x kept / all); the full price when all is kept.</summary>
    /// <param name="fullMinor">What the whole period costs, in minor units.</param>
    /// <param name="halves">How the rules that the contract was signed under round a half.</param>
    public long Of(long fullMinor, Halves halves) =>
        Kept == All ? fullMinor
        : Kept == 0 ? 0
        // Millions of units with parts of a unit, weighed by parts of months, leave 64 bits, and their product with a price may leave 128.
        : All <= long.MaxValue && halves == Halves.AwayFromZero ? Rounding.MulDiv(fullMinor, (long)Kept, (long)All)
        : (long)Rounding.Nearest(fullMinor * (BigInteger)Kept, (BigInteger)All, halves);

    /// <summary>The same share in its lowest terms.</summary>
    internal Share Reduced()
    {
        Int128 a = Kept;
        Int128 b = All;
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a == 0 ? default : new Share(Kept / a, All / a);
    }
}
