// The words that a mapping, or a cell that a mapping points at, may use for a choice of the product. A constant in the
// mapping is tried when the mapping is read; a cell when its row is.
using Tenure.App.Contracts.Order;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>How texts are read as values of one kind.</summary>
internal sealed record Vocabulary<T>(Func<string, Decision<T>> Read);

/// <summary>The kinds of values.</summary>
internal static class Vocabularies
{
    private const int LongestReason = 40;

    public static Vocabulary<bool> YesOrNo { get; } = Words(("yes", true), ("no", false));

    public static Vocabulary<RenewalKind> Renewal { get; } =
        Words(("automatic", RenewalKind.Automatic), ("manual", RenewalKind.Manual), ("evergreen", RenewalKind.Evergreen), ("none", RenewalKind.None));

    public static Vocabulary<BillingTiming> Timing { get; } =
        Words(("in advance", BillingTiming.InAdvance), ("in arrears", BillingTiming.InArrears));

    public static Vocabulary<ChargeKind> Kind { get; } =
        Words(("recurring", ChargeKind.Recurring), ("one-time", ChargeKind.OneTime), ("usage", ChargeKind.Usage));

    /// <summary>How a one-time item is given back: <c>no</c>, <c>pro rata</c>, <c>undelivered</c> or <c>full within 30 days</c>.</summary>
    public static Vocabulary<PrepaidClause> Prepaid { get; } =
        Words(("no", PrepaidClause.None), ("unused share", PrepaidClause.UnusedShare), ("time", PrepaidClause.Time), ("not", PrepaidClause.Not));

    public static Vocabulary<GiveBackClause> GivenBack { get; } = new(GiveBackClause.Parse);

    public static Vocabulary<PriceModel> Model { get; } =
        Words(
            ("per unit", PriceModel.PerUnit), ("flat", PriceModel.Flat), ("graduated", PriceModel.Graduated), ("volume", PriceModel.Volume),
            ("package", PriceModel.Package), ("stairstep", PriceModel.Stairstep));

    /// <summary>Tiers such as <c>1-10@5.00,11+@4.00</c>.</summary>
    public static Vocabulary<PriceTiers> Tiers { get; } = new(PriceTiers.Parse);

    public static Vocabulary<ThresholdRule> Thresholds { get; } = Words(("whole", ThresholdRule.Whole), ("prorated", ThresholdRule.Prorated));

    public static Vocabulary<Settlement> Settlement { get; } =
        Words(("nothing", Core.Contracts.Settlement.Nothing), ("credit", Core.Contracts.Settlement.Credit), ("refund", Core.Contracts.Settlement.Refund));

    public static Vocabulary<MonthEndRule> MonthEnd { get; } =
        Words(("clamp", MonthEndRule.Clamp), ("stick", MonthEndRule.StickToMonthEnd));

    /// <summary>To which terms the day of a change or an end belongs.</summary>
    public static Vocabulary<ChangeDay> ChangeDay { get; } =
        Words(("new", Core.Contracts.ChangeDay.NewTerms), ("old", Core.Contracts.ChangeDay.OldTerms));

    public static Vocabulary<NoticeLanding> Landing { get; } = Words(
        ("any day", NoticeLanding.AnyDay), ("month end", NoticeLanding.MonthEnd), ("quarter end", NoticeLanding.QuarterEnd),
        ("term end", NoticeLanding.TermEnd));

    public static Vocabulary<NoticeCountedFrom> CountedFrom { get; } =
        Words(("receipt", NoticeCountedFrom.Receipt), ("dispatch", NoticeCountedFrom.Dispatch));

    public static Vocabulary<int> NoticeTransit { get; } = NumberOfDays(0, NoticeReader.MostTransitDays);

    public static Vocabulary<int> NoticeLead { get; } = NumberOfDays(0, NoticeReader.MostLeadDays);

    public static Vocabulary<NoticeRoll> Roll { get; } =
        Words(("none", NoticeRoll.None), ("back", NoticeRoll.Back), ("forward", NoticeRoll.Forward));

    /// <summary>The days of rest that a roll knows: <c>mon-fri</c>, or <c>DE-BY: sat sun 2026-12-25</c>.</summary>
    public static Vocabulary<WorkingDays> WorkingDays { get; } = new(Core.Kernel.WorkingDays.Parse);

    /// <summary>Whether the day of an end still has service.</summary>
    public static Vocabulary<bool> EndHasService { get; } =
        Words(("the first day without service", false), ("the last day of service", true));

    /// <summary>Whether amounts are in minor units.</summary>
    public static Vocabulary<bool> InMinorUnits { get; } = Words(("major units", false), ("minor units", true));

    public static Vocabulary<Cadence> Length { get; } = new(Cadence.Parse);

    public static Vocabulary<Currency> Currency { get; } = new(Core.Kernel.Currency.Parse);

    public static Vocabulary<DayCount> DayCount { get; } = new(DayCounts.Parse);

    public static Vocabulary<Core.Contracts.CreditUse> CreditUse { get; } = new(Core.Contracts.CreditUses.Parse);

    public static Vocabulary<ArrearsIssue> Arrears { get; } = new(ArrearsIssues.Parse);

    public static Vocabulary<DocumentScope> Documents { get; } = new(DocumentScopes.Parse);

    public static Vocabulary<decimal?> MinimumInvoice { get; } = new(MinimumInvoices.Parse);

    public static Vocabulary<RemovalCredit> RemovalCredit { get; } = new(RemovalCredits.Parse);

    public static Vocabulary<TermPriceRule> TermPrice { get; } = new(TermPriceRules.Parse);

    public static Vocabulary<PercentRule> PercentDiscounts { get; } = new(PercentRules.Parse);

    public static Vocabulary<OneTimeRevenue> OneTimeRevenue { get; } = new(OneTimeRevenues.Parse);

    public static Vocabulary<BillingGrid> Grid { get; } = new(BillingGrid.Parse);

    /// <summary>How often something is billed; nothing is once for each term.</summary>
    public static Vocabulary<Cadence?> Billed { get; } = new(static text =>
        text == "once per term" ? Decision<Cadence?>.Accept(null) : Cadence.Parse(text).Select(cadence => (Cadence?)cadence));

    /// <summary>How many renewals there may be; nothing has no limit.</summary>
    public static Vocabulary<int?> MaxRenewals { get; } = new(static text =>
        text == "no limit" ? Decision<int?>.Accept(null)
        : text.Length is > 0 and <= 4 && text.All(char.IsAsciiDigit)
            ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
            : new ValueNotAllowed(text, "Write a number from 0 to 9999, or no limit."));

    /// <summary>What prices do at a renewal: <c>none</c>, <c>5%</c>, <c>list</c> or <c>list at most 5%</c>.</summary>
    public static Vocabulary<Uplift> Uplift { get; } = new(Core.Contracts.Uplift.Parse);

    public static Vocabulary<int> LongestPause { get; } = NumberOfDays(1, 3660);

    /// <summary>A fee for an early end: <c>none</c>, <c>remaining</c>, <c>50%</c>, <c>500.00</c> or steps by months.</summary>
    public static Vocabulary<TerminationFee> TerminationFee { get; } = new(Core.Contracts.TerminationFee.Parse);

    public static Vocabulary<GoodwillEffect> Goodwill { get; } = new(GoodwillEffects.Parse);

    /// <summary>An amount in major units, or <c>no limit</c>.</summary>
    public static Vocabulary<decimal?> MostGranted { get; } = new(static text =>
        text == "no limit" ? Decision<decimal?>.Accept(null)
        : DecimalText.TryParse(text, out decimal amount) && amount is >= 0m and <= Granting.MostGrantable ? amount
        : new ValueNotAllowed(text, "Write an amount of zero or more such as 500.00, or no limit."));

    /// <summary>Tax rates such as <c>20%</c>, <c>books=7%</c> or <c>21% from 2026-07-01</c>, or <c>none</c>.</summary>
    public static Vocabulary<TaxRates> TaxRates { get; } = new(Core.Contracts.TaxRates.Parse);

    public static Vocabulary<TaxBasis> TaxBasis { get; } = new(TaxBases.Parse);

    public static Vocabulary<int> LeadDays { get; } = NumberOfDays(0, Clauses.MostLeadDays);

    public static Vocabulary<int> LateUsage { get; } = NumberOfDays(0, Clauses.MostLateUsageDays);

    public static Vocabulary<NoticeClause> Notice { get; } = new(static text =>
        text == "none" ? NoticeClause.None
        : Cadence.Parse(text).Then<NoticeClause>(length => length.Count <= NoticeClause.Most
            ? new NoticeClause(length.Count, length.Unit)
            : new ValueNotAllowed(text, $"A notice has at most {NoticeClause.Most} days, weeks or months.")));

    /// <summary>An IANA time zone that this machine knows.</summary>
    public static Vocabulary<string> Zone { get; } = new(static text =>
        TimeZoneInfo.TryFindSystemTimeZoneById(text, out _) ? text : new ZoneUnknown(text));

    public static Vocabulary<DateOnly> Day { get; } = new(DayText.Parse);

    /// <summary>A reason: a code, never somebody's words, because facts cannot be erased (CON-3).</summary>
    public static Vocabulary<string> Reason { get; } = new(static text =>
        text.Length is > 0 and <= LongestReason && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '_')
            ? text
            : new ReasonNotACode(text));

    private static Vocabulary<int> NumberOfDays(int least, int most) => new(text =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int days)
            && days >= least && days <= most
            ? days
            : new ValueNotAllowed(text, FormattableString.Invariant($"Write a number of days from {least} to {most}.")));

    public static Vocabulary<T> Words<T>(params (string Word, T Value)[] words) => new(text =>
    {
        foreach ((string word, T value) in words)
        {
            if (word == text)
            {
                return value;
            }
        }

        return new ValueNotAllowed(text, $"Write one of: {string.Join(", ", words.Select(word => word.Word))}.");
    });
}

/// <summary>A text that is none of the words its place takes.</summary>
/// <param name="Given">The text.</param>
/// <param name="Hint">A sentence that says what to write.</param>
internal sealed record ValueNotAllowed(string Given, string Hint) : Refusal
{
    /// <inheritdoc/>
    public override string Code => ImportCodes.ValueNotAllowed;

    /// <inheritdoc/>
    public override string Sentence => $"'{Given}' is not known here. {Hint}";
}

/// <summary>A time zone that the machine does not know.</summary>
/// <param name="Given">The name.</param>
internal sealed record ZoneUnknown(string Given) : Refusal
{
    /// <inheritdoc/>
    public override string Code => ImportCodes.ZoneUnknown;

    /// <inheritdoc/>
    public override string Sentence => $"'{Given}' is not a time zone of this machine. Write an IANA name such as Europe/Berlin, or UTC.";
}
