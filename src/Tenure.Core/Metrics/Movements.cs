// How recurring revenue moved (BOOK-4): per customer, netted per day, each day's change of one kind. Opening plus movements is
// closing, always, because every kind is the same difference under another name.
using Tenure.Core.Kernel;

namespace Tenure.Core.Metrics;

/// <summary>Why a customer's MRR moved on a day.</summary>
public enum MovementKind
{
    /// <summary>The customer's first paid day ever.</summary>
    New,

    /// <summary>More than before.</summary>
    Expansion,

    /// <summary>Less than before, or nothing while another contract, such as a trial, is in force.</summary>
    Contraction,

    /// <summary>Nothing any more, and no other contract in force.</summary>
    Churn,

    /// <summary>Paid again after a day without any contract in force.</summary>
    Reactivation,
}

/// <summary>One contract as movements see it.</summary>
/// <param name="Start">Its first day of service.</param>
/// <param name="End">Its first day without service; the largest date when none is known.</param>
/// <param name="Steps">Its MRR steps, in day order.</param>
public sealed record ContractMrr(DateOnly Start, DateOnly End, IReadOnlyList<MrrStep> Steps);

/// <summary>A customer's change of MRR on one day.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="DeltaMinor">The change in minor units per month, exact; below zero for contraction and churn.</param>
public readonly record struct Movement(DateOnly On, MovementKind Kind, Fraction DeltaMinor);

/// <summary>Computes movements.</summary>
public static class Movements
{
    /// <summary>The movements of one customer in one currency, in day order, up to and including a day.</summary>
    public static IReadOnlyList<Movement> Of(IReadOnlyList<ContractMrr> contracts, DateOnly until)
    {
        var movements = new List<Movement>();
        Fraction before = Fraction.Zero;
        bool paidEver = false;
        foreach ((DateOnly day, Fraction delta) in DailyDeltas(contracts, until))
        {
            if (delta.IsZero)
            {
                continue;
            }

            Fraction after = before + delta;
            movements.Add(new Movement(day, KindOf(contracts, day, before, after, paidEver), delta));
            paidEver = true;
            before = after;
        }

        return movements;
    }

    private static MovementKind KindOf(
        IReadOnlyList<ContractMrr> contracts, DateOnly day, Fraction before, Fraction after, bool paidEver)
    {
        if (before.IsZero && !paidEver)
        {
            return MovementKind.New;
        }

        if (before.IsZero && !AnyInForce(contracts, day.AddDays(-1)))
        {
            return MovementKind.Reactivation;
        }

        return after.IsZero && !AnyInForce(contracts, day) ? MovementKind.Churn
            : after > before ? MovementKind.Expansion
            : MovementKind.Contraction;
    }

    private static bool AnyInForce(IReadOnlyList<ContractMrr> contracts, DateOnly day)
    {
        foreach (ContractMrr contract in contracts)
        {
            if (contract.Start <= day && day < contract.End)
            {
                return true;
            }
        }

        return false;
    }

    private static SortedDictionary<DateOnly, Fraction> DailyDeltas(IReadOnlyList<ContractMrr> contracts, DateOnly until)
    {
        var deltas = new SortedDictionary<DateOnly, Fraction>();
        foreach (ContractMrr contract in contracts)
        {
            Fraction before = Fraction.Zero;
            foreach (MrrStep step in contract.Steps)
            {
                if (step.On <= until)
                {
                    deltas.TryGetValue(step.On, out Fraction sum);
                    deltas[step.On] = sum + step.MinorPerMonth - before;
                    before = step.MinorPerMonth;
                }
            }
        }

        return deltas;
    }
}
