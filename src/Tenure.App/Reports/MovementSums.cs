// The movements of a window, customer by customer through Core, summed exactly per row of the report.
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
    /// <summary>MRR on the eve of the window, exact, per currency and customer.</summary>
    public SortedDictionary<(Currency Currency, string Customer), Fraction> Openings { get; } = [];

    /// <summary>Movements within the window, per currency and row.</summary>
    public Dictionary<(Currency Currency, string Row), KindSums> Rows { get; } = [];

    public Task LoadAsync(Session session) => CustomerRevenue.ForEachAsync(session, window.To, Take);

    private void Take(CustomerContracts held)
    {
        foreach (Movement movement in Movements.Of([.. held.Contracts.Select(static contract => contract.Mrr)], window.To))
        {
            if (movement.On < window.From)
            {
                var key = (held.Currency, held.Customer);
                Openings[key] = Openings.GetValueOrDefault(key) + movement.DeltaMinor;
            }
            else
            {
                var key = (held.Currency, rowOf(movement, held.Customer));
                if (!Rows.TryGetValue(key, out KindSums? sums))
                {
                    Rows.Add(key, sums = new KindSums());
                }

                sums.Add(movement.Kind, movement.DeltaMinor);
            }
        }
    }
}
