// Random tax: none, one rate, others for single charges, from days on, per document or per line.
using Tenure.Core.Contracts;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomTax
{
    private const ulong Apart = 0x7A7;

    /// <summary>The order of a seed with tax. Chance of its own, so that the rest of the life is the same without it.</summary>
    public static OrderContract On(ulong seed, OrderContract order)
    {
        var random = new Seeded(seed ^ Apart);
        if (random.Chance(40))
        {
            return order;
        }

        var steps = new List<TaxStep>();
        if (random.Chance(85))
        {
            steps.Add(new TaxStep(null, null, Rate(random)));
        }

        if (random.Chance(30))
        {
            steps.Add(new TaxStep(random.Pick([.. order.Items]).Charge.Code, null, Rate(random)));
        }

        if (random.Chance(30))
        {
            steps.Add(new TaxStep(null, new DateOnly(random.Between(2023, 2025), random.Between(1, 12), random.Between(1, 28)), Rate(random)));
        }

        return order with
        {
            Clauses = order.Clauses with { TaxRates = TaxRates.Of(steps), TaxBasis = random.Chance(60) ? TaxBasis.PerDocument : TaxBasis.PerLine },
        };
    }

    /// <summary>Other rates from about a day on: some of them too early, after what was issued.</summary>
    public static TaxRates Later(DateOnly day)
    {
        var random = new Seeded((ulong)day.DayNumber ^ Apart);
        return random.Chance(50)
            ? TaxRates.None
            : TaxRates.Of([new TaxStep(random.Chance(80) ? null : "seats", random.Chance(30) ? null : day.AddDays(random.Between(-20, 60)), Rate(random))]);
    }

    private static decimal Rate(Seeded random) => random.Pick(0m, 5m, 7m, 8.1m, 19m, 20m, 23.33m, 25m, 33.3333m, 100m);
}
