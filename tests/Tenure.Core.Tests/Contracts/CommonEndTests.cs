using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Contracts;

/// <summary>Terms that end on a day which others end on (VER-9).</summary>
public sealed class CommonEndTests
{
    [Theory, Rule("VER-9"), Rule("CAL-3")]
    [InlineData("2025-03-01", "2026-01-01", "10 months")]
    [InlineData("2025-01-31", "2025-02-28", "1 month")]
    [InlineData("2024-01-31", "2024-02-29", "1 month")]
    [InlineData("2024-02-29", "2025-02-28", "12 months")]
    [InlineData("2024-02-29", "2025-03-01", "366 days")]
    [InlineData("2025-01-15", "2025-12-31", "350 days")]
    [InlineData("2025-12-31", "2026-01-01", "1 day")]
    public void A_length_is_in_months_where_months_lead_to_the_day_and_else_in_days(string first, string end, string length)
    {
        Cadence found = CommonEnd.LengthOf(Day(first), Day(end), MonthEndRule.Clamp).Value;
        found.ToString().ShouldBe(length);
        Anchor.On(Day(first)).DateAt(found, 1).ShouldBe(Day(end), "a term of that length ends there");
    }

    [Theory, Rule("VER-9")]
    [InlineData("2025-03-01", "2025-03-01", "term.ends_before_it_begins")]
    [InlineData("2025-03-01", "2024-03-01", "term.ends_before_it_begins")]
    [InlineData("2025-03-01", "2225-03-01", "term.length_not_usable")]
    public void A_day_that_no_term_can_end_on_is_refused(string first, string end, string code) =>
        CommonEnd.LengthOf(Day(first), Day(end), MonthEndRule.Clamp).Refusal.Code.ShouldBe(code);
}
