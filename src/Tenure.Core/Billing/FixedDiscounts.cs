// Discounts of an amount per billing period, split over the lines in force on the period's first day (MON-4). A line that took
// the place of another takes over its share, so that another quantity does not lose a discount that was agreed.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Shares of fixed discounts.</summary>
internal static class FixedDiscounts
{
    /// <summary>The line's part of every fixed discount of the period: split by what each line costs after its percentages, never
    /// more than that (MON-4).</summary>
    public static long ShareOf(Contract contract, Line line, in BillingPeriod period, int termIndex, long full, DateOnly dueByOn)
    {
        long taken = 0;
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            if (agreed.Discount.Form != DiscountForm.Fixed || !Discounting.Counts(contract, agreed, line, period, termIndex))
            {
                continue;
            }

            DateOnly first = agreed.SplitOn(period);
            Line holder = HolderOf(contract, line, first);
            var weights = new List<long>();
            int own = -1;
            foreach (Line other in contract.Lines)
            {
                if (!agreed.Discount.Covers(other.Charge) || HolderOf(contract, other, first).Number != other.Number || !Holds(contract, agreed, other, period))
                {
                    continue;
                }

                Quantity units = first < other.From ? Quantity.Zero : new Quantity(MicrosOn(contract, other, first, dueByOn));
                if (!units.IsZero)
                {
                    own = other.Number == holder.Number ? weights.Count : own;
                    weights.Add(Pricing.AfterPercent(contract, other, period, termIndex, units, first));
                }
            }

            if (own >= 0)
            {
                long amount = Math.Min(
                    Rounding.ToMinor(agreed.Discount.Value, contract.Order.Currency), weights.Sum());
                taken += Split.Among(amount, weights.ToArray())[own];
            }
        }

        return Math.Min(taken, full);
    }

    /// <summary>Whether a line has a share of a fixed discount in a period, its own or that of the line whose place it took.</summary>
    public static bool Reaches(Contract contract, AgreedDiscount agreed, Line line, in BillingPeriod period) =>
        Holds(contract, agreed, HolderOf(contract, line, agreed.SplitOn(period)), period);

    /// <summary>The lines that a discount was agreed for; an added one from its first whole period on, when it is for such lines too and was
    /// known before the period could be billed.</summary>
    private static bool Holds(Contract contract, AgreedDiscount agreed, Line line, in BillingPeriod period)
    {
        if (agreed.Begins.Event == 1 ? line.Discounted : line.Event <= agreed.Begins.Event && agreed.IsBilledWith(line.Charge))
        {
            return true;
        }

        DateOnly first = agreed.SplitOn(period);
        bool isWhole = line.Event == 1 && contract.Order.Continues is not null
            ? line.SinceOn <= Serving.ServedFrom(contract, period)
            : line.From <= first && line.AgreedOn < contract.Clauses.LedFrom(first);
        return agreed.Discount.ReachesAdded && isWhole && agreed.IsBilledWith(line.Charge);
    }

    /// <summary>The line whose share a line has in a period that begins on a day: its own when it was agreed before the period could be
    /// billed and is in force on that day, else that of the line whose place it took. The split is made once, of what was known by
    /// then, so that a change recorded later never moves the share of another line.</summary>
    private static Line HolderOf(Contract contract, Line line, DateOnly first)
    {
        DateOnly billedFrom = contract.Clauses.LedFrom(first);
        while (line.Replaces is { } number && (line.From > first || line.AgreedOn >= billedFrom) && contract.FindLine(number) is { } replaced)
        {
            line = replaced;
        }

        return line;
    }

    /// <summary>The units on a day, those included whose place another line took but which hold its share.</summary>
    private static long MicrosOn(Contract contract, Line line, DateOnly day, DateOnly dueByOn)
    {
        long micros = Serving.MicrosOn(line, day, dueByOn);
        foreach (Line other in contract.Lines)
        {
            if (other.Replaces != line.Number || HolderOf(contract, other, day).Number == other.Number)
            {
                continue;
            }

            foreach (QuantityStep step in line.Steps)
            {
                micros -= step.Event == other.Event && step.On <= day && step.DueOn <= dueByOn ? step.DeltaMicros : 0;
            }
        }

        return micros;
    }
}
