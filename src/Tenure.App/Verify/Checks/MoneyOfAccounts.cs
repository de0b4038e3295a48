// What payments and documents moved between a customer's accounts is posted exactly so (BOOK-1, BIL-3): the entries without a
// document are those that the events and documents make anew, cash is what the events say, no account stands on its wrong side,
// and only ends that refund pay back.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Receivables;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class MoneyOfAccounts : ContractCheck
{
    public override string Id => "ledger.money";

    public override string Law => "Money that came and went, credit used and refunds owed are posted as payments and documents make them.";

    protected override string Advice => "Postings never change: restore the entry from a backup; the payments and documents say what it must be.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        if (contract.Dossier?.Contract is null)
        {
            return [];
        }

        return [.. Entries(contract), .. Cash(contract), .. Signs(contract), .. Refunding(contract)];
    }

    private IEnumerable<Finding> Entries(StoredContract contract)
    {
        var stored = contract.Postings.Where(static row => row.DocumentId is null)
            .ToDictionary(static row => (row.EntryNo, row.PostingNo));
        foreach (PostingRow expected in Expected(contract))
        {
            RowName name = RowName.Posting(contract.Id, expected.EntryNo, expected.PostingNo);
            if (!stored.Remove((expected.EntryNo, expected.PostingNo), out PostingRow? found))
            {
                yield return Found(name, Show(expected), "no such row");
            }
            else if (found != expected)
            {
                yield return Found(name, Show(expected), Show(found));
            }
        }

        foreach (PostingRow stray in stored.Values)
        {
            yield return Found(
                RowName.Posting(contract.Id, stray.EntryNo, stray.PostingNo), "a posting for a document of the contract, or for money of it", Show(stray));
        }
    }

    /// <summary>Entries are numbered as they came: each document's, what it moved, then the payments up to the next document.</summary>
    private static IEnumerable<PostingRow> Expected(StoredContract contract)
    {
        if (!contract.Dossier!.KnowsMoney)
        {
            yield break;
        }

        CustomerAccount account = contract.Dossier.Account;
        string currency = contract.Dossier.Existing.Order.Currency.Code;
        int entry = 0;
        for (int document = 0; document <= contract.Documents.Count; document++)
        {
            entry += document > 0 ? 1 : 0;
            foreach (AccountMove move in account.Moves.Where(move => move.AfterDocument == document))
            {
                DateOnly on = move.Event > 0 ? move.On : contract.Documents[document - 1].IssueOn;
                Entry posted = BookKeeping.EntryOf(move with { On = on }, ++entry);
                for (int i = 0; i < posted.Postings.Length; i++)
                {
                    yield return new PostingRow(
                        contract.Id, entry, i + 1, null, on, posted.Postings[i].Account, posted.Postings[i].AmountMinor, currency);
                }
            }
        }
    }

    /// <summary>Cash by the events alone.</summary>
    private IEnumerable<Finding> Cash(StoredContract contract)
    {
        long expected = contract.History.Sum(recorded => recorded.Fact is PaymentUnapplied unapplied
            ? -CashOf(contract.History[unapplied.PaymentSequence - 1].Fact)
            : CashOf(recorded.Fact));
        long posted = SumOf(contract, Accounts.Cash);
        if (posted != expected)
        {
            yield return Found(RowName.Head(contract.Id), $"{expected} of cash by the events", $"{posted} posted");
        }
    }

    private static long CashOf(Fact fact) => fact switch
    {
        PaymentRecorded payment => payment.AmountMinor,
        RefundPaid refund => -refund.AmountMinor,
        _ => 0,
    };

    /// <summary>By the postings alone: customers owe, and have left, nothing below zero; and no more is paid back than came in.</summary>
    private IEnumerable<Finding> Signs(StoredContract contract)
    {
        long owed = SumOf(contract, Accounts.Receivable);
        long left = -SumOf(contract, Accounts.CustomerCredit);
        long payable = -SumOf(contract, Accounts.RefundsPayable);
        long cash = SumOf(contract, Accounts.Cash);
        if (owed < 0 || left < 0 || payable < 0 || cash < 0 || payable > cash)
        {
            yield return Found(
                RowName.Head(contract.Id), "debts, credit left, refunds owed and cash of zero or more, and no more to be paid back than came in",
                $"{owed} owed, {left} left, {payable} to be paid back, {cash} of cash");
        }
    }

    private static long SumOf(StoredContract contract, string account) =>
        contract.Postings.Where(row => row.Account == account).Sum(static row => row.AmountMinor);

    private IEnumerable<Finding> Refunding(StoredContract contract)
    {
        bool ever = contract.History.Exists(static recorded => recorded.Fact is ContractTerminated { Settlement: Settlement.Refund });
        Ending? ending = contract.Dossier!.Existing.Ending;
        foreach (DocumentLineRow line in contract.Lines)
        {
            bool must = ending is { Settlement: Settlement.Refund } && line.Kind == "give_back" && line.ServiceStart >= ending.On;
            if ((line.Refunds && !(ever && line.AmountMinor <= 0)) || (must && !line.Refunds))
            {
                yield return Found(
                    RowName.Line(line.DocumentId, line.LineIndex), must ? "a line that refunds" : "a line that does not refund",
                    line.Refunds ? "refunds" : "does not refund");
            }
        }
    }

    private static string Show(PostingRow row) => $"{row.AmountMinor} {row.Currency} to {row.Account} on {DayText.Of(row.PostedOn)}";
}
