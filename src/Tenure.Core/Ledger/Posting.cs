// Balanced double entry for every document (BOOK-1): a debit is above zero, a credit below, and an entry sums to zero.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;

namespace Tenure.Core.Ledger;

/// <summary>The accounts of the books, by their stored names.</summary>
public static class Accounts
{
    /// <summary>What customers owe on issued documents.</summary>
    public const string Receivable = "receivable";

    /// <summary>Invoiced in advance and not yet earned.</summary>
    public const string DeferredRevenue = "deferred_revenue";

    /// <summary>Tax on issued documents, owed to the tax office.</summary>
    public const string TaxPayable = "tax_payable";

    /// <summary>Money.</summary>
    public const string Cash = "cash";

    /// <summary>What customers have left.</summary>
    public const string CustomerCredit = "customer_credit";

    /// <summary>What is to be paid back to customers.</summary>
    public const string RefundsPayable = "refunds_payable";

    /// <summary>Credit on its way from a recast contract to its successor.</summary>
    public const string CreditCarried = "credit_carried";

    /// <summary>Credit that was granted above what was due.</summary>
    public const string Goodwill = "goodwill";

    /// <summary>Credit that was due and not granted.</summary>
    public const string ForfeitIncome = "forfeit_income";

    /// <summary>Debt that was written off at an end, tax included, less what came in or was cancelled of it since.</summary>
    public const string WriteOff = "write_off";

    /// <summary>Fees for ends within a fixed term: income on the day they are invoiced, as no service stands against them.</summary>
    public const string TerminationFees = "termination_fees";

    /// <summary>Earned and not yet invoiced: what is billed in arrears is taken from here.</summary>
    public const string UnbilledReceivable = "unbilled_receivable";
}

/// <summary>One side of an entry.</summary>
/// <param name="Account">The account.</param>
/// <param name="AmountMinor">Minor units; debits above zero, credits below.</param>
public readonly record struct Posting(string Account, long AmountMinor);

/// <summary>An entry of the books: postings of one day that sum to zero.</summary>
/// <param name="Number">Its number within the contract, from 1.</param>
/// <param name="Document">The document's ordinal within the contract; 0 for what moved between the customer's accounts.</param>
/// <param name="PostedOn">The day it counts for: the document's issue day, or the day of the money.</param>
/// <param name="Postings">Its sides; they sum to zero.</param>
public sealed record Entry(int Number, int Document, DateOnly PostedOn, ImmutableArray<Posting> Postings);

/// <summary>Posts documents.</summary>
public static class BookKeeping
{
    /// <summary>The entry of a document: what the customer owes, tax included, against the tax, and against what is still to be earned, against what was
    /// earned already when it is billed in arrears, or against the income from fees.</summary>
    /// <param name="contract">The contract, for the timing of each line.</param>
    /// <param name="document">The document.</param>
    /// <param name="number">The entry's number within the contract.</param>
    public static Entry EntryOf(Contract contract, DraftDocument document, int number)
    {
        long deferred = 0;
        long unbilled = 0;
        long fees = 0;
        foreach (DraftLine line in document.Lines)
        {
            bool isFee = line.ContractLine == Fees.Line;
            bool arrears = contract.FindLine(line.ContractLine)?.Charge is { Kind: not ChargeKind.OneTime, Timing: BillingTiming.InArrears };
            fees += isFee ? line.AmountMinor : 0;
            deferred += arrears || isFee ? 0 : line.AmountMinor;
            unbilled += arrears ? line.AmountMinor : 0;
        }

        var postings = ImmutableArray.CreateBuilder<Posting>(5);
        Add(postings, Accounts.Receivable, document.GrossMinor);
        Add(postings, Accounts.UnbilledReceivable, -unbilled);
        Add(postings, Accounts.DeferredRevenue, -deferred);
        Add(postings, Accounts.TerminationFees, -fees);
        Add(postings, Accounts.TaxPayable, -document.TaxMinor);
        long sum = 0;
        foreach (Posting posting in postings)
        {
            sum += posting.AmountMinor;
        }

        Invariant.Holds(sum == 0, "an entry balances (BOOK-1)");
        return new Entry(number, document.Ordinal, document.IssueOn, postings.ToImmutable());
    }

    /// <summary>The entry of what a payment, a refund or a document moved between the customer's accounts.</summary>
    /// <param name="move">What moved; more than nothing.</param>
    /// <param name="number">The entry's number within the contract.</param>
    public static Entry EntryOf(in AccountMove move, int number)
    {
        var postings = ImmutableArray.CreateBuilder<Posting>(6);
        Add(postings, Accounts.Cash, move.CashMinor);
        Add(postings, Accounts.Receivable, move.ReceivableMinor);
        Add(postings, Accounts.CustomerCredit, move.CreditMinor);
        Add(postings, Accounts.RefundsPayable, move.RefundMinor);
        Add(postings, Accounts.CreditCarried, move.CarriedMinor);
        Add(postings, Accounts.Goodwill, move.GrantedMinor);
        Add(postings, Accounts.ForfeitIncome, move.ForfeitedMinor);
        Add(postings, Accounts.WriteOff, move.WrittenOffMinor);
        Invariant.Holds(postings.Sum(static posting => posting.AmountMinor) == 0, "an entry balances (BOOK-1)");
        return new Entry(number, 0, move.On, postings.ToImmutable());
    }

    private static void Add(ImmutableArray<Posting>.Builder postings, string account, long amountMinor)
    {
        if (amountMinor != 0)
        {
            postings.Add(new Posting(account, amountMinor));
        }
    }
}
