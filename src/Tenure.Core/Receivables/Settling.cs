// Takes documents and payments one after the other and keeps the account (BIL-3). A refund is never more than the money paid on
// an invoice above what that invoice still keeps; what was paid by credit comes back as credit.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Receivables;

internal sealed class Settling(Contract contract)
{
    private readonly SortedDictionary<int, Invoice> invoices = [];
    private readonly List<Credit> credits = [];
    private readonly List<AccountMove> moves = [];
    private readonly SortedDictionary<int, AppliedPayment> payments = [];
    private readonly SortedDictionary<int, ImmutableArray<CreditBalance>> carriedOut = [];
    private long refundOwed;
    private UnusedDays unused;
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
            CreditCarriedOut => CarryOut(recorded.Sequence),
            CreditCarriedIn carried => CarryIn(carried),
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
        payments.ToImmutableSortedDictionary(static pair => pair.Key, pair => pair.Value with { CanGoBack = CanGoBack(pair.Key, pair.Value) }),
        carriedOut.ToImmutableSortedDictionary(),
        unused);

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

        long toRefund = TakeLeftover();
        refundOwed += toRefund;
        return new AccountMove
        {
            ReceivableMinor = -invoice.CreditUsed, CreditMinor = invoice.CreditUsed + toRefund, RefundMinor = -toRefund,
        };
    }

    /// <summary>Carried credit that the first invoice leaves over is to be paid back, where that was agreed (VER-4).</summary>
    private long TakeLeftover()
    {
        long left = 0;
        foreach (Credit credit in credits.Where(static credit => credit.Leftover == Leftover.Refund))
        {
            left += credit.Left;
            credit.Left = 0;
        }

        return left;
    }

    /// <summary>Everything that is left goes over. The first time the agreed credit takes the place of what the unused days gave:
    /// more is granted as goodwill, less is forfeited, corrections first.</summary>
    private AccountMove CarryOut(int sequence)
    {
        long due = unused.CreditMinor;
        long agreed = carriedOut.Count == 0 ? contract.Ending?.Successor?.CreditMinor ?? due : due;
        long before = credits.Sum(static credit => credit.Left);
        long forfeited = Math.Clamp(due - agreed, 0, before);
        Give(CreditKind.Goodwill, Math.Max(0, agreed - due));
        long toForfeit = forfeited;
        var went = new SortedDictionary<CreditKind, long>();
        foreach (Credit credit in credits.OrderBy(static credit => credit.Kind))
        {
            long taken = Math.Min(toForfeit, credit.Left);
            toForfeit -= taken;
            went[credit.Kind] = went.GetValueOrDefault(credit.Kind) + credit.Left - taken;
            credit.Left = 0;
        }

        carriedOut.Add(sequence, [.. went.Where(static kind => kind.Value > 0).Select(static kind => new CreditBalance(kind.Key, kind.Value))]);
        long granted = Math.Max(0, agreed - due);
        unused = unused with
        {
            GrantedMinor = unused.GrantedMinor + granted,
            CreditMinor = due + granted - forfeited,
            ForfeitedMinor = unused.ForfeitedMinor + forfeited,
        };
        return new AccountMove
        {
            CreditMinor = before, CarriedMinor = forfeited - before - granted, GrantedMinor = granted, ForfeitedMinor = -forfeited,
        };
    }

    /// <summary>Credit that came over pays what is open, oldest first; what is to be paid back if left over pays the first invoice only.</summary>
    private AccountMove CarryIn(CreditCarriedIn carried)
    {
        long total = 0;
        long paid = 0;
        foreach (CarriedAmount amount in carried.Amounts)
        {
            long left = amount.AmountMinor;
            foreach (Invoice invoice in invoices.Values.Take(carried.Leftover == Leftover.Refund ? 1 : int.MaxValue))
            {
                long used = Math.Min(left, invoice.Open);
                invoice.ByCredit[(int)amount.Kind] += used;
                left -= used;
            }

            total += amount.AmountMinor;
            paid += amount.AmountMinor - left;
            if (left > 0)
            {
                credits.Add(new Credit { Kind = amount.Kind, Left = left, Leftover = carried.Leftover });
            }
        }

        long toRefund = invoices.Count > 0 ? TakeLeftover() : 0;
        refundOwed += toRefund;
        return new AccountMove
        {
            CarriedMinor = total, ReceivableMinor = -paid, CreditMinor = paid - total + toRefund, RefundMinor = -toRefund,
        };
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
            long returned = contract.Clauses.CreditUse == CreditUse.DebtFirst ? amount - Math.Min(amount, invoice.Open) : Math.Min(amount, free);
            invoice.Corrected += amount;
            invoice.Cancelled += amount - returned;
            long inMoney = Math.Clamp(invoice.Paid - invoice.MoneyReturned - (invoice.Total - invoice.Corrected), 0, returned);
            invoice.MoneyReturned += inMoney;
            ReturnCredit(invoice, returned - inMoney);
            toCredit += returned - inMoney;
            unused = IsOfRecast(line) ? With(unused, amount, returned, line.Refunds ? inMoney : 0) : unused;
            toRefund += line.Refunds ? inMoney : 0;
            toCredit += line.Refunds ? 0 : inMoney;
            Give(CreditKind.Correction, line.Refunds ? 0 : inMoney);
        }

        refundOwed += toRefund;
        return new AccountMove { ReceivableMinor = toCredit + toRefund, CreditMinor = -toCredit, RefundMinor = -toRefund };
    }

    private static UnusedDays With(in UnusedDays so, long amount, long returned, long refunded) => so with
    {
        UnusedMinor = so.UnusedMinor + amount,
        DebtCancelledMinor = so.DebtCancelledMinor + amount - returned,
        CreditMinor = so.CreditMinor + returned - refunded,
        RefundMinor = so.RefundMinor + refunded,
    };

    /// <summary>Whether a credit gives back days that a recast left unused.</summary>
    private bool IsOfRecast(in BilledLine line) =>
        contract.Ending is { Successor: not null } ending && line.Kind == BilledKind.GiveBack && line.Days.Start >= ending.On;

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

        public Leftover Leftover { get; init; }
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
