// Retention of each window, customer by customer through Core, summed exactly by currency.
using Tenure.App.Contracts;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal sealed class RetentionSums(IReadOnlyList<NamedWindow> windows)
{
    private const int AtOnce = 256;

    private readonly Dictionary<Guid, DateOnly> lostOn = [];
    private readonly Dictionary<Guid, Fraction[]> agreed = [];
    private readonly SortedDictionary<Currency, RetainedRevenue[]> sums = [];

    /// <summary>The rows: windows in order within each currency that had revenue when one of them opened.</summary>
    public IEnumerable<KeyValuePair<(Currency Currency, NamedWindow Window), RetainedRevenue>> Rows =>
        from pair in sums
        where pair.Value.Any(static kept => kept.Customers > 0)
        from row in windows.Select((window, i) => KeyValuePair.Create((pair.Key, window), pair.Value[i]))
        select row;

    public async Task LoadAsync(Session session, ChurnDay policy, bool withoutUplifts)
    {
        await LoadEndsAsync(session, policy);
        if (withoutUplifts)
        {
            await LoadRisesAsync(session);
        }

        await CustomerRevenue.ForEachAsync(session, windows[^1].Days.To, Take);
    }

    private void Take(CustomerContracts held)
    {
        if (!sums.TryGetValue(held.Currency, out RetainedRevenue[]? rows))
        {
            sums.Add(held.Currency, rows = new RetainedRevenue[windows.Count]);
        }

        ContractMrr[] contracts =
        [
            .. held.Contracts.Select(contract => lostOn.TryGetValue(contract.Id, out DateOnly day) ? Retention.LostOn(contract.Mrr, day) : contract.Mrr),
        ];
        for (int i = 0; i < windows.Count; i++)
        {
            RetainedRevenue kept = Retention.Of(contracts, DateRange.Through(windows[i].Days.From, windows[i].Days.To));
            Fraction rise = held.Contracts.Aggregate(Fraction.Zero, (sum, contract) => sum + (agreed.GetValueOrDefault(contract.Id)?[i] ?? Fraction.Zero));
            rows[i] += kept.WithoutUplifts(rise);
        }
    }

    /// <summary>The day on which each end counts. What goes on as another contract is lost on no other day than that of the change.</summary>
    private Task LoadEndsAsync(Session session, ChurnDay policy) => session.ForEachAsync(
        "SELECT c.contract_id, c.end_on, e.type, e.type_version, e.body, e.business_on FROM contract c "
        + "JOIN contract_event e ON e.tenant_id = c.tenant_id AND e.contract_id = c.contract_id "
        + "WHERE c.tenant_id = @tenant AND c.end_on IS NOT NULL AND c.successor_id IS NULL "
        + "AND e.type IN ('contract.terminated', 'renewal.declined', 'contract.expired') ORDER BY c.contract_id, e.sequence",
        row => lostOn[row.GetGuid(0)] = Retention.DayOf(
            policy, FactCodec.Read(row.GetText(2), row.GetInt(3), row.GetBytes(4)), row.GetDate(1), row.GetDate(5)));

    /// <summary>By how much agreed prices rose within each window; only of contracts whose revenue moved at all.</summary>
    private async Task LoadRisesAsync(Session session)
    {
        List<Guid> moved = await session.QueryAsync(
            "SELECT DISTINCT contract_id FROM mrr_step WHERE tenant_id = @tenant AND on_day >= @from AND on_day <= @to ORDER BY contract_id",
            static row => row.GetGuid(0),
            ("from", windows[0].Days.From),
            ("to", windows[^1].Days.To));
        foreach (Guid[] ids in moved.Chunk(AtOnce))
        {
            foreach ((Guid id, LoadedContract loaded) in await DossierStore.LoadAsync(session, ids))
            {
                agreed.Add(id, [.. windows.Select(window =>
                    MonthlyRevenue.AgreedRises(loaded.Dossier.Existing, DateRange.Through(window.Days.From, window.Days.To)))]);
            }
        }
    }
}
