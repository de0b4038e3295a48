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
public sealed record UpgradeContract(DateOnly On, ImmutableArray<Addition> Add, ImmutableArray<Removal> Remove) : ProposedChange
{
    /// <summary>What becomes of lines as they stand. Default: nothing.</summary>
    public ImmutableArray<LineChange> Change { get; init; } = [];

    /// <summary>The plan version to move to: charges in force that are not named become its own; <c>null</c> stays on the plan.</summary>
    public PlanVersion? Plan { get; init; }

    /// <summary>Discounts that are agreed with it. Default: none.</summary>
    public ImmutableArray<Discount> Discounts { get; init; } = [];

    /// <summary>The codes of discounts to end. Default: none.</summary>
    public ImmutableArray<string> EndDiscounts { get; init; } = [];

    /// <summary>Whether these discounts begin and end on the day itself, within a billing period; otherwise lines follow with their first
    /// period from the day on that is not invoiced yet.</summary>
    public bool CutsDiscounts { get; init; }

    /// <summary>Whether it says something about discounts.</summary>
    internal bool ChangesDiscounts => !Discounts.IsEmpty || !EndDiscounts.IsEmpty;

    /// <summary>Whether it counts from the first day of the next term, wherever that comes to lie; <see cref="On"/> is then not
    /// asked.</summary>
    public bool AtRenewal { get; init; }
}

/// <summary>Decides about upgrades.</summary>
public static class Upgrading
{
    /// <summary>The fact of an upgrade. Refuses with <c>change.empty</c>, <c>change.outside_dates</c>, <c>change.no_renewal</c>,
    /// <c>contract.ended</c>, <c>charge.unknown</c>, <c>line.unknown</c>, <c>line.too_few_units</c>,
    /// <c>line.one_time_stays</c>, <c>line.quantity_not_allowed</c>, <c>charge.cadence_mismatch</c>, and what <see cref="ChangingDiscounts"/> and <see cref="Replacing"/>
    /// refuses.</summary>
    public static Decision<ImmutableArray<Fact>> Decide(Contract contract, UpgradeContract command, DateOnly businessOn)
    {
        if (contract.Ending is { } ending && ending.On <= businessOn)
        {
            return ContractEnded.Of(contract, businessOn);
        }

        Term last = contract.LastTerm;
        if (command.AtRenewal)
        {
            return !contract.RenewsByItself
                ? new NoRenewalAhead(contract.KnownEnd)
                : DecideOn(contract, command with { On = last.Span.End }, null, businessOn)
                    .Then(upgraded => ToFacts(upgraded with { AtTerm = last.Index + 1 }));
        }

        DateOnly effectiveOn = contract.Clauses.ChangeBoundary(command.On);
        return effectiveOn < contract.Start || effectiveOn >= contract.KnownEnd
            ? new OutsideTheDates(effectiveOn, contract.Start, contract.KnownEnd)
            : DecideOn(contract, command with { On = effectiveOn }, null, businessOn).Then(ToFacts);
    }

    /// <summary>The same for a day that is already an exclusive boundary, as a renewal with changes needs it: what comes then
    /// has the prices of the term that begins.</summary>
    internal static Decision<ContractUpgraded> DecideOn(Contract contract, UpgradeContract command, ContractRenewed? renewed, DateOnly businessOn)
    {
        DateOnly on = command.On;
        (ImmutableArray<Addition> add, ImmutableArray<Removal> remove) = Netted(contract, command.Add, command.Remove);
        if (add.IsEmpty && remove.IsEmpty && command.Change.IsEmpty && command.Plan is null && !command.ChangesDiscounts)
        {
            return new NothingToChange();
        }

        var replacing = new Replacing(contract, on, renewed, command.Plan);
        if (replacing.Find(command.Change) is { } notFound)
        {
            return notFound;
        }

        var added = ImmutableArray.CreateBuilder<OrderedLine>();
        var anew = new Requantifying(contract, on, renewed, replacing);
        int number = contract.HighestLine + 1;
        foreach (Addition addition in add)
        {
            Decision<Charge> charge = ChargeOf(contract, addition, on, renewed, command.Plan, replacing);
            if (!charge.IsAccepted)
            {
                return charge.Refusal;
            }

            if (!replacing.Adds(charge.Value, addition.Quantity) && !anew.Adds(charge.Value, addition.Quantity))
            {
                added.Add(new OrderedLine(number++, charge.Value, addition.Quantity));
            }
        }

        var removed = ImmutableArray.CreateBuilder<RemovedUnits>();
        foreach (Removal removal in remove)
        {
            if ((anew.Removes(removal) ? null : Take(contract, removal, on, removed)) is { } refusal)
            {
                return refusal;
            }
        }

        TakeThePlace(contract, added, removed, on, renewed);
        Refusal? refused = replacing.Finish(added, removed, number) ?? anew.Finish(added, removed, contract.HighestLine + 1 + added.Count);
        refused ??= ChangingDiscounts.Check(contract, command, added);
        if (refused is null && command is { CutsDiscounts: true, AtRenewal: false })
        {
            ChangingDiscounts.Cut(contract, command, renewed, businessOn, added, removed);
        }

        refused ??= renewed is null && !command.AtRenewal ? LetLeave(contract, added, removed, on, businessOn) : null;
        return refused is not null ? refused
            : added.Count == 0 && removed.Count == 0 && !command.ChangesDiscounts && (command.Plan is not { } plan || plan.Id == contract.PlanOn(on).Version) ? new NothingToChange()
            : new ContractUpgraded(on, added.ToImmutable(), removed.ToImmutable())
            {
                Plan = command.Plan is { } to ? new SignedPlan(to.PlanCode, to.Id) : null,
                Discounts = ChangingDiscounts.Agreed(command),
                EndedDiscounts = command.EndDiscounts,
                CutsDiscounts = command is { ChangesDiscounts: true, CutsDiscounts: true, AtRenewal: false },
            };
    }

    /// <summary>A change that was agreed for another day, on this one: the same units at the same prices, on lines of their own numbers.
    /// Refuses with <c>line.too_few_units</c> and <c>contract.history_contradicts</c>.</summary>
    internal static Decision<ImmutableArray<Fact>> Again(Contract contract, ContractUpgraded agreed, DateOnly on, DateOnly businessOn)
    {
        var added = ImmutableArray.CreateBuilder<OrderedLine>();
        added.AddRange(agreed.Added.Select((line, i) => line with { Line = contract.HighestLine + 1 + i }));
        var removed = ImmutableArray.CreateBuilder<RemovedUnits>();
        foreach (RemovedUnits left in agreed.Removed)
        {
            if (contract.FindLine(left.Line) is not { } line)
            {
                return new HistoryContradicts(left.Line, on);
            }

            Quantity inForce = line.QuantityOn(UnitsOn(contract, on));
            if (inForce < left.Quantity)
            {
                return new TooFewUnits(line.Charge.Code, inForce.ToString(), on);
            }

            removed.Add(new RemovedUnits(left.Line, left.Quantity));
        }

        return LetLeave(contract, added, removed, on, businessOn) is { } refusal
            ? refusal
            : ToFacts(agreed with { EffectiveOn = on, AtTerm = null, Added = added.ToImmutable(), Removed = removed.ToImmutable() });
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
                bool recurs = contract.Lines.Any(line => line.Charge.Code == add[i].ChargeCode && line.Charge.Kind != ChargeKind.OneTime);
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

    /// <summary>Units that no other line takes over leave as the clause says (PRO-4). On the first day of a term nothing is left to give
    /// back.</summary>
    private static TooFewUnits? LetLeave(
        Contract contract, ImmutableArray<OrderedLine>.Builder added, ImmutableArray<RemovedUnits>.Builder removed, DateOnly on, DateOnly businessOn)
    {
        for (int i = 0; i < removed.Count; i++)
        {
            Line line = contract.FindLine(removed[i].Line)!;
            if (added.Any(other => other.Replaces == line.Number))
            {
                continue;
            }

            removed[i] = RemovalCredits.Under(removed[i], contract, line, on, businessOn);
            if (removed[i].LeavesOn is { } leavesOn && line.QuantityOn(leavesOn) is var left && left < removed[i].Quantity)
            {
                return new TooFewUnits(line.Charge.Code, left.ToString(), leavesOn);
            }
        }

        return null;
    }

    private static Decision<ImmutableArray<Fact>> ToFacts(ContractUpgraded upgraded) => ImmutableArray.Create<Fact>(upgraded);

    /// <summary>A plan that is moved to rules, then a line of the contract, then the catalogue: the plan version that was signed stays
    /// valid (VER-2).</summary>
    private static Decision<Charge> ChargeOf(
        Contract contract, Addition addition, DateOnly on, ContractRenewed? renewed, PlanVersion? plan, Replacing replacing)
    {
        foreach (Line line in contract.Lines)
        {
            if (line.Charge.Code == addition.ChargeCode && line.Charge is { IsSingle: true, Kind: not ChargeKind.OneTime } && line.EmptyFrom() > on)
            {
                return new QuantityNotAllowed(line.Charge.Code, QuantityLimit.Once);
            }
        }

        Charge? found = plan?.Find(addition.ChargeCode) ?? ChargeOnContract(contract, addition.ChargeCode, on, renewed) ?? addition.Offered;
        if (found is null)
        {
            return new ChargeUnknown(addition.ChargeCode);
        }

        Charge charge = replacing.Priced(found);
        return (CheckCharge(contract, charge) ?? Ordering.CheckQuantity(charge, addition.Quantity) ?? CheckLaterPrices(contract, charge, addition.Quantity))
            is { } refusal ? refusal : charge;
    }

    /// <summary>A charge as the contract has it on a day, or <c>null</c>. What is added back-dated has the price of its day, not that of
    /// a line which began later.</summary>
    internal static Charge? ChargeOnContract(Contract contract, string chargeCode, DateOnly on, ContractRenewed? renewed)
    {
        Line? priced = null;
        foreach (Line line in contract.Lines)
        {
            if (line.Charge.Code == chargeCode)
            {
                priced = priced is null || line.From <= on ? line : priced;
            }
        }

        return priced is null ? null : PriceOf(priced, on, renewed);
    }

    /// <summary>Refuses a charge that a contract cannot have.</summary>
    internal static Refusal? CheckCharge(Contract contract, Charge charge) =>
        charge.Price.Currency != contract.Order.Currency ? new CurrencyDiffers(charge.Code, contract.Order.Currency.Code)
        : charge.Check() ?? charge.CheckTerm(contract.LastTerm.Length, contract.Clauses.CarriesByDays)
            ?? (contract.RenewsByItself ? charge.CheckTerm(contract.Clauses.Renewal.Length, contract.Clauses.CarriesByDays) : null);

    /// <summary>What the order dates ahead must fit the units that come now.</summary>
    internal static Refusal? CheckLaterPrices(Contract contract, Charge charge, Quantity quantity)
    {
        foreach (DatedPrice price in contract.Order.Prices)
        {
            if (price.Reaches(charge, contract.Order) && Ordering.CheckQuantity(price.At(charge), quantity) is { } refusal)
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
        bool givesBack = false;
        for (int i = contract.Lines.Length - 1; i >= 0; i--)
        {
            Line line = contract.Lines[i];
            if (line.Charge.Code != removal.ChargeCode || (removal.Line ?? line.Number) != line.Number)
            {
                continue;
            }

            charge = line.Charge;
            if (charge.Kind == ChargeKind.OneTime && on >= contract.GivenBackUntil(line))
            {
                continue;
            }

            givesBack = true;
            Quantity available = line.QuantityOn(UnitsOn(contract, on)) - AlreadyTaken(removed, line.Number);
            inForce += available;
            Quantity taken = available < wanted ? available : wanted;
            if (taken > Quantity.Zero && taken < available && line.Charge.IsPrepaid)
            {
                return new QuantityNotAllowed(charge.Code, QuantityLimit.WholeLine);
            }

            if (taken > Quantity.Zero)
            {
                removed.Add(new RemovedUnits(line.Number, taken));
                wanted -= taken;
            }
        }

        return charge is null ? new ChargeUnknown(removal.ChargeCode)
            : !givesBack ? new OneTimeStays(charge.Code)
            : charge.IsSingle && removal.Quantity != Quantity.One ? new QuantityNotAllowed(charge.Code, QuantityLimit.Once)
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
