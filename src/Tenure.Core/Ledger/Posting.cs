// Balanced double entry for every document (BOOK-1): a debit is above zero, a credit below, and an entry sums to zero.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Ledger;

/// <summary>The accounts of the books, by their stored names.</summary>
public static class Accounts
{
    /// <summary>What customers owe on issued documents.</summary>
    public const string Receivable = "receivable";

    /// <summary>Invoiced in advance and not yet earned.</summary>
    public const string DeferredRevenue = "deferred_revenue";

    /// <summary>Earned and not yet invoiced: what is billed in arrears is taken from here.</summary>
    public const string UnbilledReceivable = "unbilled_receivable";
}

/// <summary>One side of an entry.</summary>
/// <param name="Account">The account.</param>
/// <param name="AmountMinor">Minor units; debits above zero, credits below.</param>
public readonly record struct Posting(string Account, long AmountMinor);

/// <summary>An entry of the books: postings of one day that sum to zero.</summary>
/// <param name="Number">Its number within the contract, from 1.</param>
/// <param name="Document">The document's ordinal within the contract.</param>
/// <param name="PostedOn">The day it counts for: the document's issue day.</param>
/// <param name="Postings">Its sides; they sum to zero.</param>
public sealed record Entry(int Number, int Document, DateOnly PostedOn, ImmutableArray<Posting> Postings);

/// <summary>Posts documents.</summary>
public static class BookKeeping
{
    /// <summary>The entry of a document: what the customer owes against what is still to be earned, or against what was
    /// earned already when it is billed in arrears.</summary>
    /// <param name="contract">The contract, for the timing of each line.</param>
    /// <param name="document">The document.</param>
    /// <param name="number">The entry's number within the contract.</param>
    public static Entry EntryOf(Contract contract, DraftDocument document, int number)
    {
        long deferred = 0;
        long unbilled = 0;
        foreach (DraftLine line in document.Lines)
        {
            bool arrears = contract.FindLine(line.ContractLine)?.Charge is { Kind: ChargeKind.Recurring, Timing: BillingTiming.InArrears };
            deferred += arrears ? 0 : line.AmountMinor;
            unbilled += arrears ? line.AmountMinor : 0;
        }

        var postings = ImmutableArray.CreateBuilder<Posting>(3);
        Add(postings, Accounts.Receivable, deferred + unbilled);
        Add(postings, Accounts.UnbilledReceivable, -unbilled);
        Add(postings, Accounts.DeferredRevenue, -deferred);
        long sum = 0;
        foreach (Posting posting in postings)
        {
            sum += posting.AmountMinor;
        }

        Invariant.Holds(sum == 0, "an entry balances (BOOK-1)");
        return new Entry(number, document.Ordinal, document.IssueOn, postings.ToImmutable());
    }

    private static void Add(ImmutableArray<Posting>.Builder postings, string account, long amountMinor)
    {
        if (amountMinor != 0)
        {
            postings.Add(new Posting(account, amountMinor));
        }
    }
}
