// What a recast keeps of the contract where nothing else is said (VER-4): the recurring charges in force with their units and prices,
// a trial that is not over, discounts that renew, tax rates, and prices dated ahead. One-time items and other discounts drop out, as at a renewal
// (VER-3).
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The terms of a contract that go on in the one that follows.</summary>
[Rule("VER-4")]
public static class RecastTerms
{
    /// <summary>The first paid day when a trial of the contract is still running on the day of the change; else <c>null</c>.</summary>
    /// <param name="contract">The contract to close, with the renewals that are locked in.</param>
    /// <param name="start">The first day of the one that follows.</param>
    public static DateOnly? TrialUntil(Contract contract, DateOnly start) =>
        contract.Order.PaidFrom is { } paid && paid > start ? paid : null;

    /// <summary>A charge at the price that the contract has for it on its last day; <c>null</c> when it has none in force.</summary>
    public static Charge? ChargeOf(Contract contract, string chargeCode, DateOnly start)
    {
        DateOnly day = LastDay(contract, start);
        return InForce(contract, day).LastOrDefault(line => line.Charge.Code == chargeCode)?.ChargeOn(day);
    }

    /// <summary>The recurring charges and the usage in force on its last day, with their units; those that leave with the next billing
    /// period do not go on.</summary>
    public static ImmutableArray<(string ChargeCode, Quantity Units)> UnitsOf(Contract contract, DateOnly start)
    {
        DateOnly day = LastDay(contract, start);
        return
        [
            .. InForce(contract, day).Where(line => !line.StayingOn(day).IsZero).GroupBy(static line => line.Charge.Code)
                .Select(lines => (lines.Key, new Quantity(lines.Sum(line => line.StayingOn(day).Micros)))),
        ];
    }

    /// <summary>The tax rates of every charge, and those of charges that go on.</summary>
    public static TaxRates TaxRatesOf(Contract contract, ImmutableArray<OrderItem> items) => TaxRates.Of(contract.Clauses.TaxRates.Steps
        .Where(step => step.ChargeCode is null || items.Any(item => item.Charge.Code == step.ChargeCode)));

    /// <summary>The discounts that renew, have something to take from, and are neither over nor ended; one that does not count yet begins
    /// when it would have begun.</summary>
    public static ImmutableArray<Discount> DiscountsOf(Contract contract, ImmutableArray<OrderItem> items, DateOnly first) =>
    [
        .. contract.Discounts.Where(agreed => agreed.Discount.Renews && agreed.Discount.LastsOn(first) && agreed.Ends is null)
            .Select(agreed => agreed.Onwards(first)).Where(discount => items.Any(item => discount.Covers(item.Charge))),
    ];

    /// <summary>The prices dated ahead that do not count yet, each from the first period of the contract that follows that begins on or
    /// after its day.</summary>
    public static ImmutableArray<DatedPrice> PricesOf(Contract contract, OrderContract opened)
    {
        DateOnly first = opened.PaidFrom ?? opened.StartOn;
        return
        [
            .. contract.Lines.Where(line => opened.Items.Any(item => item.Charge.Code == line.Charge.Code))
                .SelectMany(line => line.Prices.Where(step => step.DatedOn is not null && step.On > first)
                    .Select(step => new DatedPrice(line.Charge.Code, step.On, step.Charge.Price.Amount).FromNextPeriod(opened)))
                .OrderBy(static price => price.On)
                .GroupBy(static price => (price.ChargeCode, price.On)).Select(static same => same.Last()),
        ];
    }

    /// <summary>The last day of service, or the first paid day when it never came to one.</summary>
    private static DateOnly LastDay(Contract contract, DateOnly start)
    {
        DateOnly last = start > contract.Start ? start.AddDays(-1) : start;
        return contract.Order.PaidFrom is { } paid && paid > last ? paid : last;
    }

    private static IEnumerable<Line> InForce(Contract contract, DateOnly day) =>
        contract.Lines.Where(line => line.Charge.Kind != ChargeKind.OneTime && !line.QuantityOn(day).IsZero);
}
