// Another quantity of units that cannot be priced apart (PRO-4): under tiers, blocks, included units or a minimum the line gives
// back its remainder, and a new line begins with all the units. Additions and removals of one change are counted together.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Collects what a change does to such lines.</summary>
internal sealed class Requantifying(Contract contract, DateOnly on, ContractRenewed? renewed, Replacing replacing)
{
    private readonly List<(Line Line, long AfterMicros)> changes = [];

    /// <summary>Counts an addition; false when its units may stand on a line of their own.</summary>
    public bool Adds(Charge charge, Quantity quantity) => Counts(charge.Code, null, quantity.Micros);

    /// <summary>Counts a removal; false when it takes from a line that keeps its price, or from none.</summary>
    public bool Removes(Removal removal) =>
        removal.Quantity > Quantity.Zero && Counts(removal.ChargeCode, removal.Line, -removal.Quantity.Micros);

    /// <summary>Adds what came of it to the change. Refuses with <c>line.too_few_units</c> or <c>line.quantity_not_allowed</c>.</summary>
    public Refusal? Finish(
        ImmutableArray<OrderedLine>.Builder added, ImmutableArray<RemovedUnits>.Builder removed, int nextLine)
    {
        foreach ((Line line, long after) in changes)
        {
            Quantity before = Units(line);
            if (after < 0)
            {
                return new TooFewUnits(line.Charge.Code, before.ToString(), on);
            }

            if (after == before.Micros)
            {
                continue;
            }

            removed.Add(new RemovedUnits(line.Number, before));
            if (after == 0)
            {
                continue;
            }

            var total = new Quantity(after);
            Charge charge = Upgrading.PriceOf(line, on, renewed);
            if (Ordering.CheckQuantity(charge, total) is { } refusal)
            {
                return refusal;
            }

            added.Add(new OrderedLine(nextLine++, charge, total, line.Number));
        }

        return null;
    }

    private bool Counts(string chargeCode, int? named, long micros)
    {
        if (replacing.Concerns(chargeCode))
        {
            return false;
        }

        foreach (Line line in contract.Lines)
        {
            if (line.Charge.PricesAsOne && line.Charge.Code == chargeCode && (named ?? line.Number) == line.Number && !Units(line).IsZero)
            {
                int place = changes.FindIndex(change => change.Line.Number == line.Number);
                if (place < 0)
                {
                    changes.Add((line, Units(line).Micros + micros));
                }
                else
                {
                    changes[place] = (line, changes[place].AfterMicros + micros);
                }

                return true;
            }
        }

        return false;
    }

    private Quantity Units(Line line) => line.QuantityOn(Upgrading.UnitsOn(contract, on));
}
