// What units of a charge cost for one whole price period, by the charge's price model. Exact: nothing is rounded here, and
// nothing is discounted; Billing and Metrics do that.
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>Prices by price model.</summary>
[Rule("PRO-1")]
public static class PeriodPrice
{
    /// <summary>The price of some units for one price period, in major units, exact. No units cost nothing; included units cost
    /// nothing and the tiers and blocks begin after them; the minimum counts as soon as there is a unit.</summary>
    public static decimal Of(Charge charge, Quantity units) => Of(charge, units, 1, 1);

    /// <summary>The same with thresholds and included units cut to <paramref name="days"/> of <paramref name="of"/> days, times
    /// <paramref name="of"/>: whoever rounds divides last, so that nothing is lost on the way (PRO-4).</summary>
    /// <param name="charge">The charge.</param>
    /// <param name="units">The units.</param>
    /// <param name="days">The days that thresholds and included units count for.</param>
    /// <param name="of">Of how many; the result is this many times the price.</param>
    public static decimal Of(Charge charge, Quantity units, int days, int of)
    {
        return units.IsZero ? 0m : Math.Max(OfUnits(charge, units, days, of), charge.Minimum * of);
    }

    /// <summary>The same without the minimum: what was used, before what is agreed to be paid at least.</summary>
    internal static decimal OfUnits(Charge charge, Quantity units, int days, int of)
    {
        if (units.IsZero)
        {
            return 0m;
        }

        decimal counted = Math.Max(0m, (units.Units * of) - (charge.Included.Units * days));
        return charge.Model switch
        {
            PriceModel.Flat => charge.Price.Amount * of,
            PriceModel.PerUnit => charge.Price.Amount * counted,
            PriceModel.Package => charge.Price.Amount * decimal.Ceiling(counted / (charge.Block.Units * of)) * of,
            PriceModel.Graduated => Graduated(charge.Tiers, counted, days, of),
            PriceModel.Volume => Reached(charge.Tiers, counted, days) is { } tier ? (tier.Price * counted) + (tier.Fee * of) : 0m,
            PriceModel.Stairstep => Reached(charge.Tiers, counted, days) is { } step ? step.Price * of : 0m,
        };
    }

    /// <summary>Each tier prices the units that lie in it, and its fee counts once one does.</summary>
    private static decimal Graduated(PriceTiers tiers, decimal counted, int days, int of)
    {
        decimal price = 0m;
        decimal from = 0m;
        foreach (Tier tier in tiers.All)
        {
            if (counted <= from)
            {
                break;
            }

            decimal to = tier.To is { } limit ? Math.Min(counted, limit.Units * days) : counted;
            price += (tier.Price * (to - from)) + (tier.Fee * of);
            from = to;
        }

        return price;
    }

    /// <summary>The tier that the last unit lies in; none without units.</summary>
    private static Tier? Reached(PriceTiers tiers, decimal counted, int days)
    {
        foreach (Tier tier in tiers.All)
        {
            if (counted > 0 && (tier.To is not { } to || counted <= to.Units * days))
            {
                return tier;
            }
        }

        return null;
    }
}
