// Reads the rules of contracts: who, when, what is charged, which clauses, how it ended, what was noted.
using Tenure.App.Contracts.Policies;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Reads the section of contracts.</summary>
internal static class ContractRulesReader
{
    public static ContractRules Read(MappingSection section, IReadOnlyList<FileRules> files, IReadOnlyList<NamedPolicy> policies)
    {
        RowRules rows = SectionReader.Rows(section, files, out ExpressionReader expressions);
        var plan = new MappingSection(section.Need("plan"), "plan", section.Faults);
        Expression planCode = expressions.Need(plan, "code");
        Expression planName = expressions.Find(plan, "name") ?? planCode;
        plan.Close();
        var charges = new List<ChargeRules>();
        section.Need("charges");
        foreach (MappingNode node in section.Items("charges"))
        {
            charges.Add(Charge(new MappingSection(node, "a charge", section.Faults), expressions));
        }

        foreach (IGrouping<string, ChargeRules> same in charges.GroupBy(charge => charge.Code).Where(same => same.Count() > 1))
        {
            section.Refuse(section.Need("charges").Line, "charges", same.Key, "Give each charge a code of its own.");
        }

        MappingNode clauses = PolicyClauses.Under(section, policies, out string? policy);
        var contract = new ContractRules(
            rows,
            expressions.Need(section, "id"),
            expressions.Need(section, "customer"),
            expressions.NeedTyped(section, "currency", Vocabularies.Currency),
            expressions.Need(section, "start"),
            expressions.Find(section, "paid_from"),
            expressions.TypedOr(section, "trial", Vocabularies.YesOrNo, "no"),
            planCode,
            planName,
            charges,
            Clauses(new MappingSection(clauses, "clauses", section.Faults), expressions),
            section.Find("end") is { } end ? End(new MappingSection(end, "end", section.Faults), expressions) : null,
            Until(section),
            [.. section.Items("notes").Select(note => Note(new MappingSection(note, "a note", section.Faults), expressions))])
        {
            Policy = policy,
        };
        section.Close();
        return contract with { Rows = rows with { References = expressions.References } };
    }

    private static ChargeRules Charge(MappingSection section, ExpressionReader expressions)
    {
        Condition? when = section.Find("when") is { } node ? expressions.Condition(node, "when") : null;
        var product = new MappingSection(section.Need("product"), "product", section.Faults);
        Expression productCode = expressions.Need(product, "code");
        Expression productName = expressions.Find(product, "name") ?? productCode;
        product.Close();
        ChargeKind kind = section.WordOr("kind", Vocabularies.Kind, ChargeKind.Recurring);
        PriceModel model = section.WordOr("model", Vocabularies.Model, PriceModel.PerUnit);
        PrepaidClause prepaid = section.WordOr("prepaid", Vocabularies.Prepaid, PrepaidClause.None);
        bool tiered = model is PriceModel.Graduated or PriceModel.Volume or PriceModel.Stairstep;
        var charge = new ChargeRules(
            section.NeedText("code"),
            when,
            productCode,
            productName,
            kind,
            model,
            model == PriceModel.Flat || (kind == ChargeKind.Usage && prepaid == PrepaidClause.None) ? null : expressions.Need(section, "quantity"),
            tiered ? null : expressions.Need(section, "price"),
            tiered ? expressions.NeedTyped(section, "tiers", Vocabularies.Tiers) : null,
            model == PriceModel.Package ? expressions.Need(section, "block") : null,
            model == PriceModel.Flat ? null : expressions.Find(section, "included"),
            expressions.Find(section, "minimum"),
            section.WordOr("thresholds", Vocabularies.Thresholds, ThresholdRule.Whole),
            tiered ? null : expressions.Find(section, "list_price"),
            section.WordOr("price_in", Vocabularies.InMinorUnits, otherwise: false),
            expressions.TypedOr(section, "price_period", Vocabularies.Length, "month"),
            expressions.TypedOr(section, "billed", Vocabularies.Billed, "once per term"),
            expressions.TypedOr(section, "timing", Vocabularies.Timing, "in advance"),
            expressions.TypedOr(section, "given_back", Vocabularies.GivenBack, "no"),
            prepaid,
            expressions.Find(section, "overage"),
            Milestone(section),
            expressions.Find(section, "reached"),
            [.. section.Items("prices").Select(price => DatedPrice(new MappingSection(price, "a dated price", section.Faults), expressions))]);
        section.Close();
        return charge;
    }

    /// <summary>The code of a milestone, which is the same for every row.</summary>
    private static string Milestone(MappingSection section)
    {
        string code = section.TextOr("milestone", string.Empty);
        if (code.Length > 0 && !Milestones.IsCode(code))
        {
            section.Refuse(section.Line, "milestone", code, "Write letters, digits, points, dashes and underscores, at most 64 of them.");
        }

        if (code.Length == 0 && section.Has("reached"))
        {
            section.Refuse(section.Line, "reached", "a day", "Name the milestone that was reached on it: milestone.");
        }

        return code;
    }

    private static DatedPriceRules DatedPrice(MappingSection section, ExpressionReader expressions)
    {
        var price = new DatedPriceRules(expressions.Need(section, "on"), expressions.Need(section, "price"));
        section.Close();
        return price;
    }

    private static ClauseRules Clauses(MappingSection section, ExpressionReader expressions)
    {
        var clauses = new ClauseRules(
            expressions.TypedOr(section, "zone", Vocabularies.Zone, "UTC"),
            expressions.NeedTyped(section, "term", Vocabularies.Length),
            expressions.NeedTyped(section, "renewal", Vocabularies.Renewal),
            section.Has("renewal_term") ? expressions.NeedTyped(section, "renewal_term", Vocabularies.Length) : null,
            expressions.TypedOr(section, "max_renewals", Vocabularies.MaxRenewals, "no limit"),
            expressions.TypedOr(section, "uplift", Vocabularies.Uplift, "none"),
            expressions.TypedOr(section, "notice", Vocabularies.Notice, "none"),
            expressions.TypedOr(section, "notice_lands_on", Vocabularies.Landing, "any day"),
            expressions.TypedOr(section, "notice_counts_from", Vocabularies.CountedFrom, "receipt"),
            expressions.TypedOr(section, "notice_transit", Vocabularies.NoticeTransit, "0"),
            expressions.TypedOr(section, "notice_lead", Vocabularies.NoticeLead, "0"),
            expressions.TypedOr(section, "notice_roll", Vocabularies.Roll, "none"),
            expressions.TypedOr(section, "notice_calendar", Vocabularies.WorkingDays, "mon-fri"),
            expressions.TypedOr(section, "billing_grid", Vocabularies.Grid, "from start"),
            section.WordOr("month_end", Vocabularies.MonthEnd, MonthEndRule.Clamp),
            section.WordOr("change_day", Vocabularies.ChangeDay, ChangeDay.NewTerms),
            section.WordOr("end_day", Vocabularies.ChangeDay, ChangeDay.NewTerms),
            expressions.TypedOr(section, "day_count", Vocabularies.DayCount, "actual"),
            expressions.TypedOr(section, "longest_pause", Vocabularies.LongestPause, "180"),
            expressions.TypedOr(section, "credit_use", Vocabularies.CreditUse, "debt first"),
            expressions.TypedOr(section, "lead_days", Vocabularies.LeadDays, "0"),
            expressions.TypedOr(section, "arrears", Vocabularies.Arrears, "own end"),
            expressions.TypedOr(section, "documents", Vocabularies.Documents, "per contract"),
            expressions.TypedOr(section, "minimum_invoice", Vocabularies.MinimumInvoice, "none"),
            expressions.TypedOr(section, "removal_credit", Vocabularies.RemovalCredit, "yes"),
            expressions.TypedOr(section, "term_price", Vocabularies.TermPrice, "by months"),
            expressions.TypedOr(section, "percent_discounts", Vocabularies.PercentDiscounts, "one after another"),
            expressions.TypedOr(section, "one_time_revenue", Vocabularies.OneTimeRevenue, "at delivery"),
            expressions.TypedOr(section, "late_usage", Vocabularies.LateUsage, "60"),
            expressions.TypedOr(section, "termination_fee", Vocabularies.TerminationFee, "none"),
            expressions.TypedOr(section, "goodwill", Vocabularies.Goodwill, "price reduction"),
            expressions.TypedOr(section, "most_granted", Vocabularies.MostGranted, "no limit"),
            expressions.TypedOr(section, "tax_rate", Vocabularies.TaxRates, "none"),
            expressions.TypedOr(section, "tax_basis", Vocabularies.TaxBasis, "per document"));
        section.Find("renewal_term");
        section.Close();
        return clauses;
    }

    private static EndRules End(MappingSection section, ExpressionReader expressions)
    {
        var end = new EndRules(
            expressions.Need(section, "on"),
            section.WordOr("is", Vocabularies.EndHasService, otherwise: false),
            expressions.TypedOr(section, "settlement", Vocabularies.Settlement, "nothing"),
            expressions.TypedOr(section, "reason", Vocabularies.Reason, "unknown"));
        section.Close();
        return end;
    }

    private static DateOnly? Until(MappingSection section)
    {
        string text = section.TextOr("implied_renewals_until", string.Empty);
        if (text.Length == 0)
        {
            return null;
        }

        return Vocabularies.Day.Read(text).Match<DateOnly?>(
            day => day,
            refusal =>
            {
                section.Refuse(section.Need("implied_renewals_until").Line, "implied_renewals_until", text, refusal.Sentence);
                return null;
            });
    }

    private static NoteRules Note(MappingSection section, ExpressionReader expressions)
    {
        Condition? when = section.Find("when") is { } node ? expressions.Condition(node, "when") : null;
        var note = new NoteRules(section.NeedText("kind"), when, expressions.Need(section, "text"));
        section.Close();
        return note;
    }
}
