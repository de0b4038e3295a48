// What an end chose for open debt and for credit that is left (VER-5). Nothing is written off, or stays so, that could be paid by what the
// customer is owed: so writing off begins with offsetting. Debt that was written off is cancelled before paid money comes back.
using System.Collections.Immutable;
using Tenure.Core.Contracts;

namespace Tenure.Core.Receivables;

internal sealed partial class Settling
{
    /// <summary>Offsets or writes off what is open; then what is left of money becomes a refund, where that was chosen.</summary>
    private AccountMove SettleBalance(BalanceAtEnd chosen)
    {
        AccountMove move = chosen.Unpaid switch
        {
            UnpaidAtEnd.Collected => default,
            UnpaidAtEnd.Offset => UseCredit(null),
            UnpaidAtEnd.WrittenOff => WriteOff(static invoice => -invoice.WrittenOff) + UseCredit(null) + WriteOff(static invoice => invoice.Open),
        };

        if (chosen.Leftover.Fate == Leftover.Refund)
        {
            long back = Take(credits.Where(static credit => credit.Kind != CreditKind.Goodwill));
            refundOwed += back;
            move += new AccountMove { CreditMinor = back, RefundMinor = -back };
        }

        return move;
    }

    /// <summary>Writes so much off each invoice; below zero takes it back.</summary>
    private AccountMove WriteOff(Func<Invoice, long> ofEach)
    {
        long sum = 0;
        foreach (Invoice invoice in invoices.Values)
        {
            long minor = ofEach(invoice);
            invoice.WrittenOff += minor;
            sum += minor;
        }

        return new AccountMove { ReceivableMinor = -sum, WrittenOffMinor = sum };
    }

    /// <summary>Credit of every kind is forfeited; what is to be paid back stays so.</summary>
    private AccountMove Lapse()
    {
        long lapsed = Take(credits);
        return new AccountMove { CreditMinor = lapsed, ForfeitedMinor = -lapsed };
    }

    /// <summary>Takes all that is left of some credits.</summary>
    private static long Take(IEnumerable<Credit> some)
    {
        long left = 0;
        foreach (Credit credit in some)
        {
            left += credit.Left;
            credit.Left = 0;
        }

        return left;
    }

    /// <summary>Money above the open debt pays what was written off, as if it never had been.</summary>
    private long Recover(PaymentRecorded payment, long left, ImmutableArray<(int Document, long Minor)>.Builder to)
    {
        long recovered = 0;
        foreach ((int ordinal, Invoice invoice) in invoices)
        {
            long paid = invoice.TakeBackWriteOff((payment.Document ?? ordinal) == ordinal ? left - recovered : 0);
            if (paid > 0)
            {
                invoice.Paid += paid;
                recovered += paid;
                to.Add((ordinal, paid));
            }
        }

        return recovered;
    }

    private sealed partial class Invoice
    {
        public long WrittenOff { get; set; }

        /// <summary>Takes back up to so much of what was written off; how much it was.</summary>
        public long TakeBackWriteOff(long most)
        {
            long back = Math.Min(most, WrittenOff);
            WrittenOff -= back;
            return back;
        }
    }
}
