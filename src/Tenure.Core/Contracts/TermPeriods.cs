// The billing periods of one term at one cadence (CAL-4), on the grid that counts. Another grid that was agreed begins where a period
// of the one before ends: a period is never split, and every charge has its own such day.
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Where billing periods begin, from a day on.</summary>
/// <param name="On">The day; the first period of a charge that begins on or after it is laid out anew.</param>
/// <param name="Grid">Where periods begin.</param>
public readonly record struct GridStep(DateOnly On, BillingGrid Grid);

/// <summary>Lays out the billing periods of terms.</summary>
[Rule("CAL-4")]
[Rule("VER-9")]
internal static class TermPeriods
{
    /// <summary>Adds the stretches of periods that tile the paid days of a term, one for each grid that counts in it.</summary>
    /// <param name="stretches">Where they are added, in day order.</param>
    /// <param name="grids">The grids of the contract, in day order; the first counts from its beginning.</param>
    /// <param name="term">The term.</param>
    /// <param name="first">Its first paid day.</param>
    /// <param name="cadence">The length of a period; <c>null</c> is one period of the term's length, whatever grid the others are on.</param>
    public static void AddTo(List<BillingPeriods> stretches, ImmutableArray<GridStep> grids, in Term term, DateOnly first, Cadence? cadence)
    {
        DateRange left = new(first, term.PaidEnd);
        if (cadence is null)
        {
            stretches.Add(BillingPeriods.Of(left, term.BillingAnchor, term.Length, BillingGrid.FromStart));
            return;
        }

        int at = 0;
        while (at + 1 < grids.Length && grids[at + 1].On <= first)
        {
            at++;
        }

        BillingPeriods stretch = BillingPeriods.Of(left, term.BillingAnchor, cadence, grids[at].Grid);
        while (++at < grids.Length && BeginsAt(stretch, grids[at].On) is var begins && begins < term.PaidEnd)
        {
            stretches.Add(stretch.Until(begins));
            stretch = BillingPeriods.Of(new DateRange(begins, term.PaidEnd), term.BillingAnchor, cadence, grids[at].Grid);
        }

        stretches.Add(stretch);
    }

    /// <summary>The days of the period of a cadence that serves a day of a term.</summary>
    public static DateRange Serving(ImmutableArray<GridStep> grids, in Term term, DateOnly first, Cadence? cadence, DateOnly day)
    {
        var stretches = new List<BillingPeriods>(grids.Length);
        AddTo(stretches, grids, term, first, cadence);
        return stretches.FindLast(stretch => stretch.Term.Start <= day).Containing(day).Served;
    }

    /// <summary>The first day on or after a day on which a period begins; the end of the term when none does any more.</summary>
    private static DateOnly BeginsAt(BillingPeriods stretch, DateOnly day)
    {
        if (day <= stretch.Term.Start || day >= stretch.Term.End)
        {
            return day <= stretch.Term.Start ? stretch.Term.Start : stretch.Term.End;
        }

        DateRange served = stretch.Containing(day).Served;
        return served.Start == day ? day : served.End;
    }
}
