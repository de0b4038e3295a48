// Random clauses of invoicing: least amounts, small ones that hold back what is left of a period and large ones that hold back years, and
// documents shared by contracts, which changes nothing of one of them. Chance of its own, so that lives without them stay what they are.
using Tenure.Core.Contracts;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomMinimum
{
    private const ulong Apart = 0x1EA57;

    /// <summary>The order of a seed, perhaps with a least amount, perhaps with shared documents where its tax allows that.</summary>
    public static OrderContract On(ulong seed, OrderContract order)
    {
        var random = new Seeded(seed ^ Apart);
        decimal? minimum = random.Chance(70) ? null : random.Pick(0.01m, 5m, 50m, 50m, 250m, 1000m, 50_000m);
        bool shares = order.Clauses.TaxBasis == TaxBasis.PerLine && random.Chance(50);
        return order with
        {
            Clauses = order.Clauses with { MinimumInvoice = minimum, Documents = shares ? DocumentScope.PerCustomer : DocumentScope.PerContract },
        };
    }
}
