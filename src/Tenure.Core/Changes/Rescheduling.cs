// Changes that were recorded for a later day, taken back or moved before that day comes (VER-2: "change a date"). The event stays; another one
// says that it counts no more (CON-2), and what is moved is decided anew as an event of its own.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Changes;

/// <summary>Decides about changes that are scheduled.</summary>
[Rule("VER-2")]
[Rule("CON-2")]
public static class Rescheduling
{
    /// <summary>The fact that a scheduled change counts no more. Refuses with <c>contract.ended</c>, <c>change.unknown</c>,
    /// <c>change.dropped_already</c>, <c>change.took_effect</c> or <c>change.invoiced</c>.</summary>
    /// <param name="dossier">The contract.</param>
    /// <param name="sequence">The event's sequence.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> Drop(Dossier dossier, int sequence, DateOnly businessOn) =>
        Check(dossier, sequence, businessOn) is { } refusal
            ? refusal
            : ImmutableArray.Create<Fact>(Dropped(dossier, sequence));

    /// <summary>The facts of a move: the change as it was agreed counts from another day, from today on, and no more from its own. Refuses
    /// as <see cref="Drop"/> does, with <c>change.outside_dates</c>, and as the change of its kind does.</summary>
    /// <param name="dossier">The contract.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> Move(Dossier dossier, RescheduleChange command, DateOnly businessOn)
    {
        if (Check(dossier, command.Sequence, businessOn) is { } refusal)
        {
            return refusal;
        }

        Contract contract = dossier.Existing;
        Fact fact = dossier.History[command.Sequence - 1].Fact;
        DateOnly on = fact is ContractAmended ? command.On : contract.Clauses.ChangeBoundary(command.On);
        DateOnly earliest = businessOn > contract.Start ? businessOn : contract.Start;
        Fact dropped = Dropped(dossier, command.Sequence);
        return on < earliest || on >= contract.KnownEnd
            ? new OutsideTheDates(on, earliest, contract.KnownEnd)
            : dossier.With([dropped], businessOn).Then(without => Moved(without, fact, command.On, businessOn))
                .Select(moved => on < dropped.EffectiveOn ? ImmutableArray.Create(moved, dropped) : ImmutableArray.Create(dropped, moved));
    }

    /// <summary>Whether an event is one that may be scheduled, whatever became of it.</summary>
    public static bool IsSchedulable(Fact fact) => fact is ContractUpgraded or ContractPaused
        or ContractAmended { Grid: not null, Renewal: null, Notice: null, LongestPauseDays: null, TaxRates.IsEmpty: true };

    /// <summary>The day on which a change takes effect; of one for the next term the day on which that would begin.</summary>
    public static DateOnly TakesEffectOn(Contract contract, Fact fact) => fact switch
    {
        ContractAmended { Grid: { } grid } => grid.On,
        ContractUpgraded { AtTerm: { } term } => term < contract.Terms.Length ? contract.Terms[term].Span.Start : contract.LastTerm.Span.End,
        _ => fact.EffectiveOn,
    };

    private static ChangeDropped Dropped(Dossier dossier, int sequence) =>
        new(TakesEffectOn(dossier.Existing, dossier.History[sequence - 1].Fact), sequence);

    private static Refusal? Check(Dossier dossier, int sequence, DateOnly businessOn)
    {
        Contract contract = dossier.Existing;
        if (contract.Ending is { } ending && ending.On <= businessOn)
        {
            return ContractEnded.Of(contract, businessOn);
        }

        if (sequence < 2 || sequence > dossier.History.Count || !IsSchedulable(dossier.History[sequence - 1].Fact))
        {
            return new ChangeUnknown(sequence);
        }

        if (ChangeDropped.By(dossier.History, sequence) is { } dropped)
        {
            return new ChangeDroppedAlready(sequence, dropped);
        }

        Fact fact = dossier.History[sequence - 1].Fact;
        DateOnly on = TakesEffectOn(contract, fact);
        bool tookEffect = fact is ContractAmended ? on < Amending.EarliestGridOn(contract, businessOn)
            : fact is ContractUpgraded { AtTerm: { } term } ? term < contract.Terms.Length || on <= businessOn
            : on <= businessOn;
        return tookEffect ? new ChangeTookEffect(sequence, on)
            : fact is ContractUpgraded upgraded && MayBeInvoiced(contract, upgraded, on, businessOn) ? new ChangeInvoiced(sequence)
            : null;
    }

    /// <summary>Whether an invoice may count on the change already, whether it was issued or not, so that the answer does not depend on when
    /// billing ran. What was invoiced without units that leave does not come back to its own period: another change must add them.</summary>
    private static bool MayBeInvoiced(Contract contract, ContractUpgraded upgraded, DateOnly on, DateOnly businessOn)
    {
        if (upgraded.AtTerm is null && on < Amending.EarliestGridOn(contract, businessOn))
        {
            return true;
        }

        foreach (RemovedUnits removed in upgraded.Removed)
        {
            DateOnly from = removed.PaidUntil ?? removed.LeavesOn ?? on;
            if (contract.FindLine(removed.Line) is { } line && line.EmptyFrom() > from && BilledFrom(contract, line, from) <= businessOn)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The earliest day on which days of a line around a day may have been invoiced together with those before it.</summary>
    private static DateOnly BilledFrom(Contract contract, Line line, DateOnly day)
    {
        if (line.Charge.Kind == ChargeKind.OneTime)
        {
            return line.From;
        }

        if (line.Charge.Timing == BillingTiming.InArrears || contract.TermOn(day) is not { } term || !TermPeriods.PaidDays(contract.Order, term).Contains(day))
        {
            return DateOnly.MaxValue;
        }

        DateOnly start = TermPeriods.Serving(contract.Order, contract.Grids, term, line.Charge.BillingCadence, day).Start;
        return start < day ? contract.Clauses.LedFrom(start) : DateOnly.MaxValue;
    }

    /// <summary>The change decided anew, on the contract without it.</summary>
    private static Decision<Fact> Moved(Dossier without, Fact fact, DateOnly on, DateOnly businessOn)
    {
        Contract contract = without.Existing;
        Decision<ImmutableArray<Fact>> moved = fact switch
        {
            ContractPaused paused => Pausing.Decide(
                contract,
                new PauseContract(on, paused.ResumesOn?.AddDays(contract.Clauses.ChangeBoundary(on).DayNumber - paused.EffectiveOn.DayNumber), paused.BySupplier)
                {
                    BillingDays = paused.BeginsAnew ? BillingDaysAfter.Return : BillingDaysAfter.Kept,
                },
                businessOn),
            ContractAmended { Grid: { } grid } => Amending.Decide(
                contract, new AmendContract(null, null, null) { Grid = grid with { On = on } }, businessOn, without.IssuedOn),
            ContractUpgraded upgraded => Upgrading.Again(contract, upgraded, contract.Clauses.ChangeBoundary(on), businessOn),
            _ => throw Invariant.Broken("an event that may be scheduled"),
        };
        return moved.Select(static facts => facts[0]);
    }
}
