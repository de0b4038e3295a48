// The recurring revenue of each customer, read from the read tables: one customer and currency is held at a time.
using Tenure.App.Contracts;
using Tenure.App.Contracts.List;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Reports;

/// <summary>The contracts of a customer in one currency.</summary>
/// <param name="Customer">What the customer is called.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Contracts">The contracts that began by the day that was asked for, as movements see them.</param>
internal sealed record CustomerContracts(string Customer, Currency Currency, IReadOnlyList<(Guid Id, ContractMrr Mrr)> Contracts);

internal static class CustomerRevenue
{
    /// <summary>Walks through the customers of contracts that began by a day.</summary>
    public static async Task ForEachAsync(Session session, DateOnly until, Action<CustomerContracts> take)
    {
        List<(Guid Id, ContractMrr Mrr)> contracts = [];
        (Guid Customer, string Name, Currency Currency) held = (Guid.Empty, string.Empty, default);
        await session.ForEachAsync(
            $"SELECT c.customer_id, p.external_ref, c.currency, c.contract_id, c.start_on, {ExpectedEnds.Sql}, m.on_day, m.mrr, m.cause "
            + "FROM contract c LEFT JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id "
            + "LEFT JOIN mrr_step m ON m.tenant_id = c.tenant_id AND m.contract_id = c.contract_id "
            + "WHERE c.tenant_id = @tenant AND c.start_on <= @until "
            + "ORDER BY c.customer_id, c.currency, c.contract_id, m.on_day NULLS FIRST",
            row =>
            {
                Guid customer = row.GetGuid(0);
                var currency = Currency.Of(row.GetText(2));
                if (customer != held.Customer || currency != held.Currency)
                {
                    Flush();
                    held = (customer, row.GetNullableText(1) ?? customer.ToString(), currency);
                }

                Guid contract = row.GetGuid(3);
                if (contracts.Count == 0 || contract != contracts[^1].Id)
                {
                    contracts.Add((contract, new ContractMrr(row.GetDate(4), row.GetNullableDate(5) ?? DateOnly.MaxValue, new List<MrrStep>())));
                }

                if (row.GetNullableDate(6) is { } on)
                {
                    ((List<MrrStep>)contracts[^1].Mrr.Steps).Add(new MrrStep(on, MrrText.Parse(row.GetText(7)), MrrCauses.Of(row.GetText(8))));
                }
            },
            ("until", until));
        Flush();

        void Flush()
        {
            if (contracts.Count > 0)
            {
                take(new CustomerContracts(held.Name, held.Currency, contracts));
                contracts = [];
            }
        }
    }
}
