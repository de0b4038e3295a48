using FsCheck.Fluent;
using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Properties.KernelGenerators;

namespace Tenure.Core.Tests.Properties;

public class KernelCalendarProperties
{
    [Fact]
    [Rule("CAL-3")]
    public void An_anchor_never_drifts() =>
        Holds(
            from anchor in Anchors
            from step in Cadences
            from n in Gen.Choose(-60, 60)
            select (anchor, step, n),
            given =>
            {
                (Anchor anchor, Cadence step, int n) = given;
                DateOnly date = anchor.DateAt(step, n);
                (date < anchor.DateAt(step, n + 1)).ShouldBeTrue();
                if (step.MonthCount == 0)
                {
                    date.DayNumber.ShouldBe(anchor.Origin.DayNumber + (n * step.DayCount));
                    return;
                }

                DateOnly month = new DateOnly(anchor.Origin.Year, anchor.Origin.Month, 1).AddMonths(n * step.Count);
                int last = month.AddMonths(1).AddDays(-1).Day;
                date.ShouldBe(month.AddDays(Math.Min(anchor.Day, last) - 1));
            });

    [Fact]
    [Rule("CAL-3")]
    public void A_days_step_is_the_one_a_walk_would_find() =>
        Holds(
            from anchor in Anchors
            from step in Cadences
            from day in Days
            select (anchor, step, day),
            given =>
            {
                (Anchor anchor, Cadence step, DateOnly day) = given;
                int n = 0;
                while (anchor.DateAt(step, n) > day)
                {
                    n--;
                }

                while (anchor.DateAt(step, n + 1) <= day)
                {
                    n++;
                }

                anchor.FloorIndex(step, day).ShouldBe(n);
            });

    [Fact]
    [Rule("CAL-4")]
    public void Periods_tile_the_term_without_gap_or_overlap() =>
        Holds(
            from term in Terms
            from sameStart in Gen.Elements(true, false)
            from anchor in Anchors
            from cadence in Gen.OneOf(Cadences.Select(step => (Cadence?)step), Gen.Constant((Cadence?)null))
            from grid in Grids
            select (term, anchor: sameStart ? Anchor.On(term.Start, anchor.Rule) : anchor, cadence, grid),
            given =>
            {
                BillingPeriods periods = BillingPeriods.Of(given.term, given.anchor, given.cadence, given.grid);
                DateOnly next = given.term.Start;
                int index = 0;
                foreach (BillingPeriod period in periods)
                {
                    period.Served.Start.ShouldBe(next);
                    period.Served.IsEmpty.ShouldBeFalse();
                    period.Served.ShouldBe(period.Grid.Intersect(given.term));
                    period.Index.ShouldBe(index);
                    periods.At(index).ShouldBe(period);
                    periods.IndexOf(period.Served.Start).ShouldBe(index);
                    periods.IndexOf(period.Served.LastDay).ShouldBe(index);
                    periods.Until(period.Served.Start).Count.ShouldBe(index);
                    periods.Until(period.Served.Start.AddDays(1)).Count.ShouldBe(index + 1);
                    LengthOf(period).ShouldBe(period.Length);
                    next = period.Served.End;
                    index++;
                }

                next.ShouldBe(given.term.End);
                periods.Count.ShouldBe(index);
            },
            5000);

    [Fact]
    [Rule("CAL-4")]
    public void From_the_start_only_days_below_a_month_are_cut() =>
        Holds(
            from term in Terms
            from anchor in Anchors
            from step in Cadences
            where step.MonthCount > 0
            select (term, anchor, step),
            given =>
            {
                int stubs = 0;
                foreach (BillingPeriod period in BillingPeriods.Of(given.term, given.anchor, given.step, BillingGrid.FromStart))
                {
                    stubs += period.IsStub ? 1 : 0;
                    (!period.IsStub || period.Length == Cadence.Month).ShouldBeTrue();
                }

                stubs.ShouldBeLessThanOrEqualTo(2);
            });

    [Fact]
    [Rule("CAL-4")]
    public void A_horizon_shows_the_same_periods_of_an_open_term_as_of_a_long_one() =>
        Holds(
            from start in Days
            from anchor in Anchors
            from step in Cadences
            from grid in Grids
            from days in Gen.Choose(0, 900)
            select (start, anchor, step, grid, days),
            given =>
            {
                DateOnly horizon = given.start.AddDays(given.days);
                BillingPeriods open = BillingPeriods.Of(DateRange.From(given.start), given.anchor, given.step, given.grid).Until(horizon);
                BillingPeriods longer = BillingPeriods.Of(new(given.start, new(2150, 1, 1)), given.anchor, given.step, given.grid).Until(horizon);
                open.Count.ShouldBe(longer.Count);
                foreach (BillingPeriod period in open)
                {
                    longer.At(period.Index).ShouldBe(period);
                }
            });

    /// <summary>How long a grid period is, found from its own dates: months when they say so, else days in the length's unit.</summary>
    private static Cadence LengthOf(BillingPeriod period)
    {
        DateRange grid = period.Grid;
        if (period.Length.MonthCount == 0)
        {
            (grid.Days % period.Length.DayCount).ShouldBe(0);
            return new Cadence(grid.Days / period.Length.DayCount * period.Length.Count, period.Length.Unit);
        }

        int months = ((grid.End.Year - grid.Start.Year) * 12) + grid.End.Month - grid.Start.Month;
        return Cadence.Months(months);
    }
}
