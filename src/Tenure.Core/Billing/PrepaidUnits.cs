// Prepaid units (PRO-8): a period of them is billed in advance and drawn down by what is recorded in it. When the contract or the line
// ends within the period, a clause says what is kept; what was used beyond them is due when the period is over.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>How the prepaid units of a line stand in a period.</summary>
/// <param name="Line">The line.</param>
/// <param name="Period">The days that the line has in the period.</param>
/// <param name="Bought">The units that were paid.</param>
/// <param name="Used">What was recorded.</param>
public sealed record PrepaidStanding(Line Line, DateRange Period, Quantity Bought, Quantity Used)
{
    /// <summary>What may still be used without more to pay.</summary>
    public Quantity Left => Used < Bought ? Bought - Used : Quantity.Zero;
}

/// <summary>Figures of prepaid units.</summary>
[Rule("PRO-8")]
public static class PrepaidUnits
{
    /// <summary>How the prepaid units of a contract stand in the periods that hold a day, by line.</summary>
    public static IEnumerable<PrepaidStanding> On(Contract contract, DateOnly day)
    {
        foreach (Line line in contract.Lines)
        {
            if (line.Charge.IsPrepaid && UsageTotals.PeriodOf(contract, line, day) is { } period && contract.IsInForceOn(day))
            {
                long used = contract.Usage.Where(each => each.Line == line.Number && period.Contains(each.Days) && !each.IsLate)
                    .Sum(static each => each.Micros);
                yield return new PrepaidStanding(
                    line, period, line.ChargeOn(period.Start).Bought(line.QuantityOn(day)), new Quantity(Math.Max(0, used)));
            }
        }
    }

    /// <summary>The figure of a period, counting only what stopped service by a day.</summary>
    internal static UsageFigure FigureOf(Contract contract, in LinePeriod place, int termIndex, Quantity recorded, DateOnly dueByOn)
    {
        Charge charge = place.Line.ChargeOn(place.Period.Served.Start);
        Quantity units = place.Line.QuantityOn(place.Days.Start);
        Quantity bought = charge.Bought(units);
        long full = Pricing.Full(contract, place.Line, place.Period, termIndex, units, dueByOn);
        Share kept = KeptOf(contract, place, charge.Prepaid, bought, recorded, dueByOn);
        long overage = 0;
        if (charge.Overage is { } price && recorded > bought && OverOn(contract, place) <= dueByOn)
        {
            decimal percent = Discounting.PercentKept(contract, place.Line, place.Period, termIndex);
            overage = Rounding.ToMinor(price * (recorded - bought).Units * percent, charge.Price.Currency);
        }

        return new UsageFigure(recorded, full, 0, kept, kept.Of(full, contract.Rules.Halves) + overage) { Bought = bought, OverageMinor = overage };
    }

    /// <summary>The day from which what was used beyond the prepaid units is due.</summary>
    internal static DateOnly OverOn(Contract contract, in LinePeriod place) => contract.Clauses.Arrears == ArrearsIssue.PeriodEnd
        ? place.Period.Grid.End
        : UsageTotals.UsableUntil(contract, place.Line, place.Period);

    private static Share KeptOf(
        Contract contract, in LinePeriod place, PrepaidClause clause, Quantity bought, Quantity recorded, DateOnly dueByOn)
    {
        DateOnly stop = place.Line.EmptyBy(dueByOn);
        if (contract.Ending is { } ending && ending.DueOn <= dueByOn && ending.Settlement != Settlement.Nothing && ending.On < stop)
        {
            stop = ending.On;
        }

        return stop >= place.Days.End || clause == PrepaidClause.Not ? Share.Whole
            : clause == PrepaidClause.Time ? new Share(stop.DayNumber - place.Days.Start.DayNumber, place.Days.Days)
            : new Share(Math.Min(recorded.Micros, bought.Micros), bought.Micros);
    }
}
