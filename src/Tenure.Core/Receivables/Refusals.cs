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
    public override string Sentence => "Money that came or went is more than zero: give the amount; what was wrong is taken back with 'payment unapply'.";
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

/// <summary>A payment for a document that is no invoice of the contract.</summary>
/// <param name="Document">The ordinal that was named.</param>
public sealed record NoInvoice(int Document) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.no_invoice";

    /// <inheritdoc/>
    public override string Sentence =>
        "The document is no invoice of this contract: name one of its invoices, or leave it out to pay the oldest debt first.";
}

/// <summary>A payment that is not there.</summary>
/// <param name="Sequence">The number that was named.</param>
public sealed record PaymentUnknown(int Sequence) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.unknown";

    /// <inheritdoc/>
    public override string Sentence => $"Event {Sequence} is no payment that counts: name one that 'account' lists.";
}

/// <summary>A payment that cannot be taken back, because its money was given back or used since.</summary>
/// <param name="Sequence">The payment.</param>
public sealed record PaymentInUse(int Sequence) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "payment.in_use";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The money of payment {Sequence} was given back or used for another invoice since: take back what used it first, "
        + "or record what is owed again as a new invoice.";
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
