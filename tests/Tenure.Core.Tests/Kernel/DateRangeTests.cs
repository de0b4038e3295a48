using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Kernel;

public class DateRangeTests
{
    private static readonly DateRange Year = Range("2025-01-01", "2026-01-01");

    [Fact]
    [Rule("CAL-2")]
    public void The_end_is_not_a_day_of_the_range()
    {
        Year.Days.ShouldBe(365);
        Year.Contains(Day("2025-01-01")).ShouldBeTrue();
        Year.Contains(Day("2025-12-31")).ShouldBeTrue();
        Year.Contains(Day("2026-01-01")).ShouldBeFalse();
        Year.LastDay.ShouldBe(Day("2025-12-31"));
        DateRange.Through(Day("2025-01-01"), Day("2025-12-31")).ShouldBe(Year);
        Year.ToString().ShouldBe("[2025-01-01, 2026-01-01)");
    }

    [Fact]
    [Rule("CAL-2")]
    public void A_range_without_days_is_empty_and_one_that_ends_first_is_impossible()
    {
        DateRange empty = Range("2025-06-01", "2025-06-01");
        empty.IsEmpty.ShouldBeTrue();
        empty.Days.ShouldBe(0);
        empty.Overlaps(Year).ShouldBeFalse();
        Year.Contains(empty).ShouldBeTrue();
        Should.Throw<InvariantBrokenException>(() => empty.LastDay);
        Should.Throw<InvariantBrokenException>(() => Range("2025-06-02", "2025-06-01"));
    }

    [Fact]
    [Rule("CAL-2")]
    public void An_open_range_has_no_last_day()
    {
        DateRange open = DateRange.From(Day("2025-01-01"));
        open.IsOpen.ShouldBeTrue();
        open.Contains(Day("9999-12-30")).ShouldBeTrue();
        open.ToString().ShouldBe("[2025-01-01, )");
        Should.Throw<InvariantBrokenException>(() => open.LastDay);
    }

    [Fact]
    [Rule("CAL-2")]
    public void What_two_ranges_share_is_empty_when_they_only_touch()
    {
        DateRange next = Range("2026-01-01", "2027-01-01");
        Year.Intersect(next).ShouldBe(Range("2026-01-01", "2026-01-01"));
        Year.Overlaps(next).ShouldBeFalse();
        Year.Intersect(Range("2030-01-01", "2031-01-01")).IsEmpty.ShouldBeTrue();
        Year.Intersect(Range("2024-06-01", "2025-02-01")).ShouldBe(Range("2025-01-01", "2025-02-01"));
        Year.Overlaps(Range("2025-12-31", "2026-05-01")).ShouldBeTrue();
    }

    [Theory]
    [Rule("CAL-2")]
    [InlineData("2024-01-01", 0)]
    [InlineData("2025-01-01", 0)]
    [InlineData("2025-02-01", 31)]
    [InlineData("2026-01-01", 365)]
    [InlineData("2027-01-01", 365)]
    public void Cutting_on_a_day_gives_two_parts_that_are_the_whole(string cut, int daysBefore)
    {
        DateRange before = Year.Before(Day(cut));
        DateRange after = Year.After(Day(cut));
        before.Days.ShouldBe(daysBefore);
        (before.Days + after.Days).ShouldBe(365);
        Year.Contains(before).ShouldBeTrue();
        Year.Contains(after).ShouldBeTrue();
    }

    [Theory]
    [Rule("CAL-1")]
    [InlineData("2025-02-29")]
    [InlineData("2025-2-3")]
    [InlineData("03.02.2025")]
    [InlineData("1899-12-31")]
    [InlineData("3000-01-01")]
    [InlineData("2025-01-01T00:00:00")]
    [InlineData("")]
    public void A_text_that_is_no_contract_day_is_refused(string text) => DayText.Parse(text).Refusal.Code.ShouldBe("text.day");

    [Fact]
    [Rule("CAL-1")]
    public void A_day_reads_back_as_written() => DayText.Of(DayText.Parse("2024-02-29").Value).ShouldBe("2024-02-29");
}
