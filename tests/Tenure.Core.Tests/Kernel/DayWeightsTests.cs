// Shares of a period under each day count, against numbers worked out by hand or told by peers' documents.
using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Kernel;

public sealed class DayWeightsTests
{
    [Theory, Rule("PRO-2")]
    [InlineData("actual", "2023-06-15", "2023-07-15", 1, "2023-06-23", "2023-07-15", "22/30")]
    [InlineData("actual", "2023-02-15", "2023-03-15", 1, "2023-02-23", "2023-03-15", "20/28")]
    [InlineData("actual/30", "2018-08-01", "2018-09-01", 1, "2018-08-18", "2018-09-01", "14/30")]
    [InlineData("actual/30", "2018-08-01", "2018-09-01", 1, "2018-08-01", "2018-08-31", "1/1")]
    [InlineData("actual/30", "2023-02-01", "2023-03-01", 1, "2023-02-01", "2023-02-28", "27/30")]
    [InlineData("actual/30", "2023-02-01", "2023-03-01", 1, "2023-02-01", "2023-03-01", "1/1")]
    [InlineData("30/360", "2023-02-15", "2023-03-15", 1, "2023-02-23", "2023-03-15", "22/30")]
    [InlineData("30/360", "2024-02-15", "2024-03-15", 1, "2024-02-23", "2024-03-15", "22/30")]
    [InlineData("30/360", "2023-06-15", "2023-07-15", 1, "2023-06-23", "2023-07-15", "22/30")]
    [InlineData("30/360", "2025-01-31", "2025-02-28", 1, "2025-01-31", "2025-02-28", "1/1")]
    [InlineData("30/360", "2025-01-01", "2026-01-01", 12, "2025-03-31", "2026-01-01", "271/360")]
    [InlineData("months first", "2025-01-15", "2026-01-15", 12, "2025-01-15", "2025-04-20", "19/72")] // 3 + 5/30 of 12
    [InlineData("months first", "2025-01-31", "2026-01-31", 12, "2025-01-31", "2025-02-28", "1/12")]
    [InlineData("months first", "2025-01-31", "2026-01-31", 12, "2025-01-31", "2025-03-01", "32/372")] // 1 + 1/31
    [InlineData("calendar months first", "2023-04-01", "2023-07-01", 3, "2023-04-08", "2023-07-01", "83/90")] // 23/30 + 2
    [InlineData("calendar months first", "2025-01-15", "2025-02-15", 1, "2025-01-15", "2025-02-14", "1/1")] // 17/31 + 13/28, capped
    [InlineData("whole periods", "2025-01-01", "2025-02-01", 1, "2025-01-31", "2025-02-01", "1/1")]
    [InlineData("none", "2025-01-01", "2025-02-01", 1, "2025-01-02", "2025-02-01", "0/1")]
    [InlineData("none", "2025-01-01", "2025-02-01", 1, "2025-01-01", "2025-01-02", "1/1")]
    public void A_part_of_a_period_counts_by_its_convention(
        string count, string from, string to, int months, string start, string end, string share)
    {
        var grid = new DateRange(Day(from), Day(to));
        var weights = new DayWeights(DayCounts.Parse(count).Value, new BillingPeriod(0, grid, grid, Cadence.Months(months)), Day("2001-01-01"));
        int slash = share.IndexOf('/', StringComparison.Ordinal);
        new Fraction(weights.Of(new DateRange(Day(start), Day(end))), weights.All)
            .ShouldBe(new Fraction(int.Parse(share[..slash], null), int.Parse(share[(slash + 1)..], null)));
    }

    [Fact, Rule("PRO-2")]
    public void Without_proration_only_the_contracts_first_days_count_by_days()
    {
        var grid = new DateRange(Day("2025-01-01"), Day("2025-02-01"));
        var served = new DateRange(Day("2025-01-22"), Day("2025-02-01"));
        var period = new BillingPeriod(0, grid, served, Cadence.Month);
        new DayWeights(DayCount.None, period, served.Start).Of(served).ShouldBe(10);
        new DayWeights(DayCount.None, period, Day("2024-01-22")).Of(served).ShouldBe(0);
    }

    [Fact, Rule("PRO-2")]
    public void A_gap_takes_its_own_days_and_periods_that_count_whole_have_no_gaps()
    {
        var grid = new DateRange(Day("2025-01-01"), Day("2025-02-01"));
        var period = new BillingPeriod(0, grid, grid, Cadence.Month);
        DateRange[] served = [new(Day("2025-01-01"), Day("2025-01-10")), new(Day("2025-01-12"), Day("2025-02-01"))];
        new DayWeights(DayCount.ActualOver30, period, grid.Start).Of(served).ShouldBe(28);
        new DayWeights(DayCount.WholePeriods, period, grid.Start).Of(served).ShouldBe(1);
    }

    [Fact, Rule("PRO-2")]
    public void Every_day_count_is_read_by_its_name_and_any_other_name_is_refused()
    {
        foreach (DayCount count in DayCounts.All)
        {
            DayCounts.Parse(DayCounts.NameOf(count)).Value.ShouldBe(count);
        }

        DayCounts.Parse("30E/360").Refusal.Code.ShouldBe("text.day_count");
    }
}
