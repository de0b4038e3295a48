// Discounts that are agreed or ended while a contract runs (MON-4): with the next billing period that is not invoiced yet, or on the day
// itself. Then the lines concerned become others on the day, at the price they have, as for a change of the price.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Decides about discounts of a contract that runs.</summary>
[Rule("MON-4")]
internal static class ChangingDiscounts
{
    /// <summary>The earliest first day of a billing period that cannot have been invoiced by the end of a business day.</summary>
    public static DateOnly EarliestPeriodOn(Clauses clauses, DateOnly businessOn) => businessOn.AddDays(clauses.LeadDays + 1);

    /// <summary>Refuses with <c>order.named_twice</c>, <c>discount.unknown</c>, <c>discount.out_of_range</c>, <c>charge.unknown</c> or
    /// <c>discount.mixed_cadences</c>.</summary>
    public static Refusal? Check(Contract contract, UpgradeContract command, ImmutableArray<OrderedLine>.Builder added)
    {
        var seen = new HashSet<string>(contract.Discounts.Select(static agreed => agreed.Discount.Code), StringComparer.Ordinal);
        foreach (string code in command.EndDiscounts)
        {
            if (!contract.Discounts.Any(agreed => agreed.Discount.Code == code && agreed.Ends is null))
            {
                return new DiscountUnknown(code);
            }
        }

        if (command.EndDiscounts.GroupBy(static code => code).FirstOrDefault(static same => same.Count() > 1) is { } twice)
        {
            return new NamedTwice(twice.Key, NamedKind.EndedDiscount);
        }

        foreach (Discount discount in command.Discounts)
        {
            Charge[] covered =
            [
                .. contract.Lines.Where(line => !line.QuantityOn(Upgrading.UnitsOn(contract, command.On)).IsZero).Select(static line => line.Charge)
                    .Concat(added.Select(static line => line.Charge)).Where(discount.Covers),
            ];
            bool counts = discount.Form == DiscountForm.Fixed || discount.Periods is not null;
            Refusal? refusal = !seen.Add(discount.Code) ? new NamedTwice(discount.Code, NamedKind.Discount)
                : covered.Length == 0 ? new ChargeUnknown(discount.ChargeCode ?? discount.Code)
                : discount.Check(discount.Start is { } start && start > command.On ? start : command.On, contract.Order.Currency)
                ?? (counts && covered.Any(charge => (charge.BillingCadence, charge.Timing) != (covered[0].BillingCadence, covered[0].Timing))
                    ? new DiscountOverCadences(discount.Code)
                    : null);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>What is agreed for a contract that runs has no lines that it was ordered with, so that an amount is for those that are added
    /// later too.</summary>
    public static ImmutableArray<Discount> Agreed(UpgradeContract command) =>
        [.. command.Discounts.Select(static discount => discount with { ReachesAdded = discount.Form == DiscountForm.Fixed })];

    /// <summary>Lines concerned become others on the day, with the units they have. What begins its period with the day, and cannot have been
    /// invoiced, needs no cut.</summary>
    public static void Cut(
        Contract contract, UpgradeContract command, ContractRenewed? renewed, DateOnly businessOn, ImmutableArray<OrderedLine>.Builder added,
        ImmutableArray<RemovedUnits>.Builder removed)
    {
        int number = contract.HighestLine + 1 + added.Count;
        foreach (Line line in contract.Lines)
        {
            Quantity units = line.QuantityOn(command.On);
            if (line.Charge.Kind != ChargeKind.Recurring || line.From >= command.On || !IsConcerned(contract, command, line.Charge)
                || added.Any(other => other.Replaces == line.Number) || BeginsItsPeriod(contract, line.Charge, command.On, businessOn))
            {
                continue;
            }

            Quantity rest = units;
            for (int i = removed.Count - 1; i >= 0; i--)
            {
                rest -= removed[i].Line == line.Number ? removed[i].Quantity : Quantity.Zero;
                if (removed[i].Line == line.Number && !rest.IsZero)
                {
                    removed.RemoveAt(i);
                }
            }

            if (rest > Quantity.Zero)
            {
                removed.Add(new RemovedUnits(line.Number, units));
                added.Add(new OrderedLine(number++, Upgrading.PriceOf(line, command.On, renewed), rest, line.Number));
            }
        }
    }

    private static bool IsConcerned(Contract contract, UpgradeContract command, Charge charge) =>
        command.Discounts.Any(discount => !(discount.Start > command.On) && discount.Covers(charge))
        || contract.Discounts.Any(agreed => command.EndDiscounts.Contains(agreed.Discount.Code) && agreed.Discount.Covers(charge));

    private static bool BeginsItsPeriod(Contract contract, Charge charge, DateOnly on, DateOnly businessOn) =>
        contract.TermOn(on) is not { } term || !TermPeriods.PaidDays(contract.Order, term).Contains(on)
        || (on >= EarliestPeriodOn(contract.Clauses, businessOn)
            && TermPeriods.Serving(contract.Order, contract.Grids, term, charge.BillingCadence, on).Start == on);
}

/// <summary>A discount that does not count on the contract.</summary>
/// <param name="DiscountCode">What was named.</param>
public sealed record DiscountUnknown(string DiscountCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "discount.unknown";

    /// <inheritdoc/>
    public override string Sentence =>
        $"No discount '{DiscountCode}' counts on the contract, or it was ended already: show the contract and name one of its discounts.";
}
