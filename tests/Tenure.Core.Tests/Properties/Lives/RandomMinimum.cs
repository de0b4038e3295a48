// Random least amounts of an invoice, small ones that hold back what is left of a period and large ones that hold back years. Chance of its
// own, so that lives without them stay what they are.
using Tenure.Core.Contracts;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomMinimum
{
    private const ulong Apart = 0x1EA57;

    /// <summary>The order of a seed, perhaps with a least amount.</summary>
    public static OrderContract On(ulong seed, OrderContract order)
    {
        var random = new Seeded(seed ^ Apart);
        return random.Chance(70)
            ? order
            : order with { Clauses = order.Clauses with { MinimumInvoice = random.Pick(0.01m, 5m, 50m, 50m, 250m, 1000m, 50_000m) } };
    }
}
