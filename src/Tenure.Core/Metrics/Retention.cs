// How much of the recurring revenue that customers had on one day is still there on another, and why not (M16, M17 of the metrics that
// people compare). Retention asks about those who were customers when the window opened, and only about them.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Metrics;

/// <summary>What became of the recurring revenue with which a window opened. Revenue is in minor units per month, exact and never below
/// zero; opening less contraction and churn, with expansion and uplifts, is closing.</summary>
/// <param name="Opening">What there was on the eve of the window, paused and free days counted as if they were paid.</param>
/// <param name="Contraction">What of it was lost by customers who stayed.</param>
/// <param name="Churn">What of it was lost with the customer.</param>
/// <param name="Expansion">What the same customers pay more on the last day than they kept of it.</param>
/// <param name="Uplifts">What of that rise was agreed beforehand; zero unless it was taken out of the expansion.</param>
/// <param name="Customers">How many customers had revenue on the eve.</param>
/// <param name="CustomersLost">How many of them have none on the last day, and no other contract in force.</param>
public readonly record struct RetainedRevenue(
    Fraction Opening, Fraction Contraction, Fraction Churn, Fraction Expansion, Fraction Uplifts, int Customers, int CustomersLost)
{
    /// <summary>What the same customers pay on the last day.</summary>
    public Fraction Closing => Opening - Contraction - Churn + Expansion + Uplifts;

    /// <summary>Gross revenue retention: the share of the opening that was never lost, from 0 to 1; <c>null</c> when nothing could be.</summary>
    public Fraction? Gross => Of(Opening - Contraction - Churn);

    /// <summary>Net revenue retention: gross retention and the expansion of the same customers, without uplifts that were taken out;
    /// <c>null</c> when there was no opening.</summary>
    public Fraction? Net => Of(Opening - Contraction - Churn + Expansion);

    /// <summary>The share of customers that left, from 0 to 1; <c>null</c> when there were none.</summary>
    public Fraction? LogoChurn => Customers == 0 ? null : new Fraction(CustomersLost, Customers);

    /// <summary>Both together, as of other customers.</summary>
    public static RetainedRevenue operator +(RetainedRevenue one, RetainedRevenue other) => new(
        one.Opening + other.Opening, one.Contraction + other.Contraction, one.Churn + other.Churn, one.Expansion + other.Expansion,
        one.Uplifts + other.Uplifts, one.Customers + other.Customers, one.CustomersLost + other.CustomersLost);

    /// <summary>The same with rises that were agreed beforehand taken out of the expansion, no more of them than there is.</summary>
    /// <param name="agreed">How much MRR rose by such prices within the window.</param>
    public RetainedRevenue WithoutUplifts(Fraction agreed)
    {
        Fraction all = Expansion + Uplifts;
        Fraction taken = agreed < Fraction.Zero ? Fraction.Zero : agreed < all ? agreed : all;
        return this with { Expansion = all - taken, Uplifts = taken };
    }

    private Fraction? Of(Fraction kept) => Opening.IsZero ? null : kept / Opening;
}

/// <summary>On which day revenue counts as lost (M15).</summary>
public enum ChurnDay
{
    /// <summary>The first day that is not paid: that of the end, or the one after billed days that the end forfeits.</summary>
    PaidServiceEnd,

    /// <summary>The first day without service: that of the end.</summary>
    ServiceEnd,

    /// <summary>The day on which the end was recorded, when it is scheduled ahead as when it takes effect at once.</summary>
    Recorded,
}

/// <summary>Computes retention.</summary>
public static class Retention
{
    /// <summary>What one customer kept in one currency. A loss takes first what the window itself had added, so that gross retention
    /// is never above one, and never below zero; what comes back after a loss is expansion. All zero for who had nothing on the eve.</summary>
    /// <param name="contracts">The customer's contracts in that currency.</param>
    /// <param name="window">The days that are looked at, the end not included.</param>
    public static RetainedRevenue Of(IReadOnlyList<ContractMrr> contracts, DateRange window)
    {
        Fraction opening = Fraction.Zero;
        Fraction level = Fraction.Zero;
        Fraction kept = Fraction.Zero;
        Fraction churned = Fraction.Zero;
        ContractMrr[] bound = [.. contracts.Select(Bound)];
        foreach (Movement movement in Movements.Of(bound, window.LastDay))
        {
            level += movement.DeltaMinor;
            if (movement.On < window.Start)
            {
                kept = opening = level;
                continue;
            }

            if (level < kept)
            {
                churned += movement.Kind == MovementKind.Churn ? kept - level : Fraction.Zero;
                kept = level;
            }
        }

        bool isLost = level.IsZero && !Movements.AnyInForce(bound, window.LastDay);
        return opening.IsZero
            ? default
            : new RetainedRevenue(opening, opening - kept - churned, churned, level - kept, Fraction.Zero, 1, isLost ? 1 : 0);
    }

    /// <summary>The same contract with its end on another day: revenue goes then, earlier or later than service. A contract without an
    /// end stays as it is.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="day">What counts as the first day without revenue.</param>
    public static ContractMrr LostOn(ContractMrr contract, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(contract);
        if (contract.End == DateOnly.MaxValue)
        {
            return contract;
        }

        DateOnly first = day < contract.Start ? contract.Start : day;
        List<MrrStep> steps = [.. contract.Steps.Where(step => step.On < first && step.On < contract.End)];
        return new ContractMrr(contract.Start, first, Ended(steps, first));
    }

    /// <summary>The first day that counts as lost.</summary>
    /// <param name="policy">Which day people want to see.</param>
    /// <param name="end">The fact of the end.</param>
    /// <param name="endOn">The first day without service.</param>
    /// <param name="recordedOn">The business day on which the end was recorded.</param>
    public static DateOnly DayOf(ChurnDay policy, Fact end, DateOnly endOn, DateOnly recordedOn) => policy switch
    {
        ChurnDay.PaidServiceEnd when end is ContractTerminated { Forfeited: { IsEmpty: false } forfeited } =>
            forfeited.Max(static days => days.End) is var paid && paid > endOn ? paid : endOn,
        ChurnDay.PaidServiceEnd or ChurnDay.ServiceEnd => endOn,
        ChurnDay.Recorded => recordedOn,
    };

    /// <summary>A customer who pauses is not lost: revenue stays what it was until it comes back as something else, or the contract ends.</summary>
    private static ContractMrr Bound(ContractMrr contract)
    {
        List<MrrStep> steps = [];
        foreach (MrrStep step in contract.Steps)
        {
            if (step.Cause != MrrCause.Paused)
            {
                steps.Add(step with { Cause = step.Cause == MrrCause.Resumed ? MrrCause.Change : step.Cause });
            }
        }

        return contract with { Steps = contract.End == DateOnly.MaxValue ? steps : Ended(steps, contract.End) };
    }

    private static List<MrrStep> Ended(List<MrrStep> steps, DateOnly end)
    {
        if (steps.Count > 0 && !steps[^1].MinorPerMonth.IsZero)
        {
            steps.Add(new MrrStep(end, Fraction.Zero));
        }

        return steps;
    }
}
