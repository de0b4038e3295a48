// Random ways to count notice: where it lands, from which day it counts, days kept free before it, deadlines that move off a weekend.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomNotice
{
    private const ulong Apart = 0x807;

    /// <summary>The order of a seed with notice counted its own way. Chance of its own, so that the rest of the life is the same without it.</summary>
    public static OrderContract On(ulong seed, OrderContract order) =>
        order with { Clauses = order.Clauses with { Notice = Counted(new Seeded(seed ^ Apart), order.Clauses.Notice) } };

    /// <summary>It lands at a term's end nowhere here: an evergreen contract, which any life may become, has none.</summary>
    private static NoticeClause Counted(Seeded random, NoticeClause notice) => notice.IsNone || random.Chance(50) ? notice : notice with
    {
        Landing = random.Pick(NoticeLanding.AnyDay, NoticeLanding.AnyDay, NoticeLanding.MonthEnd, NoticeLanding.QuarterEnd),
        CountedFrom = random.Pick(NoticeCountedFrom.Receipt, NoticeCountedFrom.Dispatch),
        TransitDays = random.Pick(0, 0, 3),
        InternalLeadDays = random.Pick(0, 0, 14),
        Roll = random.Pick(NoticeRoll.None, NoticeRoll.Back),
    };
}
