// Recording money: a payment, its return, a refund that was paid. Money is recorded when somebody saw it, so its day may lie in the
// past, never ahead.
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Receivables;

/// <summary>A payment to record.</summary>
/// <param name="AmountMinor">Minor units of the contract's currency.</param>
/// <param name="ReceivedOn">The day the money arrived.</param>
/// <param name="Document">The ordinal of the invoice it is for; <c>null</c> pays the oldest debt first.</param>
public sealed record RecordPayment(long AmountMinor, DateOnly ReceivedOn, int? Document);

/// <summary>A refund that was paid.</summary>
/// <param name="AmountMinor">Minor units of the contract's currency.</param>
/// <param name="PaidOn">The day it was paid.</param>
public sealed record RecordRefund(long AmountMinor, DateOnly PaidOn);

/// <summary>Decides about money.</summary>
[Rule("BIL-3")]
public static class Paying
{
    /// <summary>The fact of a payment. Refuses with <c>payment.no_amount</c>, <c>payment.not_yet</c> or
    /// <c>payment.no_invoice</c>.</summary>
    /// <param name="account">The account before it.</param>
    /// <param name="documents">How many documents there are.</param>
    /// <param name="command">What was paid.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> Decide(CustomerAccount account, int documents, RecordPayment command, DateOnly businessOn) =>
        CheckMoney(command.AmountMinor, command.ReceivedOn, businessOn) is { } refusal ? refusal
        : command.Document is { } named && !account.Invoices.Any(invoice => invoice.Document == named) ? new NoInvoice(named)
        : ImmutableArray.Create<Fact>(new PaymentRecorded(command.ReceivedOn, documents, command.AmountMinor, command.Document));

    /// <summary>The fact of taking a payment back. Refuses with <c>payment.unknown</c> or <c>payment.in_use</c>.</summary>
    public static Decision<ImmutableArray<Fact>> Unapply(CustomerAccount account, int documents, int payment, DateOnly businessOn) =>
        !account.Payments.TryGetValue(payment, out AppliedPayment? applied) ? new PaymentUnknown(payment)
        : !applied.CanGoBack ? new PaymentInUse(payment)
        : ImmutableArray.Create<Fact>(new PaymentUnapplied(businessOn, documents, payment));

    /// <summary>The fact of a refund. Refuses with <c>payment.no_amount</c>, <c>payment.not_yet</c> or
    /// <c>refund.not_owed</c>.</summary>
    public static Decision<ImmutableArray<Fact>> PayBack(
        CustomerAccount account, int documents, RecordRefund command, DateOnly businessOn, Currency currency)
    {
        long most = account.RefundOwedMinor + account.CreditMinor;
        return CheckMoney(command.AmountMinor, command.PaidOn, businessOn) is { } refusal ? refusal
            : command.AmountMinor > most ? new RefundNotOwed(new Money(most, currency).ToString())
            : ImmutableArray.Create<Fact>(new RefundPaid(command.PaidOn, documents, command.AmountMinor));
    }

    private static Refusal? CheckMoney(long amountMinor, DateOnly on, DateOnly businessOn) =>
        amountMinor <= 0 ? new NoAmount(amountMinor)
        : on > businessOn ? new PaymentNotYet(on, businessOn)
        : null;
}
