// What became of the terms that ended (M21): every term that was due is renewed, open or lost, and what was renewed for less is told apart.
using Tenure.Core.Kernel;

namespace Tenure.Core.Metrics;

/// <summary>What followed a term.</summary>
public enum RenewalOutcome
{
    /// <summary>Nothing is decided yet.</summary>
    Open,

    /// <summary>Another term, or a contract in its place.</summary>
    Renewed,

    /// <summary>Nothing: it ended.</summary>
    Lost,
}

/// <summary>What became of terms that were due, in minor units of MRR, exact and never below zero. Renewable is renewed, open, downsell and
/// churn together.</summary>
/// <param name="Renewed">What goes on at the same price, without upsell and downsell.</param>
/// <param name="Open">What nobody decided about yet.</param>
/// <param name="Upsell">What renewed terms bring more than before; not a part of what was due.</param>
/// <param name="Downsell">What renewed terms bring less than before.</param>
/// <param name="Churn">What was not renewed.</param>
public readonly record struct RenewalFigures(Fraction Renewed, Fraction Open, Fraction Upsell, Fraction Downsell, Fraction Churn)
{
    /// <summary>What was due.</summary>
    public Fraction Renewable => Renewed + Open + Downsell + Churn;

    /// <summary>The net renewal rate: renewed over renewable, from 0 to 1; <c>null</c> when nothing was due.</summary>
    public Fraction? Rate => Renewable.IsZero ? null : Renewed / Renewable;

    /// <summary>Those of one term.</summary>
    /// <param name="before">The MRR on its last day.</param>
    /// <param name="after">The MRR on the first day of what follows; looked at only when it was renewed.</param>
    /// <param name="outcome">What followed.</param>
    public static RenewalFigures Of(Fraction before, Fraction after, RenewalOutcome outcome)
    {
        Fraction less = after < before ? before - after : Fraction.Zero;
        Fraction more = before < after ? after - before : Fraction.Zero;
        return outcome switch
        {
            RenewalOutcome.Open => new RenewalFigures(Fraction.Zero, before, Fraction.Zero, Fraction.Zero, Fraction.Zero),
            RenewalOutcome.Renewed => new RenewalFigures(before - less, Fraction.Zero, more, less, Fraction.Zero),
            RenewalOutcome.Lost => new RenewalFigures(Fraction.Zero, Fraction.Zero, Fraction.Zero, Fraction.Zero, before),
        };
    }

    /// <summary>Both together.</summary>
    public static RenewalFigures operator +(RenewalFigures one, RenewalFigures other) => new(
        one.Renewed + other.Renewed, one.Open + other.Open, one.Upsell + other.Upsell, one.Downsell + other.Downsell, one.Churn + other.Churn);
}
