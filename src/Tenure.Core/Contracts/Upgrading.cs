// Units and products added or removed within the current dates (VER-2). Which line gives its units back is decided here
// and recorded, so that folding never guesses (PRO-4: newest line first unless one is named).
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Units or a product to add.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Quantity">The units; one for a flat charge.</param>
/// <param name="Offered">The charge as the signed plan version offers it, used when the contract has no line of it yet.</param>
public sealed record Addition(string ChargeCode, Quantity Quantity, Charge? Offered);

/// <summary>Units to remove.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Quantity">The units.</param>
/// <param name="Line">The line they leave; <c>null</c> takes the newest line first.</param>
public sealed record Removal(string ChargeCode, Quantity Quantity, int? Line);

/// <summary>The wish to change what a contract holds.</summary>
/// <param name="On">The day named for the change; to which terms it belongs is a clause (CAL-6).</param>
/// <param name="Add">What comes.</param>
/// <param name="Remove">What leaves.</param>
public sealed record UpgradeContract(DateOnly On, ImmutableArray<Addition> Add, ImmutableArray<Removal> Remove) : ProposedChange;

/// <summary>Decides about upgrades.</summary>
public static class Upgrading
{
    /// <summary>The fact of an upgrade. Refuses with <c>change.empty</c>, <c>change.outside_dates</c>,
    /// <c>contract.ended</c>, <c>charge.unknown</c>, <c>line.unknown</c>, <c>line.too_few_units</c>,
    /// <c>line.one_time_stays</c>, <c>line.quantity_not_allowed</c> or <c>charge.cadence_mismatch</c>.</summary>
    public static Decision<ImmutableArray<Fact>> Decide(Contract contract, UpgradeContract command, DateOnly businessOn)
    {
        DateOnly effectiveOn = contract.Clauses.ChangeBoundary(command.On);
        if (contract.Ending is { } ending && ending.On <= businessOn)
        {
            return new ContractEnded(ending.On);
        }

        if (effectiveOn < contract.Start || effectiveOn >= contract.KnownEnd)
        {
            return new OutsideTheDates(effectiveOn, contract.Start, contract.KnownEnd);
        }

        return DecideOn(contract, command.Add, command.Remove, effectiveOn).Then(ToFacts);
    }

    /// <summary>The same for a day that is already an exclusive boundary, as a renewal with additions needs it: what comes then
    /// has the prices of the term that begins.</summary>
    internal static Decision<ContractUpgraded> DecideOn(
        Contract contract, ImmutableArray<Addition> add, ImmutableArray<Removal> remove, DateOnly effectiveOn, ContractRenewed? renewed = null)
    {
        (add, remove) = Netted(contract, add, remove);
        if (add.IsEmpty && remove.IsEmpty)
        {
            return new NothingToChange();
        }

        var added = ImmutableArray.CreateBuilder<OrderedLine>();
        var anew = new Requantifying(contract, effectiveOn, renewed);
        int number = contract.HighestLine + 1;
        foreach (Addition addition in add)
        {
            Decision<Charge> charge = ChargeOf(contract, addition, effectiveOn, renewed);
            if (!charge.IsAccepted)
            {
                return charge.Refusal;
            }

            if (!anew.Adds(charge.Value, addition.Quantity))
            {
                added.Add(new OrderedLine(number++, charge.Value, addition.Quantity));
            }
        }

        var removed = ImmutableArray.CreateBuilder<RemovedUnits>();
        foreach (Removal removal in remove)
        {
            if ((anew.Removes(removal) ? null : Take(contract, removal, effectiveOn, removed)) is { } refusal)
            {
                return refusal;
            }
        }

        TakeThePlace(contract, added, removed, effectiveOn, renewed);
        return anew.Finish(added, removed, number) is { } refused ? refused
            : added.Count == 0 && removed.Count == 0 ? new NothingToChange()
            : new ContractUpgraded(effectiveOn, added.ToImmutable(), removed.ToImmutable());
    }

    /// <summary>Units of a charge that come and leave in one change, from no line by name, are not a change: they cost nothing under
    /// any day count (PRO-2).</summary>
    private static (ImmutableArray<Addition> Add, ImmutableArray<Removal> Remove) Netted(
        Contract contract, ImmutableArray<Addition> add, ImmutableArray<Removal> remove)
    {
        if (add.Any(static one => one.Quantity.IsZero) || remove.Any(static one => one.Quantity.IsZero))
        {
            return (add, remove); // refused as they stand
        }

        for (int i = 0; i < add.Length; i++)
        {
            for (int j = 0; j < remove.Length; j++)
            {
                bool recurs = contract.Lines.Any(line => line.Charge.Code == add[i].ChargeCode && line.Charge.Kind == ChargeKind.Recurring);
                if (recurs && remove[j].ChargeCode == add[i].ChargeCode && remove[j].Line is null)
                {
                    Quantity both = add[i].Quantity < remove[j].Quantity ? add[i].Quantity : remove[j].Quantity;
                    add = add.SetItem(i, add[i] with { Quantity = add[i].Quantity - both });
                    remove = remove.SetItem(j, remove[j] with { Quantity = remove[j].Quantity - both });
                }
            }
        }

        return (add.RemoveAll(left => left.Quantity.IsZero), remove.RemoveAll(left => left.Quantity.IsZero));
    }

    /// <summary>Units added where all units of a line of the same charge leave in the same change take its place, so that changing
    /// nothing costs nothing under any day count (PRO-2), and a fixed discount stays with them (MON-4).</summary>
    private static void TakeThePlace(
        Contract contract, ImmutableArray<OrderedLine>.Builder added, ImmutableArray<RemovedUnits>.Builder removed, DateOnly on,
        ContractRenewed? renewed)
    {
        for (int i = 0; i < added.Count; i++)
        {
            foreach (RemovedUnits left in removed)
            {
                Line line = contract.FindLine(left.Line)!;
                bool empties = line.QuantityOn(UnitsOn(contract, on)) == left.Quantity;
                if (empties && PriceOf(line, on, renewed) == added[i].Charge && !added.Any(other => other.Replaces == left.Line))
                {
                    added[i] = added[i] with { Replaces = left.Line };
                    break;
                }
            }
        }
    }

    private static Decision<ImmutableArray<Fact>> ToFacts(ContractUpgraded upgraded) => ImmutableArray.Create<Fact>(upgraded);

    /// <summary>A line of the contract rules before the catalogue: the plan version that was signed stays valid (VER-2). What is
    /// added back-dated has the price of its day, not that of a line which began later.</summary>
    private static Decision<Charge> ChargeOf(Contract contract, Addition addition, DateOnly on, ContractRenewed? renewed)
    {
        Line? priced = null;
        foreach (Line line in contract.Lines)
        {
            if (line.Charge.Code == addition.ChargeCode)
            {
                priced = priced is null || line.From <= on ? line : priced;
                if (line.Charge is { Model: PriceModel.Flat, Kind: ChargeKind.Recurring } && line.EmptyFrom() > on)
                {
                    return new QuantityNotAllowed(line.Charge.Code, QuantityLimit.Once);
                }
            }
        }

        Charge? charge = priced is null ? addition.Offered : PriceOf(priced, on, renewed);
        if (charge is null)
        {
            return new ChargeUnknown(addition.ChargeCode);
        }

        if (charge.Price.Currency != contract.Order.Currency)
        {
            return new CurrencyDiffers(charge.Code, contract.Order.Currency.Code);
        }

        Refusal? term = charge.CheckTerm(contract.LastTerm.Length)
            ?? (contract.RenewsByItself ? charge.CheckTerm(contract.Clauses.Renewal.Length) : null);
        return (charge.Check() ?? term ?? Ordering.CheckQuantity(charge, addition.Quantity) ?? CheckLaterPrices(contract, charge, addition.Quantity))
            is { } refusal ? refusal : charge;
    }

    /// <summary>What the order dates ahead must fit the units that come now.</summary>
    private static Refusal? CheckLaterPrices(Contract contract, Charge charge, Quantity quantity)
    {
        foreach (DatedPrice price in contract.Order.Prices)
        {
            if (price.ChargeCode == charge.Code && Ordering.CheckQuantity(price.At(charge), quantity) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? Take(
        Contract contract, Removal removal, DateOnly on, ImmutableArray<RemovedUnits>.Builder removed)
    {
        if (removal.Line is { } named && contract.FindLine(named) is null)
        {
            return new LineUnknown(named);
        }

        Quantity wanted = removal.Quantity;
        Quantity inForce = Quantity.Zero;
        Charge? charge = null;
        for (int i = contract.Lines.Length - 1; i >= 0; i--)
        {
            Line line = contract.Lines[i];
            if (line.Charge.Code != removal.ChargeCode || (removal.Line ?? line.Number) != line.Number)
            {
                continue;
            }

            charge = line.Charge;

            Quantity available = line.QuantityOn(UnitsOn(contract, on)) - AlreadyTaken(removed, line.Number);
            inForce += available;
            Quantity taken = available < wanted ? available : wanted;
            if (taken > Quantity.Zero)
            {
                removed.Add(new RemovedUnits(line.Number, taken));
                wanted -= taken;
            }
        }

        return charge is null ? new ChargeUnknown(removal.ChargeCode)
            : charge.Kind == ChargeKind.OneTime ? new OneTimeStays(charge.Code)
            : charge.Model == PriceModel.Flat && removal.Quantity != Quantity.One ? new QuantityNotAllowed(charge.Code, QuantityLimit.Once)
            : removal.Quantity <= Quantity.Zero ? new QuantityNotAllowed(charge.Code, QuantityLimit.AboveZero)
            : wanted > Quantity.Zero ? new TooFewUnits(charge.Code, inForce.ToString(), on)
            : null;
    }

    /// <summary>The day whose units a change finds: in a trial they wait for the first paid day, and may be changed before it.</summary>
    internal static DateOnly UnitsOn(Contract contract, DateOnly on) =>
        contract.Order.PaidFrom is { } paid && on < paid ? paid : on;

    /// <summary>The charge of a line at the prices that count on a day, after the renewal that is being decided.</summary>
    internal static Charge PriceOf(Line line, DateOnly on, ContractRenewed? renewed) =>
        renewed is null ? line.ChargeOn(on) : Uplifting.At(line, on, renewed);

    private static Quantity AlreadyTaken(ImmutableArray<RemovedUnits>.Builder removed, int line)
    {
        Quantity sum = Quantity.Zero;
        foreach (RemovedUnits taken in removed)
        {
            sum += taken.Line == line ? taken.Quantity : Quantity.Zero;
        }

        return sum;
    }
}
