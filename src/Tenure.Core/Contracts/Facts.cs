// The language of a contract's life: each fact records what was chosen, never an amount that can be computed (CON-2).
// Facts carry ids, codes, days and quantities only; no names and no free text (CON-3).
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Something that was decided about a contract.</summary>
/// <param name="EffectiveOn">The day from which it counts, included.</param>
public abstract record Fact(DateOnly EffectiveOn);

/// <summary>A fact with its place in the contract's history.</summary>
/// <param name="Sequence">Its number within the contract, from 1, without gaps.</param>
/// <param name="BusinessOn">The tenant's business day on which it was recorded (CAL-1).</param>
/// <param name="Fact">What was decided.</param>
public sealed record RecordedFact(int Sequence, DateOnly BusinessOn, Fact Fact);

/// <summary>A charge as ordered, with its quantity and the line number it received.</summary>
/// <param name="Line">The contract's own line number, from 1, never used twice.</param>
/// <param name="Charge">The whole charge, frozen (CON-1).</param>
/// <param name="Quantity">The units; one for a flat charge.</param>
/// <param name="Replaces">The line whose place it takes with all its units, because they cannot be priced apart or its price or charge
/// changes (PRO-4).</param>
public sealed record OrderedLine(int Line, Charge Charge, Quantity Quantity, int? Replaces = null)
{
    /// <summary>Whether its price was agreed with it, rather than being that of the line it takes the place of. Default: no.</summary>
    public bool PricedAnew { get; init; }

    /// <summary>Whether fixed discounts of its order reach it. Default: yes; no line of an upgrade has a share but by the place it takes
    /// (MON-4).</summary>
    public bool IsDiscounted { get; init; } = true;

    /// <summary>The first day on which its charge was in force without a break, on a contract that this one goes on with (VER-8);
    /// <c>null</c> is its first day.</summary>
    public DateOnly? SinceOn { get; init; }
}

/// <summary>The contract began (VER-1). Effective on its first day of service.</summary>
/// <param name="EffectiveOn">The first day of service.</param>
/// <param name="Customer">The customer's party id.</param>
/// <param name="Currency">The currency of every amount of the contract.</param>
/// <param name="PlanCode">The plan it was ordered from.</param>
/// <param name="PlanVersion">The plan version that was signed.</param>
/// <param name="RulesVersion">The version of the rule book that folds and bills it (CON-1).</param>
/// <param name="PaidFrom">The first paid day: the start, later after a trial that converts, <c>null</c> when the whole
/// contract is a trial.</param>
/// <param name="Clauses">Every clause, frozen.</param>
/// <param name="Lines">What was ordered.</param>
/// <param name="Discounts">The discounts agreed.</param>
/// <param name="Reference">What people call the contract: an external id or a number, never free text.</param>
public sealed record ContractOrdered(
    DateOnly EffectiveOn,
    PartyId Customer,
    Currency Currency,
    string PlanCode,
    PlanVersionId PlanVersion,
    int RulesVersion,
    DateOnly? PaidFrom,
    Clauses Clauses,
    ImmutableArray<OrderedLine> Lines,
    ImmutableArray<Discount> Discounts,
    string Reference = "") : Fact(EffectiveOn)
{
    /// <summary>Prices dated ahead. Default: none.</summary>
    public ImmutableArray<DatedPrice> Prices { get; init; } = [];

    /// <summary>The contract that it follows by a recast or a transfer (VER-4, VER-8); <c>null</c> when it follows none.</summary>
    public Guid? Recasts { get; init; }

    /// <summary>The dates of the contract that it goes on with (VER-8); <c>null</c> when it has its own.</summary>
    public Continuation? Continues { get; init; }
}

/// <summary>Units given back on a line.</summary>
/// <param name="Line">The line they leave.</param>
/// <param name="Quantity">How many leave.</param>
public sealed record RemovedUnits(int Line, Quantity Quantity)
{
    /// <summary>The first day without them, when the clause puts it off (PRO-4); <c>null</c> is the day of the event.</summary>
    public DateOnly? LeavesOn { get; init; }

    /// <summary>The day up to which they stay paid although they left, when the clause gives nothing back; <c>null</c> is the day on which
    /// they leave.</summary>
    public DateOnly? PaidUntil { get; init; }
}

/// <summary>A version of a plan as a contract signed it.</summary>
/// <param name="Code">The plan.</param>
/// <param name="Version">The version.</param>
public sealed record SignedPlan(string Code, PlanVersionId Version);

/// <summary>The plan of a contract from a day on.</summary>
/// <param name="On">The first day.</param>
/// <param name="Plan">The plan version.</param>
public readonly record struct PlanStep(DateOnly On, SignedPlan Plan);

/// <summary>Units, products or prices changed within the current dates or from the next term on (VER-2).</summary>
/// <param name="EffectiveOn">The first day of the new terms, as known when it was recorded.</param>
/// <param name="Added">New lines.</param>
/// <param name="Removed">Units that leave existing lines.</param>
public sealed record ContractUpgraded(
    DateOnly EffectiveOn, ImmutableArray<OrderedLine> Added, ImmutableArray<RemovedUnits> Removed) : Fact(EffectiveOn)
{
    /// <summary>The plan that the contract moves to; <c>null</c> when it stays.</summary>
    public SignedPlan? Plan { get; init; }

    /// <summary>Discounts that are agreed with it (MON-4). Default: none.</summary>
    public ImmutableArray<Discount> Discounts { get; init; } = [];

    /// <summary>The codes of discounts that it ends. Default: none.</summary>
    public ImmutableArray<string> EndedDiscounts { get; init; } = [];

    /// <summary>Whether its discounts begin and end on the day itself, on lines that took the place of others; otherwise with the next
    /// billing period that is not invoiced yet.</summary>
    public bool CutsDiscounts { get; init; }

    /// <summary>The index of the term with whose first day it counts and moves; <c>null</c> for a fixed day.</summary>
    public int? AtTerm { get; init; }
}

/// <summary>A further term was fixed (VER-3): by lock-in for an automatic renewal, by decision for a manual one.</summary>
/// <param name="EffectiveOn">The first day of the new term.</param>
/// <param name="TermIndex">Its index; the first term of the contract is 0.</param>
/// <param name="Kind">Automatic or manual.</param>
/// <param name="Length">Its length.</param>
public sealed record ContractRenewed(DateOnly EffectiveOn, int TermIndex, RenewalKind Kind, Cadence Length)
    : Fact(EffectiveOn)
{
    /// <summary>What the prices of the term follow: the clause's uplift, or the one that was chosen. Default: they stay.</summary>
    public Uplift Uplift { get; init; } = Uplift.None;

    /// <summary>The price list that the uplift looked at; <c>null</c> when it looks at none.</summary>
    public ListPrices? List { get; init; }
}

/// <summary>What happens to billed days on or after an end (VER-5).</summary>
public enum Settlement
{
    /// <summary>Nothing is given back: billed days after the end are forfeited.</summary>
    Nothing,

    /// <summary>Unused billed days are credited; what was paid for them is kept for the customer.</summary>
    Credit,

    /// <summary>Unused billed days are credited; what was paid for them in money is paid back.</summary>
    Refund,
}

/// <summary>Billed days on or after an end that are not given back (BIL-5).</summary>
/// <param name="Line">The line.</param>
/// <param name="PeriodIndex">The billing period's index over the contract's life.</param>
/// <param name="Start">The first forfeited day.</param>
/// <param name="End">The day after the last forfeited day.</param>
public readonly record struct ForfeitedDays(int Line, int PeriodIndex, DateOnly Start, DateOnly End);

/// <summary>The contract was given an end (VER-5).</summary>
/// <param name="EffectiveOn">The first day without service, as known when it was recorded.</param>
/// <param name="AtEndOfTerm">The term at whose end it stops, and with whose end it moves; <c>null</c> for a fixed day.</param>
/// <param name="Settlement">What happens to billed days after the end.</param>
/// <param name="ReasonCode">A code from the seller's list, never free text.</param>
/// <param name="Forfeited">The billed days that stay billed after the end, when nothing is given back.</param>
public sealed record ContractTerminated(
    DateOnly EffectiveOn,
    int? AtEndOfTerm,
    Settlement Settlement,
    string ReasonCode,
    ImmutableArray<ForfeitedDays> Forfeited) : Fact(EffectiveOn)
{
    /// <summary>The contract that follows, when the end is a recast (VER-4).</summary>
    public Succession? Successor { get; init; }

    /// <summary>What happens to usage that was not billed by the end. Default: it is billed.</summary>
    public UsageAtEnd Usage { get; init; }

    /// <summary>Another fee than the clause's; <c>null</c> is that of the clause.</summary>
    public AgreedFee? Fee { get; init; }

    /// <summary>What becomes of open debt and of credit that is left. Default: both stay.</summary>
    public BalanceAtEnd Balance { get; init; } = BalanceAtEnd.AsItIs;
}

/// <summary>A termination was taken back before it took effect (VER-5).</summary>
/// <param name="EffectiveOn">The day it was taken back.</param>
/// <param name="WithdrawnSequence">The sequence of the termination that no longer counts.</param>
public sealed record TerminationWithdrawn(DateOnly EffectiveOn, int WithdrawnSequence) : Fact(EffectiveOn);

/// <summary>A renewal was declined (VER-10): the contract ends with its term.</summary>
/// <param name="EffectiveOn">The first day without service, as known when it was recorded.</param>
/// <param name="TermIndex">The term at whose end it stops, and with whose end it moves.</param>
/// <param name="BySupplier">Whether the supplier declined, rather than the customer.</param>
/// <param name="ReasonCode">A code from the seller's list, never free text.</param>
public sealed record RenewalDeclined(DateOnly EffectiveOn, int TermIndex, bool BySupplier, string ReasonCode) : Fact(EffectiveOn);

/// <summary>Free days were added after the paid ones (VER-6).</summary>
/// <param name="EffectiveOn">The first free day: the end that the term had.</param>
/// <param name="TermIndex">The term that became longer.</param>
/// <param name="Days">How many days are free.</param>
/// <param name="KeepsBillingAnchor">Whether later billing periods stay on the old days of the month.</param>
public sealed record ContractExtended(DateOnly EffectiveOn, int TermIndex, int Days, bool KeepsBillingAnchor) : Fact(EffectiveOn);

/// <summary>An ended contract goes on (VER-5).</summary>
/// <param name="EffectiveOn">The first day with service again.</param>
/// <param name="EndedSequence">The sequence of the end that no longer counts.</param>
/// <param name="BillsGap">Whether the days between the end and the return are billed as if it had never ended.</param>
/// <param name="Dropped">The sequences of suspended events that do not come back (CON-7).</param>
public sealed record ContractReinstated(DateOnly EffectiveOn, int EndedSequence, bool BillsGap, ImmutableArray<int> Dropped)
    : Fact(EffectiveOn);

/// <summary>Service stopped for a while (VER-7); billed days without it are credited and the term's end stays, unless it moves. The billing
/// anchor stays, unless it is reset.</summary>
/// <param name="EffectiveOn">The first day without service.</param>
/// <param name="ResumesOn">The first day with service again; <c>null</c> when that is not known yet.</param>
/// <param name="BySupplier">Whether the supplier suspended it for default, rather than the customer pausing.</param>
public sealed record ContractPaused(DateOnly EffectiveOn, DateOnly? ResumesOn, bool BySupplier) : Fact(EffectiveOn)
{
    /// <summary>How it moves the end of a term; <c>null</c> when billed days are credited and the end stays.</summary>
    public MovedEnd? Moves { get; init; }

    /// <summary>Whether billing periods begin anew on the day of return.</summary>
    public bool BeginsAnew { get; init; }
}

/// <summary>Service came back after a pause (VER-7), or was agreed to come back on another day.</summary>
/// <param name="EffectiveOn">The first day with service again; the pause's own first day takes the pause back.</param>
/// <param name="PausedSequence">The sequence of the pause that ends on that day.</param>
/// <param name="ByItself">Whether nobody decided it: the pause had lasted as long as it may.</param>
public sealed record ContractResumed(DateOnly EffectiveOn, int PausedSequence, bool ByItself) : Fact(EffectiveOn);

/// <summary>The last term ended and nothing renewed it.</summary>
/// <param name="EffectiveOn">The first day without service.</param>
public sealed record ContractExpired(DateOnly EffectiveOn) : Fact(EffectiveOn);

/// <summary>The fence was set, moved or lifted (BIL-5); the newest rules.</summary>
/// <param name="EffectiveOn">The day it was recorded.</param>
/// <param name="FenceOn">No debit may bill service on or after this day; <c>null</c> lifts the fence.</param>
public sealed record FenceSet(DateOnly EffectiveOn, DateOnly? FenceOn) : Fact(EffectiveOn);
