// A random price by any model, with awkward tiers, blocks, included units and minimums; half of them stay plain.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomPrice
{
    /// <summary>The charge, a price per unit, under another price model.</summary>
    public static Charge Of(Seeded random, Charge charge)
    {
        charge = random.Below(11) switch
        {
            0 => Tiered(random, charge, PriceModel.Graduated),
            1 => Tiered(random, charge, PriceModel.Volume),
            2 => Tiered(random, charge, PriceModel.Stairstep),
            3 => charge with { Model = PriceModel.Package, Block = Quantity.Of(random.Pick(1, 5, 50)) },
            _ => charge,
        };
        charge = random.Chance(12) ? charge with { Included = Quantity.Of(random.Pick(1, 3, 20)) } : charge;
        charge = random.Chance(10) ? charge with { Minimum = random.Pick(1m, 99.99m, 500m) } : charge;
        bool cuts = charge.Kind == ChargeKind.Recurring && (!charge.Tiers.IsEmpty || !charge.Included.IsZero) && random.Chance(30);
        return cuts ? charge with { Thresholds = ThresholdRule.Prorated } : charge;
    }

    /// <summary>One to four tiers that ascend.</summary>
    public static PriceTiers Tiers(Seeded random, bool fees)
    {
        var tiers = ImmutableArray.CreateBuilder<Tier>();
        int count = random.Between(0, 3);
        int to = 0;
        for (int i = 0; i <= count; i++)
        {
            to += random.Pick(1, 2, 5, 7, 25);
            tiers.Add(new Tier(
                i == count ? null : Quantity.Of(to), random.Pick(0m, 0.0125m, 4m, 5m, 9.99m, 33.3335m, 120m),
                fees && random.Chance(25) ? random.Pick(1m, 20.01m) : 0m));
        }

        return new PriceTiers(tiers.ToImmutable());
    }

    private static Charge Tiered(Seeded random, Charge charge, PriceModel model) => charge with
    {
        Model = model,
        Price = new UnitPrice(0m, charge.Price.Currency),
        Tiers = Tiers(random, fees: model != PriceModel.Stairstep),
    };
}
