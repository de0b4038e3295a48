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

    /// <summary>Less because service of a contract stopped for a while.</summary>
    Paused,

    /// <summary>More because service of a contract came back after a pause.</summary>
    Resumed,
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
    /// <summary>The movements of one customer in one currency, in day order, up to and including a day. What pauses do is kept
    /// apart from what is netted.</summary>
    public static IReadOnlyList<Movement> Of(IReadOnlyList<ContractMrr> contracts, DateOnly until)
    {
        var movements = new List<Movement>();
        Fraction before = Fraction.Zero;
        bool paidEver = false;
        foreach ((DateOnly day, DayDeltas deltas) in DailyDeltas(contracts, until))
        {
            if (!deltas.Net.IsZero)
            {
                Fraction after = before + deltas.Net;
                movements.Add(new Movement(day, KindOf(contracts, day, before, after, paidEver), deltas.Net));
                paidEver = true;
                before = after;
            }

            before += Add(movements, day, MovementKind.Paused, deltas.Paused) + Add(movements, day, MovementKind.Resumed, deltas.Resumed);
        }

        return movements;
    }

    private static Fraction Add(List<Movement> movements, DateOnly day, MovementKind kind, Fraction delta)
    {
        if (!delta.IsZero)
        {
            movements.Add(new Movement(day, kind, delta));
        }

        return delta;
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

    internal static bool AnyInForce(IReadOnlyList<ContractMrr> contracts, DateOnly day)
    {
        foreach (ContractMrr contract in contracts)
        {
            if (contract.Start <= day && day < contract.End && !HasEnded(contract, day))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a day lies between an end and the reinstatement after it.</summary>
    private static bool HasEnded(ContractMrr contract, DateOnly day)
    {
        bool ended = false;
        foreach (MrrStep step in contract.Steps)
        {
            ended = step.On <= day ? step.Cause == MrrCause.Ended : ended;
        }

        return ended;
    }

    private static SortedDictionary<DateOnly, DayDeltas> DailyDeltas(IReadOnlyList<ContractMrr> contracts, DateOnly until)
    {
        var deltas = new SortedDictionary<DateOnly, DayDeltas>();
        foreach (ContractMrr contract in contracts)
        {
            Fraction before = Fraction.Zero;
            foreach (MrrStep step in contract.Steps)
            {
                if (step.On <= until)
                {
                    deltas.TryGetValue(step.On, out DayDeltas sum);
                    deltas[step.On] = sum.With(step.Cause, step.MinorPerMonth - before);
                    before = step.MinorPerMonth;
                }
            }
        }

        return deltas;
    }

    /// <summary>What one day changes: by pauses, by returns from them, and by all else together.</summary>
    private readonly record struct DayDeltas(Fraction Net, Fraction Paused, Fraction Resumed)
    {
        public DayDeltas With(MrrCause cause, Fraction delta) => cause switch
        {
            MrrCause.Paused => this with { Paused = Paused + delta },
            MrrCause.Resumed => this with { Resumed = Resumed + delta },
            _ => this with { Net = Net + delta },
        };
    }
}
