// The billing periods of one term at one cadence (CAL-4), on the grid that counts. Another grid that was agreed begins where a period
// of the one before ends: a period is never split, and every charge has its own such day.
using System.Collections.Immutable;
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Where billing periods begin, from a day on.</summary>
/// <param name="On">The day; the first period of a charge that begins on or after it is laid out anew.</param>
/// <param name="Grid">Where periods begin.</param>
public readonly record struct GridStep(DateOnly On, BillingGrid Grid)
{
    /// <summary>Whether periods begin anew on the very day, on its day of the month: service came back after a pause that said so (VER-7).
    /// The period that holds the day ends with it.</summary>
    public bool IsReturn { get; init; }


    internal void Write(CanonicalJson json)
    {
        json.BeginObject();
        json.Name("grid"u8).Value(Grid.ToString());
        json.Name("on"u8).Value(On);
        if (IsReturn)
        {
            json.Name("return"u8).Value(true);
        }

        json.EndObject();
    }

    internal static GridStep Read(JsonElement stored) =>
        new(stored.Day("on"), BillingGrid.Parse(stored.Text("grid")).Value) { IsReturn = stored.TryGetProperty("return", out _) };
}

/// <summary>Lays out the billing periods of terms.</summary>
[Rule("CAL-4")]
[Rule("VER-9")]
internal static class TermPeriods
{
    /// <summary>The paid days of a term: of the first one from its first paid day on.</summary>
    public static DateRange PaidDays(ContractOrdered order, in Term term) =>
        new(term.Index == 0 ? order.PaidFrom ?? term.PaidEnd : term.Span.Start, term.PaidEnd);

    /// <summary>Adds the periods that tile the paid days of a term, in day order. Days that a pause shifted behind the others are laid out
    /// by themselves, so that no period before them changes. In a term that goes on with one of another contract
    /// they keep their places in that one, and the first may have begun there.</summary>
    /// <param name="periods">Where they are added.</param>
    /// <param name="order">The order of the contract.</param>
    /// <param name="grids">Its grids, in day order; the first counts from its beginning.</param>
    /// <param name="term">The term.</param>
    /// <param name="cadence">The length of a period; <c>null</c> is one period of the term's length, whatever grid the others are on.</param>
    public static void AddTo(List<BillingPeriod> periods, ContractOrdered order, ImmutableArray<GridStep> grids, in Term term, Cadence? cadence)
    {
        DateRange paid = PaidDays(order, term).Before(term.LengthEnd);
        DateRange laid = term.Index == 0 && order.Continues is { } other && !paid.IsEmpty ? new(other.TermFrom, paid.End) : paid;
        Anchor anchor = term.BillingAnchor;
        BillingPeriods stretch = Lay(laid, term, anchor, cadence, grids[0].Grid);
        int inTerm = 0;
        for (int at = 1; cadence is not null && at < grids.Length; at++)
        {
            GridStep step = grids[at];
            bool isReturn = step.IsReturn && stretch.Term.Contains(step.On);
            if ((isReturn ? step.On : BeginsAt(stretch, step.On)) is var begins && begins < NextReturn(grids, at, paid.End))
            {
                inTerm += Add(periods, stretch.Until(begins), inTerm, paid.Start);
                anchor = isReturn ? AnchorOn(order, step.On) : anchor;
                CutAt(periods, begins, paid.Start);
                stretch = Lay(new DateRange(begins, paid.End), term, anchor, cadence, step.Grid);
            }
        }

        inTerm += Add(periods, stretch, inTerm, paid.Start);
        foreach (DateRange shifted in term.Shifted)
        {
            BillingGrid grid = grids[0].Grid;
            foreach (GridStep step in grids)
            {
                grid = step.On <= shifted.Start ? step.Grid : grid;
            }

            inTerm += Add(periods, Lay(shifted, term, anchor, cadence, grid), inTerm, shifted.Start);
        }
    }

    /// <summary>The anchor of billing periods that begin anew on a day.</summary>
    public static Anchor AnchorOn(ContractOrdered order, DateOnly day) => Anchor.On(day, order.Clauses.MonthEnd);

    /// <summary>The day on which a return after a step makes periods begin anew, whatever began by then; else the last paid day's morrow.</summary>
    private static DateOnly NextReturn(ImmutableArray<GridStep> grids, int at, DateOnly paidEnd)
    {
        for (int next = at + 1; next < grids.Length; next++)
        {
            if (grids[next].IsReturn && grids[next].On < paidEnd)
            {
                return grids[next].On;
            }
        }

        return paidEnd;
    }

    /// <summary>Ends the last period where others begin: it is still one of its grid, so that what was billed of it is measured as before.</summary>
    private static void CutAt(List<BillingPeriod> periods, DateOnly day, DateOnly from)
    {
        if (periods.Count > 0 && periods[^1] is var last && last.Served.Start >= from && last.Served.End > day)
        {
            periods[^1] = last with { Served = last.Served.Before(day), Uncut = last.Uncut.Before(day), Lost = last.Served.After(day) };
        }
    }

    /// <summary>The days of the period of a cadence that serves a paid day of a term.</summary>
    public static DateRange Serving(ContractOrdered order, ImmutableArray<GridStep> grids, in Term term, Cadence? cadence, DateOnly day)
    {
        var periods = new List<BillingPeriod>();
        AddTo(periods, order, grids, term, cadence);
        return periods.First(period => period.Served.Contains(day)).Served;
    }

    private static BillingPeriods Lay(DateRange days, in Term term, Anchor anchor, Cadence? cadence, BillingGrid grid) =>
        BillingPeriods.Of(days, anchor, cadence ?? term.Length, cadence is null ? BillingGrid.FromStart : grid);

    private static int Add(List<BillingPeriod> periods, BillingPeriods stretch, int inTerm, DateOnly from)
    {
        foreach (BillingPeriod period in stretch)
        {
            if (period.Served.End > from)
            {
                DateRange served = period.Served.Start < from ? new DateRange(from, period.Served.End) : period.Served;
                periods.Add(period with { Index = inTerm + period.Index, Served = served, Uncut = served });
            }
        }

        return stretch.Count;
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
