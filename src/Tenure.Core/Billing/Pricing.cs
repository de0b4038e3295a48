// What a whole billing period of a line costs (PRO-1, MON-4): price x quantity x price periods, percent discounts first,
// then the line's share of fixed ones, rounded once.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Prices of whole billing periods.</summary>
public static class Pricing
{
    /// <summary>The price of a whole billing period in minor units, every discount taken off.</summary>
    /// <param name="contract">The contract, for its discounts.</param>
    /// <param name="line">The line.</param>
    /// <param name="period">The grid period; its length decides, its stub does not.</param>
    /// <param name="termIndex">The term that holds the period, from zero.</param>
    /// <param name="units">The units in force when the line's period began (PRO-3).</param>
    /// <param name="dueByOn">Changes of other lines that fall due later do not move the split of a fixed discount; the largest
    /// date counts all.</param>
    public static long Full(Contract contract, Line line, in BillingPeriod period, int termIndex, Quantity units, DateOnly dueByOn)
    {
        DateOnly first = line.From > period.Served.Start ? line.From : period.Served.Start;
        long full = AfterPercent(contract, line, period, termIndex, units, first);
        return contract.HasFixedDiscounts
            ? full - FixedDiscounts.ShareOf(contract, line, period, termIndex, full, dueByOn)
            : full;
    }

    /// <summary>The price of a one-time item in minor units.</summary>
    /// <param name="line">The item.</param>
    /// <param name="units">The units with which it began.</param>
    public static long OneTime(Line line, Quantity units) =>
        Rounding.ToMinor(PeriodPrice.Of(line.Charge, units), line.Charge.Price.Currency);

    /// <summary>Whether the price of a longer period is split over billing periods of this length, so that they may differ by a
    /// minor unit (PRO-1).</summary>
    public static bool IsSplit(Charge charge, Cadence length)
    {
        if (charge.PricePeriod.MonthCount > 0 != length.MonthCount > 0)
        {
            return false; // a term of days at a price for months, or the other way, is carried by days (PRO-8)
        }

        (int priced, int billed) = InOneUnit(charge.PricePeriod, length);
        return billed % priced != 0;
    }

    /// <summary>The days that a term's price is for, when it is carried to a term of another length by days (PRO-8); <c>null</c>
    /// otherwise. They end where the term begins, so that a term costs what a day of the one before it did; those of a first term begin
    /// with it.</summary>
    internal static DateRange? CarriedFrom(Contract contract, Charge charge, in BillingPeriod period, int termIndex)
    {
        Cadence priced = charge.PricePeriod;
        if (charge is not { Kind: ChargeKind.Recurring, BillingCadence: null } || !contract.Clauses.CarriesByDays || IsWholeNumberOf(priced, period.Length))
        {
            return null;
        }

        DateOnly start = period.Grid.Start;
        Anchor anchor = contract.Terms[termIndex].BillingAnchor.From(start);
        anchor = anchor.DateAt(priced, 0) == start ? anchor : Anchor.On(start);
        return termIndex == 0 && contract.Order.Continues is not { IsRenewed: true } ? new DateRange(start, anchor.DateAt(priced, 1)) : new DateRange(anchor.DateAt(priced, -1), start);
    }

    private static bool IsWholeNumberOf(Cadence priced, Cadence length) =>
        priced.MonthCount > 0 == length.MonthCount > 0
        && (priced.MonthCount > 0 ? length.MonthCount % priced.MonthCount : length.DayCount % priced.DayCount) == 0;

    /// <summary>For how many days of the period thresholds and included units count, and of how many; one of one when they count
    /// in full. Prorated, they count from the first day on which the charge had a line in the period to the end of the term.
    /// Ends and changes of the quantity do not cut them, so that a line still has one full price per period (PRO-3, PRO-4).</summary>
    internal static (int Days, int Of) ThresholdDays(Contract contract, Line line, in BillingPeriod period)
    {
        if (line.Charge.Thresholds == ThresholdRule.Whole)
        {
            return (1, 1);
        }

        DateRange served = new DateRange(Serving.ServedFrom(contract, period), period.Uncut.End).After(line.SinceOn);
        return served.Days == period.Grid.Days ? (1, 1) : (served.Days, period.Grid.Days);
    }

    /// <summary>The price of a whole billing period after percent discounts and before fixed ones, rounded once.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="line">The line.</param>
    /// <param name="period">The period.</param>
    /// <param name="termIndex">The term that holds it.</param>
    /// <param name="units">The units.</param>
    /// <param name="discountsOn">The day whose discounts count.</param>
    internal static long AfterPercent(
        Contract contract, Line line, in BillingPeriod period, int termIndex, Quantity units, DateOnly discountsOn)
    {
        Charge charge = line.ChargeOn(period.Served.Start);
        (int days, int of) = ThresholdDays(contract, line, period);
        decimal exact = PeriodPrice.Of(charge, units, days, of) * Discounting.PercentKept(contract, line, period, termIndex, discountsOn);
        if (CarriedFrom(contract, charge, period, termIndex) is { } pricedDays)
        {
            return Rounding.ToMinor(exact * period.Grid.Days / (pricedDays.Days * (decimal)of), charge.Price.Currency);
        }

        (int priced, int billed) = InOneUnit(charge.PricePeriod, period.Length);
        if (billed % priced == 0)
        {
            return Rounding.ToMinor(Part(exact * (billed / priced), of), charge.Price.Currency);
        }

        // A price period longer than the billing period is split over its billing periods, so that a year costs the year's
        // price (PRO-1). Where no whole number of them fits, the share is by length.
        return priced % billed == 0
            ? Split.EvenPart(Rounding.ToMinor(Part(exact, of), charge.Price.Currency), priced / billed, period.Index % (priced / billed))
            : Rounding.ToMinor(exact * billed / (priced * (decimal)of), charge.Price.Currency);
    }

    /// <summary>A division by one would cost every price of every preview something.</summary>
    private static decimal Part(decimal exact, int of) => of == 1 ? exact : exact / of;

    /// <summary>Two lengths in a unit that they share: months, or days.</summary>
    internal static (int Priced, int Billed) InOneUnit(Cadence pricePeriod, Cadence length) =>
        pricePeriod.MonthCount > 0 && length.MonthCount > 0
            ? (pricePeriod.MonthCount, length.MonthCount)
            : pricePeriod.MonthCount == 0 && length.MonthCount == 0
                ? (pricePeriod.DayCount, length.DayCount)
                : throw Invariant.Broken("price period and billing period are in like units (charge.cadence_mismatch)");
}
