using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Kernel;

public class NoticeClauseTests
{
    private static readonly NoticeClause SixtyDays = new(60, CadenceUnit.Day);
    private static readonly NoticeClause ThreeMonths = new(3, CadenceUnit.Month);

    [Theory]
    [Rule("CAL-5")]
    [InlineData(60, CadenceUnit.Day, "2026-01-01", "2025-11-01")]
    [InlineData(3, CadenceUnit.Month, "2026-03-01", "2025-11-30")]
    [InlineData(3, CadenceUnit.Month, "2024-08-01", "2024-04-30")]
    [InlineData(2, CadenceUnit.Month, "2026-08-29", "2026-06-28")]
    [InlineData(60, CadenceUnit.Day, "2026-06-16", "2026-04-16")]
    [InlineData(2, CadenceUnit.Week, "2025-05-01", "2025-04-16")]
    [InlineData(0, CadenceUnit.Day, "2026-01-01", "2025-12-31")]
    [InlineData(1, CadenceUnit.Month, "2025-02-28", "2025-01-30")]
    [InlineData(1, CadenceUnit.Month, "2025-03-31", "2025-02-27")]
    [InlineData(1, CadenceUnit.Month, "2025-03-30", "2025-02-27")]
    [InlineData(1, CadenceUnit.Month, "2025-03-29", "2025-02-27")]
    [InlineData(12, CadenceUnit.Month, "2025-02-28", "2024-02-28")]
    [InlineData(12, CadenceUnit.Month, "2024-02-29", "2023-02-27")]
    public void The_deadline_is_the_last_day_whose_notice_is_in_time(int count, CadenceUnit unit, string end, string deadline)
    {
        NoticeClause clause = new(count, unit);
        clause.Deadline(Day(end)).ShouldBe(Day(deadline));
        clause.LockInOn(Day(end)).ShouldBe(Day(deadline).AddDays(1));
        clause.EarliestEnd(Day(deadline), TermEnds.None).Value.ShouldBeLessThanOrEqualTo(Day(end));
        clause.EarliestEnd(Day(deadline).AddDays(1), TermEnds.None).Value.ShouldBeGreaterThan(Day(end));
    }

    [Theory]
    [Rule("CAL-5")]
    [InlineData("2015-04-03", "2015-05-01")]
    [InlineData("2015-04-20", "2015-06-01")]
    [InlineData("2015-04-16", "2015-05-01")]
    [InlineData("2015-04-17", "2015-06-01")]
    public void Fourteen_days_to_the_end_of_a_month_land_on_a_month_end(string noticeOn, string end)
    {
        NoticeClause clause = new(14, CadenceUnit.Day) { Landing = NoticeLanding.MonthEnd };
        clause.EarliestEnd(Day(noticeOn), TermEnds.None).Value.ShouldBe(Day(end));
    }

    [Theory]
    [Rule("CAL-5")]
    [InlineData("2025-02-17", "2025-04-01")]
    [InlineData("2025-02-18", "2025-07-01")]
    [InlineData("2025-11-20", "2026-04-01")]
    public void Six_weeks_to_the_end_of_a_quarter_land_on_a_quarter_end(string noticeOn, string end)
    {
        NoticeClause clause = new(6, CadenceUnit.Week) { Landing = NoticeLanding.QuarterEnd };
        clause.EarliestEnd(Day(noticeOn), TermEnds.None).Value.ShouldBe(Day(end));
        clause.Deadline(Day("2025-04-01")).ShouldBe(Day("2025-02-17"));
        clause.Deadline(Day("2025-06-30")).ShouldBe(Day("2025-02-17"));
    }

    [Fact]
    [Rule("CAL-5")]
    public void The_data_act_notice_of_two_months_runs_to_the_same_day()
    {
        // Asked on 22 November, the notice period has passed with 22 January: the first day after it is the 23rd.
        new NoticeClause(2, CadenceUnit.Month).EarliestEnd(Day("2026-11-22"), TermEnds.None).Value.ShouldBe(Day("2027-01-23"));
    }

    [Fact]
    [Rule("CAL-5")]
    public void A_landing_outside_a_fixed_term_is_refused()
    {
        TermEnds fixedEnd = TermEnds.Fixed(Day("2026-01-01"));
        SixtyDays.EarliestEnd(Day("2025-11-01"), fixedEnd).Value.ShouldBe(Day("2026-01-01"));
        Refusal late = SixtyDays.EarliestEnd(Day("2025-11-02"), fixedEnd).Refusal;
        late.ShouldBe(new NoticeOutsideTerm(Day("2025-11-02"), Day("2026-01-02")));
        late.Code.ShouldBe("notice.outside_term");
        late.Sentence.ShouldStartWith("Notice on 2025-11-02 takes effect on 2026-01-02, after the last term has ended.");

        NoticeClause toMonthEnd = new(14, CadenceUnit.Day) { Landing = NoticeLanding.MonthEnd };
        toMonthEnd.EarliestEnd(Day("2025-06-01"), TermEnds.Fixed(Day("2025-06-20"))).Refusal.Code.ShouldBe("notice.outside_term");
        NoticeClause toTermEnd = SixtyDays with { Landing = NoticeLanding.TermEnd };
        toTermEnd.EarliestEnd(Day("2025-11-02"), fixedEnd).Refusal.ShouldBe(new NoticeOutsideTerm(Day("2025-11-02"), null));
        toTermEnd.EarliestEnd(Day("2025-03-01"), fixedEnd).Value.ShouldBe(Day("2026-01-01"));
    }

    [Fact]
    [Rule("CAL-5")]
    public void Under_automatic_renewal_a_late_notice_lands_in_the_next_term()
    {
        // 36 months from 1 August 2020, then 12 by 12, notice of three months.
        TermEnds ends = TermEnds.Renewing(Day("2023-08-01"), Anchor.On(Day("2020-08-01")), Cadence.Year);
        NoticeClause clause = ThreeMonths with { Landing = NoticeLanding.TermEnd };
        clause.EarliestEnd(Day("2023-04-30"), ends).Value.ShouldBe(Day("2023-08-01"));
        clause.EarliestEnd(Day("2023-05-01"), ends).Value.ShouldBe(Day("2024-08-01"));
        clause.EarliestEnd(Day("2023-10-31"), ends).Value.ShouldBe(Day("2024-08-01"));
        ThreeMonths.EarliestEnd(Day("2023-05-01"), ends).Value.ShouldBe(Day("2023-08-02"));
    }

    [Fact]
    [Rule("CAL-5")]
    public void The_last_renewal_ends_what_a_notice_can_land_on()
    {
        TermEnds ends = TermEnds.Renewing(Day("2025-01-31"), Anchor.On(Day("2024-01-31")), Cadence.Month, mostRenewals: 2);
        ends.OnOrAfter(Day("2025-02-01")).ShouldBe(Day("2025-02-28"));
        ends.OnOrAfter(Day("2025-02-28")).ShouldBe(Day("2025-02-28"));
        ends.OnOrAfter(Day("2025-03-01")).ShouldBe(Day("2025-03-31"));
        ends.OnOrAfter(Day("2025-04-01")).ShouldBeNull();
        ends.OnOrAfter(Day("2020-04-01")).ShouldBe(Day("2025-01-31"));
        NoticeClause.None.EarliestEnd(Day("2025-03-31"), ends).Refusal.Code.ShouldBe("notice.outside_term");
        Should.Throw<InvariantBrokenException>(() => TermEnds.Renewing(Day("2025-01-30"), Anchor.On(Day("2024-01-31")), Cadence.Month));
    }

    [Fact]
    [Rule("CAL-5")]
    public void A_notice_longer_than_the_term_locks_in_several_terms_at_once()
    {
        TermEnds ends = TermEnds.Renewing(Day("2025-02-01"), Anchor.On(Day("2025-01-01")), Cadence.Month);
        NoticeClause clause = ThreeMonths with { Landing = NoticeLanding.TermEnd };
        clause.EarliestEnd(Day("2025-01-10"), ends).Value.ShouldBe(Day("2025-05-01"));
        DateOnly[] lockedIn = [Day("2025-02-01"), Day("2025-03-01"), Day("2025-04-01")];
        lockedIn.ShouldAllBe(end => clause.LockInOn(end) <= Day("2025-01-10"));
        clause.LockInOn(Day("2025-05-01")).ShouldBe(Day("2025-02-01"));
    }

    [Fact]
    [Rule("CAL-5")]
    public void A_contract_without_an_end_has_no_term_end_to_land_on()
    {
        (SixtyDays with { Landing = NoticeLanding.TermEnd }).EarliestEnd(Day("2025-01-10"), TermEnds.None).Refusal.Code.ShouldBe("notice.no_term_end");
        SixtyDays.EarliestEnd(Day("2025-01-10"), TermEnds.None).Value.ShouldBe(Day("2025-03-12"));
        Should.Throw<InvariantBrokenException>(() => SixtyDays.Deadline(DateRange.Forever));
    }

    [Fact]
    [Rule("CAL-5")]
    public void Transit_comes_off_the_send_by_day_only_when_receipt_counts()
    {
        NoticeClause clause = SixtyDays with { TransitDays = 3, InternalLeadDays = 10 };
        clause.Deadline(Day("2026-01-01")).ShouldBe(Day("2025-11-01"));
        clause.SendBy(Day("2026-01-01")).ShouldBe(Day("2025-10-19"));
        clause.CountsOn(Day("2025-10-29")).ShouldBe(Day("2025-11-01"));
        NoticeClause dispatched = clause with { CountedFrom = NoticeCountedFrom.Dispatch };
        dispatched.SendBy(Day("2026-01-01")).ShouldBe(Day("2025-10-22"));
        dispatched.CountsOn(Day("2025-11-01")).ShouldBe(Day("2025-11-01"));
    }

    [Fact]
    [Rule("CAL-5")]
    public void A_roll_moves_the_deadline_and_never_the_end()
    {
        // 1 November 2025 is a Saturday, and a holiday makes the Friday before it rest too.
        WorkingDays calendar = new("DE-BW", [DayOfWeek.Saturday, DayOfWeek.Sunday], [Day("2025-10-31")]);
        NoticeClause back = SixtyDays with { Roll = NoticeRoll.Back, WorkingDays = calendar };
        back.Deadline(Day("2026-01-01")).ShouldBe(Day("2025-10-30"));
        back.EarliestEnd(Day("2025-10-30"), TermEnds.None).Value.ShouldBe(Day("2025-12-30"));
        back.EarliestEnd(Day("2025-10-31"), TermEnds.None).Value.ShouldBe(Day("2026-01-03"));

        NoticeClause forward = SixtyDays with { Roll = NoticeRoll.Forward, WorkingDays = calendar };
        forward.Deadline(Day("2026-01-01")).ShouldBe(Day("2025-11-03"));
        forward.EarliestEnd(Day("2025-11-03"), TermEnds.Fixed(Day("2026-01-01"))).Value.ShouldBe(Day("2025-12-31"));
        forward.EarliestEnd(Day("2025-11-04"), TermEnds.Fixed(Day("2026-01-01"))).Refusal.Code.ShouldBe("notice.outside_term");
    }

    [Fact]
    [Rule("VER-3")]
    public void The_lock_in_follows_a_rolled_deadline()
    {
        NoticeClause forward = SixtyDays with { Roll = NoticeRoll.Forward };
        forward.LockInOn(Day("2026-01-01")).ShouldBe(Day("2025-11-04"));
        NoticeClause.None.LockInOn(Day("2026-01-01")).ShouldBe(Day("2026-01-01"));
        NoticeClause.None.IsNone.ShouldBeTrue();
    }

    [Fact]
    [Rule("CAL-5")]
    public void A_calendar_rests_on_its_weekend_and_holidays()
    {
        WorkingDays gulf = new("AE", [DayOfWeek.Friday, DayOfWeek.Saturday], [Day("2025-01-01"), Day("2025-01-01")]);
        gulf.IsWorking(Day("2025-01-01")).ShouldBeFalse();
        gulf.IsWorking(Day("2025-01-05")).ShouldBeTrue();
        gulf.OnOrBefore(Day("2025-01-04")).ShouldBe(Day("2025-01-02"));
        gulf.OnOrAfter(Day("2025-01-03")).ShouldBe(Day("2025-01-05"));
        gulf.StartOfRestUpTo(Day("2025-01-05")).ShouldBe(Day("2025-01-03"));
        gulf.StartOfRestUpTo(Day("2025-01-06")).ShouldBe(Day("2025-01-06"));
        gulf.ShouldBe(new WorkingDays("AE", [DayOfWeek.Saturday, DayOfWeek.Friday], [Day("2025-01-01")]));
        gulf.ShouldNotBe(new WorkingDays("AE", [DayOfWeek.Saturday, DayOfWeek.Friday], []));
        Should.Throw<InvariantBrokenException>(() => new WorkingDays("never", Enum.GetValues<DayOfWeek>(), []));
    }

    [Fact]
    [Rule("CAL-5")]
    public void A_clause_out_of_range_is_impossible()
    {
        Should.Throw<InvariantBrokenException>(() => new NoticeClause(-1, CadenceUnit.Day));
        Should.Throw<InvariantBrokenException>(() => new NoticeClause(NoticeClause.Most + 1, CadenceUnit.Day));
        Should.Throw<InvariantBrokenException>(() => SixtyDays with { TransitDays = -1 });
        Should.Throw<InvariantBrokenException>(() => SixtyDays.EarliestEnd(DateOnly.MaxValue, TermEnds.None));
        Should.Throw<InvariantBrokenException>(() => SixtyDays.Deadline(DateOnly.MinValue));
        (SixtyDays with { }).ShouldBe(new NoticeClause(60, CadenceUnit.Day));
    }
}
