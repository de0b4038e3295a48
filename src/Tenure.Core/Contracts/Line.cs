// One priced line of a contract: from which day, how many units, and every later change of its units. A renewal may raise its
// price for the new term (VER-3); within a term the price never changes on a line, another price is another line (PRO-4).
using System.Collections.Immutable;
using Tenure.Core.Catalogue;

namespace Tenure.Core.Contracts;

/// <summary>A change of a line's units.</summary>
/// <param name="On">The first day on which the new quantity is paid.</param>
/// <param name="DeltaMicros">Millionths of a unit that come (positive) or leave (negative).</param>
/// <param name="DueOn">When a credit for it falls due: the later of its day and the day it was recorded (BIL-1).</param>
/// <param name="Event">The sequence of the event that made it.</param>
public readonly record struct QuantityStep(DateOnly On, long DeltaMicros, DateOnly DueOn, int Event)
{
    /// <summary>The line whose units come over at a renewal (PRO-4); 0 when none do.</summary>
    public int FromLine { get; init; }

    /// <summary>The first day with the new quantity, when units left that stay paid for a while (PRO-4); <c>null</c> is
    /// <see cref="On"/>.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>Whether the clause put it off to the next billing period (PRO-4).</summary>
    public bool IsPutOff { get; init; }

    /// <summary>The first day with the new quantity.</summary>
    public DateOnly CountsOn => LeftOn ?? On;
}

/// <summary>The prices of a line from a day on.</summary>
/// <param name="On">The first day of a new term, or the day that the order dates a price for.</param>
/// <param name="Charge">The charge at these prices; nothing else of it is other than the line's own.</param>
/// <param name="Event">The sequence of the renewal, or of the order.</param>
public sealed record PriceStep(DateOnly On, Charge Charge, int Event)
{
    /// <summary>The day for which the order dates it, on or before the one from which it counts; <c>null</c> when a renewal made it.</summary>
    public DateOnly? DatedOn { get; init; }

    /// <summary>The uplift of the renewal that made it; <c>null</c> when the order dates it.</summary>
    public Uplift? By { get; init; }
}

/// <summary>A line of a contract.</summary>
/// <param name="Number">Its number within the contract.</param>
/// <param name="Charge">The frozen charge, at the prices of the term in which it was agreed.</param>
/// <param name="From">Its first day.</param>
/// <param name="AgreedOn">The business day on which it was agreed: nothing on it falls due earlier.</param>
/// <param name="Ordered">The units it began with.</param>
/// <param name="Discounted">Whether fixed discounts of the order reach it; lines added later have no share in them (MON-4).</param>
/// <param name="Event">The sequence of the event that opened it.</param>
/// <param name="Steps">Later changes of its units, in day order.</param>
public sealed record Line(
    int Number,
    Charge Charge,
    DateOnly From,
    DateOnly AgreedOn,
    Quantity Ordered,
    bool Discounted,
    int Event,
    ImmutableArray<QuantityStep> Steps)
{
    /// <summary>The line it took the place of, because its units cannot be priced apart or its price or charge changed (PRO-4), or
    /// <c>null</c>.</summary>
    public int? Replaces { get; init; }

    /// <summary>Whether its price was agreed anew with its first day, rather than being that of the line it took the place of: a renewal
    /// of the same day does not raise it.</summary>
    public bool PricedAnew { get; init; }

    /// <summary>The first day on which its charge was in force without a break, on this line or on those whose place it took.</summary>
    public DateOnly SinceOn { get; init; } = From;

    /// <summary>The prices of later terms and those dated ahead, in day order; empty when the price is the one agreed throughout.</summary>
    public ImmutableArray<PriceStep> Prices { get; init; } = [];

    /// <summary>That the milestone of its item was reached; <c>null</c> while the item waits, and when it waits for none (PRO-6).</summary>
    public ReachedMilestone? Reached { get; init; }

    /// <summary>How often that was taken back, and when, in the order of recording.</summary>
    public ImmutableArray<UndoneMilestone> Undone { get; init; } = [];

    /// <summary>What was delivered of its one-time item, by day and then in the order of recording.</summary>
    public ImmutableArray<Delivery> Deliveries { get; init; } = [];

    /// <summary>The day of its one-time item: its first day, or that of the milestone; the largest date while it waits.</summary>
    public DateOnly ItemOn => Charge.Milestone.Length == 0 ? From : Reached?.On ?? DateOnly.MaxValue;

    /// <summary>Whether its one-time item waits for a milestone.</summary>
    public bool Awaits => ItemOn == DateOnly.MaxValue;

    /// <summary>Whether its one-time item falls due on a day, or waits for a milestone then.</summary>
    internal bool IsToComeOn(DateOnly day) => Charge.Milestone.Length == 0 ? From == day : ItemOn >= day;

    /// <summary>The charge at the prices that count on a day.</summary>
    public Charge ChargeOn(DateOnly day)
    {
        Charge at = Charge;
        foreach (PriceStep step in Prices)
        {
            at = step.On <= day ? step.Charge : at;
        }

        return at;
    }

    /// <summary>The units in force on a day; zero before the line begins.</summary>
    public Quantity QuantityOn(DateOnly day)
    {
        if (day < From)
        {
            return Quantity.Zero;
        }

        long micros = Ordered.Micros;
        foreach (QuantityStep step in Steps)
        {
            if (step.CountsOn <= day)
            {
                micros += step.DeltaMicros;
            }
        }

        return new Quantity(micros);
    }

    /// <summary>The units in force on a day, less those that leave with the next billing period (PRO-4).</summary>
    public Quantity StayingOn(DateOnly day)
    {
        long micros = QuantityOn(day).Micros;
        foreach (QuantityStep step in Steps)
        {
            micros += step.IsPutOff && step.CountsOn > day ? step.DeltaMicros : 0;
        }

        return new Quantity(micros);
    }

    /// <summary>The most units it ever has, as far as is known.</summary>
    public Quantity MostUnits()
    {
        long most = Ordered.Micros;
        long micros = most;
        foreach (QuantityStep step in Steps)
        {
            micros += step.DeltaMicros;
            most = Math.Max(most, micros);
        }

        return new Quantity(most);
    }

    /// <summary>The first day from which the line has no units for good, or <see cref="DateOnly.MaxValue"/>.</summary>
    public DateOnly EmptyFrom()
    {
        long micros = Ordered.Micros;
        DateOnly newest = From;
        foreach (QuantityStep step in Steps)
        {
            // Steps stand in the order in which money stops, and units may leave in another.
            micros += step.DeltaMicros;
            newest = step.CountsOn > newest ? step.CountsOn : newest;
            if (micros == 0)
            {
                return newest;
            }
        }

        return micros == 0 ? From : DateOnly.MaxValue;
    }

    /// <summary>The first day from which the line has no units for good, counting only changes that fall due by a day.</summary>
    internal DateOnly EmptyBy(DateOnly dueByOn)
    {
        long micros = Ordered.Micros;
        foreach (QuantityStep step in Steps)
        {
            micros += step.DueOn <= dueByOn ? step.DeltaMicros : 0;
            if (micros == 0)
            {
                return step.On;
            }
        }

        return DateOnly.MaxValue;
    }

    /// <summary>The line with one more price, kept in day order.</summary>
    public Line With(PriceStep step)
    {
        int place = Prices.Length;
        while (place > 0 && Prices[place - 1].On > step.On)
        {
            place--;
        }

        return this with { Prices = Prices.Insert(place, step) };
    }

    /// <summary>The line with one more change of its units, kept in day order.</summary>
    public Line With(QuantityStep step)
    {
        int place = Steps.Length;
        while (place > 0 && Steps[place - 1].On > step.On)
        {
            place--;
        }

        return this with { Steps = Steps.Insert(place, step) };
    }

    /// <summary>Whether the units never fall below zero on any day.</summary>
    public bool StaysAboveZero()
    {
        long micros = Ordered.Micros;
        for (int i = 0; i < Steps.Length; i++)
        {
            micros += Steps[i].DeltaMicros;
            bool lastOfDay = i + 1 == Steps.Length || Steps[i + 1].On != Steps[i].On;
            if (lastOfDay && micros < 0)
            {
                return false;
            }
        }

        return true;
    }
}
