using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Kernel;

public class AnchorTests
{
    private static string[] Steps(Anchor anchor, Cadence step, int from, int count) =>
        Texts(Enumerable.Range(from, count).Select(n => anchor.DateAt(step, n)));

    [Fact]
    [Rule("CAL-3")]
    public void The_31st_returns_after_short_months() =>
        Steps(Anchor.On(Day("2025-01-31")), Cadence.Month, 0, 5)
            .ShouldBe(["2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31"]);

    [Fact]
    [Rule("CAL-3")]
    public void A_leap_day_returns_every_four_years() =>
        Steps(Anchor.On(Day("2024-02-29")), Cadence.Year, -4, 9).ShouldBe(
        [
            "2020-02-29", "2021-02-28", "2022-02-28", "2023-02-28", "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29",
        ]);

    [Fact]
    [Rule("CAL-3")]
    public void A_century_without_a_leap_day_is_known()
    {
        Anchor.On(Day("1896-02-29")).DateAt(Cadence.Year, 4).ShouldBe(Day("1900-02-28"));
        Anchor.On(Day("1996-02-29")).DateAt(Cadence.Year, 4).ShouldBe(Day("2000-02-29"));
    }

    [Fact]
    [Rule("CAL-3")]
    public void Clamp_keeps_the_30th_and_stick_keeps_the_month_end()
    {
        Steps(Anchor.On(Day("2025-04-30")), Cadence.Month, 0, 3).ShouldBe(["2025-04-30", "2025-05-30", "2025-06-30"]);
        Steps(Anchor.On(Day("2025-04-30"), MonthEndRule.StickToMonthEnd), Cadence.Month, 0, 3).ShouldBe(["2025-04-30", "2025-05-31", "2025-06-30"]);
        Steps(Anchor.On(Day("2025-02-28"), MonthEndRule.StickToMonthEnd), Cadence.Year, 2, 2).ShouldBe(["2027-02-28", "2028-02-29"]);
        Steps(Anchor.On(Day("2024-02-28"), MonthEndRule.StickToMonthEnd), Cadence.Month, 0, 2).ShouldBe(["2024-02-28", "2024-03-28"]);
    }

    [Fact]
    [Rule("CAL-3")]
    public void An_anchor_may_aim_at_another_day_than_its_origins()
    {
        Steps(Anchor.On(Day("2025-02-28"), day: 31), Cadence.Month, 0, 3).ShouldBe(["2025-02-28", "2025-03-31", "2025-04-30"]);
        Steps(Anchor.On(Day("2025-01-31")).From(Day("2026-02-28")), Cadence.Month, 0, 2).ShouldBe(["2026-02-28", "2026-03-31"]);
        Should.Throw<InvariantBrokenException>(() => Anchor.On(Day("2025-01-01"), day: 32));
        Should.Throw<InvariantBrokenException>(() => Anchor.On(Day("2025-01-01"), day: 0));
    }

    [Fact]
    [Rule("CAL-3")]
    public void Days_and_weeks_never_clamp()
    {
        Steps(Anchor.On(Day("2025-01-31"), day: 15), Cadence.Weeks(2), -1, 3).ShouldBe(["2025-01-17", "2025-01-31", "2025-02-14"]);
        Steps(Anchor.On(Day("2024-02-28")), Cadence.Days(1), 0, 3).ShouldBe(["2024-02-28", "2024-02-29", "2024-03-01"]);
    }

    [Theory]
    [Rule("CAL-3")]
    [InlineData("2025-01-30", -1)]
    [InlineData("2025-01-31", 0)]
    [InlineData("2025-02-27", 0)]
    [InlineData("2025-02-28", 1)]
    [InlineData("2025-03-30", 1)]
    [InlineData("2025-03-31", 2)]
    [InlineData("2024-02-28", -12)]
    [InlineData("2024-02-29", -11)]
    public void A_day_lies_in_the_step_that_began_on_or_before_it(string day, int index) =>
        Anchor.On(Day("2025-01-31")).FloorIndex(Cadence.Month, Day(day)).ShouldBe(index);

    [Fact]
    [Rule("CAL-3")]
    public void A_day_hits_an_anchor_only_on_its_dates()
    {
        Anchor anchor = Anchor.On(Day("2025-01-31"));
        anchor.Hits(Cadence.Month, Day("2025-02-28")).ShouldBeTrue();
        anchor.Hits(Cadence.Month, Day("2025-03-30")).ShouldBeFalse();
        anchor.Hits(Cadence.Days(7), Day("2025-02-07")).ShouldBeTrue();
    }

    [Fact]
    [Rule("CAL-3")]
    public void The_edges_of_the_calendar_are_reached_and_not_passed()
    {
        Anchor first = Anchor.On(DateOnly.MinValue);
        Anchor last = Anchor.On(DateOnly.MaxValue);
        first.DateAt(Cadence.Month, (9999 * 12) - 1).ShouldBe(Day("9999-12-01"));
        last.DateAt(Cadence.Year, -9998).ShouldBe(Day("0001-12-31"));
        last.FloorIndex(Cadence.Month, DateOnly.MaxValue).ShouldBe(0);
        first.FloorIndex(Cadence.Days(1), DateOnly.MaxValue).ShouldBe(DateOnly.MaxValue.DayNumber);
        Should.Throw<InvariantBrokenException>(() => last.DateAt(Cadence.Month, 1));
        Should.Throw<InvariantBrokenException>(() => first.DateAt(Cadence.Month, -1));
        Should.Throw<InvariantBrokenException>(() => first.DateAt(Cadence.Days(1), -1));
        Should.Throw<InvariantBrokenException>(() => last.DateAt(Cadence.Weeks(1), int.MaxValue));
    }
}
