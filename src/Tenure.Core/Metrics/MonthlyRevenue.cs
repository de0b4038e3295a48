// Monthly recurring revenue of a contract (BOOK-4): the recurring net price of the lines in force, per month, exact. It
// changes on few days, so a contract is a short list of steps.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Metrics;

/// <summary>The MRR from a day on.</summary>
/// <param name="On">The first day.</param>
/// <param name="MinorPerMonth">Minor units per month, exact; zero after the end and in a trial.</param>
/// <param name="Cause">What made it change.</param>
public readonly record struct MrrStep(DateOnly On, Fraction MinorPerMonth, MrrCause Cause = MrrCause.Change);

/// <summary>Why a contract's MRR changes on a day.</summary>
public enum MrrCause
{
    /// <summary>Its lines, prices or dates did.</summary>
    Change,

    /// <summary>Service stopped for a while.</summary>
    Paused,

    /// <summary>Service came back after a pause.</summary>
    Resumed,

    /// <summary>It ended, and was reinstated later.</summary>
    Ended,

    /// <summary>It was reinstated.</summary>
    Reinstated,
}

/// <summary>Computes MRR.</summary>
public static class MonthlyRevenue
{
    /// <summary>The days on which the contract's MRR changes, in day order, each with the MRR from that day on; also those of an end
    /// and a reinstatement between which there is no contract, even when it had no MRR.</summary>
    public static IReadOnlyList<MrrStep> StepsOf(Contract contract)
    {
        var steps = new List<MrrStep>(4);
        Fraction before = Fraction.Zero;
        foreach (DateOnly day in DaysOfChange(contract))
        {
            Fraction mrr = On(contract, day);
            MrrCause cause = CauseOf(contract, day, steps);
            if (mrr != before || cause is MrrCause.Ended or MrrCause.Reinstated)
            {
                steps.Add(new MrrStep(day, mrr, cause));
                before = mrr;
            }
        }

        return steps;
    }

    /// <summary>The contract's MRR on a day, in minor units per month, exact.</summary>
    public static Fraction On(Contract contract, DateOnly day)
    {
        Fraction sum = Fraction.Zero;
        if (contract.IsTrialOn(day) || !contract.IsInForceOn(day) || contract.GapOn(day) is not null || contract.IsFreeOn(day))
        {
            return sum;
        }

        int term = contract.TermOn(day)?.Index ?? contract.LastTerm.Index + 1;
        foreach (Line line in contract.Lines)
        {
            Quantity units = line.Charge.Kind != ChargeKind.OneTime ? line.QuantityOn(day) : Quantity.Zero;
            if (!units.IsZero)
            {
                sum += OfLine(contract, line, line.ChargeOn(day), units, term, day);
            }
        }

        return sum;
    }

    /// <summary>By how much the contract's MRR rises within a window through prices that were agreed beforehand, uplifts of renewals and dated
    /// prices, for the units of the eve (M20): minor units per month, exact; below zero when such prices fall.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="window">The days that are looked at, the end not included.</param>
    public static Fraction AgreedRises(Contract contract, DateRange window)
    {
        ArgumentNullException.ThrowIfNull(contract);
        Fraction sum = Fraction.Zero;
        foreach (Line line in contract.Lines.Where(static line => line.Charge.Kind != ChargeKind.OneTime))
        {
            foreach (PriceStep step in line.Prices.Where(step => step.On >= window.Start && step.On < window.End && contract.IsInForceOn(step.On)))
            {
                DateOnly eve = step.On.AddDays(-1);
                int term = contract.TermOn(step.On)?.Index ?? contract.LastTerm.Index + 1;
                Quantity units = line.QuantityOn(eve);
                sum += units.IsZero
                    ? Fraction.Zero
                    : OfLine(contract, line, line.ChargeOn(step.On), units, term, step.On) - OfLine(contract, line, line.ChargeOn(eve), units, term, step.On);
            }
        }

        return sum;
    }

    /// <summary>What never was paid before a gap does not come back after it: it begins.</summary>
    private static MrrCause CauseOf(Contract contract, DateOnly day, List<MrrStep> before)
    {
        if (contract.GapOn(day) is { } entered)
        {
            return entered.Days.Start == day ? entered.Kind == GapKind.Ended ? MrrCause.Ended : MrrCause.Paused : MrrCause.Change;
        }

        if (contract.IsFreeOn(day))
        {
            return MrrCause.Paused;
        }

        return before.Count == 0 ? MrrCause.Change : before[^1].Cause switch
        {
            MrrCause.Paused => MrrCause.Resumed,
            MrrCause.Ended => MrrCause.Reinstated,
            _ => MrrCause.Change,
        };
    }

    /// <summary>Percent discounts without a limit are part of the recurring net price; those that end after some periods or on a day and
    /// fixed amounts per period are not recurring prices of a line. Usage does not recur; a minimum that was agreed for it does.</summary>
    private static Fraction OfLine(Contract contract, Line line, Charge charge, Quantity units, int term, DateOnly day)
    {
        decimal price = (charge is { Kind: ChargeKind.Usage, IsPrepaid: false } ? charge.Minimum : PeriodPrice.Of(charge, units)) * Lasting(contract, line, term, day);
        for (int digit = 0; digit < charge.Price.Currency.Digits; digit++)
        {
            price *= 10m;
        }

        Fraction perPeriod = Fraction.FromDecimal(price);
        return charge.PricePeriod.MonthCount > 0
            ? perPeriod / charge.PricePeriod.MonthCount
            : perPeriod * new Fraction(365, 12L * charge.PricePeriod.DayCount);
    }

    private static decimal Lasting(Contract contract, Line line, int term, DateOnly day)
    {
        decimal kept = 1m;
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            if (agreed.Discount.Form == DiscountForm.Percent && Discounting.LastsOn(contract, agreed, line, term, day))
            {
                kept = PercentRules.Left(contract.Clauses.Percents, kept, agreed.Discount.Value);
            }
        }

        return kept;
    }

    private static List<DateOnly> DaysOfChange(Contract contract)
    {
        var days = new List<DateOnly>(8) { contract.Order.PaidFrom ?? contract.Start };
        foreach (Line line in contract.Lines)
        {
            days.Add(line.From);
            foreach (QuantityStep step in line.Steps)
            {
                days.Add(step.CountsOn);
            }

            foreach (PriceStep step in line.Prices)
            {
                days.Add(step.On);
            }
        }

        foreach (Term term in contract.Terms)
        {
            if (term.PaidEnd < term.Span.End)
            {
                days.Add(term.PaidEnd);
                days.Add(term.Span.End);
            }
        }

        foreach (Gap gap in contract.Gaps)
        {
            days.Add(gap.Days.Start);
            days.Add(gap.Days.End);
        }

        if (contract.Discounts.Length > 0)
        {
            days.AddRange(contract.Terms.Select(static term => term.Span.End));
            days.AddRange(Discounting.DaysOfChange(contract));
        }

        if (contract.ExpectedEnd != DateOnly.MaxValue)
        {
            days.Add(contract.ExpectedEnd);
        }

        days.Sort();
        int kept = 0;
        for (int i = 0; i < days.Count; i++)
        {
            if (kept == 0 || days[kept - 1] != days[i])
            {
                days[kept++] = days[i];
            }
        }

        days.RemoveRange(kept, days.Count - kept);
        return days;
    }
}
