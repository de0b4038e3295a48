// What a contract agrees beside its prices. The order freezes every clause (CON-1); each has a named default.
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What happens when a term ends (VER-3).</summary>
public enum RenewalKind
{
    /// <summary>It renews by itself unless notice was given in time.</summary>
    Automatic,

    /// <summary>It renews when somebody decides so, and ends otherwise.</summary>
    Manual,

    /// <summary>It ends.</summary>
    None,

    /// <summary>It runs on, one length after another, until notice is given; no further term is fixed for longer than notice
    /// takes.</summary>
    Evergreen,
}

/// <summary>The renewal clause.</summary>
/// <param name="Kind">What happens when a term ends.</param>
/// <param name="Length">The length of each renewal term; of an evergreen contract that of each step in which it runs on.</param>
/// <param name="MaxRenewals">How many renewals there may be; <c>null</c> has no limit, as an evergreen contract never has.</param>
public sealed record RenewalClause(RenewalKind Kind, Cadence Length, int? MaxRenewals)
{
    /// <summary>By how much prices rise with each new term (VER-3). Default: they stay.</summary>
    public Uplift Uplift { get; init; } = Uplift.None;
}

/// <summary>To which terms the day of a change belongs (CAL-6).</summary>
public enum ChangeDay
{
    /// <summary>The day named is the first of the new terms; a named end is the first day without service.</summary>
    NewTerms,

    /// <summary>The day named is the last of the old terms.</summary>
    OldTerms,
}

/// <summary>When what is billed in arrears is invoiced if an end, a removal or a pause cuts its period short (BIL-1).</summary>
public enum ArrearsIssue
{
    /// <summary>On the first day after the days that were served.</summary>
    OwnEnd,

    /// <summary>On the day the period ends on its grid, as if nothing had cut it.</summary>
    PeriodEnd,
}

/// <summary>The stored names of when arrears are invoiced.</summary>
public static class ArrearsIssues
{
    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(ArrearsIssue issue) => issue == ArrearsIssue.OwnEnd ? "own end" : "period end";

    /// <summary>Reads a name; refuses another (<c>text.arrears</c>).</summary>
    public static Decision<ArrearsIssue> Parse(string text) => text switch
    {
        "own end" => ArrearsIssue.OwnEnd,
        "period end" => ArrearsIssue.PeriodEnd,
        _ => new TextRefused("arrears", text, "Write own end or period end."),
    };
}

/// <summary>How units that are added at an unchanged price appear (PRO-4), and every other clause of one contract.</summary>
/// <param name="Zone">The contract's time zone, an IANA name (CAL-1).</param>
/// <param name="TermLength">The length of the first term.</param>
/// <param name="Renewal">What happens when a term ends.</param>
/// <param name="Notice">How notice is given and counted (CAL-5).</param>
/// <param name="Grid">Where billing periods begin (CAL-4). Default: from the contract's start.</param>
/// <param name="MonthEnd">How dates at month ends step (CAL-3). Default: clamp.</param>
/// <param name="ChangesOn">To which terms the day of a change belongs. Default: the new.</param>
/// <param name="EndsOn">To which terms a named day of an end belongs. Default: the new, so that it is the first day
/// without service.</param>
public sealed record Clauses(
    string Zone,
    Cadence TermLength,
    RenewalClause Renewal,
    NoticeClause Notice,
    BillingGrid Grid,
    MonthEndRule MonthEnd,
    ChangeDay ChangesOn,
    ChangeDay EndsOn)
{
    /// <summary>How a part of a billing period is measured (PRO-2). Default: by actual days.</summary>
    public DayCount DayCount { get; init; } = DayCount.Actual;

    /// <summary>How many days a pause may last (VER-7). Default: 180.</summary>
    public int LongestPauseDays { get; init; } = 180;

    /// <summary>The most lead days that may be agreed.</summary>
    public const int MostLeadDays = 90;

    /// <summary>How many days before a billing period begins it is invoiced, of what is billed in advance (BIL-1). From 0 to
    /// <see cref="MostLeadDays"/>; default: 0, on its first day.</summary>
    public int LeadDays { get; init; }

    /// <summary>When a cut period that is billed in arrears is invoiced (BIL-1). Default: at its own end.</summary>
    public ArrearsIssue Arrears { get; init; } = ArrearsIssue.OwnEnd;

    /// <summary>The most days after an end for which usage before it may be agreed to be invoiced.</summary>
    public const int MostLateUsageDays = 365;

    /// <summary>How many days after an end usage before it may still be recorded and invoiced (BIL-6); later it is waived. From 0 to
    /// <see cref="MostLateUsageDays"/>; default: 60.</summary>
    public int LateUsageDays { get; init; } = 60;

    /// <summary>What an end within a fixed term costs (VER-5). Default: nothing.</summary>
    public TerminationFee TerminationFee { get; init; } = TerminationFee.None;

    /// <summary>What a credit on an invoice that is not fully paid is used for (BIL-3). Default: its debt first.</summary>
    public CreditUse CreditUse { get; init; } = CreditUse.DebtFirst;

    /// <summary>What goodwill on a line does to later credits (PRO-7). Default: it is a lower price.</summary>
    public GoodwillEffect Goodwill { get; init; } = GoodwillEffect.PriceReduction;

    /// <summary>How much may be granted in a term, goodwill and credit together, in major units of the contract's currency (VER-11). Default: no
    /// limit.</summary>
    public decimal? MostGranted { get; init; }

    /// <summary>What stands on one document (BIL-8). Default: what one contract owes on an issue day.</summary>
    public DocumentScope Documents { get; init; } = DocumentScope.PerContract;

    /// <summary>Below which amount, before tax and in major units of the contract's currency, what is due waits for more (BIL-8). Default:
    /// nothing waits.</summary>
    public decimal? MinimumInvoice { get; init; }

    /// <summary>Whether units that leave within a period bring credit (PRO-4). Default: yes.</summary>
    public RemovalCredit Removals { get; init; } = RemovalCredit.Yes;

    /// <summary>How a price for one length of term is carried to a term of another (PRO-8). Default: by months.</summary>
    public TermPriceRule TermPrice { get; init; } = TermPriceRule.ByMonths;

    /// <summary>Whether prices of whole terms are carried by days.</summary>
    internal bool CarriesByDays => TermPrice == TermPriceRule.ByDays;

    /// <summary>What several percentages take off one charge (MON-4). Default: each its part of what the one before leaves.</summary>
    public PercentRule Percents { get; init; } = PercentRule.OneAfterAnother;

    /// <summary>When what is charged once is earned (BOOK-2). Default: at delivery.</summary>
    public OneTimeRevenue OneTimeRevenue { get; init; } = OneTimeRevenue.AtDelivery;

    /// <summary>The rates of tax (MON-5). Default: none.</summary>
    public TaxRates TaxRates { get; init; } = TaxRates.None;

    /// <summary>What tax is figured on (MON-5). Default: the sums of a document.</summary>
    public TaxBasis TaxBasis { get; init; } = TaxBasis.PerDocument;

    /// <summary>The exclusive boundary that a named day of a change yields (CAL-6).</summary>
    public DateOnly ChangeBoundary(DateOnly namedOn) => ChangesOn == ChangeDay.NewTerms ? namedOn : namedOn.AddDays(1);

    /// <summary>The earliest day on which a period that begins on a day may have been invoiced (BIL-1).</summary>
    internal DateOnly LedFrom(DateOnly startOn) =>
        LeadDays == 0 ? startOn : DateOnly.FromDayNumber(Math.Max(startOn.DayNumber - LeadDays, DateOnly.MinValue.DayNumber));

    /// <summary>The exclusive end that a named day of an end yields (CAL-6).</summary>
    public DateOnly EndBoundary(DateOnly namedOn) => EndsOn == ChangeDay.NewTerms ? namedOn : namedOn.AddDays(1);
}
