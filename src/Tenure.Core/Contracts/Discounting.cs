// In which billing periods a discount counts for a line (MON-4).
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Which discounts count.</summary>
[Rule("MON-4")]
public static class Discounting
{
    /// <summary>Whether a discount counts for a line in a period, or the part of one that a last day cuts off. A period that is priced as a
    /// whole, as usage is, has the discounts of its first day.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="agreed">The discount.</param>
    /// <param name="line">The line.</param>
    /// <param name="period">The period.</param>
    /// <param name="termIndex">The term that holds it.</param>
    public static bool Counts(Contract contract, AgreedDiscount agreed, Line line, in BillingPeriod period, int termIndex) =>
        Counts(contract, agreed, line, period, termIndex, line.From > period.Served.Start ? line.From : period.Served.Start);

    /// <summary>The same as of a day of the period.</summary>
    internal static bool Counts(Contract contract, AgreedDiscount agreed, Line line, in BillingPeriod period, int termIndex, DateOnly on) =>
        agreed.Discount.Covers(line.Charge) && agreed.CountsFor(line, period.Uncut.Start, on)
        && IsWithin(contract, agreed, line.Charge, termIndex, period.Index);

    /// <summary>The share that percent discounts leave, from 0 to 1.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="line">The line.</param>
    /// <param name="period">The period.</param>
    /// <param name="termIndex">The term that holds it.</param>
    public static decimal PercentKept(Contract contract, Line line, in BillingPeriod period, int termIndex) =>
        PercentKept(contract, line, period, termIndex, line.From > period.Served.Start ? line.From : period.Served.Start);

    /// <summary>The same as of a day of the period.</summary>
    internal static decimal PercentKept(Contract contract, Line line, in BillingPeriod period, int termIndex, DateOnly on)
    {
        decimal kept = 1m;
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            if (agreed.Discount.Form == DiscountForm.Percent && Counts(contract, agreed, line, period, termIndex, on))
            {
                kept = PercentRules.Left(contract.Clauses.Percents, kept, agreed.Discount.Value);
            }
        }

        return kept;
    }

    /// <summary>Whether a discount that has no last day counts for a line on a day: what is part of the recurring price.</summary>
    internal static bool LastsOn(Contract contract, AgreedDiscount agreed, Line line, int termIndex, DateOnly day)
    {
        Discount discount = agreed.Discount;
        if (discount.Periods is not null || discount.End is not null || !discount.Covers(line.Charge))
        {
            return false;
        }

        if (agreed is { IsFromStart: true, Ends: null })
        {
            return IsWithin(contract, agreed, line.Charge, termIndex, 0);
        }

        BillingPeriod? held = PeriodsAt(contract, line.Charge.BillingCadence, termIndex).Where(period => period.Served.Contains(day)).Select(static period => (BillingPeriod?)period).FirstOrDefault();
        DateOnly from = held?.Uncut.Start ?? day;
        return agreed.CountsFor(line, from, line.From > from ? line.From : from)
            && IsWithin(contract, agreed, line.Charge, termIndex, held?.Index ?? 0);
    }

    /// <summary>The days from which lines follow what was agreed about discounts within their life.</summary>
    internal static IEnumerable<DateOnly> DaysOfChange(Contract contract)
    {
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            foreach (DiscountStep step in agreed.Ends is { } ends ? new[] { agreed.Begins, ends } : [agreed.Begins])
            {
                if (step.PeriodsFrom == DateOnly.MinValue)
                {
                    continue;
                }

                yield return step.On;
                foreach (Cadence? cadence in contract.Lines.Where(line => agreed.Discount.Covers(line.Charge)).Select(static line => line.Charge.BillingCadence).Distinct())
                {
                    foreach (Term term in contract.Terms)
                    {
                        foreach (BillingPeriod period in PeriodsAt(contract, cadence, term.Index).Where(period => period.Uncut.Start >= step.PeriodsFrom).Take(1))
                        {
                            yield return period.Uncut.Start;
                        }
                    }
                }
            }
        }
    }

    /// <summary>Whether a period is one of those that a discount is for: so many from its first, and beyond the term of its first only when
    /// it renews.</summary>
    private static bool IsWithin(Contract contract, AgreedDiscount agreed, Charge charge, int termIndex, int indexInTerm)
    {
        Discount discount = agreed.Discount;
        if (discount.Renews && discount.Periods is null)
        {
            return true;
        }

        (int term, int index) = FirstPeriod(contract, agreed, charge);
        return termIndex == term && indexInTerm >= index && (discount.Periods is not { } most || indexInTerm - index < most);
    }

    /// <summary>The term and place of the first billing period of a charge in which a discount counts; beyond every period when it is in no
    /// term that is fixed.</summary>
    internal static (int Term, int Index) FirstPeriod(Contract contract, AgreedDiscount agreed, Charge charge)
    {
        if (agreed.IsFromStart)
        {
            return (0, 0);
        }

        bool cuts = agreed.Begins.Cuts && charge.Kind == ChargeKind.Recurring;
        foreach (Term term in contract.Terms)
        {
            foreach (BillingPeriod period in PeriodsAt(contract, charge.BillingCadence, term.Index))
            {
                if (cuts ? period.Uncut.End > agreed.Begins.On : period.Uncut.Start >= agreed.Begins.PeriodsFrom)
                {
                    return (term.Index, period.Index);
                }
            }
        }

        return (contract.Terms.Length, 0);
    }

    /// <summary>The first day on or after a day on which a billing period of a charge begins, in a term or with the one after it.</summary>
    internal static DateOnly PeriodStartFrom(Contract contract, Charge charge, in Term term, DateOnly day)
    {
        foreach (BillingPeriod period in PeriodsAt(contract, charge.BillingCadence, term.Index))
        {
            if (period.Uncut.Start >= day)
            {
                return period.Uncut.Start;
            }
        }

        return term.Span.End;
    }

    private static List<BillingPeriod> PeriodsAt(Contract contract, Cadence? cadence, int termIndex)
    {
        var periods = new List<BillingPeriod>();
        if (termIndex < contract.Terms.Length)
        {
            TermPeriods.AddTo(periods, contract.Order, contract.Grids, contract.Terms[termIndex], cadence);
        }

        return periods;
    }
}
