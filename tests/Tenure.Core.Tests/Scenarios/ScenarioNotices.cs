// How notice is said in a scenario: `notice 60 days [to month end|quarter end|term end] [from dispatch] [transit N] [lead N] [rolled back|forward]`.
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

internal static class ScenarioNotices
{
    public static NoticeClause Read(ScenarioWords words)
    {
        Cadence length = words.Length();
        return new NoticeClause(length.Count, length.Unit)
        {
            Landing = words.Take("to", "month", "end") ? NoticeLanding.MonthEnd
                : words.Take("to", "quarter", "end") ? NoticeLanding.QuarterEnd
                : words.Take("to", "term", "end") ? NoticeLanding.TermEnd
                : NoticeLanding.AnyDay,
            CountedFrom = words.Take("from", "dispatch") ? NoticeCountedFrom.Dispatch : NoticeCountedFrom.Receipt,
            TransitDays = words.Take("transit") ? words.Number() : 0,
            InternalLeadDays = words.Take("lead") ? words.Number() : 0,
            Roll = words.Take("rolled", "back") ? NoticeRoll.Back : words.Take("rolled", "forward") ? NoticeRoll.Forward : NoticeRoll.None,
        };
    }

    public static string Write(NoticeClause notice) =>
        $" notice {new Cadence(notice.Count, notice.Unit)}"
        + (notice.Landing == NoticeLanding.AnyDay ? string.Empty : " to " + Word(notice.Landing))
        + (notice.CountedFrom == NoticeCountedFrom.Dispatch ? " from dispatch" : string.Empty)
        + (notice.TransitDays > 0 ? FormattableString.Invariant($" transit {notice.TransitDays}") : string.Empty)
        + (notice.InternalLeadDays > 0 ? FormattableString.Invariant($" lead {notice.InternalLeadDays}") : string.Empty)
        + (notice.Roll == NoticeRoll.None ? string.Empty : " rolled " + Word(notice.Roll));

    public static string Word(NoticeLanding landing) => landing switch
    {
        NoticeLanding.AnyDay => "any day",
        NoticeLanding.MonthEnd => "month end",
        NoticeLanding.QuarterEnd => "quarter end",
        NoticeLanding.TermEnd => "term end",
    };

    public static string Word(NoticeRoll roll) => roll switch
    {
        NoticeRoll.None => "none",
        NoticeRoll.Back => "back",
        NoticeRoll.Forward => "forward",
    };
}
