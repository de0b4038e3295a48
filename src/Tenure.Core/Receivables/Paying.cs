// Recording money: a payment, a refund that was paid, a use of what is left, and taking one of these back. Money is recorded when
// somebody saw it, so its day may lie in the past, never ahead and never before the contract was known.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Receivables;

/// <summary>A payment to record.</summary>
/// <param name="AmountMinor">Minor units of the contract's currency.</param>
/// <param name="ReceivedOn">The day the money arrived.</param>
/// <param name="Document">The ordinal of the invoice it is for; <c>null</c> pays the oldest debt first.</param>
public sealed record RecordPayment(long AmountMinor, DateOnly ReceivedOn, int? Document)
{
    /// <summary>What it shares with the other parts of a payment for a joint document; <c>null</c> of a payment for one contract.</summary>
    public Guid? Joint { get; init; }
}

/// <summary>A refund that was paid.</summary>
/// <param name="AmountMinor">Minor units of the contract's currency.</param>
/// <param name="PaidOn">The day it was paid.</param>
public sealed record RecordRefund(long AmountMinor, DateOnly PaidOn);

/// <summary>What is left, and what is to be paid back, used on open invoices.</summary>
/// <param name="Document">The ordinal of the invoice it is for; <c>null</c> pays the oldest debt first.</param>
public sealed record UseCredit(int? Document);

/// <summary>A credit that is granted without being owed.</summary>
/// <param name="AmountMinor">Minor units of the contract's currency.</param>
/// <param name="ReasonCode">A code of the seller's list.</param>
public sealed record GrantCredit(long AmountMinor, string ReasonCode);

/// <summary>Decides about money.</summary>
[Rule("BIL-3")]
public static class Paying
{
    /// <summary>The fact of a payment. Refuses with <c>payment.no_amount</c>, <c>payment.not_yet</c>,
    /// <c>payment.before_contract</c> or <c>payment.no_invoice</c>.</summary>
    /// <param name="account">The account before it.</param>
    /// <param name="history">Every event, in sequence order.</param>
    /// <param name="documents">How many documents there are.</param>
    /// <param name="command">What was paid.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> Decide(
        CustomerAccount account, IReadOnlyList<RecordedFact> history, int documents, RecordPayment command, DateOnly businessOn) =>
        CheckMoney(command.AmountMinor, command.ReceivedOn, history, businessOn) is { } refusal ? refusal
        : Unknown(account, command.Document) is { } unknown ? unknown
        : ImmutableArray.Create<Fact>(new PaymentRecorded(command.ReceivedOn, documents, command.AmountMinor, command.Document) { Joint = command.Joint });

    /// <summary>The fact of taking a payment, a refund or a use of credit back. Refuses with <c>payment.unknown</c> or
    /// <c>payment.in_use</c>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="history">Every event, in sequence order.</param>
    /// <param name="billed">Every issued line.</param>
    /// <param name="documents">How many documents there are.</param>
    /// <param name="sequence">The event to take back.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> Unapply(
        Contract contract, IReadOnlyList<RecordedFact> history, Billed billed, int documents, int sequence, DateOnly businessOn) =>
        !Counts(history, sequence) ? new PaymentUnknown(sequence)
        : Replaying.UncoveredWithout(contract, history, billed, sequence) is { } uncovered
            ? new PaymentInUse(sequence, uncovered.Sequence, uncovered.Fact is CreditCarriedOut)
        : ImmutableArray.Create<Fact>(new PaymentUnapplied(businessOn, documents, sequence));

    /// <summary>The fact of a refund. Refuses with <c>payment.no_amount</c>, <c>payment.not_yet</c>,
    /// <c>payment.before_contract</c> or <c>refund.not_owed</c>.</summary>
    public static Decision<ImmutableArray<Fact>> PayBack(
        CustomerAccount account, IReadOnlyList<RecordedFact> history, int documents, RecordRefund command, DateOnly businessOn, Currency currency)
    {
        long most = account.RefundOwedMinor + account.CreditMinor;
        return CheckMoney(command.AmountMinor, command.PaidOn, history, businessOn) is { } refusal ? refusal
            : command.AmountMinor > most ? new RefundNotOwed(new Money(most, currency).ToString())
            : ImmutableArray.Create<Fact>(new RefundPaid(command.PaidOn, documents, command.AmountMinor));
    }

    /// <summary>The fact of using what is left and what is to be paid back. Refuses with <c>payment.no_invoice</c>,
    /// <c>credit.none_left</c> or <c>credit.nothing_open</c>.</summary>
    public static Decision<ImmutableArray<Fact>> Use(CustomerAccount account, int documents, UseCredit command, DateOnly businessOn) =>
        Unknown(account, command.Document) is { } unknown ? unknown
        : account.CreditMinor + account.RefundOwedMinor == 0 ? new CreditNoneLeft()
        : !account.Invoices.Any(invoice => (command.Document ?? invoice.Document) == invoice.Document && invoice.OpenMinor > 0)
            ? new CreditNothingOpen(command.Document is not null)
        : ImmutableArray.Create<Fact>(new CreditUsed(businessOn, documents, command.Document));

    /// <summary>The fact of a granted credit (VER-11). Refuses as <see cref="Granting.Check"/> does.</summary>
    public static Decision<ImmutableArray<Fact>> Grant(
        Contract contract, IReadOnlyList<RecordedFact> history, int documents, GrantCredit command, DateOnly businessOn) =>
        Granting.Check(contract, history, businessOn, command.AmountMinor, command.ReasonCode) is { } refusal ? refusal
        : ImmutableArray.Create<Fact>(new CreditGranted(businessOn, documents, command.AmountMinor, command.ReasonCode));

    private static bool Counts(IReadOnlyList<RecordedFact> history, int sequence) =>
        sequence >= 1 && sequence <= history.Count && history[sequence - 1].Fact is PaymentRecorded or RefundPaid or CreditUsed or CreditGranted
        && !history.Any(recorded => recorded.Fact is PaymentUnapplied unapplied && unapplied.PaymentSequence == sequence);

    private static NoInvoice? Unknown(CustomerAccount account, int? document) =>
        document is { } named && !account.Invoices.Any(invoice => invoice.Document == named) ? new NoInvoice(named) : null;

    /// <summary>Money may come before the contract starts, once it was ordered; before both there was nothing to pay for.</summary>
    private static Refusal? CheckMoney(long amountMinor, DateOnly on, IReadOnlyList<RecordedFact> history, DateOnly businessOn)
    {
        DateOnly start = history[0].Fact.EffectiveOn;
        DateOnly earliestOn = history[0].BusinessOn < start ? history[0].BusinessOn : start;
        return amountMinor <= 0 ? new NoAmount(amountMinor)
            : amountMinor > Ordering.MostMinor ? new PaymentTooLarge()
            : on > businessOn ? new PaymentNotYet(on, businessOn)
            : on < earliestOn ? new PaymentBeforeContract(on, earliestOn)
            : null;
    }
}
