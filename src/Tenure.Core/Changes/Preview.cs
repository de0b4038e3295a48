// The whole effect of a decision before it is made (CON-5): computed by the very function that execution uses, written as
// canonical bytes that execution stores, hashed so that nobody commits something other than what was seen.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Receivables;

namespace Tenure.Core.Changes;

/// <summary>What a decision will do.</summary>
/// <param name="Before">The dossier it was decided on.</param>
/// <param name="After">The dossier it makes.</param>
/// <param name="BusinessOn">The business day of the decision.</param>
/// <param name="EffectiveOn">The first day on which the decision counts; lines and recurring revenue are compared on it.</param>
/// <param name="Documents">The documents issued with it.</param>
/// <param name="Entries">Their entries in the books.</param>
/// <param name="Effects">The effects as canonical JSON; execution stores these bytes.</param>
/// <param name="Hash">The SHA-256 of the effects. Covers what will happen; not clock, actor or new ids.</param>
public sealed record Preview(
    Dossier Before,
    Dossier After,
    DateOnly BusinessOn,
    DateOnly EffectiveOn,
    ImmutableArray<DraftDocument> Documents,
    ImmutableArray<Entry> Entries,
    ReadOnlyMemory<byte> Effects,
    Hash32 Hash)
{
    /// <summary>The facts it adds, in sequence order.</summary>
    public IEnumerable<RecordedFact> Facts => After.History.Skip(Before.History.Count);
}

/// <summary>Previews decisions. Every decision about an existing contract is refused with <see cref="RecordedLater"/> when its
/// business day lies before the contract's newest event or document.</summary>
public static class Previewing
{
    /// <summary>An order of a new contract. Refuses as <see cref="Ordering.Decide"/> does.</summary>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day; terms that renew before it are locked in at once.</param>
    /// <param name="onOffer">The price list that an uplift may look at; <c>null</c> leaves prices as they are.</param>
    public static Decision<Preview> Order(OrderContract command, DateOnly businessOn, PlanVersion? onOffer = null)
    {
        Dossier begun = Dossier.Empty with { OnOffer = onOffer };
        return Ordering.Decide(command).Then(facts => Make(begun, begun, facts, businessOn));
    }

    /// <summary>Any change of an existing contract. Refuses as the change of its kind does below.</summary>
    /// <param name="dossier">The contract.</param>
    /// <param name="change">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    [Rule("CON-5")]
    public static Decision<Preview> Of(Dossier dossier, ProposedChange change, DateOnly businessOn) => change switch
    {
        UpgradeContract upgrade => Upgrade(dossier, upgrade, businessOn),
        RenewContract renew => Renew(dossier, renew, businessOn),
        TerminateContract terminate => Terminate(dossier, terminate, businessOn),
        WithdrawTermination => Withdraw(dossier, businessOn),
        DropChange drop => Drop(dossier, drop.Sequence, businessOn),
        RescheduleChange move => Reschedule(dossier, move, businessOn),
        DeclineRenewal decline => Decline(dossier, decline, businessOn),
        ExtendContract extend => Extend(dossier, extend, businessOn),
        AmendContract amend => Amend(dossier, amend, businessOn),
        GrantGoodwill goodwill => Grant(dossier, goodwill, businessOn),
        ReachMilestone reach => Reach(dossier, reach, businessOn),
        UndoMilestone undo => Undo(dossier, undo, businessOn),
        DeliverUnits deliver => Deliver(dossier, deliver, businessOn),
        PauseContract pause => Pause(dossier, pause, businessOn),
        ResumeContract resume => Resume(dossier, resume.On, businessOn),
        ReinstateContract reinstate => Reinstate(dossier, reinstate, businessOn),
        _ => throw Invariant.Broken("a proposed change without a preview"),
    };

    /// <summary>An upgrade. Refuses as <see cref="Upgrading.Decide"/> and <see cref="Folding.Fold"/> do.</summary>
    public static Decision<Preview> Upgrade(Dossier dossier, UpgradeContract command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Upgrading.Decide(today.Existing, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A renewal by decision. Refuses as <see cref="Renewing.Decide"/> does.</summary>
    public static Decision<Preview> Renew(Dossier dossier, RenewContract command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Renewing.Decide(today.Existing, command, businessOn, today.OnOffer).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A termination. An end that gives nothing back, and a recast, first bill what was due by the business day; what stays
    /// billed after the end is listed (BIL-5). Refuses as <see cref="Terminating.Decide"/> does.</summary>
    public static Decision<Preview> Terminate(Dossier dossier, TerminateContract command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today => Terminate(dossier, today, command, businessOn));

    /// <summary>The withdrawal of a termination. Refuses as <see cref="Terminating.DecideWithdrawal"/> does.</summary>
    public static Decision<Preview> Withdraw(Dossier dossier, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Terminating.DecideWithdrawal(today.Existing, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A scheduled change taken back. Refuses as <see cref="Rescheduling.Drop"/> and <see cref="Folding.Fold"/> do.</summary>
    public static Decision<Preview> Drop(Dossier dossier, int sequence, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Rescheduling.Drop(today, sequence, businessOn).Then(facts => TakingBack(Make(dossier, today, facts, businessOn))));

    /// <summary>A scheduled change on another day. Refuses as <see cref="Rescheduling.Move"/> and <see cref="Folding.Fold"/> do.</summary>
    public static Decision<Preview> Reschedule(Dossier dossier, RescheduleChange command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            TakingBack(Rescheduling.Move(today, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn))));

    /// <summary>What contradicts a change that is taken back was recorded on top of it.</summary>
    private static Decision<Preview> TakingBack(Decision<Preview> preview) =>
        !preview.IsAccepted && preview.Refusal is HistoryContradicts contradicts ? contradicts with { ByTakingBack = true } : preview;

    /// <summary>Declining the next renewal. Refuses as <see cref="Renewing.Decline"/> does.</summary>
    public static Decision<Preview> Decline(Dossier dossier, DeclineRenewal command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Renewing.Decline(today.Existing, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>An extension by free days. Refuses as <see cref="Extending.Decide"/> does.</summary>
    public static Decision<Preview> Extend(Dossier dossier, ExtendContract command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Extending.Decide(today.Existing, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>Other terms. Refuses as <see cref="Amending.Decide"/> does.</summary>
    public static Decision<Preview> Amend(Dossier dossier, AmendContract command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Amending.Decide(today.Existing, command, businessOn, today.IssuedOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>Goodwill on a line: at most what the line costs once everything that is known by the later of the grant's day and the
    /// business day is due. Refuses as <see cref="Granting.Decide"/> does.</summary>
    public static Decision<Preview> Grant(Dossier dossier, GrantGoodwill command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
        {
            DateOnly dueByOn = command.On > businessOn ? command.On : businessOn;
            long leftMinor = Granted.LeftOf(today.Existing, command.Line, command.On, dueByOn);
            return Granting.Decide(today.Existing, today.History, command, leftMinor, businessOn)
                .Then(facts => Make(dossier, today, facts, businessOn));
        });

    /// <summary>A recorded total of usage, on the first line that takes it. Refuses as <see cref="Recording.LinesOf"/> and
    /// <see cref="Recording.Decide"/> do.</summary>
    public static Decision<Preview> Record(Dossier dossier, RecordUsage command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today => Recording.LinesOf(today.Existing, command).Then(lines =>
        {
            DateRange? PeriodOf(Line line) => UsageTotals.PeriodOf(today.Existing, line, command.Days.Start);
            Line taking = lines.FirstOrDefault(line => Recording.Takes(today.Existing, line, PeriodOf(line), command)) ?? lines[^1];
            return Recording.Decide(today.Existing, taking, PeriodOf(taking), command, businessOn)
                .Then(facts => Make(dossier, today, facts, businessOn));
        }));

    /// <summary>A granted credit. Refuses as <see cref="Paying.Grant"/> does.</summary>
    public static Decision<Preview> Grant(Dossier dossier, GrantCredit command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Paying.Grant(today.Existing, today.History, today.Documents, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A milestone that was reached. Refuses as <see cref="Milestones.Decide"/> does.</summary>
    public static Decision<Preview> Reach(Dossier dossier, ReachMilestone command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Milestones.Decide(today.Existing, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A milestone that was not reached after all. Refuses as <see cref="Milestones.DecideUndoing"/> does.</summary>
    public static Decision<Preview> Undo(Dossier dossier, UndoMilestone command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Milestones.DecideUndoing(today.Existing, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>Units of a one-time item that were delivered. Refuses as <see cref="Deliveries.Decide"/> does.</summary>
    public static Decision<Preview> Deliver(Dossier dossier, DeliverUnits command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Deliveries.Decide(today.Existing, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A pause. Refuses as <see cref="Pausing.Decide"/> does.</summary>
    public static Decision<Preview> Pause(Dossier dossier, PauseContract command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Pausing.Decide(today.Existing, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A return to service. Refuses as <see cref="Pausing.DecideResumption"/> does.</summary>
    public static Decision<Preview> Resume(Dossier dossier, DateOnly resumesOn, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Pausing.DecideResumption(today.Existing, today.History, resumesOn, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A reinstatement, which takes back what its end did to the account. Refuses as <see cref="Reinstating.Decide"/> does, and with
    /// <c>payment.in_use</c> when a refund that was paid since would not be covered.</summary>
    public static Decision<Preview> Reinstate(Dossier dossier, ReinstateContract command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Reinstating.Decide(today.Existing, today.History, command, businessOn).Then(facts =>
                EndSettling.TakeBack(today, businessOn).Then(back => Make(dossier, today, facts.AddRange(back), businessOn))));

    /// <summary>A payment. Refuses as <see cref="Paying.Decide"/> does.</summary>
    public static Decision<Preview> Pay(Dossier dossier, RecordPayment command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Paying.Decide(today.Account, today.History, today.Documents, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A payment, a refund or a use of credit taken back. Refuses as <see cref="Paying.Unapply"/> does.</summary>
    public static Decision<Preview> Unapply(Dossier dossier, int payment, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Paying.Unapply(today.Existing, today.History, today.Billed, today.Documents, payment, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A refund that was paid. Refuses as <see cref="Paying.PayBack"/> does.</summary>
    public static Decision<Preview> PayBack(Dossier dossier, RecordRefund command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Paying.PayBack(today.Account, today.History, today.Documents, command, businessOn, today.Existing.Order.Currency)
                .Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>A use of what is left, and of what is to be paid back, on open invoices. Refuses as <see cref="Paying.Use"/>
    /// does.</summary>
    public static Decision<Preview> Use(Dossier dossier, UseCredit command, DateOnly businessOn) =>
        Today(dossier, businessOn).Then(today =>
            Paying.Use(today.Account, today.Documents, command, businessOn).Then(facts => Make(dossier, today, facts, businessOn)));

    /// <summary>The dossier as the business day finds it, with the lock-ins and expiries that are due, without credit that has lapsed. Business days of one contract
    /// never run backwards, behind events or behind documents: refused with <see cref="RecordedLater"/>.</summary>
    private static Decision<Dossier> Today(Dossier dossier, DateOnly businessOn) =>
        businessOn < dossier.NewestOn
            ? new RecordedLater(dossier.NewestOn.Value, businessOn)
            : EndSettling.Lapsed(CarryingOut.LockIns(dossier, businessOn), businessOn);

    private static Decision<Preview> Terminate(Dossier dossier, Dossier today, TerminateContract command, DateOnly businessOn)
    {
        DateOnly end = Terminating.EndOf(today.Existing, command, businessOn);
        bool forfeits = command.Settlement == Settlement.Nothing;
        bool billsFirst = (forfeits || command.Successor is not null) && end > today.Existing.Start;
        CarriedOut billed = billsFirst ? CarryingOut.Bill(today, businessOn, settles: true) : new CarriedOut(today, [], []);
        ImmutableArray<ForfeitedDays> forfeited =
            forfeits ? Forfeiting.DaysFrom(today.Existing, billed.After.Billed, end)
            : Forfeiting.DaysWithoutWeight(today.Existing, billed.After.Billed, end);
        if (command.Successor is { } successor)
        {
            command = command with { Successor = successor with { AfterDocuments = billed.After.Documents } };
        }

        return Terminating.Decide(today.Existing, command, businessOn, forfeited)
            .Then(facts => Make(dossier, billed.After, facts, businessOn, billed.Documents, billed.Entries));
    }

    /// <summary>Adds the facts, then whatever they make due at once: a withdrawal after the deadline locks the renewal in.</summary>
    private static Decision<Preview> Make(
        Dossier before,
        Dossier today,
        ImmutableArray<Fact> facts,
        DateOnly businessOn,
        ImmutableArray<DraftDocument> documents = default,
        ImmutableArray<Entry> entries = default)
    {
        Decision<Dossier> decided = today.With(facts, businessOn);
        if (!decided.IsAccepted)
        {
            return decided.Refusal;
        }

        Dossier after = CarryingOut.LockIns(decided.Value, businessOn);
        documents = documents.IsDefault ? [] : documents;
        entries = entries.IsDefault ? [] : entries;
        ImmutableArray<Entry> moved = CarryingOut.EntriesSince(after, before.Version);
        entries = entries.AddRange(moved);
        after = after with { Entries = after.Entries + moved.Length };
        DateOnly effectiveOn = facts[0].EffectiveOn;
        byte[] effects = EffectsWriter.Write(before, after, effectiveOn, documents, entries);
        return new Preview(before, after, businessOn, effectiveOn, documents, entries, effects, Hash32.Of(effects));
    }
}
