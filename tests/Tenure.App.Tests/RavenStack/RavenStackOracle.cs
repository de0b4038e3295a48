// The second opinion on the RavenStack book.
//
// This file and its neighbours RavenStackOracle*.cs work out what the book must come to straight from the CSV files,
// and they use nothing of the product: no project type, no shared helper, not even its root namespace, so that no
// product type is in reach without a using directive that a reader would see. A billing engine that is checked with
// its own calendar or its own proration agrees with itself and proves nothing; a fault would have to be made twice,
// in two different shapes, to pass here. For the same reason there are no folds, events or running totals below:
// every figure is asked afresh of the rows ("which rows are in force on this day?"), slow and plain on purpose.
//
// How a row is read as a contract: the term is one month (monthly) or twelve (annual), billed once per term in
// advance at MRR times months; the n-th term starts n terms after the row's start, counted from the start itself and
// clamped to the month's end (CAL-3). It renews, by itself or by hand, as long as the term starts before the end;
// ending gives nothing back. Trials are in force at price zero. A row that ends on its start day is a contract of
// zero days: it bills nothing and is in force on no day (PRO-5).

namespace IndependentOracle;

/// <summary>What the RavenStack book must come to, computed from the CSV files alone.</summary>
public static class RavenStackOracle
{
    public const string UnknownReason = "unknown";

    /// <summary>Reads the book in <paramref name="folder"/> as it stands at the close of <paramref name="until"/>:
    /// what starts later is left out, and an end that lies later has not happened.</summary>
    public static RavenStackExpectation Compute(string folder, DateOnly until)
    {
        RavenStackBook book = RavenStackBook.Read(folder);
        RavenStackContract[] contracts = [.. book.Contracts.Where(c => c.Start <= until)];
        RavenStackContract[] inForce = [.. contracts.Where(c => c.InForceOn(until))];
        RavenStackContract[] ended = [.. contracts.Where(c => c.End <= until)];

        RavenStackTerm[] terms = [.. contracts.SelectMany(c => TermsOf(c, until))];
        RavenStackTerm[] billed = [.. terms.Where(t => t.NetCents != 0)];
        RavenStackMovement[] movements =
            [.. contracts.GroupBy(c => c.AccountId).SelectMany(g => MovementsOf([.. g], until))];
        DateOnly[] months = contracts.Length == 0 ? [] : [.. MonthsFrom(contracts.Min(c => c.Start), until)];
        RavenStackEndReason[] reasons = [.. ended.Select(c => ReasonOf(c, book.ChurnEvents))];

        return new RavenStackExpectation
        {
            Customers = book.AccountIds.Count,
            Contracts = contracts.Length,
            InForce = inForce.Length,
            TrialsInForce = inForce.Count(c => c.IsTrial),
            Ended = ended.Length,
            ZeroDay = ended.Count(c => c.End == c.Start),
            MrrCents = inForce.Sum(c => c.MrrCents),
            TermsBegun = terms.Length,
            RenewalsByHand = terms.Count(t => t.Index > 0 && !t.Contract.RenewsAutomatically),
            RenewalsAutomatic = terms.Count(t => t.Index > 0 && t.Contract.RenewsAutomatically),
            BilledSlices = billed,
            Invoices = billed.DistinctBy(t => (t.Contract.SubscriptionId, t.Start)).Count(),
            BilledTotalCents = billed.Sum(t => t.NetCents),
            BilledPerMonth = [.. months.Select(m => BilledIn(m, billed))],
            Movements = movements,
            MovementsPerMonth = [.. months.Select(m => MovedIn(m, movements))],
            EndReasons = reasons,
            EndedPerReason = new SortedDictionary<string, int>(
                reasons.GroupBy(r => r.Reason).ToDictionary(g => g.Key, g => g.Count()), StringComparer.Ordinal),
            EndedWithoutChurnEvent = reasons.Count(r => r.ChurnEventId is null),
            EndedWithRefund = reasons.Count(r => r.RefundCents > 0),
        };
    }

    /// <summary>Terms run while they start before the end; the whole term falls due on its first day.</summary>
    private static IEnumerable<RavenStackTerm> TermsOf(RavenStackContract contract, DateOnly until)
    {
        for (int index = 0; ; index++)
        {
            // From the start each time, never from the term before: 31 Jan, 29 Feb, 31 Mar.
            DateOnly start = contract.Start.AddMonths(index * contract.TermMonths);
            if (start > until || start >= contract.End)
            {
                yield break;
            }

            DateOnly end = contract.Start.AddMonths((index + 1) * contract.TermMonths);
            long net = contract.SeatMonthCents * contract.Seats * contract.TermMonths;
            yield return new RavenStackTerm(contract, index, start, end, net);
        }
    }

    /// <summary>BOOK-4 for one customer. Only a day on which a contract starts or ends can move anything; comparing
    /// the two days as wholes nets whatever starts and ends on the same day.</summary>
    private static IEnumerable<RavenStackMovement> MovementsOf(RavenStackContract[] contracts, DateOnly until)
    {
        IEnumerable<DateOnly> days = contracts
            .SelectMany(c => c.End is { } end ? new[] { c.Start, end } : [c.Start])
            .Where(d => d <= until).Distinct().Order();
        foreach (DateOnly day in days)
        {
            long before = MrrOn(contracts, day.AddDays(-1));
            long after = MrrOn(contracts, day);
            if (before != after)
            {
                RavenStackMovementKind kind = KindOf(contracts, day, before, after);
                yield return new RavenStackMovement(contracts[0].AccountId, day, kind, after - before);
            }
        }
    }

    private static RavenStackMovementKind KindOf(RavenStackContract[] contracts, DateOnly day, long before, long after)
    {
        if (before == 0)
        {
            // "Never paid before": no paid contract was in force on any earlier day. A row of zero days never was.
            bool everPaid = contracts.Any(c => c.MrrCents > 0 && c.Start < day && (c.End is null || c.Start < c.End));
            return !everPaid ? RavenStackMovementKind.New
                : contracts.Any(c => c.InForceOn(day.AddDays(-1))) ? RavenStackMovementKind.Expansion
                : RavenStackMovementKind.Reactivation;
        }

        if (after == 0)
        {
            return contracts.Any(c => c.InForceOn(day))
                ? RavenStackMovementKind.Contraction
                : RavenStackMovementKind.Churn;
        }

        return after > before ? RavenStackMovementKind.Expansion : RavenStackMovementKind.Contraction;
    }

    private static long MrrOn(IEnumerable<RavenStackContract> contracts, DateOnly day) =>
        contracts.Where(c => c.InForceOn(day)).Sum(c => c.MrrCents);

    private static IEnumerable<DateOnly> MonthsFrom(DateOnly first, DateOnly until)
    {
        for (DateOnly month = MonthOf(first); month <= until; month = month.AddMonths(1))
        {
            yield return month;
        }
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static RavenStackBilledMonth BilledIn(DateOnly month, RavenStackTerm[] billed)
    {
        RavenStackTerm[] slices = [.. billed.Where(t => MonthOf(t.Start) == month)];
        return new RavenStackBilledMonth(month, slices.Length, slices.Sum(t => t.NetCents));
    }

    private static RavenStackMovementMonth MovedIn(DateOnly month, RavenStackMovement[] movements)
    {
        long Sum(RavenStackMovementKind kind) =>
            movements.Where(m => MonthOf(m.Day) == month && m.Kind == kind).Sum(m => m.DeltaCents);

        // Both ends are summed from the beginning of the book, so that opening + movements = closing is a finding.
        return new RavenStackMovementMonth
        {
            Month = month,
            OpeningCents = movements.Where(m => m.Day < month).Sum(m => m.DeltaCents),
            NewCents = Sum(RavenStackMovementKind.New),
            ExpansionCents = Sum(RavenStackMovementKind.Expansion),
            ContractionCents = Sum(RavenStackMovementKind.Contraction),
            ChurnCents = Sum(RavenStackMovementKind.Churn),
            ReactivationCents = Sum(RavenStackMovementKind.Reactivation),
            ClosingCents = movements.Where(m => m.Day < month.AddMonths(1)).Sum(m => m.DeltaCents),
        };
    }

    /// <summary>The files do not link an ended row to a churn event; the account's event nearest to the end is the
    /// best guess, and the tie-breaks only make it the same guess everywhere.</summary>
    private static RavenStackEndReason ReasonOf(RavenStackContract ended, IReadOnlyList<RavenStackChurnEvent> events)
    {
        int endDay = ended.End!.Value.DayNumber;
        RavenStackChurnEvent? nearest = events
            .Where(e => e.AccountId == ended.AccountId)
            .OrderBy(e => Math.Abs(e.Day.DayNumber - endDay))
            .ThenBy(e => e.Day)
            .ThenBy(e => e.ChurnEventId, StringComparer.Ordinal)
            .FirstOrDefault();
        return nearest is null
            ? new RavenStackEndReason(ended.SubscriptionId, UnknownReason, null, 0)
            : new RavenStackEndReason(ended.SubscriptionId, nearest.Reason, nearest.ChurnEventId, nearest.RefundCents);
    }
}
