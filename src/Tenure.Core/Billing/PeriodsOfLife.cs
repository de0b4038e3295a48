// Every billing period of a contract's terms at one cadence, numbered over its life. Lines of one cadence share it, so the
// dates are computed once and not once a line.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>A billing period with its place in the contract's life.</summary>
/// <param name="period">The period; its own index counts within the term.</param>
/// <param name="termIndex">The term that holds it.</param>
/// <param name="index">Its index over all terms, from zero.</param>
internal readonly struct PeriodOfLife(BillingPeriod period, int termIndex, int index)
{
    /// <summary>The period.</summary>
    public readonly BillingPeriod Period = period;

    /// <summary>The term that holds it.</summary>
    public int TermIndex => termIndex;

    /// <summary>Its index over all terms.</summary>
    public int Index => index;
}

/// <summary>The billing periods of a contract at one cadence; the default value has none and is for no cadence.</summary>
internal readonly struct PeriodsOfLife
{
    private readonly PeriodOfLife[]? periods;
    private readonly Cadence? cadence;

    private PeriodsOfLife(PeriodOfLife[] periods, Cadence? cadence)
    {
        this.periods = periods;
        this.cadence = cadence;
    }

    /// <summary>How many there are.</summary>
    public int Count => periods?.Length ?? 0;

    /// <summary>One of them.</summary>
    public ref readonly PeriodOfLife this[int index] => ref periods![index];

    /// <summary>The periods at a cadence, these when they are; <c>null</c> is one period for each term.</summary>
    public PeriodsOfLife For(Contract contract, Cadence? wanted) =>
        periods is not null && cadence == wanted ? this : new PeriodsOfLife(Lay(contract, wanted), wanted);

    /// <summary>The place of the first period that ends after a day.</summary>
    public int FirstEndingAfter(DateOnly day)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = periods![middle].Period.Served.End > day ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static PeriodOfLife[] Lay(Contract contract, Cadence? cadence)
    {
        var periods = new List<BillingPeriod>();
        int[] upTo = new int[contract.Terms.Length];
        foreach (Term term in contract.Terms)
        {
            TermPeriods.AddTo(periods, contract.Order, contract.Grids, term, cadence);
            upTo[term.Index] = periods.Count;
        }

        var laid = new PeriodOfLife[periods.Count];
        int termIndex = 0;
        for (int index = 0; index < laid.Length; index++)
        {
            while (index >= upTo[termIndex])
            {
                termIndex++;
            }

            laid[index] = new PeriodOfLife(periods[index], termIndex, index);
        }

        return laid;
    }
}
