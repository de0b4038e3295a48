// Lines of one charge at one price become one at a renewal (PRO-4). A part of Folding, kept apart for its length.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;

namespace Tenure.Core.Contracts;

public static partial class Folding
{
    private sealed partial class Builder
    {
        /// <summary>Lines of one charge at one price become one at the renewal (PRO-4): the lowest number takes the units. What was
        /// known before the term could be billed decides which lines merge, so that an event recorded later never re-prices a billed
        /// period: a line agreed later merges at the next renewal, a removal that falls due later moves with its own due day.</summary>
        private void MergeLikeLines(DateOnly on, int sequence)
        {
            DateOnly billedFrom = order.Clauses.LedFrom(on);
            Span<bool> gave = lines.Count <= 64 ? stackalloc bool[lines.Count] : new bool[lines.Count];
            for (int i = 0; i < lines.Count; i++)
            {
                bool takes = !gave[i] && Mergeable(lines[i], on, billedFrom) != 0;
                for (int j = i + 1; j < lines.Count && takes; j++)
                {
                    if (!gave[j] && lines[i].ChargeOn(on) == lines[j].ChargeOn(on) && Mergeable(lines[j], on, billedFrom) is var moved and not 0)
                    {
                        Move(i, j, new QuantityStep(on, moved, billedFrom, sequence) { FromLine = lines[j].Number });
                        mergedInto[lines[j].Number] = lines[i].Number;
                        gave[j] = true;
                    }
                }
            }
        }

        private void Move(int taker, int giver, QuantityStep known)
        {
            ImmutableArray<QuantityStep> before = lines[giver].Steps;
            lines[taker] = lines[taker].With(known);
            lines[giver] = lines[giver].With(known with { DeltaMicros = -known.DeltaMicros, FromLine = 0 });
            foreach (QuantityStep step in before)
            {
                if (IsLate(step, known.On, known.DueOn))
                {
                    lines[taker] = lines[taker].With(step with { On = known.On });
                    lines[giver] = lines[giver].With(step with { On = known.On, DeltaMicros = -step.DeltaMicros });
                }
            }
        }

        /// <summary>The units of a line that were known before its term could be billed and are still its own; none of lines that never
        /// merge.</summary>
        private static long Mergeable(Line line, DateOnly on, DateOnly billedFrom)
        {
            if (line.Charge.Kind != ChargeKind.Recurring || line.Charge.Model == PriceModel.Flat || line.Charge.PricesAsOne || line.From >= on || line.AgreedOn >= billedFrom)
            {
                return 0;
            }

            long micros = line.Ordered.Micros;
            foreach (QuantityStep step in line.Steps)
            {
                micros += IsLate(step, on, billedFrom) ? 0 : step.DeltaMicros;
            }

            return micros;
        }

        private static bool IsLate(in QuantityStep step, DateOnly on, DateOnly billedFrom) => step.On < on && step.DueOn >= billedFrom;
    }
}
