// Events into a contract (CON-4): sorted by effective day, then sequence; terminations that were withdrawn drop out;
// events on or after the end are suspended (CON-7). A history that makes no sense is refused, never repaired.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Folds a contract's history.</summary>
public static partial class Folding
{
    /// <summary>The contract that a history makes. Refuses with <c>contract.history_contradicts</c> when an event takes away
    /// what another needs, as a back-dated removal may do (CON-4), and with <c>rules.unknown</c> when it was signed under rules that came
    /// after this program (CON-1).</summary>
    /// <param name="history">Every event of one contract, in sequence order, the order first.</param>
    public static Decision<Contract> Fold(IReadOnlyList<RecordedFact> history)
    {
        Invariant.Holds(history.Count > 0 && history[0].Fact is ContractOrdered, "a history begins with its order");
        var order = (ContractOrdered)history[0].Fact;
        if (!RuleBook.Knows(order.RulesVersion))
        {
            return new RulesUnknown(order.RulesVersion);
        }

        IReadOnlyList<RecordedFact> counted = ChangeDropped.Counted(history);
        var interruptions = Interruptions.Of(counted);
        var state = new Builder(order, history[0].BusinessOn, interruptions);
        DateOnly? fenceOn = null;
        foreach (RecordedFact recorded in InEffectiveOrder(counted))
        {
            if (interruptions.IsDropped(recorded.Sequence))
            {
                continue;
            }

            if (recorded.Fact is ContractUpgraded upgraded)
            {
                state.Apply(upgraded, recorded);
            }
            else if (recorded.Fact is ContractRenewed renewed)
            {
                state.Apply(renewed, recorded);
            }
            else if (recorded.Fact is ContractExtended extended)
            {
                state.Apply(extended, recorded.Sequence);
            }
            else if (recorded.Fact is GoodwillGranted granted)
            {
                state.Apply(granted, recorded);
            }
            else if (recorded.Fact is ContractAmended amended)
            {
                state.Apply(amended);
            }
            else if (recorded.Fact is UsageRecorded used)
            {
                state.Apply(used, recorded);
            }
        }

        for (int i = history.Count - 1; i >= 0; i--)
        {
            if (history[i].Fact is FenceSet fence)
            {
                fenceOn = fence.FenceOn;
                break;
            }
        }

        return state.Build(history, HighestLine(history), fenceOn);
    }

    private static int HighestLine(IReadOnlyList<RecordedFact> history)
    {
        int highest = ((ContractOrdered)history[0].Fact).Lines.Length;
        for (int i = 1; i < history.Count; i++)
        {
            highest += history[i].Fact is ContractUpgraded upgraded ? upgraded.Added.Length : 0;
        }

        return highest;
    }

    private static RecordedFact[] InEffectiveOrder(IReadOnlyList<RecordedFact> history)
    {
        var sorted = new RecordedFact[history.Count - 1];
        for (int i = 0; i < sorted.Length; i++)
        {
            RecordedFact recorded = history[i + 1];
            int place = i;
            while (place > 0 && sorted[place - 1].Fact.EffectiveOn > recorded.Fact.EffectiveOn)
            {
                sorted[place] = sorted[place - 1];
                place--;
            }

            sorted[place] = recorded;
        }

        return sorted;
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private sealed partial class Builder
    {
        private readonly ContractOrdered order;
        private readonly Interruptions interruptions;
        private readonly Ending? ending;
        private readonly List<Term> terms = new(8);
        private readonly List<Line> lines = new(8);
        private readonly Dictionary<int, int> mergedInto = [];
        private readonly List<RecordedFact> waiting = [];
        private readonly List<PlanStep> plans;
        private readonly List<Goodwill> goodwill = [];
        private readonly List<GridStep> grids;
        private readonly List<RecordedUsage> usage = [];
        private readonly List<AgreedDiscount> discounts;
        private Clauses clauses;
        private int monthsSoFar;
        private Anchor termAnchor;
        private Anchor billingAnchor;
        private Refusal? refusal;

        public Builder(ContractOrdered order, DateOnly businessOn, Interruptions interruptions)
        {
            this.order = order;
            this.interruptions = interruptions;
            ending = interruptions.Ending;
            clauses = order.Clauses;
            grids = GridsFrom(order.Continues);
            discounts = [.. order.Discounts.Select(discount => AgreedDiscount.Of(discount, order))];
            plans = [new PlanStep(order.EffectiveOn, new SignedPlan(order.PlanCode, order.PlanVersion))];
            DateOnly anchorDay = order.PaidFrom ?? order.EffectiveOn;
            termAnchor = order.Continues?.TermAnchor(order.Clauses.MonthEnd) ?? Anchor.On(anchorDay, order.Clauses.MonthEnd);
            billingAnchor = order.Continues?.BillingAnchor(order.Clauses.MonthEnd) ?? termAnchor;
            AddTerm(order.EffectiveOn, order.Clauses.TermLength, RenewalKind.Manual, 1, businessOn);
            foreach (OrderedLine line in order.Lines)
            {
                DateOnly from = line.Charge.Kind != ChargeKind.OneTime ? anchorDay : order.EffectiveOn;
                lines.Add(new Line(line.Line, line.Charge, from, businessOn, line.Quantity, line.IsDiscounted, 1, [])
                {
                    SinceOn = line.SinceOn ?? from,
                    Prices = DatedAfter(line.Charge, order.EffectiveOn),
                });
            }
        }

        private DateOnly EndOfContract =>
            ending is null ? DateOnly.MaxValue
            : ending.AtEndOfTerm is { } index && index < terms.Count ? terms[index].Span.End
            : ending.On;

        /// <summary>A change that was agreed for a term waits for it.</summary>
        public void Apply(ContractUpgraded upgraded, RecordedFact recorded)
        {
            if (upgraded.AtTerm >= terms.Count)
            {
                waiting.Add(recorded);
            }
            else
            {
                Change(upgraded, recorded);
            }
        }

        private void Change(ContractUpgraded upgraded, RecordedFact recorded)
        {
            DateOnly pricedOn = upgraded.EffectiveOn;
            (DateOnly appliedOn, DateOnly agreedOn) = interruptions.Applied(recorded);
            upgraded = upgraded with { EffectiveOn = appliedOn };
            recorded = recorded with { BusinessOn = agreedOn };
            if (upgraded.EffectiveOn >= EndOfContract)
            {
                // Units that left on the very day of a forfeiting end were given back before it was recorded; they stay so (BIL-5).
                if (ending is { Settlement: Settlement.Nothing, IsExpiry: false } && recorded.Sequence < ending.Sequence && upgraded.EffectiveOn <= interruptions.EndRecordedOn)
                {
                    Remove(upgraded, recorded);
                }

                return;
            }

            if (upgraded.Plan is { } plan)
            {
                plans.Add(new PlanStep(upgraded.EffectiveOn, plan));
            }

            foreach (OrderedLine added in upgraded.Added)
            {
                Add(added, upgraded.EffectiveOn, pricedOn, recorded);
            }

            Remove(upgraded, recorded);
            ChangeDiscounts(upgraded, recorded);
        }

        private void Add(OrderedLine added, DateOnly on, DateOnly pricedOn, RecordedFact recorded)
        {
            DateOnly from = added.Charge.Kind != ChargeKind.OneTime ? Later(on, order.PaidFrom ?? order.EffectiveOn) : on;
            Line? before = added.Replaces is { } number && PlaceOf(number) is var place and >= 0 ? lines[place] : null;
            Insert(new Line(
                added.Line, added.Charge, from, recorded.BusinessOn, added.Quantity, before is { Discounted: true },
                recorded.Sequence, [])
            {
                Replaces = added.Replaces,
                SinceOn = before?.SinceOn ?? from,
                PricedAnew = added.PricedAnew,
                Prices = DatedAfter(added.Charge, pricedOn),
            });
        }

        /// <summary>Lines stand in the order of their numbers, in which they nearly always come.</summary>
        private void Insert(Line line)
        {
            int place = lines.Count;
            while (place > 0 && lines[place - 1].Number > line.Number)
            {
                place--;
            }

            lines.Insert(place, line);
        }

        /// <summary>Where a line stands; below zero when there is none with this number.</summary>
        private int PlaceOf(int number)
        {
            int low = 0;
            int high = lines.Count - 1;
            while (low <= high)
            {
                int middle = (low + high) / 2;
                int found = lines[middle].Number;
                if (found == number)
                {
                    return middle;
                }

                (low, high) = found < number ? (middle + 1, high) : (low, middle - 1);
            }

            return -1;
        }

        /// <summary>Changes that were agreed for a term begin with it, before its prices are raised (VER-3).</summary>
        private void ApplyWaiting(DateOnly start)
        {
            foreach (RecordedFact recorded in waiting)
            {
                ContractUpgraded moved = (ContractUpgraded)recorded.Fact with { EffectiveOn = start };
                Change(moved, recorded with { Fact = moved });
            }

            waiting.Clear();
        }

        private void Remove(ContractUpgraded upgraded, RecordedFact recorded)
        {
            foreach (RemovedUnits removed in upgraded.Removed)
            {
                int place = PlaceOf(removed, upgraded.EffectiveOn);
                if (place < 0)
                {
                    refusal ??= new HistoryContradicts(removed.Line, upgraded.EffectiveOn);
                    continue;
                }

                DateOnly on = Later(Later(upgraded.EffectiveOn, lines[place].From), LeavesOn(removed, lines[place].Charge));
                DateOnly paidUntil = Later(on, PaidUntil(removed, on));
                lines[place] = lines[place].With(new QuantityStep(
                    paidUntil, -removed.Quantity.Micros, Later(upgraded.EffectiveOn, recorded.BusinessOn), recorded.Sequence)
                {
                    LeftOn = paidUntil > on ? on : null,
                    IsPutOff = removed.LeavesOn is not null,
                });
            }
        }

        public void Apply(ContractRenewed renewed, RecordedFact recorded)
        {
            int sequence = recorded.Sequence;
            if (renewed.EffectiveOn >= EndOfContract)
            {
                return;
            }

            DateOnly start = terms[^1].Span.End;
            if (renewed.TermIndex != terms.Count || renewed.EffectiveOn != start)
            {
                refusal ??= new HistoryContradicts(0, renewed.EffectiveOn);
                return;
            }

            BeginAnew(terms.Count == 1 && order.Continues is { } other ? other.TermFrom : terms[^1].Span.Start, start);
            AddTerm(start, renewed.Length, renewed.Kind, sequence, recorded.BusinessOn);
            ApplyWaiting(start);
            LayOutAgain(terms[^2].PaidEnd);
            RaisePrices(renewed, sequence);
            MergeLikeLines(start, sequence);
        }

        /// <summary>The end moves by the free days; the terms after it count from there, and so do their billing periods unless
        /// they keep their days (VER-6).</summary>
        public void Apply(ContractExtended extended, int sequence)
        {
            if (extended.TermIndex >= terms.Count && extended.EffectiveOn > EndOfContract)
            {
                return; // its term is suspended by the end, and so is what made it longer (CON-7)
            }

            // Pauses that were agreed after it moved the end further.
            int since = interruptions.Moving(extended.TermIndex).Sum(gap => gap.Event > sequence ? gap.Moves!.Days(gap.Agreed) : 0);
            if (extended.TermIndex != terms.Count - 1 || extended.EffectiveOn.AddDays(since) != terms[^1].Span.End)
            {
                refusal ??= new HistoryContradicts(0, extended.EffectiveOn);
                return;
            }

            DateOnly end = terms[^1].Span.End.AddDays(extended.Days);
            terms[^1] = terms[^1] with { Span = new DateRange(terms[^1].Span.Start, end) };
            MoveAnchor(end);
            billingAnchor = extended.KeepsBillingAnchor ? billingAnchor : termAnchor;
        }

        /// <summary>Terms that are fixed are events of their own; other terms reach what comes after them.</summary>
        public void Apply(ContractAmended amended)
        {
            clauses = amended.On(clauses);
            if (amended.Grid is { } grid)
            {
                Agree(grid);
                LayOutAgain(grid.On);
            }
        }

        /// <summary>Goodwill stands in the period that holds its day; an end does not take it away.</summary>
        public void Apply(GoodwillGranted granted, RecordedFact recorded) => goodwill.Add(new Goodwill(
            granted.Line, granted.EffectiveOn, granted.AmountMinor, Later(granted.EffectiveOn, recorded.BusinessOn), recorded.Sequence));

        /// <summary>Usage stands in the billing period that holds its days, whenever it was recorded.</summary>
        public void Apply(UsageRecorded used, RecordedFact recorded) => usage.Add(new RecordedUsage(
            used.Line, new DateRange(used.EffectiveOn, used.End), used.Micros, recorded.BusinessOn, recorded.Sequence, used.IsWaived, used.Reference));

        public Decision<Contract> Build(IReadOnlyList<RecordedFact> history, int highestLine, DateOnly? fenceOn)
        {
            ApplyWaiting(terms[^1].Span.End);
            ReachMilestones(history);
            Deliver(history);
            if ((lines.Find(static line => !line.StaysAboveZero()) ?? MeetsItsLike()) is { } contradicted)
            {
                refusal ??= new HistoryContradicts(contradicted.Number, contradicted.From);
            }

            foreach (RecordedUsage used in usage)
            {
                bool stands = PlaceOf(used.Line) is var place and >= 0
                    && lines[place].From <= used.Days.Start && used.Days.End <= lines[place].EmptyFrom();
                refusal ??= stands ? null : new HistoryContradicts(used.Line, used.Days.Start);
            }

            if (refusal is not null)
            {
                return refusal;
            }

            Ending? known = ending is null ? null : ending with { On = EndOfContract, DueOn = Later(EndOfContract, ending.DueOn) };
            return new Contract(
                order, clauses, history[^1].Sequence, highestLine, [.. terms], [.. lines], known, GapsBefore(EndOfContract), interruptions.WithdrawnEnds, termAnchor, fenceOn, [.. plans.OrderBy(static step => step.On)])
            {
                Uncut = UncutBy(interruptions.Ending, history),
                Grids = [.. grids],
                Discounts = [.. discounts],
                Goodwill = [.. goodwill.OrderBy(static granted => granted.Event)],
                Usage = [.. usage.OrderBy(static used => used.Event)],
            };
        }

        /// <summary>A pause does not go on beyond the end that is known.</summary>
        private ImmutableArray<Gap> GapsBefore(DateOnly end)
        {
            ImmutableArray<Gap> gaps = interruptions.Gaps;
            for (int i = 0; i < gaps.Length; i++)
            {
                DateRange days = gaps[i].Days;
                gaps = days.End > end && end != DateOnly.MaxValue ? gaps.SetItem(i, gaps[i] with { Days = days.Before(end) }) : gaps;
            }

            return gaps;
        }

        /// <summary>Units that cannot be priced apart stand on one line: a second line of the charge that begins while the first has
        /// units would price them apart. The first such line, or <c>null</c>.</summary>
        private Line? MeetsItsLike()
        {
            if (!lines.Exists(static line => line.Charge.PricesAsOne))
            {
                return null;
            }

            foreach (IGrouping<string, Line> like in lines.GroupBy(static line => line.Charge.Code, StringComparer.Ordinal))
            {
                foreach (Line begun in like)
                {
                    if (begun.Charge.PricesAsOne && !begun.QuantityOn(begun.From).IsZero
                        && like.Any(other => other.Number != begun.Number && !other.QuantityOn(begun.From).IsZero))
                    {
                        return begun;
                    }
                }
            }

            return null;
        }

        /// <summary>Adds a term of a length. Pauses that move its end make it longer: the days that are paid again follow those of its
        /// length, and free ones stand behind them (VER-7). The next term counts from there.</summary>
        private void AddTerm(DateOnly start, Cadence length, RenewalKind kind, int sequence, DateOnly agreedOn)
        {
            DateOnly paidEnd = EndAfter(length);
            DateOnly end = paidEnd;
            var shifted = ImmutableArray.CreateBuilder<DateRange>();
            foreach (Gap gap in interruptions.Moving(terms.Count))
            {
                int days = gap.Moves!.PaidDays(gap.Agreed);
                if (days > 0)
                {
                    shifted.Add(new DateRange(paidEnd, paidEnd.AddDays(days)));
                }

                paidEnd = paidEnd.AddDays(days);
                end = end.AddDays(gap.Moves.Days(gap.Agreed));
                MoveAnchor(end);
            }

            bool keepsAnchor = interruptions.Moving(terms.Count).All(static gap => gap.Moves!.KeepsBillingAnchor);
            terms.Add(new Term(terms.Count, new DateRange(start, end), paidEnd, length, kind, billingAnchor, sequence, agreedOn)
            {
                Shifted = shifted.ToImmutable(),
            });
            billingAnchor = keepsAnchor ? billingAnchor : termAnchor;
        }

        /// <summary>The next term counts from an end that was moved (CAL-3).</summary>
        private void MoveAnchor(DateOnly end)
        {
            termAnchor = Anchor.On(end, order.Clauses.MonthEnd);
            monthsSoFar = 0;
        }

        /// <summary>The line that holds the units to remove: the one named, or the one that took over its units at a renewal
        /// which was recorded after the removal had been scheduled.</summary>
        private int PlaceOf(RemovedUnits removed, DateOnly on)
        {
            int number = removed.Line;
            on = Later(on, order.PaidFrom ?? on);
            int place = PlaceOf(number);
            while (place >= 0 && lines[place].QuantityOn(on) < removed.Quantity && mergedInto.TryGetValue(number, out int taker))
            {
                number = taker;
                place = PlaceOf(number);
            }

            return place;
        }

        /// <summary>Months add up from the term anchor, so a term of the 31st comes back to the 31st (CAL-3); a length in
        /// days or weeks starts a new anchor where it ends.</summary>
        private DateOnly EndAfter(Cadence length)
        {
            if (length.Unit == CadenceUnit.Month)
            {
                monthsSoFar += length.Count;
                return termAnchor.DateAt(Cadence.Month, monthsSoFar);
            }

            DateOnly end = termAnchor.DateAt(Cadence.Month, monthsSoFar);
            end = Anchor.On(end, order.Clauses.MonthEnd).DateAt(length, 1);
            termAnchor = Anchor.On(end, order.Clauses.MonthEnd);
            monthsSoFar = 0;
            return end;
        }
    }
}
