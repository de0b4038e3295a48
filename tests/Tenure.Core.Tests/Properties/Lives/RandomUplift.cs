// A random uplift, and a price list for it to look at: some prices higher, some lower, some charges gone or sold in another way.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomUplift
{
    /// <summary>An uplift of any kind but none.</summary>
    public static Uplift Of(Seeded random) => random.Below(6) switch
    {
        0 => Uplift.List,
        1 => Uplift.ListUpTo(random.Pick(0m, 4m, 50m)),
        2 => new Uplift(UpliftKind.Percent, 33.33m, random.Pick(0, 1, 6)),
        _ => Uplift.By(random.Pick(3m, 5m, 7.5m, 100m)),
    };

    /// <summary>Prices dated ahead, each on a day on which a term or a billing period may begin; only those that the order may have.</summary>
    public static ImmutableArray<DatedPrice> Dated(Seeded random, OrderContract order)
    {
        var dated = ImmutableArray<DatedPrice>.Empty;
        var anchor = Anchor.On(order.PaidFrom ?? order.StartOn, order.Clauses.MonthEnd);
        for (int i = random.Between(1, 4); i > 0; i--)
        {
            Charge charge = random.Pick([.. order.Items]).Charge;
            DateOnly on = anchor.DateAt(random.Pick(charge.BillingCadence ?? order.Clauses.TermLength, order.Clauses.TermLength), random.Between(1, 6));
            ImmutableArray<DatedPrice> more = dated.Add(new DatedPrice(charge.Code, on, random.Pick(0m, 4m, 9.99m, 33.3335m, 120m)));
            dated = Ordering.Decide(order with { Prices = more }).IsAccepted ? more : dated;
        }

        return dated;
    }

    /// <summary>A price list other than the one that the order signed.</summary>
    public static OfferDeed Offer(Seeded random, OrderContract order)
    {
        var charges = ImmutableArray.CreateBuilder<Charge>();
        foreach (OrderItem item in order.Items)
        {
            Charge charge = item.Charge;
            switch (random.Below(8))
            {
                case 0:
                    break;
                case 1:
                    charges.Add(charge with { Included = charge.Included + Quantity.One });
                    break;
                case 2:
                    charges.Add(charge with { Price = new UnitPrice(charge.Price.Amount / 2m, order.Currency) });
                    break;
                default:
                    charges.Add(Uplifting.Of(charge, Uplift.By(random.Pick(2m, 20m, 75m)), null));
                    break;
            }
        }

        return new OfferDeed(charges.ToImmutable());
    }
}
