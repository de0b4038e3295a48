// What can be wrong with money that is to be recorded.
using Tenure.Core.Kernel;

namespace Tenure.Core.Receivables;

/// <summary>An amount of nothing or less.</summary>
/// <param name="AmountMinor">What was given, in minor units.</param>
public sealed record NoAmount(long AmountMinor) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.no_amount";

    /// <inheritdoc/>
    public override string Sentence => "Money that came or went is more than zero: give the amount as it was; a payment or refund that was none is taken back with 'payment unapply'.";
}

/// <summary>An amount that no contract can cost.</summary>
public sealed record PaymentTooLarge : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.too_large";

    /// <inheritdoc/>
    public override string Sentence => "No contract costs more than a thousand million million minor units: give the amount that was paid.";
}

/// <summary>Money of a day that is still to come.</summary>
/// <param name="On">The day given.</param>
/// <param name="BusinessOn">The business day.</param>
public sealed record PaymentNotYet(DateOnly On, DateOnly BusinessOn) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.not_yet";

    /// <inheritdoc/>
    public override string Sentence =>
        $"{DayText.Of(On)} is still to come on {DayText.Of(BusinessOn)}: record money when it was seen, with a day that has come.";
}

/// <summary>Money of a day before the contract was known.</summary>
/// <param name="On">The day given.</param>
/// <param name="EarliestOn">The earlier of the contract's start and the day its order was recorded.</param>
public sealed record PaymentBeforeContract(DateOnly On, DateOnly EarliestOn) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.before_contract";

    /// <inheritdoc/>
    public override string Sentence =>
        $"On {DayText.Of(On)} there was no contract to pay for: give a day from {DayText.Of(EarliestOn)} on, when it was ordered or began.";
}

/// <summary>A payment for a document that is no invoice of the contract.</summary>
/// <param name="Document">The ordinal that was named.</param>
public sealed record NoInvoice(int Document) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.no_invoice";

    /// <inheritdoc/>
    public override string Sentence =>
        "The document is no invoice of this contract: name one of its invoices, or leave it out to take the oldest debt first.";
}

/// <summary>An event to take back that is no money, or was taken back already.</summary>
/// <param name="Sequence">The number that was named.</param>
public sealed record PaymentUnknown(int Sequence) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.unknown";

    /// <inheritdoc/>
    public override string Sentence => $"Event {Sequence} is no payment, refund or use of credit that counts: name the number of an event that 'account' lists and that was not taken back.";
}

/// <summary>Money that cannot be taken back, because it has left the contract since.</summary>
/// <param name="Sequence">The event to take back.</param>
/// <param name="Uncovered">The refund, or the credit that was carried over, for which there would not have been enough.</param>
/// <param name="IsCarried">Whether that is carried credit.</param>
public sealed record PaymentInUse(int Sequence, int Uncovered, bool IsCarried) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.in_use";

    /// <inheritdoc/>
    public override string Sentence =>
        IsCarried
            ? $"Without event {Sequence} the credit that event {Uncovered} carried over would not have been there, and the contract that follows has it: "
                + "leave the event as it is, and bill what is missing there, as a one-time item of an upgrade."
            : $"Without event {Sequence} there would not have been enough to pay back what event {Uncovered} paid back: "
                + $"take that refund back first with 'payment unapply --payment {Uncovered}', then this; what was paid back all the same is recorded again once it is covered.";
}

/// <summary>A refund above what is owed or left.</summary>
/// <param name="Most">What may be paid back, as people write it.</param>
public sealed record RefundNotOwed(string Most) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "refund.not_owed";

    /// <inheritdoc/>
    public override string Sentence =>
        $"No more than {Most} is owed to the customer or left as credit: record no more than that.";
}

/// <summary>Nothing is left that could be used.</summary>
public sealed record CreditNoneLeft : Refusal
{
    /// <inheritdoc/>
    public override string Code => "credit.none_left";

    /// <inheritdoc/>
    public override string Sentence =>
        "The customer has no credit left and nothing is to be paid back: record what they pay with 'payment record'.";
}

/// <summary>Nothing is open that credit could be used on.</summary>
/// <param name="IsNamed">Whether one invoice was named, rather than all.</param>
public sealed record CreditNothingOpen(bool IsNamed) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "credit.nothing_open";

    /// <inheritdoc/>
    public override string Sentence => IsNamed
        ? "Nothing is open on that invoice: name one that 'account' shows with an open amount, or leave it out to take the oldest debt first."
        : "Nothing is open on the contract's invoices: leave the credit for the next invoice, or pay it back with 'payment refund'.";
}
