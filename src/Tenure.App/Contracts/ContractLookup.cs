// From what people type to the contract they mean: an id, or a reference that only one contract has.
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts;

internal static class ContractLookup
{
    /// <summary>Whether a contract has the reference, or several do.</summary>
    public static async Task<bool> IsTakenAsync(Session session, string reference) =>
        (await FindAsync(session, reference)).Match(static _ => true, static refusal => refusal is ContractAmbiguous);

    public static async Task<Decision<Guid>> FindAsync(Session session, string given)
    {
        List<Guid> found = Guid.TryParse(given, out Guid id)
            ? await session.QueryAsync(
                "SELECT contract_id FROM contract WHERE tenant_id = @tenant AND contract_id = @id",
                static row => row.GetGuid(0),
                ("id", id))
            : await session.QueryAsync(
                "SELECT contract_id FROM contract WHERE tenant_id = @tenant AND reference = @reference ORDER BY contract_id",
                static row => row.GetGuid(0),
                ("reference", given));
        return found.Count switch
        {
            1 => found[0],
            0 => new ContractUnknown(given),
            _ => new ContractAmbiguous(given, found.Count),
        };
    }
}
