// What payments and documents moved between a customer's accounts is posted exactly so (BOOK-1, BIL-3): the entries without a
// document are those that the events and documents make anew, cash is what the events say, no account stands on its wrong side,
// only ends that refund pay back, and only ends that chose it settle what is open or left.
using System.Text.Json;
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

        return [.. Entries(contract), .. Cash(contract), .. Signs(contract), .. Refunding(contract), .. Balances(contract)];
    }

    /// <summary>What is settled by itself names an end that chose so, and debt is written off only while such an end is in force.</summary>
    private IEnumerable<Finding> Balances(StoredContract contract)
    {
        foreach (RecordedFact settled in contract.History.Where(static recorded => recorded.Fact is BalanceFact))
        {
            int ended = ((BalanceFact)settled.Fact).EndedSequence;
            BalanceAtEnd? chosen = contract.History.Find(recorded => recorded.Sequence == ended && ended < settled.Sequence)?.Fact is ContractTerminated end
                ? end.Balance : null;
            bool may = settled.Fact is CreditLapsed
                ? chosen is { Leftover.KeptDays: not null }
                : chosen is { Unpaid: not UnpaidAtEnd.Collected } or { Leftover.Fate: Leftover.Refund };
            if (!may)
            {
                yield return Found(RowName.Event(contract.Id, settled.Sequence), "an end that chose it", $"event {ended}");
            }
        }

        long writtenOff = SumOf(contract, Accounts.WriteOff);
        bool writesOff = contract.Dossier!.Existing.Ending is { Balance.Unpaid: UnpaidAtEnd.WrittenOff };
        if (writtenOff < 0 || (writtenOff > 0 && !writesOff))
        {
            yield return Found(RowName.Head(contract.Id), "debt written off only by an end in force that chose it", $"{writtenOff} written off");
        }
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
        long cameIn = SumOf(contract, Accounts.Cash) + SumOf(contract, Accounts.CreditCarried) + SumOf(contract, Accounts.Goodwill)
            + SumOf(contract, Accounts.ForfeitIncome);
        if (owed < 0 || left < 0 || payable < 0 || cameIn < 0 || payable > cameIn)
        {
            yield return Found(
                RowName.Head(contract.Id), "debts, credit left and refunds owed of zero or more, and no more paid or to be paid back than came in",
                $"{owed} owed, {left} left, {payable} to be paid back, {cameIn} of money and credit that came in");
        }
    }

    private static long SumOf(StoredContract contract, string account) =>
        contract.Postings.Where(row => row.Account == account).Sum(static row => row.AmountMinor);

    /// <summary>A line refunds where its derivation names the end that it refunds for: one that chose to, and that made it due. A
    /// credit that an end in force made due names it.</summary>
    private IEnumerable<Finding> Refunding(StoredContract contract)
    {
        Ending? ending = contract.Dossier!.Existing.Ending;
        foreach (DocumentLineRow line in contract.Lines)
        {
            DateOnly? issuedOn = contract.Document(line.DocumentId)?.IssueOn;
            (int refundedBy, bool namesEnding) = EndsOf(line, ending);
            RecordedFact? end = contract.History.Find(recorded => recorded.Sequence == refundedBy);
            bool may = end is { Fact: ContractTerminated { Settlement: Settlement.Refund } }
                && issuedOn == (end.Fact.EffectiveOn > end.BusinessOn ? end.Fact.EffectiveOn : end.BusinessOn) && line.AmountMinor <= 0;
            bool must = ending is { Settlement: Settlement.Refund } && namesEnding && issuedOn == ending.DueOn && line.Kind == "give_back";
            if (line.Refunds != (refundedBy != 0) || (refundedBy != 0 && !may) || (must && !line.Refunds))
            {
                yield return Found(
                    RowName.Line(line.DocumentId, line.LineIndex), may || must ? "a line that refunds" : "a line that does not refund",
                    line.Refunds ? "refunds" : "does not refund");
            }
        }
    }

    /// <summary>The end that a derivation refunds for, 0 for none, and whether it names the end in force. One that cannot be read is
    /// found where derivations are.</summary>
    private static (int RefundedBy, bool NamesEnding) EndsOf(DocumentLineRow line, Ending? ending)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line.Derivation);
            JsonElement root = document.RootElement;
            return (
                root.TryGetProperty("refunds", out JsonElement refunds) ? refunds.GetInt32() : 0,
                ending is not null && root.GetProperty("events").EnumerateArray().Any(each => each.GetInt32() == ending.Sequence));
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return (0, false);
        }
    }

    private static string Show(PostingRow row) => $"{row.AmountMinor} {row.Currency} to {row.Account} on {DayText.Of(row.PostedOn)}";
}
