// Recurring revenue of a year (M9, M10): that of the contracts that are live, and with it that of contracts which are signed and not live.
using Tenure.Core.Kernel;

namespace Tenure.Core.Metrics;

/// <summary>Computes ARR and CARR, in minor units per year, exact.</summary>
public static class AnnualRevenue
{
    private const int Months = 12;

    /// <summary>ARR of a contract on a day: twelve times its MRR. One-time charges and usage beyond what was agreed are not in it; a contract of
    /// several years counts with one.</summary>
    /// <param name="steps">Its MRR steps, in day order.</param>
    /// <param name="day">The day.</param>
    public static Fraction Live(IReadOnlyList<MrrStep> steps, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(steps);
        Fraction now = Fraction.Zero;
        foreach (MrrStep step in steps)
        {
            now = step.On <= day ? step.MinorPerMonth : now;
        }

        return now * Months;
    }

    /// <summary>What CARR adds to it: the revenue with which a contract will begin that was signed by the day and has not begun to pay, a
    /// trial included that converts. Zero for others; CARR is the sum of both.</summary>
    /// <param name="steps">Its MRR steps, in day order.</param>
    /// <param name="signedOn">The business day on which it was ordered.</param>
    /// <param name="day">The day.</param>
    public static Fraction SignedNotLive(IReadOnlyList<MrrStep> steps, DateOnly signedOn, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(steps);
        MrrStep? first = steps.Where(static step => !step.MinorPerMonth.IsZero).Select(static step => (MrrStep?)step).FirstOrDefault();
        return signedOn <= day && first is { } begins && begins.On > day ? begins.MinorPerMonth * Months : Fraction.Zero;
    }
}
