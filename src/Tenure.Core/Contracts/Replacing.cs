// Lines that become other lines on a day (VER-2): another price, another charge, another plan, or nothing. The old line gives its
// remainder back and the new one takes its place with its units and its share of fixed discounts (PRO-4, MON-4).
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Collects what a change does to lines as they stand.</summary>
internal sealed class Replacing(Contract contract, DateOnly on, ContractRenewed? renewed, PlanVersion? plan)
{
    private readonly List<(Line Line, Charge? Into, bool PricedAnew)> lines = [];
    private readonly Dictionary<string, PriceAmounts> prices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Quantity> joined = new(StringComparer.Ordinal);

    /// <summary>Finds the lines that are meant and what becomes of each. Refuses with <c>charge.unknown</c>, <c>line.unknown</c>,
    /// <c>line.not_in_force</c>, <c>line.one_time_stays</c>, <c>line.swap_into_one_time</c>, <c>order.named_twice</c>,
    /// <c>plan.without_charge</c>, <c>discount.mixed_cadences</c> and what the new charge is refused for.</summary>
    public Refusal? Find(ImmutableArray<LineChange> changes)
    {
        foreach (LineChange change in changes)
        {
            if (Find(change) is { } refusal)
            {
                return refusal;
            }
        }

        return plan is null ? null : Move(plan);
    }

    /// <summary>Whether lines of a charge become others.</summary>
    public bool Concerns(string chargeCode) => lines.Exists(each => each.Line.Charge.Code == chargeCode);

    /// <summary>The charge as units that come in the same change have it.</summary>
    public Charge Priced(Charge charge) => prices.TryGetValue(charge.Code, out PriceAmounts? price) ? price.At(charge) : charge;

    /// <summary>Counts units that come; false when they may stand on a line of their own.</summary>
    public bool Adds(Charge charge, Quantity quantity)
    {
        if (!charge.PricesAsOne || !lines.Exists(each => each.Into?.Code == charge.Code))
        {
            return false;
        }

        joined[charge.Code] = joined.GetValueOrDefault(charge.Code) + quantity;
        return true;
    }

    /// <summary>Adds what came of it to the change, after the units that leave. Refuses with <c>line.quantity_not_allowed</c>.</summary>
    public Refusal? Finish(
        ImmutableArray<OrderedLine>.Builder added, ImmutableArray<RemovedUnits>.Builder removed, int nextLine)
    {
        foreach (IGrouping<string, (Line Line, Charge Into, bool PricedAnew, Quantity Units)> group in Leaving(removed).GroupBy(static each => each.Into.Code))
        {
            foreach (OrderedLine opened in Opened(group))
            {
                if ((MeetsItsLike(opened.Charge) ? new NamedTwice(opened.Charge.Code) : Ordering.CheckQuantity(opened.Charge, opened.Quantity) ?? Upgrading.CheckLaterPrices(contract, opened.Charge, opened.Quantity))
                    is { } refusal)
                {
                    return refusal;
                }

                added.Add(opened with { Line = nextLine++ });
            }
        }

        return null;
    }

    /// <summary>Units that cannot be priced apart come together on one line, and so do lines that become one fixed price.</summary>
    private IEnumerable<OrderedLine> Opened(IGrouping<string, (Line Line, Charge Into, bool PricedAnew, Quantity Units)> group)
    {
        (Line first, Charge into, bool pricedAnew, _) = group.First();
        if (into.PricesAsOne || into.IsSingle)
        {
            Quantity units = into.IsSingle ? Quantity.One
                : new Quantity(group.Sum(static each => each.Units.Micros) + joined.GetValueOrDefault(into.Code).Micros);
            return [new OrderedLine(0, into, units, first.Number) { PricedAnew = pricedAnew }];
        }

        return group.Select(static each => new OrderedLine(0, each.Into, each.Units, each.Line.Number) { PricedAnew = each.PricedAnew });
    }

    /// <summary>Takes all units off the lines, and answers those of lines that go on as others.</summary>
    private List<(Line Line, Charge Into, bool PricedAnew, Quantity Units)> Leaving(ImmutableArray<RemovedUnits>.Builder removed)
    {
        var going = new List<(Line, Charge, bool, Quantity)>();
        foreach ((Line line, Charge? into, bool pricedAnew) in lines)
        {
            Quantity rest = Units(line);
            for (int i = removed.Count - 1; i >= 0; i--)
            {
                if (removed[i].Line == line.Number)
                {
                    rest -= removed[i].Quantity;
                    removed.RemoveAt(i);
                }
            }

            removed.Add(new RemovedUnits(line.Number, Units(line)));
            if (into is not null && !rest.IsZero)
            {
                going.Add((line, into, pricedAnew, rest));
            }
        }

        return going;
    }

    private Refusal? Find(LineChange change)
    {
        if (change.Line is { } named && contract.FindLine(named)?.Charge.Code != change.ChargeCode)
        {
            return new LineUnknown(named);
        }

        if (change is Reprice { Line: null } price && !prices.TryAdd(change.ChargeCode, price.Price))
        {
            return new NamedTwice(change.ChargeCode);
        }

        int known = 0;
        int before = lines.Count;
        foreach (Line line in contract.Lines)
        {
            if (line.Charge.Code != change.ChargeCode || (change.Line ?? line.Number) != line.Number)
            {
                continue;
            }

            known++;
            if ((line.Charge.Kind == ChargeKind.OneTime ? new OneTimeStays(line.Charge.Code)
                : Units(line).IsZero ? null : Find(line, change)) is { } refusal)
            {
                return refusal;
            }
        }

        return known == 0 ? new ChargeUnknown(change.ChargeCode)
            : lines.Count == before && !contract.Lines.Any(line => line.Charge.Code == change.ChargeCode && !Units(line).IsZero)
                ? new LineNotInForce(change.ChargeCode, on)
            : null;
    }

    private Refusal? Find(Line line, LineChange change)
    {
        if (lines.Exists(other => other.Line.Number == line.Number))
        {
            return new NamedTwice(line.Charge.Code);
        }

        Charge now = Upgrading.PriceOf(line, on, renewed);
        Charge? into = change switch
        {
            Reprice price => price.Price.At(now),
            Swap swap => IntoOf(swap),
            Rebill billed => now with { BillingCadence = billed.Cadence, Timing = billed.Timing },
            _ => null,
        };
        if (into is null)
        {
            lines.Add((line, null, false));
            return change is Swap unknown ? new ChargeUnknown(unknown.IntoCode) : null;
        }

        if (into != now)
        {
            lines.Add((line, into, change is not Rebill));
        }

        return into == now ? null : Check(line, into);
    }

    /// <summary>A plan that is moved to rules; else a line of the contract rules before the catalogue, as for units that come.</summary>
    private Charge? IntoOf(Swap swap) =>
        plan?.Find(swap.IntoCode) ?? Upgrading.ChargeOnContract(contract, swap.IntoCode, on, renewed) ?? swap.Offered;

    /// <summary>Every charge in force that is not named becomes that of the plan.</summary>
    private Refusal? Move(PlanVersion to)
    {
        foreach (Line line in contract.Lines)
        {
            string code = line.Charge.Code;
            if (line.Charge.Kind == ChargeKind.OneTime || Units(line).IsZero || lines.Exists(each => each.Line.Number == line.Number))
            {
                continue;
            }

            Refusal? refusal = to.Find(code) is { } offered
                ? Find(line, new Swap(code, code, offered))
                : new PlanWithoutCharge(to.PlanCode, code);
            if (refusal is not null)
            {
                return refusal;
            }
        }

        return null;
    }

    private Refusal? Check(Line line, Charge into)
    {
        if (into.Kind == ChargeKind.OneTime)
        {
            return new SwapIntoOneTime(into.Code);
        }

        if ((into.Kind == ChargeKind.Usage) != (line.Charge.Kind == ChargeKind.Usage) || into.IsPrepaid != line.Charge.IsPrepaid)
        {
            return new SwapOfUsage(line.Charge.Code, into.Code);
        }

        bool otherDays = (into.BillingCadence, into.Timing) != (line.Charge.BillingCadence, line.Charge.Timing);
        Discount? shared = line.Discounted && otherDays
            ? contract.Discounts.FirstOrDefault(agreed => agreed.Discount.Form == DiscountForm.Fixed && agreed.Begins.Event == 1 && agreed.Ends is null && agreed.Discount.Covers(into))?.Discount
            : null;
        return shared is not null ? new DiscountOverCadences(shared.Code) : Upgrading.CheckCharge(contract, into);
    }

    /// <summary>Lines of such a charge cannot stand beside each other: one that is already there must be named too.</summary>
    private bool MeetsItsLike(Charge into) => (into.PricesAsOne || into.IsSingle) && contract.Lines.Any(other =>
        other.Charge.Code == into.Code && !Units(other).IsZero && !lines.Exists(each => each.Line.Number == other.Number));

    private Quantity Units(Line line) => line.QuantityOn(Upgrading.UnitsOn(contract, on));
}

/// <summary>A charge that has no units on the day.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="On">The day.</param>
public sealed record LineNotInForce(string ChargeCode, DateOnly On) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "line.not_in_force";

    /// <inheritdoc/>
    public override string Sentence => $"Nothing of '{ChargeCode}' is in force on {Show(On)}: choose a charge that is, or a day on which it is.";
}

/// <summary>A one-time item in the place of a charge that comes again.</summary>
/// <param name="ChargeCode">The item.</param>
public sealed record SwapIntoOneTime(string ChargeCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "line.swap_into_one_time";

    /// <inheritdoc/>
    public override string Sentence =>
        $"'{ChargeCode}' is a one-time item and cannot take the place of a charge that comes again: end that charge, and add the item.";
}

/// <summary>Usage in the place of agreed units, or the other way round.</summary>
/// <param name="ChargeCode">The charge in force.</param>
/// <param name="IntoCode">The charge that was to take its place.</param>
public sealed record SwapOfUsage(string ChargeCode, string IntoCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "line.swap_of_usage";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Of '{ChargeCode}' and '{IntoCode}' one is usage and the other has agreed units, so that neither can take the other's place: end the one, and add the other.";
}

/// <summary>A plan that has no charge to take the place of one that is in force.</summary>
/// <param name="PlanCode">The plan.</param>
/// <param name="ChargeCode">The charge in force.</param>
public sealed record PlanWithoutCharge(string PlanCode, string ChargeCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "plan.without_charge";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Plan '{PlanCode}' has no charge '{ChargeCode}': name the charge that takes its place, or end it in the same change.";
}
