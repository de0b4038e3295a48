// Carries out by itself what an end chose for open debt and for credit that is left (VER-5), once the documents of the end are issued.
// The choice stands until the contract goes on: what opens or is left later, as by a total that came late or a payment that bounced,
// is settled alike. Credit that is kept for some days lapses once.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Receivables;

namespace Tenure.Core.Changes;

/// <summary>Settles the balance of ended contracts.</summary>
[Rule("VER-5")]
public static class EndSettling
{
    /// <summary>The day on which something that is open or left already is settled, or credit lapses; <c>null</c> when nothing is
    /// to come.</summary>
    public static DateOnly? DueOn(Dossier dossier)
    {
        if (ChoosingEnd(dossier) is not { } ending)
        {
            return null;
        }

        DateOnly? settlesOn = HasToSettle(dossier, ending.Balance) ? ending.DueOn : null;
        DateOnly? lapsesOn = LapsesOn(dossier);
        return settlesOn is null || lapsesOn < settlesOn ? lapsesOn : settlesOn;
    }

    /// <summary>The day on which kept credit lapses; <c>null</c> when it stays, or has lapsed.</summary>
    public static DateOnly? LapsesOn(Dossier dossier) =>
        ChoosingEnd(dossier) is { LapsesOn: { } day } ending && !Counting(dossier, ending.Sequence).Any(static recorded => recorded.Fact is CreditLapsed)
            ? day : null;

    /// <summary>Documents and settlements due by a day, each on its own, so that it does not show how often a run comes.</summary>
    internal static CarriedOut Through(Dossier dossier, DateOnly day)
    {
        if (ChoosingEnd(dossier) is not { } ending || ending.DueOn > day)
        {
            return CarryingOut.Bill(dossier, day);
        }

        CarriedOut so = CarryingOut.Bill(dossier, ending.DueOn);
        while (true)
        {
            DateOnly? documentsOn = Reconciling.NextDueOn(so.After.Existing, so.After.Billed);
            DateOnly? settlesOn = DueOn(so.After);
            bool bills = documentsOn <= (settlesOn ?? DateOnly.MaxValue);
            if (!((bills ? documentsOn : settlesOn) <= day))
            {
                return so;
            }

            CarriedOut next = bills ? CarryingOut.Bill(so.After, documentsOn!.Value) : Settle(so.After, settlesOn!.Value);
            so = new CarriedOut(next.After, so.Documents.AddRange(next.Documents), so.Entries.AddRange(next.Entries));
        }
    }

    /// <summary>The contract as a business day finds it: credit that was kept until then is no more.</summary>
    internal static Dossier Lapsed(Dossier dossier, DateOnly businessOn) =>
        LapsesOn(dossier) is { } day && day <= businessOn ? Recorded(dossier, new CreditLapsed(
            Later(day, dossier.NewestOn!.Value), dossier.Documents, dossier.Existing.Ending!.Sequence)) : dossier;

    /// <summary>The facts that take back what an end did to the account, since the contract goes on: as if it had never been chosen. Refuses
    /// with <c>payment.in_use</c> when a refund that was paid would not be covered.</summary>
    /// <param name="dossier">The ended contract.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    internal static Decision<ImmutableArray<Fact>> TakeBack(Dossier dossier, DateOnly businessOn)
    {
        int[] settled = [.. Counting(dossier, dossier.Existing.Ending!.Sequence).Select(static recorded => recorded.Sequence)];
        return settled.Length > 0 && Replaying.UncoveredWithout(dossier.Existing, dossier.History, dossier.Billed, settled) is { } uncovered
            ? new PaymentInUse(settled[0], uncovered.Sequence, IsCarried: false)
            : ImmutableArray.CreateRange<Fact>(settled.Select(sequence => new PaymentUnapplied(businessOn, dossier.Documents, sequence)));
    }

    private static Ending? ChoosingEnd(Dossier dossier) =>
        dossier.Contract?.Ending is { Balance.Acts: true, Successor: null } ending ? ending : null;

    private static bool HasToSettle(Dossier dossier, BalanceAtEnd chosen)
    {
        CustomerAccount account = dossier.Account;
        bool isOwed = account.CreditMinor + account.RefundOwedMinor > 0;
        bool offsets = chosen.Unpaid != UnpaidAtEnd.Collected && isOwed && account.OpenMinor + account.WrittenOffMinor > 0;
        return offsets || (chosen.Unpaid == UnpaidAtEnd.WrittenOff && account.OpenMinor > 0)
            || (chosen.Leftover.Fate == Leftover.Refund && account.PaidCreditMinor > 0);
    }

    private static CarriedOut Settle(Dossier dossier, DateOnly dueOn)
    {
        Ending ending = dossier.Existing.Ending!;
        DateOnly on = Later(dueOn, dossier.NewestOn!.Value);
        Dossier after = Recorded(dossier, HasToSettle(dossier, ending.Balance)
            ? new BalanceSettled(on, dossier.Documents, ending.Sequence)
            : new CreditLapsed(on, dossier.Documents, ending.Sequence));
        ImmutableArray<Entry> entries = CarryingOut.EntriesSince(after, dossier.Version);
        return new CarriedOut(after with { Entries = after.Entries + entries.Length }, [], entries);
    }

    /// <summary>What was carried out for an end and not taken back.</summary>
    private static IEnumerable<RecordedFact> Counting(Dossier dossier, int ended) => dossier.History.Where(recorded =>
        recorded.Fact is BalanceFact { EndedSequence: var named } && named == ended
        && !dossier.History.Any(other => other.Fact is PaymentUnapplied back && back.PaymentSequence == recorded.Sequence));

    private static Dossier Recorded(Dossier dossier, BalanceFact fact)
    {
        Decision<Dossier> after = dossier.With([fact], fact.EffectiveOn);
        return after.IsAccepted ? after.Value : throw Invariant.Broken("a settled balance folds: " + after.Refusal.Sentence);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
