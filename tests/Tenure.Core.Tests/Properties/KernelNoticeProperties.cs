using FsCheck.Fluent;
using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Properties.KernelGenerators;

namespace Tenure.Core.Tests.Properties;

public class KernelNoticeProperties
{
    [Fact]
    [Rule("CAL-5")]
    public void The_deadline_is_the_latest_day_whose_earliest_end_is_in_time() =>
        Holds(
            from clause in Clauses
            from end in Days
            select (clause, end),
            given =>
            {
                // Beyond the end by two weeks, as a roll forward may pass a rest that reaches over the end.
                DateOnly day = given.end.AddDays(14);
                while (given.clause.EarliestEnd(day, TermEnds.None).Value > given.end)
                {
                    day = day.AddDays(-1);
                }

                given.clause.Deadline(given.end).ShouldBe(day);
                given.clause.LockInOn(given.end).ShouldBe(day.AddDays(1));
            });

    [Fact]
    [Rule("CAL-5")]
    public void A_later_notice_never_ends_earlier() =>
        Holds(
            from clause in Clauses
            from day in Days
            select (clause, day),
            given =>
            {
                DateOnly today = given.clause.EarliestEnd(given.day, TermEnds.None).Value;
                DateOnly tomorrow = given.clause.EarliestEnd(given.day.AddDays(1), TermEnds.None).Value;
                (today <= tomorrow).ShouldBeTrue();
            });

    [Fact]
    [Rule("CAL-5")]
    public void A_landing_on_a_term_end_is_the_first_term_end_in_time() =>
        Holds(
            from clause in Clauses
            from start in Days
            from length in Cadences
            from terms in Gen.Choose(1, 5)
            from days in Gen.Choose(0, 500)
            select (clause, start, length, terms, days),
            given =>
            {
                NoticeClause clause = given.clause with { Landing = NoticeLanding.TermEnd };
                Anchor anchor = Anchor.On(given.start);
                TermEnds ends = TermEnds.Renewing(anchor.DateAt(given.length, 1), anchor, given.length, given.terms - 1);
                DateOnly noticeOn = given.start.AddDays(given.days);
                DateOnly? first = null;
                for (int term = given.terms; term >= 1; term--)
                {
                    DateOnly end = anchor.DateAt(given.length, term);
                    first = clause.Deadline(end) >= noticeOn ? end : first;
                }

                Decision<DateOnly> earliest = clause.EarliestEnd(noticeOn, ends);
                (earliest.IsAccepted ? earliest.Value : (DateOnly?)null).ShouldBe(first);
            });

    [Fact]
    [Rule("CAL-5")]
    public void A_notice_sent_by_its_day_counts_by_the_deadline() =>
        Holds(
            from clause in Clauses
            from countedFrom in Gen.Elements(NoticeCountedFrom.Receipt, NoticeCountedFrom.Dispatch)
            from transit in Gen.Choose(0, 9)
            from end in Days
            select (clause with { CountedFrom = countedFrom, TransitDays = transit }, end),
            given => given.Item1.CountsOn(given.Item1.SendBy(given.end)).ShouldBe(given.Item1.Deadline(given.end)));
}
