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

    /// <summary>What a credit on an invoice that is not fully paid is used for (BIL-3). Default: its debt first.</summary>
    public CreditUse CreditUse { get; init; } = CreditUse.DebtFirst;

    /// <summary>The exclusive boundary that a named day of a change yields (CAL-6).</summary>
    public DateOnly ChangeBoundary(DateOnly namedOn) => ChangesOn == ChangeDay.NewTerms ? namedOn : namedOn.AddDays(1);

    /// <summary>The exclusive end that a named day of an end yields (CAL-6).</summary>
    public DateOnly EndBoundary(DateOnly namedOn) => EndsOn == ChangeDay.NewTerms ? namedOn : namedOn.AddDays(1);
}
