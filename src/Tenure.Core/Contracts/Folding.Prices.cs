// The prices of lines as terms come: raised by renewals, and dated ahead by the order (VER-3, MON-6). A part of Folding, kept apart for
// its length.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

public static partial class Folding
{
    private sealed partial class Builder
    {
        /// <summary>Every line agreed for the terms before has the prices of the new one from its first day on. A line whose event counts
        /// later was agreed at the prices of its own term. A price that no book could hold any more stays as it is.</summary>
        private void RaisePrices(ContractRenewed renewed, int sequence)
        {
            for (int i = 0; i < lines.Count && renewed.Uplift.Kind != UpliftKind.None; i++)
            {
                if (lines[i].PricedAnew && lines[i].From == renewed.EffectiveOn)
                {
                    continue;
                }

                Charge before = lines[i].ChargeOn(renewed.EffectiveOn);
                Charge raised = Uplifting.At(lines[i], renewed.EffectiveOn, renewed);
                if (raised != before && Ordering.CheckQuantity(raised, lines[i].MostUnits()) is null)
                {
                    lines[i] = lines[i].With(new PriceStep(renewed.EffectiveOn, raised, sequence) { By = renewed.Uplift });
                }
            }
        }

        /// <summary>The prices that the order dates and that count later than a day, for a line whose charge has the price of that
        /// day.</summary>
        private ImmutableArray<PriceStep> DatedAfter(Charge charge, DateOnly pricedOn) =>
            order.Prices.IsEmpty ? []
            : [.. order.Prices.Where(price => price.Reaches(charge, order))
                .OrderBy(static price => price.On).Select(price => new PriceStep(CountsFrom(charge, price.On), price.At(charge), 1) { DatedOn = price.On })
                .Where(step => step.On > pricedOn)];

        /// <summary>Dated prices, and units that leave with a billing period, count from where periods begin, once it is known: on or after a
        /// day in a term that is new, or whose periods begin on other days.</summary>
        private void LayOutAgain(DateOnly from)
        {
            for (int i = 0; i < lines.Count; i++)
            {
                Line line = lines[i];
                if (line.Prices.Any(static step => step.DatedOn is not null) || line.Steps.Any(static step => step.IsPutOff))
                {
                    lines[i] = line with
                    {
                        Prices = [.. line.Prices.Select(step =>
                            step.DatedOn is { } dated && step.On >= from ? step with { On = CountsFrom(line.Charge, dated < from ? from : dated) } : step)],
                        Steps = [.. line.Steps.Select(step =>
                            step.IsPutOff && step.On >= from ? step with { On = CountsFrom(line.Charge, step.On) } : step)],
                    };
                }
            }
        }

        /// <summary>The first day without units that leave with a billing period, which may begin on another day by now.</summary>
        private DateOnly LeavesOn(RemovedUnits removed, Charge charge) =>
            removed.LeavesOn is { } day ? CountsFrom(charge, day) : DateOnly.MinValue;

        /// <summary>The first day on or after a day on which a billing period of a charge begins, as far as terms are fixed: within a
        /// period a price would be two.</summary>
        private DateOnly CountsFrom(Charge charge, DateOnly day)
        {
            Term? holding = terms.Find(term => term.Span.Contains(day)) is { Length.Count: > 0 } found ? found : null;
            if (holding is not { } term)
            {
                return day;
            }

            DateRange paid = TermPeriods.PaidDays(order, term);
            if (!paid.Contains(day))
            {
                return day < paid.Start ? paid.Start : term.Span.End;
            }

            DateRange period = TermPeriods.Serving(order, [.. grids], term, charge.BillingCadence, day);
            return period.Start == day ? day : period.End;
        }
    }
}
