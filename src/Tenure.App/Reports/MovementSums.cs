// The movements of a window gathered from the read tables: customer by customer through Core, then summed exactly per row of
// the report. One customer is held at a time.
using Tenure.App.Contracts;
using Tenure.App.Contracts.List;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Reports;

/// <summary>The movements of a currency in one row of the report, by kind.</summary>
internal sealed class KindSums
{
    private readonly Fraction[] sums = new Fraction[Kinds.Length];

    public static MovementKind[] Kinds { get; } = Enum.GetValues<MovementKind>();

    public IReadOnlyList<Fraction> Sums => sums;

    public Fraction Net => sums.Aggregate(Fraction.Zero, static (sum, next) => sum + next);

    public void Add(MovementKind kind, Fraction delta) => sums[(int)kind] += delta;
}

internal sealed class MovementSums(Window window, Func<Movement, string, string> rowOf)
{
    private readonly List<ContractMrr> contracts = [];
    private Guid contractId;
    private (Guid Customer, string Name, Currency Currency) held;

    /// <summary>MRR on the eve of the window, exact, per currency and customer.</summary>
    public SortedDictionary<(Currency Currency, string Customer), Fraction> Openings { get; } = [];

    /// <summary>Movements within the window, per currency and row.</summary>
    public Dictionary<(Currency Currency, string Row), KindSums> Rows { get; } = [];

    public async Task LoadAsync(Session session)
    {
        await session.ForEachAsync(
            $"SELECT c.customer_id, p.external_ref, c.currency, c.contract_id, c.start_on, {ExpectedEnds.Sql}, m.on_day, m.mrr, m.cause "
            + "FROM contract c LEFT JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id "
            + "LEFT JOIN mrr_step m ON m.tenant_id = c.tenant_id AND m.contract_id = c.contract_id "
            + "WHERE c.tenant_id = @tenant AND c.start_on <= @until "
            + "ORDER BY c.customer_id, c.currency, c.contract_id, m.on_day NULLS FIRST",
            Take,
            ("until", window.To));
        Flush();
    }

    private void Take(RowReader row)
    {
        Guid customer = row.GetGuid(0);
        var currency = Currency.Of(row.GetText(2));
        if (customer != held.Customer || currency != held.Currency)
        {
            Flush();
            held = (customer, row.GetNullableText(1) ?? customer.ToString(), currency);
        }

        Guid contract = row.GetGuid(3);
        if (contracts.Count == 0 || contract != contractId)
        {
            contractId = contract;
            contracts.Add(new ContractMrr(row.GetDate(4), row.GetNullableDate(5) ?? DateOnly.MaxValue, new List<MrrStep>()));
        }

        if (row.GetNullableDate(6) is { } on)
        {
            ((List<MrrStep>)contracts[^1].Steps).Add(new MrrStep(on, MrrText.Parse(row.GetText(7)), MrrCauses.Of(row.GetText(8))));
        }
    }

    private void Flush()
    {
        foreach (Movement movement in Movements.Of(contracts, window.To))
        {
            if (movement.On < window.From)
            {
                var key = (held.Currency, held.Name);
                Openings[key] = Openings.GetValueOrDefault(key) + movement.DeltaMinor;
            }
            else
            {
                var key = (held.Currency, rowOf(movement, held.Name));
                if (!Rows.TryGetValue(key, out KindSums? sums))
                {
                    Rows.Add(key, sums = new KindSums());
                }

                sums.Add(movement.Kind, movement.DeltaMinor);
            }
        }

        contracts.Clear();
    }
}
