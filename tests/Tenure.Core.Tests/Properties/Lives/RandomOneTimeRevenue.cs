// A random clause of revenue: half of the lives earn what is charged once over its term. Chance of its own, so that lives stay what they are.
using Tenure.Core.Contracts;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomOneTimeRevenue
{
    private const ulong Apart = 0x0E71;

    public static OrderContract On(ulong seed, OrderContract order) => order with
    {
        Clauses = order.Clauses with
        {
            OneTimeRevenue = new Seeded(seed ^ Apart).Chance(50) ? OneTimeRevenue.OverTheTerm : OneTimeRevenue.AtDelivery,
        },
    };
}
