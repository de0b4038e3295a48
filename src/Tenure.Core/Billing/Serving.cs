// Which unit-days of a line are served in a period (PRO-3). Reductions and ends count from the day on which they fall due,
// so that one computation answers both "what should it cost in the end" and "what is due to be credited by today".
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>A line in one billing period.</summary>
/// <param name="Line">The line.</param>
/// <param name="PeriodIndex">The period's index over the contract's life, for days that were forfeited in it.</param>
/// <param name="Period">The period.</param>
/// <param name="Days">The line's days in it before any end.</param>
internal readonly record struct LinePeriod(Line Line, int PeriodIndex, BillingPeriod Period, DateRange Days);

/// <summary>Served unit-days.</summary>
internal static class Serving
{
    /// <summary>The share of a line's period that is served, counting only events due by a day.</summary>
    /// <param name="contract">The contract, for its end and its day count.</param>
    /// <param name="place">The line and the period.</param>
    /// <param name="dueByOn">Events due later are not counted; the largest date counts all.</param>
    /// <param name="servedEnd">The first day after the served ones.</param>
    public static Share Of(Contract contract, in LinePeriod place, DateOnly dueByOn, out DateOnly servedEnd)
    {
        if (place.Line.Charge.GivenBack.GivesBack || IsInterrupted(contract, place, dueByOn))
        {
            return Weigh(contract, place, CollectionsMarshal.AsSpan(Runs(contract, place, dueByOn)), dueByOn, out servedEnd);
        }

        bool byDays = contract.Clauses.DayCount == DayCount.Actual;
        return byDays || (place.Days == place.Period.Grid && !Changes(place))
            ? ByDays(place, dueByOn, out servedEnd)
            : Weigh(contract, place, [place.Days], dueByOn, out servedEnd);
    }

    /// <summary>The same share, of covered days only.</summary>
    public static Share Of(Contract contract, in LinePeriod place, List<DateRange> covered, DateOnly dueByOn)
    {
        var runs = new List<DateRange>(covered.Count);
        foreach (DateRange run in Runs(contract, place, dueByOn))
        {
            foreach (DateRange part in covered)
            {
                Add(runs, run.Intersect(part));
            }
        }

        return Weigh(contract, place, CollectionsMarshal.AsSpan(runs), dueByOn, out _);
    }

    /// <summary>The units a line has on a day, counting only changes due by another.</summary>
    public static long MicrosOn(Line line, DateOnly day, DateOnly dueByOn)
    {
        long micros = line.Ordered.Micros;
        foreach (QuantityStep step in line.Steps)
        {
            micros += step.On <= day && step.DueOn <= dueByOn ? step.DeltaMicros : 0;
        }

        return micros;
    }

    private static bool Changes(in LinePeriod place)
    {
        foreach (QuantityStep step in place.Line.Steps)
        {
            if (step.On > place.Days.Start && step.On < place.Days.End)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The common case, without an end and by the days as they are; nearly every figure comes from here.</summary>
    private static Share ByDays(in LinePeriod place, DateOnly dueByOn, out DateOnly servedEnd)
    {
        servedEnd = place.Days.End;
        long atStart = MicrosOn(place.Line, place.Days.Start, dueByOn);
        long micros = atStart;
        long kept = atStart * place.Days.Days;
        foreach (QuantityStep step in place.Line.Steps)
        {
            if (step.On > place.Days.Start && step.On < place.Days.End && step.DueOn <= dueByOn)
            {
                micros += step.DeltaMicros;
                kept += step.DeltaMicros * (place.Days.End.DayNumber - step.On.DayNumber);
                servedEnd = micros == 0 && step.On < servedEnd ? step.On : servedEnd;
            }
        }

        return new Share(kept, atStart * place.Period.Grid.Days);
    }

    /// <summary>The runs of days that are served, forfeited ones among them (BIL-5), counting only events due by a day. Units
    /// that leave are not considered.</summary>
    public static List<DateRange> Runs(Contract contract, in LinePeriod place, DateOnly dueByOn)
    {
        List<DateRange> served = [DaysOf(place)];
        bool oneTime = place.Line.Charge.Kind == ChargeKind.OneTime;
        if (oneTime && place.Line.Charge.GivenBack.Kind != GiveBackKind.ProRata)
        {
            return OneTimeServing.IsReturned(contract, place.Line, dueByOn) ? [] : served;
        }

        var kept = new List<DateRange>();
        foreach (Gap gap in contract.Gaps)
        {
            if (oneTime && gap.Kind != GapKind.Ended)
            {
                continue; // a pause gives back service, and an item is none
            }

            DateRange days = gap.DaysDueBy(dueByOn);
            served = Coverage.Without(served, days);
            served = gap.AnewOn == place.Period.Lost.Start ? Coverage.Without(served, gap.DueBy(place.Period.Lost, dueByOn)) : served;
            AddForfeited(kept, gap.Forfeited, place, days);
        }

        if (contract.Ending is { } ending && ending.DueOn <= dueByOn)
        {
            var after = new DateRange(ending.On, DateRange.Forever);
            served = Coverage.Without(served, after);
            AddForfeited(kept, ending.Forfeited, place, after);
        }

        if (kept.Count > 0)
        {
            served.AddRange(kept);
            served.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        }

        var runs = new List<DateRange>(served.Count);
        foreach (DateRange run in served)
        {
            Add(runs, run);
        }

        return runs;
    }

    private static void AddForfeited(
        List<DateRange> kept, ImmutableArray<ForfeitedDays> forfeited, in LinePeriod place, DateRange within)
    {
        foreach (ForfeitedDays days in forfeited)
        {
            if (days.Line == place.Line.Number && days.PeriodIndex == place.PeriodIndex)
            {
                DateRange range = DaysOf(place).Intersect(new DateRange(days.Start, days.End)).Intersect(within);
                Add(kept, range);
            }
        }
    }

    /// <summary>The days of a place, and those that its period lost to others: they were served until that was agreed (VER-7).</summary>
    private static DateRange DaysOf(in LinePeriod place) =>
        place.Period.Lost is { IsEmpty: false } lost && lost.Start == place.Days.End ? new DateRange(place.Days.Start, lost.End) : place.Days;

    /// <summary>A one-time item has no service that could stop; what becomes of it is its own clause (PRO-6).</summary>
    private static bool IsInterrupted(Contract contract, in LinePeriod place, DateOnly dueByOn)
    {
        DateRange days = place.Days;
        if (place.Line.Charge.Kind == ChargeKind.OneTime)
        {
            return false;
        }

        if (!place.Period.Lost.IsEmpty || (contract.Ending is { } ending && ending.DueOn <= dueByOn && ending.On < days.End))
        {
            return true;
        }

        foreach (Gap gap in contract.Gaps)
        {
            if (gap.DaysDueBy(dueByOn).Overlaps(days))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Runs that touch are one: a slice is weighed from its first day.</summary>
    private static void Add(List<DateRange> runs, DateRange run)
    {
        if (run.IsEmpty)
        {
            return;
        }

        if (runs.Count > 0 && runs[^1].End == run.Start)
        {
            runs[^1] = new DateRange(runs[^1].Start, run.End);
        }
        else
        {
            runs.Add(run);
        }
    }

    /// <summary>Units that leave within the runs weigh only up to the day they leave; what weighs the rest is common to all.</summary>
    private static Share Weigh(
        Contract contract, in LinePeriod place, ReadOnlySpan<DateRange> runs, DateOnly dueByOn, out DateOnly servedEnd)
    {
        if (place.Line.Charge.GivenBack.GivesBack)
        {
            return OneTimeServing.Weigh(contract, place, runs, dueByOn, out servedEnd);
        }

        servedEnd = runs.IsEmpty ? place.Days.Start : runs[^1].End;
        DayWeights weights = Weights(contract, place);
        long atStart = MicrosOn(place.Line, place.Days.Start, dueByOn);
        ReadOnlySpan<DateRange> goneBefore = CollectionsMarshal.AsSpan(RunsBefore(contract, place, dueByOn));
        long weight = weights.Of(runs, goneBefore);
        long micros = atStart;
        Int128 kept = (Int128)atStart * weight;
        foreach (QuantityStep step in place.Line.Steps)
        {
            if (step.On > place.Days.Start && step.On < place.Days.End && step.DueOn <= dueByOn)
            {
                micros += step.DeltaMicros;
                kept += (Int128)step.DeltaMicros * (weight - Before(weights, runs, step.On, goneBefore));
                servedEnd = micros == 0 && step.On < servedEnd ? step.On : servedEnd;
            }
        }

        return new Share(kept, (Int128)atStart * weights.All);
    }

    /// <summary>The days of the period that the contract had served from which this one goes on (VER-8).</summary>
    private static DateRange BeforeTransfer(Contract contract, in LinePeriod place) =>
        contract.Order.Continues is not null && contract.Order.PaidFrom == place.Period.Uncut.Start && place.Line.Replaces is null
            && place.Line.From <= place.Period.Uncut.Start
            ? new DateRange(ServedFrom(contract, place.Period), place.Period.Uncut.Start).After(place.Line.SinceOn)
            : default;

    /// <summary>The first day of a period that the contract served, or the one from which it goes on.</summary>
    internal static DateOnly ServedFrom(Contract contract, in BillingPeriod period) =>
        contract.Order.Continues is not { } other || contract.Order.PaidFrom != period.Uncut.Start ? period.Uncut.Start
        : other.TermFrom > period.Grid.Start ? other.TermFrom
        : period.Grid.Start;

    /// <summary>The served days of the period that these go on from: those of the lines whose place this one took, of the part before the
    /// end of a discount, and those before a transfer.</summary>
    private static List<DateRange> RunsBefore(Contract contract, in LinePeriod place, DateOnly dueByOn)
    {
        DateOnly since = place.Line.SinceOn > place.Period.Uncut.Start ? place.Line.SinceOn : place.Period.Uncut.Start;
        int index = place.PeriodIndex - (place.Period.Uncut.Start < place.Period.Served.Start ? 1 : 0);
        var before = new List<DateRange>();
        Add(before, BeforeTransfer(contract, place));
        if (since < place.Days.Start)
        {
            foreach (DateRange run in Runs(contract, place with { PeriodIndex = index, Days = new DateRange(since, place.Days.Start) }, dueByOn))
            {
                Add(before, run);
            }
        }

        if (before.Count > 0 && !Weights(contract, place).GapsCount)
        {
            before[^1] = new DateRange(before[^1].Start, place.Days.Start); // a pause before it came gives a line nothing
        }

        return before;
    }

    /// <summary>How the days of a place are measured.</summary>
    public static DayWeights Weights(Contract contract, in LinePeriod place) =>
        place.Line.Charge.GivenBack.Kind == GiveBackKind.ProRata
            ? OneTimeServing.Weights(contract, place)
            : new DayWeights(contract.Clauses.DayCount, place.Period, contract.Order.PaidFrom ?? contract.Start);

    /// <summary>What the parts of runs before a day weigh.</summary>
    internal static long Before(in DayWeights weights, ReadOnlySpan<DateRange> runs, DateOnly day, ReadOnlySpan<DateRange> goneBefore)
    {
        int count = 0;
        Span<DateRange> before = runs.Length <= 8 ? stackalloc DateRange[runs.Length] : new DateRange[runs.Length];
        foreach (DateRange run in runs)
        {
            DateRange part = run.Before(day);
            if (!part.IsEmpty)
            {
                before[count++] = part;
            }
        }

        return weights.Of(before[..count], goneBefore);
    }
}
