// How much of a billing period a line is served: the part of PRO-3's figure that days and units decide.
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Unit-days served of all the unit-days of a billing period, weighed by the contract's day count (PRO-2, PRO-3).</summary>
/// <param name="Kept">What is served; under actual days millionths of unit-days.</param>
/// <param name="All">What the whole grid period holds, in the same unit; zero for a line without units.</param>
public readonly record struct Share(long Kept, long All)
{
    /// <summary>All of it.</summary>
    public static Share Whole => new(1, 1);

    /// <summary>Whether nothing is served.</summary>
    public bool IsNothing => Kept == 0;

    /// <summary>round(full x kept / all), half away from zero; the full price when all is kept.</summary>
    /// <param name="fullMinor">What the whole period costs, in minor units.</param>
    public long Of(long fullMinor) => Kept == All ? fullMinor : Kept == 0 ? 0 : Rounding.MulDiv(fullMinor, Kept, All);

    /// <summary>The same share in its lowest terms, which fit 64 bits unless units and days are beyond all use.</summary>
    internal static Share Reduced(Int128 kept, Int128 all)
    {
        Int128 a = kept;
        Int128 b = all;
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        return a == 0 ? default : new Share((long)(kept / a), (long)(all / a));
    }
}
