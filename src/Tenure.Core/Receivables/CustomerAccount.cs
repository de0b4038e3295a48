// What is owed on a contract's documents, what the customer has left, and what must be paid back: a pure function of its
// documents and of the money that came and went (BIL-3). Documents and payments are taken in the order in which they were
// recorded, so that nothing that comes later changes what an earlier one moved; what is taken back moves the difference.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;

namespace Tenure.Core.Receivables;

/// <summary>An invoice and what became of its debt.</summary>
/// <param name="Document">Its ordinal within the contract.</param>
/// <param name="TotalMinor">What it asked for, tax included, in minor units.</param>
/// <param name="CancelledMinor">Debt that credit notes cancelled.</param>
/// <param name="PaidMinor">Paid in money, with money owed back that was set off.</param>
/// <param name="CreditUsedMinor">Paid by credit.</param>
public sealed record InvoiceBalance(int Document, long TotalMinor, long CancelledMinor, long PaidMinor, long CreditUsedMinor)
{
    /// <summary>Debt that was written off at an end, less what was paid or cancelled of it since.</summary>
    public long WrittenOffMinor { get; init; }

    /// <summary>What is still owed on it; never below zero.</summary>
    public long OpenMinor => TotalMinor - CancelledMinor - PaidMinor - CreditUsedMinor - WrittenOffMinor;
}

/// <summary>Credit that the customer has left.</summary>
/// <param name="Kind">What it came from.</param>
/// <param name="LeftMinor">How much of it is left, in minor units, above zero.</param>
public readonly record struct CreditBalance(CreditKind Kind, long LeftMinor);

/// <summary>What one document or payment moved between the customer's accounts, in minor units. They sum to zero as an entry
/// does: money in and debts above zero, credit and refunds owed below.</summary>
/// <param name="On">The day it counts for.</param>
/// <param name="AfterDocument">The document it follows.</param>
/// <param name="Event">The sequence of the payment; 0 when the document itself moved it.</param>
/// <param name="CashMinor">Money that came, or went when below zero.</param>
/// <param name="ReceivableMinor">The change of what is owed on documents.</param>
/// <param name="CreditMinor">The change of the credit balance, below zero when it grows.</param>
/// <param name="RefundMinor">The change of what is to be paid back, below zero when it grows.</param>
/// <param name="CarriedMinor">Credit on its way between the contracts of a recast: above zero when it came, below when it went.</param>
/// <param name="GrantedMinor">Credit granted above what was due, above zero.</param>
/// <param name="ForfeitedMinor">Credit that was due and not granted, or was not used in time, below zero.</param>
/// <param name="WrittenOffMinor">Debt that was written off, above zero; below when it was paid or cancelled after all.</param>
public readonly record struct AccountMove(
    DateOnly On, int AfterDocument, int Event, long CashMinor, long ReceivableMinor, long CreditMinor, long RefundMinor,
    long CarriedMinor = 0, long GrantedMinor = 0, long ForfeitedMinor = 0, long WrittenOffMinor = 0)
{
    /// <summary>Whether nothing moved.</summary>
    public bool IsNothing => CashMinor == 0 && ReceivableMinor == 0 && CreditMinor == 0 && RefundMinor == 0
        && CarriedMinor == 0 && GrantedMinor == 0 && ForfeitedMinor == 0 && WrittenOffMinor == 0;

    /// <summary>The change of what the customer owes on balance: debts less credit left and what is to be paid back.</summary>
    public long BalanceMinor => ReceivableMinor + CreditMinor + RefundMinor;

    /// <summary>Both together, with the day and the place of the first.</summary>
    public static AccountMove operator +(AccountMove one, AccountMove other) => one with
    {
        CashMinor = one.CashMinor + other.CashMinor,
        ReceivableMinor = one.ReceivableMinor + other.ReceivableMinor,
        CreditMinor = one.CreditMinor + other.CreditMinor,
        RefundMinor = one.RefundMinor + other.RefundMinor,
        CarriedMinor = one.CarriedMinor + other.CarriedMinor,
        GrantedMinor = one.GrantedMinor + other.GrantedMinor,
        ForfeitedMinor = one.ForfeitedMinor + other.ForfeitedMinor,
        WrittenOffMinor = one.WrittenOffMinor + other.WrittenOffMinor,
    };

    /// <summary>The one without the other, with the day and the place of the first.</summary>
    public static AccountMove operator -(AccountMove one, AccountMove other) => one + new AccountMove
    {
        CashMinor = -other.CashMinor,
        ReceivableMinor = -other.ReceivableMinor,
        CreditMinor = -other.CreditMinor,
        RefundMinor = -other.RefundMinor,
        CarriedMinor = -other.CarriedMinor,
        GrantedMinor = -other.GrantedMinor,
        ForfeitedMinor = -other.ForfeitedMinor,
        WrittenOffMinor = -other.WrittenOffMinor,
    };
}

/// <summary>What became of the days that a recast left unused (VER-4), in minor units: unused and granted together are the debt that
/// was cancelled, the credit, the refund and what was forfeited.</summary>
/// <param name="UnusedMinor">What was billed for them, tax included.</param>
/// <param name="GrantedMinor">Granted on top.</param>
/// <param name="DebtCancelledMinor">Cancelled debt.</param>
/// <param name="CreditMinor">Credit that went over, or stays where none can go over.</param>
/// <param name="RefundMinor">To be paid back.</param>
/// <param name="ForfeitedMinor">Not granted, though it was due.</param>
public readonly record struct UnusedDays(
    long UnusedMinor, long GrantedMinor, long DebtCancelledMinor, long CreditMinor, long RefundMinor, long ForfeitedMinor);

/// <summary>The account of one contract.</summary>
/// <param name="Invoices">Its invoices, in the order of their ordinals.</param>
/// <param name="Credits">What the customer has left, by kind.</param>
/// <param name="RefundOwedMinor">What is to be paid back to the customer.</param>
/// <param name="Moves">Everything that moved, in order.</param>
/// <param name="Payments">The payments that count, by their event's sequence, with where each went in the end.</param>
/// <param name="CarriedOut">What went over to a successor, by the sequence of its event, kind by kind (VER-4).</param>
/// <param name="Unused">What became of the days that a recast left unused, as far as they were credited.</param>
public sealed record CustomerAccount(
    ImmutableArray<InvoiceBalance> Invoices,
    ImmutableArray<CreditBalance> Credits,
    long RefundOwedMinor,
    ImmutableArray<AccountMove> Moves,
    ImmutableSortedDictionary<int, AppliedPayment> Payments,
    ImmutableSortedDictionary<int, ImmutableArray<CreditBalance>> CarriedOut,
    UnusedDays Unused)
{
    /// <summary>What is owed on all invoices together.</summary>
    public long OpenMinor => Invoices.Sum(static invoice => invoice.OpenMinor);

    /// <summary>What is written off on all invoices together.</summary>
    public long WrittenOffMinor => Invoices.Sum(static invoice => invoice.WrittenOffMinor);

    /// <summary>What the customer has left that was paid in money: credit that was granted is never paid back by itself (VER-5).</summary>
    public long PaidCreditMinor => Credits.Sum(static credit => credit.Kind == CreditKind.Goodwill ? 0 : credit.LeftMinor);

    /// <summary>What the customer has left of all kinds together.</summary>
    public long CreditMinor => Credits.Sum(static credit => credit.LeftMinor);

    /// <summary>What the customer owes on balance: above zero when there is more debt than credit and money to be paid back.</summary>
    public long BalanceMinor => OpenMinor - CreditMinor - RefundOwedMinor;

    /// <summary>Whether a contract's history knows of any money; without it no document moves anything but its own debt.</summary>
    public static bool Moved(IReadOnlyList<RecordedFact> history)
    {
        foreach (RecordedFact recorded in history)
        {
            if (recorded.Fact is PaymentFact)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The account that a history and its documents make.</summary>
    /// <param name="contract">The contract, for its clause about credits.</param>
    /// <param name="history">Every event, in sequence order.</param>
    /// <param name="billed">Every issued line.</param>
    public static CustomerAccount Of(Contract contract, IReadOnlyList<RecordedFact> history, Billed billed) =>
        Replaying.Of(contract, history, billed);
}

/// <summary>A payment and where it went.</summary>
/// <param name="AmountMinor">The whole of it, in minor units.</param>
/// <param name="To">The invoices it paid, with how much.</param>
/// <param name="OverMinor">What of it was above the debt, and became credit.</param>
public sealed record AppliedPayment(long AmountMinor, ImmutableArray<(int Document, long Minor)> To, long OverMinor);
