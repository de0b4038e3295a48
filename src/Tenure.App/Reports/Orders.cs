// The orders of some contracts: the clauses they froze, which no read table repeats.
using Tenure.Core.Contracts;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class Orders
{
    private const int AtOnce = 256;

    /// <summary>The order of each contract, by its id.</summary>
    public static async Task<Dictionary<Guid, ContractOrdered>> LoadAsync(Session session, IEnumerable<Guid> contractIds)
    {
        var orders = new Dictionary<Guid, ContractOrdered>();
        foreach (Guid[] ids in contractIds.Distinct().Chunk(AtOnce))
        {
            await session.ForEachAsync(
                "SELECT contract_id, type, type_version, body FROM contract_event "
                + "WHERE tenant_id = @tenant AND sequence = 1 AND contract_id IN @ids ORDER BY contract_id",
                row => orders.Add(row.GetGuid(0), (ContractOrdered)FactCodec.Read(row.GetText(1), row.GetInt(2), row.GetBytes(3))),
                ("ids", ids));
        }

        return orders;
    }
}
