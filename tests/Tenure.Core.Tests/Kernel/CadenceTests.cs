using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Kernel;

public class CadenceTests
{
    [Theory]
    [Rule("CAL-3")]
    [InlineData("month", "1 month")]
    [InlineData("1 month", "1 month")]
    [InlineData("3 months", "3 months")]
    [InlineData("quarter", "3 months")]
    [InlineData("2 quarters", "6 months")]
    [InlineData("year", "12 months")]
    [InlineData("2 years", "24 months")]
    [InlineData("7 days", "7 days")]
    [InlineData("day", "1 day")]
    [InlineData("2 weeks", "2 weeks")]
    [InlineData("week", "1 week")]
    public void A_cadence_reads_as_people_say_it_and_has_one_text(string given, string text)
    {
        Cadence cadence = Cadence.Parse(given).Value;
        cadence.ToString().ShouldBe(text);
        Cadence.Parse(text).Value.ShouldBe(cadence);
    }

    [Theory]
    [Rule("CAL-3")]
    [InlineData("")]
    [InlineData("0 months")]
    [InlineData("-1 month")]
    [InlineData("1.5 months")]
    [InlineData("fortnight")]
    [InlineData("3  months")]
    [InlineData("Month")]
    [InlineData("36601 days")]
    [InlineData("99999 years")]
    [InlineData("999999999999 days")]
    [InlineData(" month")]
    public void A_text_that_is_no_cadence_is_refused(string text) => Cadence.Parse(text).Refusal.Code.ShouldBe("text.cadence");

    [Fact]
    [Rule("CAL-3")]
    public void Months_and_days_are_told_apart()
    {
        Cadence.Year.MonthCount.ShouldBe(12);
        Cadence.Quarter.ShouldBe(Cadence.Months(3));
        Cadence.Weeks(2).MonthCount.ShouldBe(0);
        Cadence.Weeks(2).DayCount.ShouldBe(14);
        Cadence.Month.DayCount.ShouldBe(0);
        Cadence.Days(7).ShouldNotBe(Cadence.Weeks(1));
        Should.Throw<InvariantBrokenException>(() => Cadence.Months(0));
        Should.Throw<InvariantBrokenException>(() => Cadence.Days(Cadence.Most + 1));
    }

    [Fact]
    [Rule("CAL-4")]
    public void A_grid_has_one_text_and_reads_it_back()
    {
        BillingGrid[] grids = [BillingGrid.FromStart, BillingGrid.CalendarMonths, BillingGrid.BillingDay(1), BillingGrid.BillingDay(31)];
        grids.Select(grid => grid.ToString()).ShouldBe(["from start", "calendar", "day 1", "day 31"]);
        grids.ShouldAllBe(grid => BillingGrid.Parse(grid.ToString()).Value == grid);
        default(BillingGrid).ShouldBe(BillingGrid.FromStart);
        BillingGrid.BillingDay(15).Day.ShouldBe(15);
        BillingGrid.CalendarMonths.Day.ShouldBeNull();
        BillingGrid.Parse("day 32").Refusal.Code.ShouldBe("text.grid");
        BillingGrid.Parse("day 0").Refusal.Code.ShouldBe("text.grid");
        BillingGrid.Parse("Friday").Refusal.Code.ShouldBe("text.grid");
        Should.Throw<InvariantBrokenException>(() => BillingGrid.BillingDay(32));
    }
}
