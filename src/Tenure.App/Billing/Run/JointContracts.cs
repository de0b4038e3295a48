// Contracts that share their documents are billed together (BIL-8): whoever claims one claims all that are due of its customer, in the same
// transaction. Where somebody else holds one of them, all are left alone, since two runs would issue two documents for one day.
using Tenure.App.Contracts;
using Tenure.Core.Contracts;
using Tenure.Storage;

namespace Tenure.App.Billing.Run;

internal static class JointContracts
{
    /// <summary>Adds to claimed contracts those that may share a document with them, and takes out those whose others are held by somebody
    /// else. Locks are taken without waiting, so nobody ends in a deadlock.</summary>
    /// <param name="session">The session that claimed them.</param>
    /// <param name="loaded">The claimed contracts; what is gathered is added, what must wait removed.</param>
    /// <param name="horizon">The last day of the chunk.</param>
    /// <param name="broken">Receives those whose rows make no contract.</param>
    /// <returns>Whether any was left to somebody else.</returns>
    public static async Task<bool> GatherAsync(
        Session session, Dictionary<Guid, LoadedContract> loaded, DateOnly horizon, Dictionary<Guid, (Head Head, string Reason)> broken)
    {
        List<Guid> customers = [.. loaded.Values.Where(Shares).Select(CustomerOf).Distinct()];
        if (customers.Count == 0)
        {
            return false;
        }

        List<(Guid Contract, Guid Customer)> others = [.. (await DueOfAsync(session, customers, horizon))
            .Where(other => !loaded.ContainsKey(other.Contract) && !broken.ContainsKey(other.Contract))];
        HashSet<Guid> free = [.. others.Count == 0 ? [] : await Heads.LockFreeAsync(session, [.. others.Select(static other => other.Contract)])];
        HashSet<Guid> elsewhere = [.. others.Where(other => !free.Contains(other.Contract)).Select(static other => other.Customer)];
        foreach (Guid left in loaded.Where(held => Shares(held.Value) && elsewhere.Contains(CustomerOf(held.Value))).Select(static held => held.Key).ToList())
        {
            loaded.Remove(left);
        }

        List<Guid> joining = [.. others.Where(other => !elsewhere.Contains(other.Customer)).Select(static other => other.Contract)];
        foreach ((Guid id, LoadedContract joined) in await DossierStore.LoadAsync(session, joining, broken: broken))
        {
            loaded.Add(id, joined);
        }

        return elsewhere.Count > 0;
    }

    private static bool Shares(LoadedContract held) => held.Dossier.Existing.Clauses.Documents == DocumentScope.PerCustomer;

    private static Guid CustomerOf(LoadedContract held) => held.Dossier.Existing.Order.Customer.Value;

    private static async Task<List<(Guid Contract, Guid Customer)>> DueOfAsync(Session session, List<Guid> customers, DateOnly horizon)
    {
        var due = new List<(Guid, Guid)>();
        foreach (Guid[] some in customers.Chunk(500))
        {
            due.AddRange(await session.QueryAsync(
                "SELECT c.contract_id, c.customer_id FROM contract c "
                + "JOIN due_work d ON d.tenant_id = c.tenant_id AND d.contract_id = c.contract_id "
                + "WHERE c.tenant_id = @tenant AND c.customer_id IN @customers AND c.is_joint = 1 AND d.due_on <= @until ORDER BY c.contract_id",
                static row => (row.GetGuid(0), row.GetGuid(1)),
                ("customers", some),
                ("until", horizon)));
        }

        return due;
    }
}
