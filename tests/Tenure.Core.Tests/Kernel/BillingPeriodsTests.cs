using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Kernel;

public class BillingPeriodsTests
{
    private static string[] Texts(BillingPeriods periods)
    {
        List<string> texts = [];
        foreach (BillingPeriod period in periods)
        {
            texts.Add($"{period.Index}: {period.Served}{(period.IsStub ? $" of {period.Grid}" : "")} {period.Length}");
        }

        return [.. texts];
    }

    private static BillingPeriods Of(DateRange term, Cadence? cadence, BillingGrid grid = default, Anchor? anchor = null) =>
        BillingPeriods.Of(term, anchor ?? Anchor.On(term.Start), cadence, grid);

    [Fact]
    [Rule("CAL-4")]
    public void A_year_by_quarters_is_four_whole_periods() =>
        Texts(Of(Range("2025-01-01", "2026-01-01"), Cadence.Quarter)).ShouldBe(
        [
            "0: [2025-01-01, 2025-04-01) 3 months", "1: [2025-04-01, 2025-07-01) 3 months",
            "2: [2025-07-01, 2025-10-01) 3 months", "3: [2025-10-01, 2026-01-01) 3 months",
        ]);

    [Fact]
    [Rule("CAL-4")]
    public void Fourteen_months_and_ten_days_by_years_end_in_two_months_and_ten_days() =>
        Texts(Of(Range("2025-01-01", "2026-03-11"), Cadence.Year)).ShouldBe(
        [
            "0: [2025-01-01, 2026-01-01) 12 months",
            "1: [2026-01-01, 2026-03-01) 2 months",
            "2: [2026-03-01, 2026-03-11) of [2026-03-01, 2026-04-01) 1 month",
        ]);

    [Fact]
    [Rule("CAL-4")]
    public void A_term_shorter_than_a_month_is_a_slice_of_one() =>
        Texts(Of(Range("2025-01-31", "2025-02-10"), Cadence.Year)).ShouldBe(["0: [2025-01-31, 2025-02-10) of [2025-01-31, 2025-02-28) 1 month"]);

    [Fact]
    [Rule("CAL-3")]
    public void A_term_that_starts_on_a_clamped_day_returns_to_the_anchors_day() =>
        Texts(Of(Range("2026-02-28", "2026-05-31"), Cadence.Month, anchor: Anchor.On(Day("2025-01-31")))).ShouldBe(
            ["0: [2026-02-28, 2026-03-31) 1 month", "1: [2026-03-31, 2026-04-30) 1 month", "2: [2026-04-30, 2026-05-31) 1 month"]);

    [Fact]
    [Rule("CAL-4")]
    public void Periods_restart_at_each_terms_start()
    {
        Anchor anchor = Anchor.On(Day("2025-01-01"));
        Texts(Of(Range("2026-03-01", "2027-05-01"), Cadence.Year, anchor: anchor)).ShouldBe(
            ["0: [2026-03-01, 2027-03-01) 12 months", "1: [2027-03-01, 2027-05-01) 2 months"]);
    }

    [Fact]
    [Rule("CAL-4")]
    public void A_term_that_starts_off_the_kept_billing_anchor_begins_with_a_slice_of_one_month()
    {
        Anchor anchor = Anchor.On(Day("2025-01-01"));
        Texts(Of(Range("2026-01-15", "2027-01-15"), Cadence.Year, anchor: anchor)).ShouldBe(
        [
            "0: [2026-01-15, 2026-02-01) of [2026-01-01, 2026-02-01) 1 month",
            "1: [2026-02-01, 2027-01-01) 11 months",
            "2: [2027-01-01, 2027-01-15) of [2027-01-01, 2027-02-01) 1 month",
        ]);
        Texts(Of(Range("2026-01-15", "2026-01-20"), Cadence.Month, anchor: anchor)).ShouldBe(
            ["0: [2026-01-15, 2026-01-20) of [2026-01-01, 2026-02-01) 1 month"]);
        Texts(Of(Range("2026-01-10", "2026-03-15"), Cadence.Month, anchor: Anchor.On(Day("2025-01-15")))).ShouldBe(
        [
            "0: [2026-01-10, 2026-01-15) of [2025-12-15, 2026-01-15) 1 month",
            "1: [2026-01-15, 2026-02-15) 1 month", "2: [2026-02-15, 2026-03-15) 1 month",
        ]);
    }

    [Fact]
    [Rule("CAL-4")]
    public void A_billing_day_after_the_start_leads_in_with_a_slice_of_the_period_before()
    {
        BillingPeriods periods = Of(Range("2011-02-01", "2011-04-20"), Cadence.Month, BillingGrid.BillingDay(13));
        Texts(periods).ShouldBe(
        [
            "0: [2011-02-01, 2011-02-13) of [2011-01-13, 2011-02-13) 1 month",
            "1: [2011-02-13, 2011-03-13) 1 month", "2: [2011-03-13, 2011-04-13) 1 month",
            "3: [2011-04-13, 2011-04-20) of [2011-04-13, 2011-05-13) 1 month",
        ]);
        (periods.At(0).Served.Days, periods.At(0).Grid.Days).ShouldBe((12, 31));
    }

    [Theory]
    [Rule("CAL-4")]
    [InlineData("2011-01-31", 12, 15, "2012-01-15", 349, 365)]
    [InlineData("2010-12-15", 12, 4, "2011-12-04", 354, 365)]
    [InlineData("2011-02-24", 3, 10, "2011-05-10", 75, 89)]
    [InlineData("2011-01-10", 12, 15, "2011-01-15", 5, 365)]
    public void A_billing_day_grid_starts_in_the_month_of_the_contracts_start(
        string start, int months, int day, string boundary, int served, int whole)
    {
        BillingPeriods periods = Of(DateRange.From(Day(start)), Cadence.Months(months), BillingGrid.BillingDay(day));
        BillingPeriod first = periods.At(0);
        first.Served.End.ShouldBe(Day(boundary));
        (first.Served.Days, first.Grid.Days).ShouldBe((served, whole));
    }

    [Fact]
    [Rule("CAL-4")]
    public void A_billing_day_grid_runs_on_from_the_contracts_start_into_the_next_term() =>
        Texts(Of(Range("2026-03-10", "2027-05-10"), Cadence.Year, BillingGrid.BillingDay(15), Anchor.On(Day("2025-01-10")))).ShouldBe(
        [
            "0: [2026-03-10, 2027-01-15) of [2026-01-15, 2027-01-15) 12 months",
            "1: [2027-01-15, 2027-05-10) of [2027-01-15, 2028-01-15) 12 months",
        ]);

    [Fact]
    [Rule("CAL-4")]
    public void Calendar_quarters_start_in_january_april_july_and_october() =>
        Texts(Of(Range("2025-02-15", "2025-11-10"), Cadence.Quarter, BillingGrid.CalendarMonths)).ShouldBe(
        [
            "0: [2025-02-15, 2025-04-01) of [2025-01-01, 2025-04-01) 3 months", "1: [2025-04-01, 2025-07-01) 3 months",
            "2: [2025-07-01, 2025-10-01) 3 months", "3: [2025-10-01, 2025-11-10) of [2025-10-01, 2026-01-01) 3 months",
        ]);

    [Fact]
    [Rule("CAL-4")]
    public void Calendar_years_start_in_january() =>
        Texts(Of(Range("2025-07-01", "2026-07-01"), Cadence.Year, BillingGrid.CalendarMonths)).ShouldBe(
        [
            "0: [2025-07-01, 2026-01-01) of [2025-01-01, 2026-01-01) 12 months",
            "1: [2026-01-01, 2026-07-01) of [2026-01-01, 2027-01-01) 12 months",
        ]);

    [Fact]
    [Rule("CAL-4")]
    public void Weeks_count_from_the_terms_start_and_the_last_is_cut() =>
        Texts(Of(Range("2025-01-30", "2025-02-15"), Cadence.Weeks(1), BillingGrid.BillingDay(13), Anchor.On(Day("2025-01-01")))).ShouldBe(
        [
            "0: [2025-01-30, 2025-02-06) 1 week", "1: [2025-02-06, 2025-02-13) 1 week",
            "2: [2025-02-13, 2025-02-15) of [2025-02-13, 2025-02-20) 1 week",
        ]);

    [Theory]
    [Rule("CAL-4")]
    [InlineData("2025-01-01", "2026-01-01", "12 months")]
    [InlineData("2025-01-31", "2025-02-28", "1 month")]
    [InlineData("2025-01-01", "2025-01-11", "10 days")]
    [InlineData("2025-01-01", "2025-02-11", "41 days")]
    public void Without_a_cadence_the_term_is_one_period(string start, string end, string length) =>
        Texts(Of(Range(start, end), null)).ShouldBe([$"0: [{start}, {end}) {length}"]);

    [Fact]
    [Rule("PRO-5")]
    public void A_term_without_days_has_no_periods()
    {
        DateRange empty = Range("2025-01-01", "2025-01-01");
        Of(empty, Cadence.Month).Count.ShouldBe(0);
        Of(empty, null).Count.ShouldBe(0);
        Texts(Of(empty, Cadence.Month).Until(Day("2030-01-01"))).ShouldBeEmpty();
        Should.Throw<InvariantBrokenException>(() => Of(empty, Cadence.Month).At(0));
    }

    [Fact]
    [Rule("CAL-4")]
    public void A_term_without_an_end_is_walked_to_a_horizon()
    {
        BillingPeriods open = Of(DateRange.From(Day("2025-01-31")), Cadence.Month);
        Texts(open.Until(Day("2025-03-31"))).ShouldBe(["0: [2025-01-31, 2025-02-28) 1 month", "1: [2025-02-28, 2025-03-31) 1 month"]);
        open.Until(Day("2025-04-01")).Count.ShouldBe(3);
        open.Until(Day("2025-01-31")).Count.ShouldBe(0);
        open.At(1200).Grid.Start.ShouldBe(Day("2125-01-31"));
        Should.Throw<InvariantBrokenException>(() => open.Count);
        Should.Throw<InvariantBrokenException>(() => Texts(open));
        Should.Throw<InvariantBrokenException>(() => Of(DateRange.From(Day("2025-01-31")), null));
    }

    [Fact]
    [Rule("CAL-4")]
    public void A_horizon_never_adds_periods_to_a_term_with_an_end()
    {
        BillingPeriods year = Of(Range("2025-01-01", "2026-01-01"), Cadence.Month);
        year.Until(Day("2030-01-01")).Count.ShouldBe(12);
        year.Until(Day("2025-06-02")).Count.ShouldBe(6);
        year.Until(Day("2025-06-01")).Count.ShouldBe(5);
        year.Until(Day("2025-03-01")).Until(Day("2025-06-01")).Count.ShouldBe(2);
        Of(Range("2025-01-01", "2026-01-01"), null).Until(Day("2025-06-01")).Count.ShouldBe(1);
    }

    [Fact]
    [Rule("CAL-4")]
    public void The_period_of_a_day_is_found_without_walking()
    {
        BillingPeriods periods = Of(Range("2025-01-01", "2026-03-11"), Cadence.Year);
        periods.IndexOf(Day("2025-12-31")).ShouldBe(0);
        periods.IndexOf(Day("2026-01-01")).ShouldBe(1);
        periods.IndexOf(Day("2026-03-10")).ShouldBe(2);
        periods.Containing(Day("2026-02-01")).ShouldBe(periods.At(1));
        Should.Throw<InvariantBrokenException>(() => periods.IndexOf(Day("2026-03-11")));
        Should.Throw<InvariantBrokenException>(() => periods.At(3));
    }

    [Fact]
    [Rule("CAL-4")]
    public void Walking_periods_allocates_nothing()
    {
        int days = Walk();
        long before = GC.GetAllocatedBytesForCurrentThread();
        days += Walk();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        days.ShouldBeGreaterThan(0);

        static int Walk()
        {
            int days = 0;
            foreach (BillingPeriod period in BillingPeriods.Of(Range(0, 5000), Anchor.On(new DateOnly(2020, 1, 31)), Cadence.Month, BillingGrid.FromStart))
            {
                days += period.Served.Days + period.Grid.Days;
            }

            foreach (BillingPeriod period in BillingPeriods.Of(Range(10, 900), Anchor.On(new DateOnly(2020, 1, 31)), Cadence.Quarter, BillingGrid.BillingDay(13)))
            {
                days += period.Served.Days;
            }

            return days;
        }

        static DateRange Range(int start, int end) => new(new DateOnly(2020, 1, 31).AddDays(start), new DateOnly(2020, 1, 31).AddDays(end));
    }
}
