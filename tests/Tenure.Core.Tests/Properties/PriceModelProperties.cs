using Shouldly;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Properties.Lives;
using Xunit;

namespace Tenure.Core.Tests.Properties;

/// <summary>What must be true of price models, over random tiers and every quantity around their limits.</summary>
public class PriceModelProperties
{
    private const int Many = 300;
    private const int MostUnits = 120;

    [Fact]
    [Rule("PRO-1")]
    public void A_graduated_price_never_falls_and_each_unit_adds_the_price_of_its_tier() => Hold(PriceModel.Graduated, fees: false, charge =>
    {
        for (int units = 1; units <= MostUnits; units++)
        {
            decimal step = PeriodPrice.Of(charge, Quantity.Of(units)) - PeriodPrice.Of(charge, Quantity.Of(units - 1));
            step.ShouldBe(TierOf(charge, units).Price);
        }
    });

    [Fact]
    [Rule("PRO-1")]
    public void A_graduated_price_without_fees_has_no_jump_at_a_limit() => Hold(PriceModel.Graduated, fees: false, charge =>
    {
        foreach (Tier tier in charge.Tiers.All)
        {
            if (tier.To is { } to)
            {
                var justMore = new Quantity(to.Micros + 1);
                (PeriodPrice.Of(charge, justMore) - PeriodPrice.Of(charge, to)).ShouldBeLessThanOrEqualTo(0.00012m);
            }
        }
    });

    [Fact]
    [Rule("PRO-1")]
    public void Every_model_costs_what_counting_the_units_one_by_one_says()
    {
        foreach (PriceModel model in new[] { PriceModel.Graduated, PriceModel.Volume, PriceModel.Stairstep, PriceModel.Package })
        {
            Hold(model, fees: model is PriceModel.Graduated or PriceModel.Volume, charge =>
            {
                for (int units = 0; units <= MostUnits; units += 1)
                {
                    PeriodPrice.Of(charge, Quantity.Of(units)).ShouldBe(Counted(charge, units), $"{charge.PriceText} for {units}");
                }
            });
        }
    }

    [Fact]
    [Rule("PRO-4")]
    public void Thresholds_of_a_whole_period_are_the_whole_thresholds() => Hold(PriceModel.Graduated, fees: true, charge =>
    {
        for (int units = 0; units <= MostUnits; units += 7)
        {
            (PeriodPrice.Of(charge, Quantity.Of(units), 31, 31) / 31).ShouldBe(PeriodPrice.Of(charge, Quantity.Of(units)));
        }
    });

    /// <summary>The price by going from unit to unit, as a person with a price list in hand would.</summary>
    private static decimal Counted(Charge charge, int units)
    {
        decimal sum = 0m;
        var begun = new HashSet<decimal>();
        for (int unit = 1; unit <= units - (int)charge.Included.Units; unit++)
        {
            Tier tier = charge.Tiers.IsEmpty ? default : TierOf(charge, unit);
            sum = charge.Model switch
            {
                PriceModel.Graduated => sum + tier.Price + (begun.Add(tier.To?.Units ?? -1) ? tier.Fee : 0m),
                PriceModel.Volume => (tier.Price * unit) + tier.Fee,
                PriceModel.Stairstep => tier.Price,
                _ => sum + ((unit - 1) % (int)charge.Block.Units == 0 ? charge.Price.Amount : 0m),
            };
        }

        return units > 0 && sum < charge.Minimum ? charge.Minimum : sum;
    }

    private static Tier TierOf(Charge charge, int unit) => charge.Tiers.All.First(tier => tier.To is not { } to || unit <= to.Units);

    private static void Hold(PriceModel model, bool fees, Action<Charge> property)
    {
        for (ulong seed = 1; seed <= Many; seed++)
        {
            var random = new Seeded(seed);
            var charge = new Charge(
                "seats", "seats", ChargeKind.Recurring, model, new UnitPrice(model == PriceModel.Package ? 29.99m : 0m, Currency.Usd),
                Cadence.Month, Cadence.Month, BillingTiming.InAdvance)
            {
                Tiers = model == PriceModel.Package ? PriceTiers.None : RandomPrice.Tiers(random, fees),
                Block = Quantity.Of(model == PriceModel.Package ? random.Between(1, 60) : 0),
                Included = Quantity.Of(fees || model == PriceModel.Package ? random.Pick(0, 0, 3, 30) : 0),
                Minimum = fees && random.Chance(30) ? 250m : 0m,
            };
            charge.Check().ShouldBeNull();
            property(charge);
        }
    }
}
