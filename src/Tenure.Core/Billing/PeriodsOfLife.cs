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
    private readonly int cutLine;

    private PeriodsOfLife(PeriodOfLife[] periods, Cadence? cadence, int cutLine)
    {
        this.periods = periods;
        this.cadence = cadence;
        this.cutLine = cutLine;
    }

    /// <summary>How many there are.</summary>
    public int Count => periods?.Length ?? 0;

    /// <summary>One of them.</summary>
    public ref readonly PeriodOfLife this[int index] => ref periods![index];

    /// <summary>The periods of a line, these when they are: those of its cadence, of none one for each term. The end of a discount cuts
    /// them into parts, each with an index of its own (MON-4).</summary>
    public PeriodsOfLife For(Contract contract, Line line)
    {
        Cadence? wanted = line.Charge.BillingCadence;
        int cut = DiscountCuts.MayCut(contract, line) ? line.Number : 0;
        return periods is not null && cadence == wanted && cutLine == cut
            ? this
            : new PeriodsOfLife(Lay(contract, wanted, cut == 0 ? null : line), wanted, cut);
    }

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

    private static PeriodOfLife[] Lay(Contract contract, Cadence? cadence, Line? cut)
    {
        var periods = new List<BillingPeriod>();
        int[] upTo = new int[contract.Terms.Length];
        foreach (Term term in contract.Terms)
        {
            int first = periods.Count;
            TermPeriods.AddTo(periods, contract.Order, contract.Grids, term, cadence);
            for (int i = first; i < periods.Count && cut is not null; i++)
            {
                foreach (DateOnly end in DiscountCuts.Of(contract, cut, periods[i], term.Index))
                {
                    BillingPeriod whole = periods[i];
                    periods[i] = whole with { Served = whole.Served.Before(end), Lost = default };
                    periods.Insert(++i, whole with { Served = whole.Served.After(end) });
                }
            }

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
