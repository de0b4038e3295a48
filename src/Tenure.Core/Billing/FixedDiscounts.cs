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
        DateOnly first = period.Served.Start;
        Line holder = HolderOf(contract, line, first);
        foreach (Discount discount in contract.Order.Discounts)
        {
            if (discount.Form != DiscountForm.Fixed || !discount.Covers(line.Charge) || !discount.CountsIn(termIndex, period.Index))
            {
                continue;
            }

            var weights = new List<long>();
            int own = -1;
            foreach (Line other in contract.Lines)
            {
                if (!other.Discounted || !discount.Covers(other.Charge) || HolderOf(contract, other, first).Number != other.Number)
                {
                    continue;
                }

                Quantity units = first < other.From ? Quantity.Zero : new Quantity(MicrosOn(contract, other, first, dueByOn));
                if (!units.IsZero)
                {
                    own = other.Number == holder.Number ? weights.Count : own;
                    weights.Add(Pricing.AfterPercent(contract, other, period, termIndex, units));
                }
            }

            if (own >= 0)
            {
                long amount = Math.Min(
                    Rounding.ToMinor(discount.Value, contract.Order.Currency), weights.Sum());
                taken += Split.Among(amount, weights.ToArray())[own];
            }
        }

        return Math.Min(taken, full);
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
