// Why a decision about a contract is refused. Each code is stable and documented in docs/refusals.md.
using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>A refusal whose sentence shows a day as people read it.</summary>
public abstract record ContractRefusal : Refusal
{
    /// <summary>A day as the sentences show it.</summary>
    protected static string Show(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>An order without any line.</summary>
public sealed record OrderWithoutLines : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "order.without_lines";

    /// <inheritdoc/>
    public override string Sentence => "The order has no lines: name at least one charge of the plan with its quantity.";
}

/// <summary>A reference that could hold free text.</summary>
public sealed record ReferenceNotUsable : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "order.reference_not_usable";

    /// <inheritdoc/>
    public override string Sentence =>
        "The reference is a code of at most 64 letters, digits and . _ - /: leave people's words and names out of it.";
}

/// <summary>An order whose dates do not fit together.</summary>
/// <param name="Start">The first day of service.</param>
/// <param name="PaidFrom">The first paid day.</param>
public sealed record TrialBeforeStart(DateOnly Start, DateOnly PaidFrom) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "order.paid_before_start";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The first paid day {Show(PaidFrom)} lies before the start {Show(Start)}: give a first paid day on or after the start.";
}

/// <summary>A price in another currency than the contract's.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Currency">The contract's currency.</param>
public sealed record CurrencyDiffers(string ChargeCode, string Currency) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "order.currency_differs";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Charge '{ChargeCode}' is not priced in {Currency}: a contract has one currency, so choose a plan version in {Currency}.";
}

/// <summary>A quantity that the charge does not take.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Limit">What it takes.</param>
public sealed record QuantityNotAllowed(string ChargeCode, QuantityLimit Limit) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "line.quantity_not_allowed";

    /// <inheritdoc/>
    public override string Sentence => $"Charge '{ChargeCode}' does not take this quantity: " + Limit switch
    {
        QuantityLimit.Once => "it is flat or usage, so take it once, and name it only where it is not in force yet.",
        QuantityLimit.AboveZero => "give more than zero.",
        QuantityLimit.WholeLine => "its units are prepaid, so remove all of a line or none.",
        QuantityLimit.Countable => "give less, so that a hundred years of it cost below a thousand million million minor units.",
    };
}

/// <summary>What limits a quantity.</summary>
public enum QuantityLimit
{
    /// <summary>A flat charge, or usage, is there or not.</summary>
    Once,

    /// <summary>Prepaid units leave with their line.</summary>
    WholeLine,

    /// <summary>Units come and leave by more than zero.</summary>
    AboveZero,

    /// <summary>Sums of it must stay exact over a whole book.</summary>
    Countable,
}

/// <summary>What stands twice.</summary>
public enum NamedKind
{
    /// <summary>A charge.</summary>
    Charge,

    /// <summary>A discount that is agreed, or was before.</summary>
    Discount,

    /// <summary>A discount that ends.</summary>
    EndedDiscount,

    /// <summary>The price of a charge from one day on.</summary>
    Price,
}

/// <summary>The same code twice where one is needed.</summary>
/// <param name="What">What was named twice.</param>
/// <param name="Kind">What it is a code of.</param>
public sealed record NamedTwice(string What, NamedKind Kind = NamedKind.Charge) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "order.named_twice";

    /// <inheritdoc/>
    public override string Sentence => Kind switch
    {
        NamedKind.Charge => $"'{What}' is named twice: name it once, with the whole quantity.",
        NamedKind.Discount => $"The contract has a discount '{What}' already, or it is named twice: give each discount a code of its own.",
        NamedKind.EndedDiscount => $"The end of discount '{What}' is named twice: name it once.",
        NamedKind.Price => $"'{What}' has two prices from the same day on: name one of them.",
    };
}

/// <summary>A fixed discount, or one for some billing periods of a contract that runs, over charges that are billed at different times.</summary>
/// <param name="DiscountCode">The discount.</param>
public sealed record DiscountOverCadences(string DiscountCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "discount.mixed_cadences";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Discount '{DiscountCode}' counts billing periods, but its charges are billed at different cadences: name one charge for it.";
}

/// <summary>A charge that neither the contract nor its plan knows.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record ChargeUnknown(string ChargeCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "charge.unknown";

    /// <inheritdoc/>
    public override string Sentence =>
        $"No charge '{ChargeCode}' is on the contract or in the plan version that was signed: list the plan's charges and name one of them.";
}

/// <summary>A line that the contract does not have.</summary>
/// <param name="Line">The number.</param>
public sealed record LineUnknown(int Line) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "line.unknown";

    /// <inheritdoc/>
    public override string Sentence => $"The contract has no line {Line}: show the contract and name one of its lines.";
}

/// <summary>More units would leave than are there.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="InForce">The units in force on the day.</param>
/// <param name="On">The day.</param>
public sealed record TooFewUnits(string ChargeCode, string InForce, DateOnly On) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "line.too_few_units";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Of '{ChargeCode}' no more than {InForce} can leave on {Show(On)}: remove no more than that.";
}

/// <summary>A one-time item whose clause gives nothing back, or nothing any more.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record OneTimeStays(string ChargeCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "line.one_time_stays";

    /// <inheritdoc/>
    public override string Sentence =>
        $"'{ChargeCode}' is a one-time item and its clause gives nothing back on that day: grant a credit instead when something is owed.";
}

/// <summary>A change that changes nothing.</summary>
public sealed record NothingToChange : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "change.empty";

    /// <inheritdoc/>
    public override string Sentence => "The change adds and removes nothing: name at least one charge with a quantity above zero.";
}

/// <summary>A day outside the dates of the contract.</summary>
/// <param name="On">The day asked for.</param>
/// <param name="Start">The contract's first day.</param>
/// <param name="End">The day after its last fixed day.</param>
public sealed record OutsideTheDates(DateOnly On, DateOnly Start, DateOnly End) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "change.outside_dates";

    /// <inheritdoc/>
    public override string Sentence =>
        $"{Show(On)} lies outside the contract's dates: choose a day from {Show(Start)} to {Show(End.AddDays(-1))}, or renew first.";
}

/// <summary>A change for the next renewal of a contract that does not renew by itself.</summary>
/// <param name="End">The day after its last fixed day.</param>
public sealed record NoRenewalAhead(DateOnly End) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "change.no_renewal";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The contract does not go on by itself after {Show(End.AddDays(-1))}: choose a day by then, or name the change when you renew it.";
}

/// <summary>The contract is over.</summary>
/// <param name="EndedOn">The first day without service.</param>
public sealed record ContractEnded(DateOnly EndedOn) : ContractRefusal
{
    /// <summary>The contract as which it goes on, after a recast or a transfer; else <c>null</c>.</summary>
    public Guid? GoesOnAs { get; init; }

    /// <summary>Whether it can still be reinstated: its term is not over.</summary>
    public bool CanReturn { get; init; }

    /// <inheritdoc/>
    public override string Code => "contract.ended";

    /// <inheritdoc/>
    public override string Sentence => $"The contract ended; its last day of service was {Show(EndedOn.AddDays(-1))}. "
        + (GoesOnAs is { } successor ? $"It goes on as {successor}: change that one." : CanReturn ? "Order anew, or reinstate it." : "Its term is over too: order anew.");

    /// <summary>The end of a contract, and what can be done about it.</summary>
    /// <param name="contract">A contract that ended.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    internal static ContractEnded Of(Contract contract, DateOnly businessOn) => new(contract.KnownEnd)
    {
        GoesOnAs = contract.Ending?.Successor?.Contract,
        CanReturn = contract.Ending is { IsExpiry: false } && businessOn < contract.LastTerm.Span.End,
    };
}

/// <summary>An end is already scheduled.</summary>
/// <param name="EndsOn">The first day without service.</param>
public sealed record AlreadyEnding(DateOnly EndsOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "termination.already_scheduled";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The contract already ends after {Show(EndsOn.AddDays(-1))}: withdraw that termination first.";
}

/// <summary>An end that lies behind today.</summary>
/// <param name="AskedOn">The end asked for.</param>
/// <param name="BusinessOn">The business day.</param>
public sealed record EndInThePast(DateOnly AskedOn, DateOnly BusinessOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "termination.in_the_past";

    /// <inheritdoc/>
    public override string Sentence =>
        $"An end on {Show(AskedOn)} lies before today, {Show(BusinessOn)}: end it today or later, and grant a credit for the days before.";
}

/// <summary>An end behind the one that the contract has anyway.</summary>
/// <param name="AskedOn">The end asked for.</param>
/// <param name="EndsOn">The end it has.</param>
public sealed record EndAfterTheTerm(DateOnly AskedOn, DateOnly EndsOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "termination.after_the_term";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The term ends on {Show(EndsOn)} and does not renew by itself, before the end asked for, {Show(AskedOn)}: renew first, or end it by {Show(EndsOn)}.";
}

/// <summary>A reason that is not a code.</summary>
/// <param name="Given">What was given.</param>
public sealed record ReasonNotACode(string Given) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "reason.not_a_code";

    /// <inheritdoc/>
    public override string Sentence =>
        $"'{Given}' is not a reason code: use one of the seller's codes (small letters, digits and underscores, at most 40); people's own words belong in a note.";
}

/// <summary>Nothing to withdraw.</summary>
public sealed record NoTermination : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "termination.none";

    /// <inheritdoc/>
    public override string Sentence => "No termination is scheduled on this contract: show it, and withdraw only an end that is still to come.";
}

/// <summary>The termination already took effect.</summary>
/// <param name="EndedOn">The first day without service.</param>
public sealed record TerminationTookEffect(DateOnly EndedOn) : ContractRefusal
{
    /// <summary>The contract as which it goes on, after a recast or a transfer; else <c>null</c>.</summary>
    public Guid? GoesOnAs { get; init; }

    /// <inheritdoc/>
    public override string Code => "termination.took_effect";

    /// <inheritdoc/>
    public override string Sentence => GoesOnAs is { } successor
        ? $"The contract goes on as {successor} since {Show(EndedOn)}, and that cannot be withdrawn any more: change that contract instead."
        : $"The termination took effect on {Show(EndedOn)} and cannot be withdrawn any more: reinstate the contract while its term lasts, or order anew.";
}

/// <summary>The clause knows no further renewal.</summary>
/// <param name="MostRenewals">How many renewals were agreed.</param>
public sealed record RenewalsUsedUp(int MostRenewals) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "renewal.used_up";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The contract has had the {(MostRenewals == 1 ? "one renewal" : $"{MostRenewals} renewals")} it allows: order anew, or change the clause.";
}

/// <summary>The contract says that it does not renew.</summary>
public sealed record RenewalNotAgreed : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "renewal.not_agreed";

    /// <inheritdoc/>
    public override string Sentence => "The contract's renewal clause says 'none': order anew, or change the clause.";
}

/// <summary>A length that is no length.</summary>
/// <param name="Text">What was given.</param>
public sealed record LengthNotUsable(string Text) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "term.length_not_usable";

    /// <inheritdoc/>
    public override string Sentence =>
        $"'{Text}' cannot be the length of a term: give at least one day and at most a hundred years, such as '12 months'.";
}

/// <summary>An evergreen contract with a number of renewals.</summary>
public sealed record EvergreenLimited : Refusal
{
    /// <inheritdoc/>
    public override string Code => "renewal.evergreen_limited";

    /// <inheritdoc/>
    public override string Sentence =>
        "An evergreen contract runs on until notice is given: leave the number of renewals out, or choose automatic renewal.";
}

/// <summary>A renewal that can no longer be declined.</summary>
/// <param name="TermStart">The first day of the term that is fixed.</param>
/// <param name="NextDeadlineOn">The last day to decline the renewal after it, when there is one.</param>
public sealed record RenewalLockedIn(DateOnly TermStart, DateOnly? NextDeadlineOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "renewal.locked_in";

    /// <inheritdoc/>
    public override string Sentence => $"The term from {Show(TermStart)} is fixed already: "
        + (NextDeadlineOn is { } next ? $"decline the renewal after it by {Show(next)} once that term has begun, or " : string.Empty)
        + "end the contract by a termination.";
}
