// Prices that an order already dates ahead (MON-6): from a day on a charge costs something else. They are absolute, belong to the
// charge and not to one line, and take the place of an uplift of the same day.
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>A price of a charge from a day on.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="On">The first day; it counts from the first billing period that begins on or after it.</param>
/// <param name="Price">The price of a unit, or of the whole when flat, in major units of the contract's currency.</param>
public sealed record DatedPrice(string ChargeCode, DateOnly On, decimal Price)
{
    /// <summary>Refuses a dated price that an order cannot have: with <c>charge.unknown</c>, <c>price.not_datable</c>,
    /// <c>charge.negative_price</c>, <c>line.quantity_not_allowed</c>, <c>price.dated_before_start</c> or
    /// <c>price.within_period</c>.</summary>
    internal Refusal? Check(OrderContract order)
    {
        foreach (OrderItem item in order.Items)
        {
            if (item.Charge.Code == ChargeCode)
            {
                Charge priced = At(item.Charge);
                return item.Charge.Kind != ChargeKind.Recurring || !item.Charge.IsPlain ? new PriceNotDatable(ChargeCode)
                    : priced.Check() ?? Ordering.CheckQuantity(priced, item.Quantity) ?? CheckDay(order, item.Charge);
            }
        }

        return new ChargeUnknown(ChargeCode);
    }

    /// <summary>The same price from the first period of an order's first term that begins on or after its day.</summary>
    public DatedPrice FromNextPeriod(OrderContract order) =>
        order.Items.FirstOrDefault(item => item.Charge.Code == ChargeCode)?.Charge is { } charge
            && CheckDay(order, charge) is PriceWithinPeriod within
            ? this with { On = within.PeriodEnd }
            : this;

    /// <summary>Whether it reaches a line of a charge: the charge that was ordered under this code may have become one with another
    /// price model or period, of which this is no price.</summary>
    internal bool Reaches(Charge charge, ContractOrdered order)
    {
        Charge? dated = order.Lines.FirstOrDefault(line => line.Charge.Code == ChargeCode)?.Charge;
        return charge.Code == ChargeCode && charge.IsPlain && dated is not null
            && (charge.Model, charge.PricePeriod) == (dated.Model, dated.PricePeriod);
    }

    /// <summary>The charge at this price.</summary>
    internal Charge At(Charge charge) => charge with { Price = new UnitPrice(Price, charge.Price.Currency) };

    /// <summary>Within a billing period of the first term a price would be two. Where later terms lie is not known yet.</summary>
    private Refusal? CheckDay(OrderContract order, Charge charge)
    {
        DateOnly first = order.PaidFrom ?? order.StartOn;
        Clauses clauses = order.Clauses;
        Anchor anchor = order.Continues?.TermAnchor(clauses.MonthEnd) ?? Anchor.On(first, clauses.MonthEnd);
        DateOnly end = anchor.DateAt(clauses.TermLength, 1);
        if (On <= first)
        {
            return new PriceDatedBeforeStart(ChargeCode, first);
        }

        if (On >= end)
        {
            return null;
        }

        DateRange begun = BillingPeriods.Of(
            new DateRange(order.Continues?.TermFrom ?? first, end), order.Continues?.BillingAnchor(clauses.MonthEnd) ?? anchor, charge.BillingCadence ?? clauses.TermLength,
            charge.BillingCadence is null ? BillingGrid.FromStart : clauses.Grid).Containing(On).Served;
        return begun.Start == On ? null : new PriceWithinPeriod(ChargeCode, On, begun.Start) { PeriodEnd = begun.End };
    }
}

/// <summary>A charge whose price is not one amount that comes again.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record PriceNotDatable(string ChargeCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "price.not_datable";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The price of '{ChargeCode}' cannot change on a day: choose a recurring charge with one price for the whole or for each unit, "
        + "without tiers, blocks, included units or a minimum.";
}

/// <summary>A dated price before there is anything to price.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="First">The first paid day.</param>
public sealed record PriceDatedBeforeStart(string ChargeCode, DateOnly First) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "price.dated_before_start";

    /// <inheritdoc/>
    public override string Sentence =>
        $"'{ChargeCode}' is paid from {Show(First)} on: give a later day, or put the price into the plan.";
}

/// <summary>A dated price in the middle of a billing period.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="On">The day that was given.</param>
/// <param name="PeriodStart">The first day of the billing period that holds it.</param>
public sealed record PriceWithinPeriod(string ChargeCode, DateOnly On, DateOnly PeriodStart) : ContractRefusal
{
    /// <summary>The first day of the next period.</summary>
    public DateOnly PeriodEnd { get; init; }

    /// <inheritdoc/>
    public override string Code => "price.within_period";

    /// <inheritdoc/>
    public override string Sentence =>
        $"{Show(On)} lies within a billing period of '{ChargeCode}', which begins on {Show(PeriodStart)}: give the first day of a period, or a "
        + "charge that is billed more often.";
}
