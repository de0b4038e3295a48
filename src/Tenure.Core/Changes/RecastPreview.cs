// Both halves of a recast before it is made (VER-4): what closes, what opens, and what becomes of the unused days, by carrying both
// out through the day of the change with the functions that the run uses.
using System.Collections.Immutable;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;

namespace Tenure.Core.Changes;

/// <summary>What a recast will do.</summary>
/// <param name="Closed">The end of the one contract.</param>
/// <param name="Opened">The order of the other.</param>
/// <param name="Outcome">What becomes of the unused days.</param>
/// <param name="Hash">The SHA-256 of both effects, one behind the other.</param>
public sealed record RecastPreview(Preview Closed, Preview Opened, RecastOutcome Outcome, Hash32 Hash);

/// <summary>A recast carried out through its day.</summary>
/// <param name="On">The day: that of the change, or of the decision when that is later.</param>
/// <param name="Unused">The credit lines of the unused days; those that were derived when they are forfeited.</param>
/// <param name="Fate">What became of them.</param>
/// <param name="InvoicedMinor">What the opened contract invoices by that day, tax included, in its minor units.</param>
/// <param name="Carried">The credit that came over to it, in its minor units.</param>
/// <param name="Opened">The opened contract's account on that day.</param>
public sealed record RecastOutcome(
    DateOnly On, ImmutableArray<DraftLine> Unused, UnusedDays Fate, long InvoicedMinor, long Carried, CustomerAccount Opened);

/// <summary>Previews recasts.</summary>
public static class PreviewingRecast
{
    /// <summary>A recast. Refuses as <see cref="Recasting.Close"/>, <see cref="Terminating.Decide"/> and <see cref="Ordering.Decide"/> do.</summary>
    /// <param name="dossier">The contract to close.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    /// <param name="onOffer">The price list of the plan that follows, for its uplift.</param>
    public static Decision<RecastPreview> Of(Dossier dossier, RecastContract command, DateOnly businessOn, PlanVersion? onOffer = null) =>
        Recasting.Close(dossier.Existing, command).Then(close =>
            Previewing.Terminate(dossier, close, businessOn).Then(closed =>
                Previewing.Order(Recasting.Open(dossier.Existing, command, closed.After.Existing.Ending!.On), businessOn, onOffer).Then(opened =>
                    Decision<RecastPreview>.Accept(new RecastPreview(
                        closed, opened, OutcomeOf(dossier, command, closed, opened, businessOn), HashOf(closed, opened))))));

    /// <summary>Taking a recast back before its day: the contract that was to follow is cancelled before it begins. Refuses as
    /// <see cref="Terminating.DecideWithdrawal"/> and <see cref="Terminating.Decide"/> do.</summary>
    /// <param name="opened">The contract that was to follow.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<Preview> Cancel(Dossier opened, DateOnly businessOn) => Previewing.Terminate(
        opened, new TerminateContract(DateOnly.MinValue, Settlement.Credit, Recasting.TakenBackReason), businessOn);

    private static Hash32 HashOf(Preview closed, Preview opened) => Hash32.Of([.. closed.Effects.Span, .. opened.Effects.Span]);

    private static RecastOutcome OutcomeOf(Dossier dossier, RecastContract command, Preview closed, Preview opened, DateOnly businessOn)
    {
        DateOnly end = closed.After.Existing.Ending!.On;
        DateOnly on = end > businessOn ? end : businessOn;
        CarriedOut billed = CarryingOut.Through(closed.After, on);
        CarriedOut gone = Carrying.Out(billed.After, on);
        CarriedOut begun = CarryingOut.Through(opened.After, on);
        Dossier after = gone.Credit is { } credit ? Carrying.In(begun.After, credit, command.ClosedId).After : begun.After;
        ImmutableArray<DraftLine> unused = UnusedOf(billed, end);
        UnusedDays fate = gone.After.Account.Unused;
        if (command.Settlement == Settlement.Nothing)
        {
            // What is forfeited is what a credit would have given back.
            TerminateContract credited = new(command.On, Settlement.Credit, command.ReasonCode);
            unused = Previewing.Terminate(dossier, credited, businessOn).Match(
                preview => UnusedOf(CarryingOut.Through(preview.After, on), end), static _ => []);
            long forfeited = -unused.Sum(static line => line.GrossMinor);
            fate = new UnusedDays(forfeited, 0, 0, 0, 0, forfeited);
        }

        return new RecastOutcome(
            on, unused, fate, begun.Documents.Sum(static document => document.GrossMinor),
            gone.Credit?.Amounts.Sum(static amount => amount.AmountMinor) ?? 0, after.Account);
    }

    /// <summary>The credits for days on or after the change.</summary>
    private static ImmutableArray<DraftLine> UnusedOf(CarriedOut carried, DateOnly end) =>
    [
        .. carried.Documents.SelectMany(static document => document.Lines)
            .Where(line => line.Kind == BilledKind.GiveBack && line.Days.Start >= end),
    ];
}
