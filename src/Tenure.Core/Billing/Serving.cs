// Which unit-days of a line are served in a period (PRO-3). Reductions and ends count from the day on which they fall due,
// so that one computation answers both "what should it cost in the end" and "what is due to be credited by today".
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Served unit-days.</summary>
internal static class Serving
{
    /// <summary>Millionths of unit-days served within <paramref name="days"/>, counting only events due by a day.</summary>
    /// <param name="contract">The contract, for its end.</param>
    /// <param name="line">The line.</param>
    /// <param name="periodIndex">The period, for days that were forfeited in it.</param>
    /// <param name="days">The line's days in the period before any end.</param>
    /// <param name="dueByOn">Events due later are not counted; the largest date counts all.</param>
    /// <param name="servedEnd">The first day after the served ones.</param>
    public static long UnitDays(
        Contract contract, Line line, int periodIndex, DateRange days, DateOnly dueByOn, out DateOnly servedEnd)
    {
        servedEnd = days.End;
        if (contract.Ending is not { } ending || ending.DueOn > dueByOn || ending.On >= days.End)
        {
            return Within(line, days, dueByOn, ref servedEnd);
        }

        DateRange before = days.Before(ending.On);
        servedEnd = before.End;
        long served = before.IsEmpty ? 0 : Within(line, before, dueByOn, ref servedEnd);
        foreach (ForfeitedDays forfeited in ending.Forfeited)
        {
            if (forfeited.Line == line.Number && forfeited.PeriodIndex == periodIndex)
            {
                DateRange kept = days.Intersect(new DateRange(forfeited.Start, forfeited.End));
                served += Within(line, kept, dueByOn, ref servedEnd);
                servedEnd = kept.IsEmpty ? servedEnd : kept.End;
            }
        }

        return served;
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

    private static long Within(Line line, DateRange days, DateOnly dueByOn, ref DateOnly servedEnd)
    {
        if (days.IsEmpty)
        {
            return 0;
        }

        long micros = MicrosOn(line, days.Start, dueByOn);
        long unitDays = micros * days.Days;
        if (line.Steps.IsEmpty)
        {
            return unitDays;
        }

        foreach (QuantityStep step in line.Steps)
        {
            if (step.On > days.Start && step.On < days.End && step.DueOn <= dueByOn)
            {
                micros += step.DeltaMicros;
                unitDays += step.DeltaMicros * (days.End.DayNumber - step.On.DayNumber);
                servedEnd = micros == 0 && step.On < servedEnd ? step.On : servedEnd;
            }
        }

        return unitDays;
    }
}
