// Figures tax (MON-5). Per document and rate it is rounded once and split to the lines; what is kept of a line's tax follows what is kept of
// its net amount. So credits of a line, in whatever pieces and order, take back what was asked for and never a cent more.
using Tenure.Core.Kernel;

namespace Tenure.Core.Tax;

/// <summary>The tax of a document at one rate.</summary>
/// <param name="Percent">The rate in percent.</param>
/// <param name="TaxableMinor">The sum of its lines at the rate, in minor units, before tax.</param>
/// <param name="TaxMinor">Their tax, in minor units.</param>
public readonly record struct TaxSum(decimal Percent, long TaxableMinor, long TaxMinor)
{
    /// <summary>The sums of lines by rate, the highest rate first; lines without a rate are left out.</summary>
    /// <param name="lines">Each line's rate in percent, net amount and tax in minor units.</param>
    public static IEnumerable<TaxSum> Of(IEnumerable<(decimal? Percent, long NetMinor, long TaxMinor)> lines) =>
        lines.Where(static line => line.Percent is not null).GroupBy(static line => line.Percent!.Value).OrderByDescending(static rate => rate.Key)
            .Select(static rate => new TaxSum(rate.Key, rate.Sum(static line => line.NetMinor), rate.Sum(static line => line.TaxMinor)));
}

/// <summary>Figures tax.</summary>
[Rule("MON-5")]
public static class Taxing
{
    private const int Hundred = 100;

    /// <summary>round(net x rate), half away from zero.</summary>
    /// <param name="netMinor">Minor units, before tax.</param>
    /// <param name="percent">The rate in percent.</param>
    public static long Of(long netMinor, decimal percent)
    {
        (Int128 digits, Int128 scale) = Fraction.Parts(percent);
        return Rounding.HalfAwayFromZero(netMinor * digits, scale * Hundred);
    }

    /// <summary>The taxes of lines at one rate: the tax of their sum, split to them by their amounts (MON-3).</summary>
    /// <param name="netMinor">Minor units before tax, none below zero.</param>
    /// <param name="percent">The rate in percent.</param>
    public static long[] Shares(ReadOnlySpan<long> netMinor, decimal percent)
    {
        long sum = 0;
        foreach (long net in netMinor)
        {
            sum += net;
        }

        return Split.Among(Of(sum, percent), netMinor);
    }

    /// <summary>What is kept of a line's tax: round(tax x net kept / net billed), half away from zero; all of it while all is kept, nothing
    /// once nothing is.</summary>
    /// <param name="taxMinor">The tax that was billed, in minor units.</param>
    /// <param name="netMinor">The net amount that was billed, in minor units, above zero.</param>
    /// <param name="keptMinor">What credits left of it, from zero to all.</param>
    public static long Kept(long taxMinor, long netMinor, long keptMinor) => Rounding.MulDiv(taxMinor, keptMinor, netMinor);
}
