// The clauses of a row. Most contracts of a book agree the same few, so equal clauses are one object.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Reads clauses.</summary>
internal sealed class ClausesReader(ClauseRules rules)
{
    private readonly Dictionary<Clauses, Clauses> known = [];

    /// <summary>The clauses of a row; false after refusing it.</summary>
    public bool TryRead(RowScope row, out Clauses clauses)
    {
        bool isRead = row.TryRead(rules.Zone, "time zone", out string zone);
        isRead &= row.TryRead(rules.Term, "term", out Cadence term);
        isRead &= row.TryRead(rules.Renewal, "renewal", out RenewalKind kind);
        Cadence renewalTerm = term;
        if (rules.RenewalTerm is { } other)
        {
            isRead &= row.TryRead(other, "renewal term", out renewalTerm);
        }

        isRead &= row.TryRead(rules.MaxRenewals, "number of renewals", out int? most);
        isRead &= row.TryRead(rules.Uplift, "uplift", out Uplift uplift);
        isRead &= TryReadNotice(row, out NoticeClause notice);
        isRead &= row.TryRead(rules.Grid, "billing grid", out BillingGrid grid);
        isRead &= row.TryRead(rules.DayCount, "day count", out DayCount count);
        isRead &= row.TryRead(rules.CreditUse, "use of credits", out CreditUse creditUse);
        isRead &= row.TryRead(rules.LeadDays, "lead days", out int leadDays);
        isRead &= row.TryRead(rules.Arrears, "invoicing of arrears", out ArrearsIssue arrears);
        isRead &= row.TryRead(rules.Documents, "documents", out DocumentScope documents);
        isRead &= row.TryRead(rules.MinimumInvoice, "minimum invoice", out decimal? minimum);
        isRead &= row.TryRead(rules.RemovalCredit, "credit on removal", out RemovalCredit removals);
        isRead &= row.TryRead(rules.TermPrice, "price of another term", out TermPriceRule termPrice);
        isRead &= row.TryRead(rules.PercentDiscounts, "several percentages", out PercentRule percents);
        isRead &= row.TryRead(rules.OneTimeRevenue, "revenue of one-time items", out OneTimeRevenue oneTime);
        isRead &= row.TryRead(rules.LateUsage, "late usage", out int lateUsage);
        isRead &= row.TryRead(rules.TerminationFee, "termination fee", out TerminationFee fee);
        isRead &= row.TryRead(rules.Goodwill, "effect of goodwill", out GoodwillEffect goodwill);
        isRead &= row.TryRead(rules.MostGranted, "most granted", out decimal? mostGranted);
        isRead &= row.TryRead(rules.TaxRates, "tax rate", out TaxRates rates);
        isRead &= row.TryRead(rules.TaxBasis, "basis of tax", out TaxBasis basis);
        isRead &= row.TryRead(rules.LongestPause, "longest pause", out int longest);
        clauses = isRead
            ? Shared(new Clauses(
                zone, term, new RenewalClause(kind, renewalTerm, most) { Uplift = kind == RenewalKind.None ? Uplift.None : uplift },
                notice, grid, rules.MonthEnd, rules.ChangesOn, rules.EndsOn)
            {
                DayCount = count,
                LongestPauseDays = longest,
                LeadDays = leadDays,
                Arrears = arrears,
                Documents = documents,
                MinimumInvoice = minimum,
                LateUsageDays = lateUsage,
                TerminationFee = fee,
                CreditUse = creditUse,
                Removals = removals,
                TermPrice = termPrice,
                Percents = percents,
                OneTimeRevenue = oneTime,
                Goodwill = goodwill,
                MostGranted = mostGranted,
                TaxRates = rates,
                TaxBasis = basis,
            })
            : null!;
        return isRead;
    }

    private bool TryReadNotice(RowScope row, out NoticeClause notice)
    {
        bool isRead = row.TryRead(rules.Notice, "notice", out notice);
        isRead &= row.TryRead(rules.NoticeLandsOn, "landing of notice", out NoticeLanding landing);
        isRead &= row.TryRead(rules.NoticeCountsFrom, "counting of notice", out NoticeCountedFrom from);
        isRead &= row.TryRead(rules.NoticeTransit, "transit of notice", out int transit);
        isRead &= row.TryRead(rules.NoticeLead, "lead of notice", out int lead);
        isRead &= row.TryRead(rules.NoticeRoll, "roll of notice", out NoticeRoll roll);
        isRead &= row.TryRead(rules.NoticeCalendar, "calendar of notice", out WorkingDays calendar);
        notice = isRead
            ? notice with { Landing = landing, CountedFrom = from, TransitDays = transit, InternalLeadDays = lead, Roll = roll, WorkingDays = calendar }
            : NoticeClause.None;
        return isRead;
    }

    private Clauses Shared(Clauses clauses)
    {
        if (!known.TryGetValue(clauses, out Clauses? shared))
        {
            known.Add(clauses, shared = clauses);
        }

        return shared;
    }
}
