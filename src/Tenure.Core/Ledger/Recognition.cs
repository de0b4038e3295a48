// When what was invoiced is earned (BOOK-2): day by day over the service that a document line is for, whenever it was invoiced. What a
// contract's end forfeits is earned on the day of the end. Each line is split to the minor unit, so a life earns what it was invoiced.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Ledger;

/// <summary>What a month earns of a document line.</summary>
/// <param name="MonthStart">The first day of the month.</param>
/// <param name="Minor">In minor units, before tax; below zero for a credit.</param>
public readonly record struct EarnedRevenue(DateOnly MonthStart, long Minor);

/// <summary>Spreads document lines over the months that earn them.</summary>
[Rule("BOOK-2")]
public static class Recognition
{
    /// <summary>What each month earns of a line, in the order of the months; the parts sum to the amount.</summary>
    /// <param name="amountMinor">The line's amount in minor units, before tax; credits are negative.</param>
    /// <param name="days">The days it is for; none for what is delivered on its first day.</param>
    /// <param name="endOn">The contract's first day without service, or <c>null</c>: later days count on it.</param>
    public static IReadOnlyList<EarnedRevenue> ByMonth(long amountMinor, DateRange days, DateOnly? endOn)
    {
        DateOnly end = endOn ?? DateOnly.MaxValue;
        var months = new List<DateOnly>();
        var weights = new List<long>();
        DateOnly day = days.Start;
        while (day < days.End && day < end)
        {
            DateOnly next = MonthOf(day).AddMonths(1);
            next = next < days.End ? next : days.End;
            next = next < end ? next : end;
            Add(months, weights, day, next.DayNumber - day.DayNumber);
            day = next;
        }

        if (day < days.End || months.Count == 0)
        {
            Add(months, weights, day < end ? day : end, Math.Max(1, days.End.DayNumber - day.DayNumber));
        }

        long[] parts = Split.Among(amountMinor, [.. weights]);
        return [.. months.Select((month, place) => new EarnedRevenue(month, parts[place]))];
    }

    /// <summary>The first day after those over which a one-time item is earned where that is the term in which it fell due, as long as no
    /// pause moves it; <c>null</c> where a line's own days say when it is earned.</summary>
    /// <param name="contract">The contract, for its clause and its terms.</param>
    /// <param name="item">A line of it.</param>
    public static DateOnly? EarnedUntil(Contract contract, Line item)
    {
        bool spreads = contract.Clauses.OneTimeRevenue == OneTimeRevenue.OverTheTerm && item.Charge.Kind == ChargeKind.OneTime && !item.Awaits
            && item.Charge.GivenBack.Kind != GiveBackKind.ProRata;
        return spreads ? contract.TermOn(contract.FallsDueOn(item))?.LengthEnd : null;
    }

    /// <summary>The days that earn a document line: its own, of an item that is earned over its term until the end of that.</summary>
    /// <param name="days">The days it is for.</param>
    /// <param name="earnedUntil">What <see cref="EarnedUntil"/> says of its line of the contract.</param>
    public static DateRange DaysOf(DateRange days, DateOnly? earnedUntil) =>
        earnedUntil > days.End ? new DateRange(days.Start, earnedUntil.Value) : days;

    private static void Add(List<DateOnly> months, List<long> weights, DateOnly day, int count)
    {
        if (months.Count > 0 && months[^1] == MonthOf(day))
        {
            weights[^1] += count;
            return;
        }

        months.Add(MonthOf(day));
        weights.Add(count);
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}
