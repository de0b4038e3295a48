// What a contract should have been billed, as a pure function of its events (BIL-1): every line, every billing period, one
// figure each. Enumerated without allocating, since every preview walks it twice.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>The target of a contract. Periods that cost nothing are left out: a trial, a price of zero, a line without units.</summary>
/// <param name="contract">The contract.</param>
public readonly struct Target(Contract contract)
{
    /// <summary>The items, line by line, in the order of their periods.</summary>
    public Enumerator GetEnumerator() => new(contract);

    /// <summary>Walks the target.</summary>
    public struct Enumerator
    {
        private readonly Contract contract;
        private readonly DateOnly paidFrom;
        private BillingPeriods.Enumerator periods;
        private int line = -1;
        private int term;
        private int periodsBefore;
        private int periodCount;
        private bool steady;
        private long lastUnits;
        private Cadence lastLength;
        private long lastFull;
        private TargetItem current;

        internal Enumerator(Contract contract)
        {
            this.contract = contract;
            paidFrom = contract.Order.PaidFrom ?? DateOnly.MaxValue;
            term = contract.Terms.Length;
        }

        /// <summary>The item.</summary>
        public readonly TargetItem Current => current;

        /// <summary>Goes to the next item that costs something.</summary>
        public bool MoveNext()
        {
            while (true)
            {
                while (term < contract.Terms.Length)
                {
                    while (periods.MoveNext())
                    {
                        if (Take(periods.Current))
                        {
                            return true;
                        }
                    }

                    NextTerm();
                }

                if (!NextLine())
                {
                    return false;
                }

                if (contract.Lines[line].Charge.Kind == ChargeKind.OneTime)
                {
                    term = contract.Terms.Length;
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

            term = 0;
            periodsBefore = 0;
            OpenTerm();
            return true;
        }

        private void NextTerm()
        {
            periodsBefore += periodCount;
            term++;
            if (term < contract.Terms.Length)
            {
                OpenTerm();
            }
        }

        private void OpenTerm()
        {
            DateRange span = contract.Terms[term].Span;
            if (term == 0)
            {
                span = new DateRange(paidFrom, span.End);
            }

            // A charge that is billed for the whole term is one period of the term's length, whatever grid the others are on.
            Line opened = contract.Lines[line];
            var tiles = BillingPeriods.Of(
                span,
                contract.BillingAnchor,
                opened.Charge.BillingCadence ?? contract.Terms[term].Length,
                opened.Charge.BillingCadence is null ? BillingGrid.FromStart : contract.Clauses.Grid);
            periodCount = tiles.Count;
            periods = opened.From < span.End ? tiles.GetEnumerator() : default;
            steady = contract.Order.Discounts.IsEmpty;
            lastUnits = 0;
        }

        private bool Take(in BillingPeriod taken)
        {
            Line taking = contract.Lines[line];
            DateOnly first = taking.From > taken.Served.Start ? taking.From : taken.Served.Start;
            if (first >= taken.Served.End)
            {
                return false;
            }

            long units = Serving.MicrosOn(taking, first, DateOnly.MaxValue);
            if (units == 0)
            {
                return false;
            }

            var days = new DateRange(first, taken.Served.End);
            int index = periodsBefore + taken.Index;
            long kept = Serving.UnitDays(contract, taking, index, days, DateOnly.MaxValue, out DateOnly servedEnd);
            long full = kept == 0 ? 0 : FullOf(taking, taken, units);
            current = new TargetItem(taking, index, term, taken, days, full, units * taken.Grid.Days, kept, servedEnd);
            return full != 0;
        }

        /// <summary>Most periods of a line cost what the one before cost; a price that is split over its periods does not, nor
        /// does one with discounts that come and go.</summary>
        private long FullOf(Line taking, in BillingPeriod taken, long units)
        {
            if (steady && units == lastUnits && taken.Length == lastLength)
            {
                return lastFull;
            }

            long full = Pricing.Full(contract, taking, taken, term, new Quantity(units), DateOnly.MaxValue);
            lastUnits = Pricing.IsSplit(taking.Charge, taken.Length) ? 0 : units;
            lastLength = taken.Length;
            lastFull = full;
            return full;
        }

        private bool TakeOneTime(Line item)
        {
            bool due = contract.KnownEnd > item.From && !item.Ordered.IsZero;
            long full = due ? Pricing.OneTime(item) : 0;
            var day = new DateRange(item.From, item.From.AddDays(1));
            var whole = new BillingPeriod(0, day, day, Cadence.Days(1));
            current = new TargetItem(item, 0, 0, whole, day, full, 1, 1, day.End);
            return full != 0;
        }
    }
}
