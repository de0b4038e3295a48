// From what people type to the customer they mean: a party's id, or its reference in the system it came from.
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.List;

internal static class CustomerLookup
{
    /// <summary>The parties that answer to it. A company and a person may share a reference, so there may be two.</summary>
    public static async Task<Decision<List<Guid>>> FindAsync(Session session, string given)
    {
        List<Guid> found = Guid.TryParse(given, out Guid id)
            ? await session.QueryAsync(
                "SELECT party_id FROM party WHERE tenant_id = @tenant AND party_id = @id", static row => row.GetGuid(0), ("id", id))
            : await session.QueryAsync(
                "SELECT party_id FROM party WHERE tenant_id = @tenant AND external_ref = @reference ORDER BY party_id",
                static row => row.GetGuid(0),
                ("reference", given));
        return found.Count == 0 ? new CustomerUnknown(given) : found;
    }
}
