// Further terms (VER-3): an automatic renewal is fixed on the lock-in day, the day after the last notice day; a manual one
// when somebody decides it. A contract that nothing renews expires on the day its last term ends.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to renew, with what comes or leaves from the first day of the new term.</summary>
/// <param name="Length">The length of the new term; <c>null</c> takes the clause's.</param>
/// <param name="Add">What comes on the first day of the new term.</param>
/// <param name="Remove">What leaves on the first day of the new term.</param>
public sealed record RenewContract(Cadence? Length, ImmutableArray<Addition> Add, ImmutableArray<Removal> Remove) : ProposedChange
{
    /// <summary>What the prices of the new term follow; <c>null</c> takes the clause's uplift.</summary>
    public Uplift? Uplift { get; init; }

    /// <summary>What becomes of lines as they stand on the first day of the new term. Default: nothing.</summary>
    public ImmutableArray<LineChange> Change { get; init; } = [];

    /// <summary>The plan version that the new term moves to; <c>null</c> stays on the plan.</summary>
    public PlanVersion? Plan { get; init; }

    /// <summary>What it changes besides the term, from the first day of the new one on.</summary>
    public UpgradeContract ChangesOn(DateOnly start) => new(start, Add, Remove) { Change = Change, Plan = Plan };
}

/// <summary>The wish that a contract does not renew.</summary>
/// <param name="BySupplier">Whether the supplier declines, rather than the customer.</param>
/// <param name="ReasonCode">A code of the seller's list.</param>
public sealed record DeclineRenewal(bool BySupplier, string ReasonCode) : ProposedChange;

/// <summary>Decides about renewals and expiry.</summary>
public static class Renewing
{
    /// <summary>The facts of a renewal by decision. Refuses with <c>contract.ended</c>,
    /// <c>termination.already_scheduled</c>, <c>renewal.not_agreed</c>, <c>renewal.used_up</c>,
    /// <c>term.length_not_usable</c>, <c>uplift.out_of_range</c>, <c>charge.cadence_mismatch</c>, or what <see cref="Upgrading"/>
    /// refuses.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    /// <param name="onOffer">The price list that an uplift may look at; <c>null</c> leaves prices as they are.</param>
    public static Decision<ImmutableArray<Fact>> Decide(
        Contract contract, RenewContract command, DateOnly businessOn, PlanVersion? onOffer)
    {
        Term last = contract.LastTerm;
        Cadence length = command.Length ?? contract.Clauses.Renewal.Length;
        Uplift uplift = command.Uplift ?? contract.Clauses.Renewal.Uplift;
        if ((Check(contract, length, businessOn) ?? uplift.Check()) is { } refusal)
        {
            return refusal;
        }

        ContractRenewed renewed = Renewed(contract, RenewalKind.Manual, length, uplift, onOffer);
        return command.Add.IsEmpty && command.Remove.IsEmpty && command.Change.IsEmpty && command.Plan is null
            ? ImmutableArray.Create<Fact>(renewed)
            : Upgrading.DecideOn(contract, command.ChangesOn(last.Span.End), renewed, businessOn)
                .Then<ImmutableArray<Fact>>(upgraded => ImmutableArray.Create<Fact>(renewed, upgraded));
    }

    /// <summary>The facts of declining the next renewal (VER-10): the contract ends with its term. Refuses with
    /// <c>contract.ended</c>, <c>termination.already_scheduled</c>, <c>renewal.locked_in</c> or <c>reason.not_a_code</c>.</summary>
    public static Decision<ImmutableArray<Fact>> Decline(Contract contract, DeclineRenewal command, DateOnly businessOn)
    {
        Term last = contract.LastTerm;
        Refusal? refusal = contract.KnownEnd <= businessOn || contract.Ending is { IsExpiry: true } ? ContractEnded.Of(contract, businessOn)
            : contract.Ending is { } ending ? new AlreadyEnding(ending.On)
            : last.Span.Start > businessOn ? new RenewalLockedIn(last.Span.Start, contract.DeadlineOn)
            : Terminating.IsCode(command.ReasonCode) ? null
            : new ReasonNotACode(command.ReasonCode);
        return refusal is null
            ? ImmutableArray.Create<Fact>(
                new RenewalDeclined(last.Span.End, last.Index, command.BySupplier, command.ReasonCode), new FenceSet(businessOn, last.Span.End))
            : Decision<ImmutableArray<Fact>>.Refuse(refusal);
    }

    /// <summary>The lock-in or expiry that is due on or before a day, or <c>null</c>. One at a time: the next one depends on
    /// the contract that this one makes. With notice longer than a term several terms are locked in at once (CAL-5).</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="day">The day.</param>
    /// <param name="onOffer">The price list that an uplift may look at; <c>null</c> leaves prices as they are.</param>
    /// <param name="dueOn">The day on which it falls due, or would.</param>
    public static ImmutableArray<Fact> DueBy(Contract contract, DateOnly day, PlanVersion? onOffer, out DateOnly dueOn)
    {
        Term last = contract.LastTerm;
        dueOn = NextDueOn(contract) ?? DateOnly.MaxValue;
        if (dueOn > day)
        {
            return [];
        }

        RenewalClause clause = contract.Clauses.Renewal;
        return contract.RenewsByItself
            ? [Renewed(contract, clause.Kind, clause.Length, clause.Uplift, onOffer)]
            : [new ContractExpired(last.Span.End), new FenceSet(dueOn, last.Span.End)];
    }

    /// <summary>The day of the next lock-in or expiry, or <c>null</c> when an end is known.</summary>
    public static DateOnly? NextDueOn(Contract contract)
    {
        Term last = contract.LastTerm;
        return contract.RenewsByItself ? contract.LockInOn
            : contract.Ending is null || contract.Ending.On > last.Span.End ? last.Span.End
            : null;
    }

    private static ContractRenewed Renewed(Contract contract, RenewalKind kind, Cadence length, Uplift uplift, PlanVersion? onOffer) =>
        new(contract.LastTerm.Span.End, contract.LastTerm.Index + 1, kind, length)
        {
            Uplift = uplift,
            List = Uplifting.ListFor(contract, uplift, onOffer),
        };

    private static Refusal? Check(Contract contract, Cadence length, DateOnly businessOn) =>
        contract.KnownEnd <= businessOn || contract.Ending is { IsExpiry: true } ? ContractEnded.Of(contract, businessOn)
        : contract.Ending is { } ending ? new AlreadyEnding(ending.On)
        : contract.Clauses.Renewal.Kind == RenewalKind.None ? new RenewalNotAgreed()
        : contract.RenewalsUsedUp ? new RenewalsUsedUp(contract.Clauses.Renewal.MaxRenewals ?? 0)
        : Ordering.CheckLength(length) ?? CheckCharges(contract, length);

    /// <summary>A charge that is billed for the whole term at once must have a price for a term of this length.</summary>
    internal static Refusal? CheckCharges(Contract contract, Cadence length)
    {
        foreach (Line line in contract.Lines)
        {
            if (!line.QuantityOn(contract.LastTerm.Span.End).IsZero && line.Charge.CheckTerm(length, contract.Clauses.CarriesByDays) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}
