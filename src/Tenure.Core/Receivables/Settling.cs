// Takes documents and payments one after the other and keeps the account (BIL-3). A refund is never more than the money paid on
// an invoice above what that invoice still keeps; what was paid by credit comes back as credit. Amounts are gross: tax is owed and
// paid like the rest. What is taken back never comes here: Replaying leaves it out.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Receivables;

/// <param name="contract">The contract.</param>
/// <param name="carried">What went over to a successor already, by the sequence of its event: the successor has it, so going through
/// the history again must carry the same.</param>
internal sealed partial class Settling(Contract contract, IReadOnlyDictionary<int, ImmutableArray<CreditBalance>> carried)
{
    private readonly SortedDictionary<int, Invoice> invoices = [];
    private readonly List<Credit> credits = [];
    private readonly SortedDictionary<int, AppliedPayment> payments = [];
    private readonly SortedDictionary<int, ImmutableArray<CreditBalance>> carriedOut = [];
    private long refundOwed;
    private UnusedDays unused;
    private int newest;

    /// <summary>Everything that moved so far, in one sum.</summary>
    public AccountMove Moved { get; private set; }

    /// <summary>The sequence of the first refund or carried credit for which there was not enough; 0 when all are covered.</summary>
    public int Uncovered { get; private set; }

    /// <summary>What went over to a successor, by the sequence of its event.</summary>
    public IReadOnlyDictionary<int, ImmutableArray<CreditBalance>> CarriedOut => carriedOut;

    /// <summary>An invoice uses up the credit there is; a credit note cancels debt, and gives back what was paid.</summary>
    public AccountMove Issue(int ordinal, List<BilledLine> lines)
    {
        newest = ordinal;
        long total = lines.Sum(static line => line.GrossMinor);
        bool asks = lines.Exists(static line => line.CorrectsDocument == 0);
        AccountMove move = asks ? Ask(ordinal, total) : Correct(lines);
        return Note(move with { AfterDocument = ordinal });
    }

    /// <summary>Takes a payment, a use of credit, a refund that was paid, credit that was carried over, or what an end chose.</summary>
    public AccountMove Take(RecordedFact recorded, BalanceAtEnd? chosen)
    {
        AccountMove move = recorded.Fact switch
        {
            PaymentRecorded payment => Pay(recorded.Sequence, payment),
            CreditUsed use => UseCredit(use.Document),
            CreditGranted granted => Grant(granted.AmountMinor),
            RefundPaid refund => PayBack(recorded.Sequence, refund.AmountMinor),
            BalanceSettled => SettleBalance(chosen!),
            CreditLapsed => Lapse(),
            CreditCarriedOut => CarryOut(recorded.Sequence),
            CreditCarriedIn came => CarryIn(came),
            _ => throw Invariant.Broken("a payment is one of these"),
        };
        return Note(move with { On = recorded.Fact.EffectiveOn, AfterDocument = newest, Event = recorded.Sequence });
    }

    /// <summary>The account as it stands.</summary>
    /// <param name="moves">What moved, in order.</param>
    public CustomerAccount ToAccount(ImmutableArray<AccountMove> moves) => new(
        [.. invoices.Select(static pair => pair.Value.ToBalance(pair.Key))],
        [
            .. credits.Where(static credit => credit.Left > 0).GroupBy(static credit => credit.Kind).OrderBy(static group => group.Key)
                .Select(static group => new CreditBalance(group.Key, group.Sum(static credit => credit.Left))),
        ],
        refundOwed, moves, payments.ToImmutableSortedDictionary(), carriedOut.ToImmutableSortedDictionary(), unused);

    /// <summary>Credit that an invoice leaves over stays, but for what was carried for the first one alone.</summary>
    private AccountMove Ask(int ordinal, long total)
    {
        var invoice = new Invoice { Total = total };
        invoices.Add(ordinal, invoice);
        SpendCredit(invoice);
        long toRefund = TakeLeftover();
        refundOwed += toRefund;
        return new AccountMove
        {
            ReceivableMinor = -invoice.CreditUsed,
            CreditMinor = invoice.CreditUsed + toRefund,
            RefundMinor = -toRefund,
        };
    }

    /// <summary>What is left pays what is open, oldest first, unless an invoice is named; then what is to be paid back is set off. Money
    /// that is owed back and set off counts as money paid, so that it can come back as money.</summary>
    private AccountMove UseCredit(int? document)
    {
        long byCredit = 0;
        long setOff = 0;
        Invoice[] open = [.. invoices.Where(pair => (document ?? pair.Key) == pair.Key).Select(static pair => pair.Value)];
        foreach (Invoice invoice in open)
        {
            byCredit += SpendCredit(invoice);
        }

        foreach (Invoice invoice in open)
        {
            long used = Math.Min(refundOwed, invoice.Open);
            refundOwed -= used;
            invoice.Paid += used;
            setOff += used;
        }

        return new AccountMove { ReceivableMinor = -(byCredit + setOff), CreditMinor = byCredit, RefundMinor = setOff };
    }

    /// <summary>Pays an invoice by what is left, kind by kind, oldest first.</summary>
    private long SpendCredit(Invoice invoice)
    {
        long spent = 0;
        foreach (Credit credit in credits.Where(static credit => credit.Left > 0).OrderBy(static credit => credit.Kind))
        {
            long used = Math.Min(credit.Left, invoice.Open);
            credit.Left -= used;
            invoice.ByCredit[(int)credit.Kind] += used;
            spent += used;
        }

        return spent;
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

    /// <summary>Everything that is left goes over. The first time the agreed credit takes the place of what the unused days had cost,
    /// the debt that they cancelled included: more is granted as goodwill, less is forfeited, corrections first.</summary>
    private AccountMove CarryOut(int sequence)
    {
        long due = unused.CreditMinor;
        long derived = due + unused.DebtCancelledMinor;
        long agreed = carriedOut.Count == 0 ? contract.Ending?.Successor?.CreditMinor ?? derived : derived;
        long before = credits.Sum(static credit => credit.Left);
        long forfeited = Math.Clamp(due - Math.Max(0, agreed - unused.DebtCancelledMinor), 0, before);
        long granted = Math.Max(0, agreed - derived);
        Give(CreditKind.Goodwill, granted);
        long goes = carried.TryGetValue(sequence, out ImmutableArray<CreditBalance> known)
            ? known.Sum(static credit => credit.LeftMinor)
            : before + granted - forfeited;
        Cover(sequence, goes <= before + granted - forfeited);
        long toForfeit = forfeited;
        long toGo = goes;
        var went = new SortedDictionary<CreditKind, long>();
        foreach (Credit credit in credits.OrderBy(static credit => credit.Kind))
        {
            long taken = Math.Min(toForfeit, credit.Left);
            toForfeit -= taken;
            credit.Left -= taken;
            long gone = Math.Min(toGo, credit.Left);
            toGo -= gone;
            credit.Left -= gone;
            went[credit.Kind] = went.GetValueOrDefault(credit.Kind) + gone;
        }

        carriedOut.Add(
            sequence,
            known.IsDefault
                ? [.. went.Where(static kind => kind.Value > 0).Select(static kind => new CreditBalance(kind.Key, kind.Value))]
                : known);
        unused = unused with
        {
            GrantedMinor = unused.GrantedMinor + granted,
            CreditMinor = due + granted - forfeited,
            ForfeitedMinor = unused.ForfeitedMinor + forfeited,
        };
        return new AccountMove
        {
            CreditMinor = goes + forfeited - granted,
            CarriedMinor = -goes,
            GrantedMinor = granted,
            ForfeitedMinor = -forfeited,
        };
    }

    /// <summary>Credit that came over pays what is open, oldest first; what is to be paid back if left over pays the first invoice only.</summary>
    private AccountMove CarryIn(CreditCarriedIn came)
    {
        long total = 0;
        long paid = 0;
        foreach (CarriedAmount amount in came.Amounts)
        {
            long left = amount.AmountMinor;
            foreach (Invoice invoice in invoices.Values.Take(came.Leftover == Leftover.Refund ? 1 : int.MaxValue))
            {
                long used = Math.Min(left, invoice.Open);
                invoice.ByCredit[(int)amount.Kind] += used;
                left -= used;
            }

            total += amount.AmountMinor;
            paid += amount.AmountMinor - left;
            if (left > 0)
            {
                credits.Add(new Credit { Kind = amount.Kind, Left = left, Leftover = came.Leftover });
            }
        }

        long toRefund = invoices.Count > 0 ? TakeLeftover() : 0;
        refundOwed += toRefund;
        return new AccountMove
        {
            CarriedMinor = total,
            ReceivableMinor = -paid,
            CreditMinor = paid - total + toRefund,
            RefundMinor = -toRefund,
        };
    }

    private AccountMove Grant(long amount)
    {
        Give(CreditKind.Goodwill, amount);
        return new AccountMove { CreditMinor = -amount, GrantedMinor = amount };
    }

    private AccountMove Correct(List<BilledLine> lines)
    {
        long toCredit = 0;
        long toRefund = 0;
        long writtenOff = 0;
        foreach (BilledLine line in lines)
        {
            Invoice invoice = invoices[line.CorrectsDocument];
            long amount = -line.GrossMinor;
            long free = invoice.Paid + invoice.CreditUsed - invoice.Returned;
            long debt = invoice.Open + invoice.WrittenOff;
            long returned = contract.Clauses.CreditUse == CreditUse.DebtFirst ? amount - Math.Min(amount, debt) : Math.Min(amount, free);
            writtenOff += invoice.TakeBackWriteOff(amount - returned - Math.Min(amount - returned, invoice.Open));
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
        return new AccountMove
        {
            ReceivableMinor = toCredit + toRefund + writtenOff,
            CreditMinor = -toCredit,
            RefundMinor = -toRefund,
            WrittenOffMinor = -writtenOff,
        };
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
        contract.Ending is { Successor: not null } ending && line.Kind == BilledKind.GiveBack && line.Days.Start >= ending.On
        && line.Document > ending.Successor.AfterDocuments;

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

        long recovered = Recover(payment, left, to);
        long over = left - recovered;
        Give(CreditKind.Overpayment, over);
        payments.Add(sequence, new AppliedPayment(payment.AmountMinor, to.ToImmutable(), over));
        return new AccountMove
        {
            CashMinor = payment.AmountMinor,
            ReceivableMinor = -(payment.AmountMinor - left),
            CreditMinor = -over,
            WrittenOffMinor = -recovered,
        };
    }

    /// <summary>What is owed back is paid first, then what the customer has left.</summary>
    private AccountMove PayBack(int sequence, long amount)
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

        Cover(sequence, fromCredit == 0);
        return new AccountMove { CashMinor = -amount, CreditMinor = amount - owed, RefundMinor = owed };
    }

    private void Cover(int sequence, bool isCovered) => Uncovered = Uncovered > 0 || isCovered ? Uncovered : sequence;

    private void Give(CreditKind kind, long minor)
    {
        if (minor > 0)
        {
            credits.Add(new Credit { Kind = kind, Left = minor });
        }
    }

    private AccountMove Note(AccountMove move)
    {
        Moved += move;
        return move;
    }

    private sealed class Credit
    {
        public CreditKind Kind { get; init; }

        public long Left { get; set; }

        public Leftover Leftover { get; init; }
    }

    private sealed partial class Invoice
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

        public long Open => Total - Cancelled - Paid - CreditUsed - WrittenOff;

        public InvoiceBalance ToBalance(int document) => new(document, Total, Cancelled, Paid, CreditUsed) { WrittenOffMinor = WrittenOff };
    }
}
