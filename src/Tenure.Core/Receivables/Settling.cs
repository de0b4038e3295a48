// Takes documents and payments one after the other and keeps the account (BIL-3). A refund is never more than the money paid on
// an invoice above what that invoice still keeps; what was paid by credit comes back as credit.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Receivables;

internal sealed class Settling(CreditUse creditUse)
{
    private readonly SortedDictionary<int, Invoice> invoices = [];
    private readonly List<Credit> credits = [];
    private readonly List<AccountMove> moves = [];
    private readonly SortedDictionary<int, AppliedPayment> payments = [];
    private long refundOwed;
    private int newest;

    /// <summary>An invoice uses up the credit there is; a credit note cancels debt, and gives back what was paid.</summary>
    public void Issue(int ordinal, List<BilledLine> lines)
    {
        newest = ordinal;
        long total = lines.Sum(static line => line.AmountMinor);
        bool asks = lines.Exists(static line => line.CorrectsDocument == 0);
        AccountMove move = asks ? UseCredit(ordinal, total) : Correct(lines);
        Note(move with { AfterDocument = ordinal });
    }

    /// <summary>Takes a payment, its return, or a refund that was paid.</summary>
    public void Take(RecordedFact recorded)
    {
        AccountMove move = recorded.Fact switch
        {
            PaymentRecorded payment => Pay(recorded.Sequence, payment),
            PaymentUnapplied unapplied => Unapply(unapplied.PaymentSequence),
            RefundPaid refund => PayBack(refund.AmountMinor),
            _ => throw Invariant.Broken("a payment is one of these"),
        };
        Note(move with { On = recorded.Fact.EffectiveOn, AfterDocument = newest, Event = recorded.Sequence });
    }

    /// <summary>The account as it stands.</summary>
    public CustomerAccount ToAccount() => new(
        [.. invoices.Select(static pair => pair.Value.ToBalance(pair.Key))],
        [
            .. credits.Where(static credit => credit.Left > 0).GroupBy(static credit => credit.Kind).OrderBy(static group => group.Key)
                .Select(static group => new CreditBalance(group.Key, group.Sum(static credit => credit.Left))),
        ],
        refundOwed, [.. moves],
        payments.ToImmutableSortedDictionary(static pair => pair.Key, pair => pair.Value with { CanGoBack = CanGoBack(pair.Key, pair.Value) }));

    private AccountMove UseCredit(int ordinal, long total)
    {
        var invoice = new Invoice { Total = total };
        invoices.Add(ordinal, invoice);
        foreach (Credit credit in credits.Where(static credit => credit.Left > 0).OrderBy(static credit => credit.Kind))
        {
            long used = Math.Min(credit.Left, invoice.Open);
            credit.Left -= used;
            invoice.ByCredit[(int)credit.Kind] += used;
        }

        return new AccountMove { ReceivableMinor = -invoice.CreditUsed, CreditMinor = invoice.CreditUsed };
    }

    private AccountMove Correct(List<BilledLine> lines)
    {
        long toCredit = 0;
        long toRefund = 0;
        foreach (BilledLine line in lines)
        {
            Invoice invoice = invoices[line.CorrectsDocument];
            long amount = -line.AmountMinor;
            long free = invoice.Paid + invoice.CreditUsed - invoice.Returned;
            long returned = creditUse == CreditUse.DebtFirst ? amount - Math.Min(amount, invoice.Open) : Math.Min(amount, free);
            invoice.Corrected += amount;
            invoice.Cancelled += amount - returned;
            long inMoney = Math.Clamp(invoice.Paid - invoice.MoneyReturned - (invoice.Total - invoice.Corrected), 0, returned);
            invoice.MoneyReturned += inMoney;
            ReturnCredit(invoice, returned - inMoney);
            toCredit += returned - inMoney;
            toRefund += line.Refunds ? inMoney : 0;
            toCredit += line.Refunds ? 0 : inMoney;
            Give(CreditKind.Correction, line.Refunds ? 0 : inMoney);
        }

        refundOwed += toRefund;
        return new AccountMove { ReceivableMinor = toCredit + toRefund, CreditMinor = -toCredit, RefundMinor = -toRefund };
    }

    /// <summary>What was paid by credit returns as credit of its kind, the kind used last first; what is above that was paid in
    /// money that the invoice keeps, and becomes a correction.</summary>
    private void ReturnCredit(Invoice invoice, long amount)
    {
        for (int kind = invoice.ByCredit.Length - 1; kind >= 0; kind--)
        {
            long back = Math.Min(amount, invoice.ByCredit[kind] - invoice.CreditReturned[kind]);
            invoice.CreditReturned[kind] += back;
            amount -= back;
            Give((CreditKind)kind, back);
        }

        invoice.KeptReturned += amount;
        Give(CreditKind.Correction, amount);
    }

    private AccountMove Pay(int sequence, PaymentRecorded payment)
    {
        long left = payment.AmountMinor;
        var to = ImmutableArray.CreateBuilder<(int, long)>();
        foreach ((int ordinal, Invoice invoice) in invoices)
        {
            long paid = (payment.Document ?? ordinal) == ordinal ? Math.Min(left, invoice.Open) : 0;
            if (paid > 0)
            {
                invoice.Paid += paid;
                left -= paid;
                to.Add((ordinal, paid));
            }
        }

        Give(CreditKind.Overpayment, left, sequence);
        payments.Add(sequence, new AppliedPayment(payment.AmountMinor, to.ToImmutable(), left, CanGoBack: true));
        return new AccountMove
        {
            CashMinor = payment.AmountMinor,
            ReceivableMinor = -(payment.AmountMinor - left),
            CreditMinor = -left,
        };
    }

    private AccountMove Unapply(int sequence)
    {
        Invariant.Holds(
            payments.Remove(sequence, out AppliedPayment? payment) && CanGoBack(sequence, payment), "only a payment that counts is taken back");
        foreach ((int ordinal, long minor) in payment!.To)
        {
            invoices[ordinal].Paid -= minor;
        }

        if (credits.Find(credit => credit.Payment == sequence) is { } over)
        {
            over.Left = 0;
        }

        return new AccountMove
        {
            CashMinor = -payment.AmountMinor,
            ReceivableMinor = payment.AmountMinor - payment.OverMinor,
            CreditMinor = payment.OverMinor,
        };
    }

    private bool CanGoBack(int sequence, AppliedPayment payment) =>
        payment.To.All(paid => invoices[paid.Document].Holds(paid.Minor))
        && (credits.Find(credit => credit.Payment == sequence)?.Left ?? 0) == payment.OverMinor;

    /// <summary>What is owed back is paid first, then what the customer has left.</summary>
    private AccountMove PayBack(long amount)
    {
        long owed = Math.Min(amount, refundOwed);
        refundOwed -= owed;
        long fromCredit = amount - owed;
        foreach (Credit credit in credits.OrderBy(static credit => credit.Kind))
        {
            long taken = Math.Min(fromCredit, credit.Left);
            credit.Left -= taken;
            fromCredit -= taken;
        }

        Invariant.Holds(fromCredit == 0, "no more is paid back than is owed or left");
        return new AccountMove { CashMinor = -amount, CreditMinor = amount - owed, RefundMinor = owed };
    }

    private void Give(CreditKind kind, long minor, int payment = 0)
    {
        if (minor > 0)
        {
            credits.Add(new Credit { Kind = kind, Left = minor, Payment = payment });
        }
    }

    private void Note(AccountMove move)
    {
        if (!move.IsNothing)
        {
            moves.Add(move);
        }
    }

    private sealed class Credit
    {
        public CreditKind Kind { get; init; }

        public long Left { get; set; }

        public int Payment { get; init; }
    }

    private sealed class Invoice
    {
        public long Total { get; init; }

        public long Paid { get; set; }

        public long Corrected { get; set; }

        public long Cancelled { get; set; }

        public long MoneyReturned { get; set; }

        public long KeptReturned { get; set; }

        public long[] ByCredit { get; } = new long[Enum.GetValues<CreditKind>().Length];

        public long[] CreditReturned { get; } = new long[Enum.GetValues<CreditKind>().Length];

        public long CreditUsed => ByCredit.Sum();

        public long Returned => MoneyReturned + KeptReturned + CreditReturned.Sum();

        public long Open => Total - Cancelled - Paid - CreditUsed;

        /// <summary>Whether so much of what was paid in money was not given back.</summary>
        public bool Holds(long minor) => Paid - MoneyReturned - KeptReturned >= minor;

        public InvoiceBalance ToBalance(int document) => new(document, Total, Cancelled, Paid, CreditUsed);
    }
}
