// What is due by a day: lock-ins and expiries first, then the documents they and earlier events make due. The run does this
// for every contract; a forfeiting end does it for its own, in the same transaction (BIL-5).
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Receivables;

namespace Tenure.Core.Changes;

/// <summary>What was carried out.</summary>
/// <param name="After">The dossier afterwards.</param>
/// <param name="Documents">The documents to issue, in ordinal order.</param>
/// <param name="Entries">Their entries in the books.</param>
public sealed record CarriedOut(Dossier After, ImmutableArray<DraftDocument> Documents, ImmutableArray<Entry> Entries)
{
    /// <summary>Credit that left for the contract that follows; <c>null</c> when none did. Whoever writes it hands it over in the same
    /// transaction (VER-4).</summary>
    public CarriedCredit? Credit { get; init; }
}

/// <summary>Carries out what is due.</summary>
public static class CarryingOut
{
    // With notice longer than its terms a contract locks several in at once; more than this many is a clause that makes no sense.
    private const int MostAtOnce = 10_000;

    /// <summary>Everything due on or before a day, the day included, but for credit that goes over to another contract
    /// (<see cref="Carrying"/>). Twice is once: the second finds nothing.</summary>
    public static CarriedOut Through(Dossier dossier, DateOnly day)
    {
        Dossier locked = LockIns(dossier, day);
        return EndSettling.Through(locked, day);
    }

    /// <summary>The lock-ins and expiries due on or before a day, each recorded on the day it fell due (VER-3).</summary>
    public static Dossier LockIns(Dossier dossier, DateOnly day)
    {
        for (int i = 0; i < MostAtOnce; i++)
        {
            ImmutableArray<Fact> facts = DueBy(dossier, day, out DateOnly dueOn);
            if (facts.IsEmpty)
            {
                return dossier;
            }

            DateOnly newest = dossier.History[^1].BusinessOn;
            Decision<Dossier> next = dossier.With(facts, dueOn > newest ? dueOn : newest);
            dossier = next.IsAccepted ? next.Value : throw Invariant.Broken("a lock-in folds: " + next.Refusal.Sentence);
        }

        throw Invariant.Broken("lock-ins come to an end");
    }

    private static ImmutableArray<Fact> DueBy(Dossier dossier, DateOnly day, out DateOnly dueOn)
    {
        Contract contract = dossier.Existing;
        if (Pausing.DueToResume(contract) is { } back && !(Renewing.NextDueOn(contract) < back.EffectiveOn))
        {
            dueOn = back.EffectiveOn;
            return dueOn <= day ? [back] : [];
        }

        return Renewing.DueBy(contract, day, dossier.OnOffer, out dueOn);
    }

    /// <summary>The documents due on or before a day, with their entries.</summary>
    /// <param name="dossier">The contract.</param>
    /// <param name="day">The business day, included.</param>
    /// <param name="settles">Whether what waits for the least amount of an invoice goes out on the day as well (BIL-8).</param>
    public static CarriedOut Bill(Dossier dossier, DateOnly day, bool settles = false)
    {
        DueDocuments due = Reconciling.Until(dossier.Existing, dossier.Billed, day, dossier.Documents, settles);
        if (due.Documents.IsEmpty)
        {
            return new CarriedOut(dossier, [], []);
        }

        Dossier after = dossier with
        {
            Billed = dossier.Billed.With([.. due.Documents.SelectMany(static document => document.AsBilled())]),
            Documents = dossier.Documents + due.Documents.Length,
            IssuedOn = Newest(dossier.IssuedOn, due.Documents),
        };
        ImmutableArray<Entry> entries = EntriesOf(after, due.Documents);
        return new CarriedOut(after with { Entries = dossier.Entries + entries.Length }, due.Documents, entries);
    }

    /// <summary>Each document's entry, and after it that of what it moved between the customer's accounts.</summary>
    private static ImmutableArray<Entry> EntriesOf(Dossier after, ImmutableArray<DraftDocument> documents)
    {
        ImmutableArray<AccountMove> moves = after.KnowsMoney ? after.Account.Moves : [];
        var entries = ImmutableArray.CreateBuilder<Entry>(documents.Length);
        foreach (DraftDocument document in documents)
        {
            entries.Add(BookKeeping.EntryOf(after.Existing, document, after.Entries + entries.Count + 1));
            foreach (AccountMove move in moves)
            {
                if (move.AfterDocument == document.Ordinal && move.Event == 0)
                {
                    entries.Add(BookKeeping.EntryOf(move with { On = document.IssueOn }, after.Entries + entries.Count + 1));
                }
            }
        }

        return entries.ToImmutable();
    }

    /// <summary>The entries of what facts about money moved.</summary>
    /// <param name="after">The dossier with the facts; its count of entries is the one before them.</param>
    /// <param name="version">The sequence of the newest event before them.</param>
    internal static ImmutableArray<Entry> EntriesSince(Dossier after, int version)
    {
        // Taking back a use of credit may move nothing: the next invoice would have used it.
        bool any = after.History.Skip(version).Any(static recorded => recorded.Fact is PaymentFact);
        return any ? [.. after.Account.Moves.Where(move => move.Event > version).Select((move, i) => BookKeeping.EntryOf(move, after.Entries + i + 1))] : [];
    }

    /// <summary>Late work is issued on the day it was due, so the newest day need not be that of the newest document.</summary>
    private static DateOnly Newest(DateOnly? before, ImmutableArray<DraftDocument> documents)
    {
        DateOnly newest = documents.Max(static document => document.IssueOn);
        return before > newest ? before.Value : newest;
    }

    /// <summary>The day on which the next lock-in, expiry or document falls due, or <c>null</c> when nothing ever will again by
    /// itself.</summary>
    public static DateOnly? NextDueOn(Dossier dossier)
    {
        DateOnly? documents = Reconciling.NextDueOn(dossier.Existing, dossier.Billed);
        DateOnly? byItself = Earlier(Renewing.NextDueOn(dossier.Existing), Pausing.DueToResume(dossier.Existing)?.EffectiveOn);
        return Earlier(Earlier(documents, byItself), Earlier(Carrying.DueOn(dossier), EndSettling.DueOn(dossier)));
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other : one;
}
