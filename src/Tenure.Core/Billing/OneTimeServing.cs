// What is kept of a one-time item (PRO-6). Pro rata, it is spread over the rest of the term in which it fell due and given back like
// a period; within a number of days it is given back whole; where it is delivered by and by, what was not. Either way it has one figure, as a period has (PRO-3).
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>One-time items with a clause that gives something back.</summary>
[Rule("PRO-6")]
internal static class OneTimeServing
{
    /// <summary>The days over which an item counts, as a period of its own: under a pro rata clause the rest of the paid term in which it
    /// fell due, else its own day. Each time its milestone is reached it is another period.</summary>
    public static LinePeriod Place(Contract contract, Line item, out int termIndex)
    {
        termIndex = 0;
        var days = new DateRange(item.ItemOn, item.ItemOn.AddDays(1));
        if (item.Charge.GivenBack.Kind == GiveBackKind.ProRata)
        {
            DateOnly first = contract.FallsDueOn(item);
            termIndex = contract.TermOn(first)?.Index ?? 0;
            DateOnly until = contract.GivenBackUntil(item);
            days = new DateRange(first, until > first ? until : first.AddDays(1));
        }

        return new LinePeriod(item, item.Undone.Length, new BillingPeriod(0, days, days, Cadence.Days(days.Days)), days);
    }

    /// <summary>How the rest of a term is measured: by the whole term, so that every day count can tell a part of it.</summary>
    public static DayWeights Weights(Contract contract, in LinePeriod place)
    {
        DateRange days = place.Days;
        Term term = contract.TermOn(days.Start) ?? contract.LastTerm;
        DateRange whole = term.Span.Start < days.Start ? new DateRange(term.Span.Start, days.End) : days;
        return new DayWeights(
            contract.Clauses.DayCount, new BillingPeriod(0, whole, whole, term.Length), contract.Order.PaidFrom ?? contract.Start);
    }

    /// <summary>Whether an end gives back all of an item, or all of it that was not delivered.</summary>
    public static bool MayReturn(Line item) => item.Charge.GivenBack.Kind is GiveBackKind.FullWithin or GiveBackKind.Undelivered;

    /// <summary>Whether an end gives an item back, counting only one due by a day: because that end does, or because the contract
    /// ends before it came back from one that did.</summary>
    public static bool IsReturned(Contract contract, Line item, DateOnly dueByOn)
    {
        if (!MayReturn(item) || contract.Ending is not { } ending || ending.DueOn > dueByOn)
        {
            return false;
        }

        bool returned = ending.Settlement != Settlement.Nothing && ending.On < contract.GivenBackUntil(item) && IsLeft(contract, item, ending.On);
        foreach (Gap gap in contract.Gaps)
        {
            returned |= gap.Days.End >= ending.On && IsReturnedBy(contract, item, gap);
        }

        return returned;
    }

    /// <summary>Whether the end that left a gap gave the item back.</summary>
    public static bool IsReturnedBy(Contract contract, Line item, Gap gap) =>
        MayReturn(item) && gap.GivesBack
        && gap.Days.Start > contract.FallsDueOn(item) && gap.Days.Start < contract.GivenBackUntil(item)
        && IsLeft(contract, item, gap.Days.Start);

    /// <summary>Whether something of an item is there to give back on a day: of one that was delivered whole nothing is.</summary>
    private static bool IsLeft(Contract contract, Line item, DateOnly day) => item.Charge.GivenBack.Kind != GiveBackKind.Undelivered
        || Deliveries.DeliveredBefore(item, day) < Deliveries.Owed(item, contract.FallsDueOn(item), DateOnly.MaxValue, DateOnly.MaxValue);

    /// <summary>The share that is kept of the units an item began with.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="place">The item and its days.</param>
    /// <param name="runs">The days that are served, none when the whole is given back.</param>
    /// <param name="dueByOn">Units that leave later are not counted.</param>
    /// <param name="servedEnd">The first of its days that is not served.</param>
    public static Share Weigh(
        Contract contract, in LinePeriod place, ReadOnlySpan<DateRange> runs, DateOnly dueByOn, out DateOnly servedEnd)
    {
        servedEnd = runs.IsEmpty ? place.Days.Start : runs[^1].End;
        if (place.Line.Charge.GivenBack.Kind == GiveBackKind.Undelivered)
        {
            return Delivered(contract, place, dueByOn, ref servedEnd);
        }

        bool proRata = place.Line.Charge.GivenBack.Kind == GiveBackKind.ProRata;
        DayWeights weights = Weights(contract, place);
        long all = proRata ? weights.Of(place.Days) : 1;
        if (all == 0)
        {
            // A day count under which the rest of the term weighs nothing cannot give any of it back.
            return new Share(runs.IsEmpty ? 0 : 1, 1);
        }

        long atStart = Serving.MicrosOn(place.Line, place.Days.Start, dueByOn);
        long weight = proRata ? Math.Min(weights.Of(runs), all) : runs.IsEmpty ? 0 : 1;
        long micros = atStart;
        DateOnly until = contract.GivenBackUntil(place.Line);
        Int128 kept = (Int128)atStart * weight;
        foreach (QuantityStep step in place.Line.Steps)
        {
            if (step.On > place.Days.Start && step.On < until && step.DueOn <= dueByOn)
            {
                micros += step.DeltaMicros;
                kept += (Int128)step.DeltaMicros * (proRata ? weight - Math.Min(Serving.Before(weights, runs, step.On, []), weight) : weight);
                DateOnly gone = proRata ? step.On : place.Days.Start;
                servedEnd = micros == 0 && gone < servedEnd ? gone : servedEnd;
            }
        }

        return new Share(kept, (Int128)atStart * all);
    }

    /// <summary>The share at which an item that may come back is billed: of delivered ones all that is owed, whatever end is known.</summary>
    public static Share Billed(Contract contract, in LinePeriod place, DateOnly dueByOn) =>
        place.Line.Charge.GivenBack.Kind == GiveBackKind.Undelivered
            ? new Share(Owed(place, dueByOn), Serving.MicrosOn(place.Line, place.Days.Start, dueByOn))
            : Serving.Of(contract, place, dueByOn, out _);

    /// <summary>What is kept of an item that was delivered in part: until an end all that is owed, then what was delivered before it.</summary>
    private static Share Delivered(Contract contract, in LinePeriod place, DateOnly dueByOn, ref DateOnly servedEnd)
    {
        long kept = Owed(place, dueByOn);
        if (IsReturned(contract, place.Line, dueByOn))
        {
            kept = Math.Min(kept, Deliveries.DeliveredBefore(place.Line, contract.Ending!.On));
        }

        servedEnd = kept == 0 ? place.Days.Start : servedEnd;
        return new Share(kept, Serving.MicrosOn(place.Line, place.Days.Start, dueByOn));
    }

    private static long Owed(in LinePeriod place, DateOnly dueByOn) =>
        Deliveries.Owed(place.Line, place.Days.Start, DateOnly.MaxValue, dueByOn);
}
