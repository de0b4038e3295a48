// What a contract should have been billed, as a pure function of its events (BIL-1): every line, every billing period, one
// figure each. Enumerated without allocating, since every preview walks it twice.
using System.Diagnostics.CodeAnalysis;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>The target of a contract. Periods that cost nothing are left out: a trial, a price of zero, a line without units; not those
/// in which usage was recorded, since it may have been billed before.</summary>
/// <param name="contract">The contract.</param>
public readonly struct Target(Contract contract)
{
    /// <summary>The items, line by line, in the order of their periods.</summary>
    public Enumerator GetEnumerator() => new(contract);

    /// <summary>Walks the target.</summary>
    public struct Enumerator
    {
        private readonly Contract contract;
        private readonly bool steady;
        private readonly bool neverStops;
        private PeriodsOfLife life;
        private int line = -1;
        private int next;
        private long lastUnits;
        private Cadence lastLength;
        private Charge? lastCharge;
        private long lastFull;
        private bool repeats;
        private TargetItem current;

        internal Enumerator(Contract contract)
        {
            this.contract = contract;
            steady = contract.Discounts.IsEmpty;
            neverStops = contract.Ending is null && contract.Gaps.IsEmpty;
        }

        /// <summary>The item; valid until the next step.</summary>
        [UnscopedRef]
        public readonly ref readonly TargetItem Current => ref current;

        /// <summary>Goes to the next item that costs something.</summary>
        public bool MoveNext()
        {
            while (true)
            {
                while (next < life.Count)
                {
                    ref readonly PeriodOfLife place = ref life[next++];
                    if (repeats && place.Period.Served == place.Period.Grid && place.Period.Length == lastLength)
                    {
                        current.Repeat(place, lastUnits);
                        return true;
                    }

                    if (Take(place))
                    {
                        return true;
                    }
                }

                if (!NextLine())
                {
                    return false;
                }

                if (contract.Lines[line].Charge.Kind == ChargeKind.OneTime)
                {
                    next = life.Count;
                    if (TakeOneTime(contract.Lines[line]))
                    {
                        return true;
                    }
                }
            }
        }

        private bool NextLine()
        {
            if (contract.IsTrial || ++line >= contract.Lines.Length)
            {
                return false;
            }

            Line opened = contract.Lines[line];
            if (opened.Charge.Kind != ChargeKind.OneTime)
            {
                life = life.For(contract, opened);
                next = life.FirstEndingAfter(opened.From);
            }

            lastUnits = 0;
            repeats = false;
            return true;
        }

        private bool Take(in PeriodOfLife place)
        {
            Line taking = contract.Lines[line];
            ref readonly BillingPeriod taken = ref place.Period;
            DateOnly first = taking.From > taken.Served.Start ? taking.From : taken.Served.Start;
            long units = first < taken.Served.End ? Serving.MicrosOn(taking, first, DateOnly.MaxValue) : 0;
            if (units == 0)
            {
                return false;
            }

            if (taking.Charge.Kind == ChargeKind.Usage)
            {
                return TakeUsage(taking, place, new DateRange(first, taken.Served.End));
            }

            var days = new DateRange(first, taken.Served.End);
            Share share;
            DateOnly servedEnd = days.End;
            repeats = false;
            bool isWhole = neverStops && days == taken.Grid && (taking.Steps.IsEmpty || taking.Steps[^1].On <= first);
            if (isWhole)
            {
                // Nearly every period: nothing stops and nothing changes in it, so all of it is served under any day count.
                long all = units * days.Days;
                share = new Share(all, all);
            }
            else
            {
                share = Serving.Of(contract, new LinePeriod(taking, place.Index, taken, days), DateOnly.MaxValue, out servedEnd);
            }

            long full = share.IsNothing ? 0 : FullOf(taking, taken, place.TermIndex, units);
            current = new TargetItem(
                taking, place.Index, place.TermIndex, taken, days, full, share, servedEnd,
                contract.Goodwill.IsEmpty
                    ? share.Of(full, contract.Rules.Halves)
                    : Granted.FigureOf(contract, new LinePeriod(taking, place.Index, taken, days), full, share, DateOnly.MaxValue));
            repeats = isWhole && steady && full != 0 && lastUnits != 0 && taking.Prices.IsEmpty && contract.Goodwill.IsEmpty;
            return full != 0;
        }

        /// <summary>Most periods of a line cost what the one before cost. Not so after a renewal that raised the price, nor where a
        /// price is split over its periods or carried by days, thresholds are cut to short periods, or discounts come and go.</summary>
        private long FullOf(Line taking, in BillingPeriod taken, int term, long units)
        {
            Charge charge = taking.Prices.IsEmpty ? taking.Charge : taking.ChargeOn(taken.Served.Start);
            if (steady && units == lastUnits && taken.Length == lastLength && ReferenceEquals(charge, lastCharge))
            {
                return lastFull;
            }

            long full = Pricing.Full(contract, taking, taken, term, new Quantity(units), DateOnly.MaxValue);
            bool varies = Pricing.IsSplit(taking.Charge, taken.Length) || taking.Charge.Thresholds == ThresholdRule.Prorated
                || Pricing.CarriedFrom(contract, charge, taken, term) is not null;
            lastUnits = varies ? 0 : units;
            lastLength = taken.Length;
            lastCharge = charge;
            lastFull = full;
            return full;
        }

        private bool TakeUsage(Line taking, in PeriodOfLife place, DateRange days)
        {
            DateOnly until = UsageTotals.UsableUntil(contract, taking, place.Period);
            if (until <= days.Start)
            {
                return false;
            }

            var item = new LinePeriod(taking, place.Index, place.Period, days);
            long figure = UsageTotals.FigureOf(contract, item, place.TermIndex, DateOnly.MaxValue).FigureMinor;
            current = new TargetItem(taking, place.Index, place.TermIndex, place.Period, days, figure, Share.Whole, until, figure);
            return figure != 0 || taking.Charge.IsPrepaid || UsageTotals.IsAny(contract, item);
        }

        private bool TakeOneTime(Line item)
        {
            if (item.Awaits)
            {
                return false;
            }

            LinePeriod place = OneTimeServing.Place(contract, item, out int term);
            Quantity units = item.QuantityOn(place.Days.Start);
            long full = contract.KnownEnd > contract.FallsDueOn(item) && !units.IsZero ? Pricing.OneTime(item, units) : 0;
            DateOnly servedEnd = place.Days.End;
            Share share = full != 0 && item.Charge.GivenBack.GivesBack
                ? Serving.Of(contract, place, DateOnly.MaxValue, out servedEnd)
                : Share.Whole;
            current = new TargetItem(item, place.PeriodIndex, term, place.Period, place.Days, full, share, servedEnd, share.Of(full, contract.Rules.Halves));
            return full != 0;
        }
    }
}
