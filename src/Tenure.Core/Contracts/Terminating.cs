// The end of a contract (VER-5): at the end of the term, with which it moves, or on a day, which never moves. What happens
// to billed days after the end is chosen, never implied. Every end sets the fence (BIL-5).
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to end a contract.</summary>
/// <param name="On">The day named, read by the clause (CAL-6); <c>null</c> ends it at the end of the term, an evergreen contract
/// when its notice has run.</param>
/// <param name="Settlement">What happens to billed days after the end.</param>
/// <param name="ReasonCode">A code of the seller's list.</param>
public sealed record TerminateContract(DateOnly? On, Settlement Settlement, string ReasonCode) : ProposedChange
{
    /// <summary>The contract that follows, when the end is a recast (VER-4).</summary>
    public Succession? Successor { get; init; }

    /// <summary>What happens to usage that was not billed by the end. Default: it is billed.</summary>
    public UsageAtEnd Usage { get; init; }

    /// <summary>Another fee than the clause's. Default: that of the clause.</summary>
    public AgreedFee? Fee { get; init; }

    /// <summary>What becomes of open debt and of credit that is left. Default: both stay.</summary>
    public BalanceAtEnd Balance { get; init; } = BalanceAtEnd.AsItIs;
}

/// <summary>The wish to take a termination back before it takes effect, on the business day of the decision.</summary>
public sealed record WithdrawTermination : ProposedChange;

/// <summary>Decides about ends and their withdrawal.</summary>
public static class Terminating
{
    private const int LongestReason = 40;

    /// <summary>The facts of a termination. The contract is brought up to the business day first, so that a termination at
    /// the renewal which comes after the deadline finds the next term already locked in and takes its end. Refuses with
    /// <c>termination.already_scheduled</c>, <c>contract.ended</c>, <c>termination.in_the_past</c>,
    /// <c>termination.after_the_term</c>, <c>fee.no_amount</c>, <c>fee.nothing_cut_short</c> or <c>reason.not_a_code</c>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    /// <param name="forfeited">The billed days on or after the end that are not given back (BIL-5).</param>
    public static Decision<ImmutableArray<Fact>> Decide(
        Contract contract, TerminateContract command, DateOnly businessOn, ImmutableArray<ForfeitedDays> forfeited)
    {
        DateOnly end = EndOf(contract, command, businessOn);
        if (Check(contract, command, end, businessOn) is { } refusal)
        {
            return refusal;
        }

        return ImmutableArray.Create<Fact>(
            new ContractTerminated(
                end, command.On is null && end == contract.LastTerm.Span.End && !contract.RunsOn ? contract.LastTerm.Index : null, command.Settlement, command.ReasonCode, forfeited)
            {
                Successor = command.Successor,
                Usage = command.Usage,
                Fee = command.Fee,
                Balance = command.Balance,
            },
            new FenceSet(businessOn, end));
    }

    /// <summary>The facts of taking a termination back. Refuses with <c>termination.none</c> or
    /// <c>termination.took_effect</c>.</summary>
    public static Decision<ImmutableArray<Fact>> DecideWithdrawal(Contract contract, DateOnly businessOn) =>
        contract.Ending is not { IsExpiry: false } ending ? new NoTermination()
        : contract.Order.Recasts is not null && ending.ReasonCode == Recasting.TakenBackReason ? new RecastTakenBack()
        : businessOn >= ending.On ? new TerminationTookEffect(ending.On) { GoesOnAs = ending.Successor?.Contract }
        : ImmutableArray.Create<Fact>(new TerminationWithdrawn(businessOn, ending.Sequence), new FenceSet(businessOn, null));

    /// <summary>The first day without service that the wish yields. An evergreen contract ends when its notice, counted from the
    /// business day, has run. A day before the start means that the contract was cancelled before it began: it has no day at
    /// all (VER-1).</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day: the day of notice.</param>
    public static DateOnly EndOf(Contract contract, TerminateContract command, DateOnly businessOn)
    {
        if (command.On is not { } named)
        {
            return contract.EarliestEndOn(businessOn) ?? contract.LastTerm.Span.End;
        }

        DateOnly end = contract.Clauses.EndBoundary(named);
        return end < contract.Start ? contract.Start : end;
    }

    private static Refusal? Check(Contract contract, TerminateContract command, DateOnly end, DateOnly businessOn) =>
        contract.Ending is { } ending ? (ending.On <= businessOn ? ContractEnded.Of(contract, businessOn) : new AlreadyEnding(ending.On))
        : end < businessOn ? new EndInThePast(end, businessOn)
        : end > contract.LastTerm.Span.End && !contract.RenewsByItself ? new EndAfterTheTerm(end, contract.LastTerm.Span.End)
        : IsCode(command.ReasonCode) && (command.ReasonCode != Recasting.TakenBackReason || end <= contract.Start) ? command.Fee?.Check(contract, end)
        : new ReasonNotACode(command.ReasonCode);

    internal static bool IsCode(string reason)
    {
        foreach (char letter in reason)
        {
            if (letter is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '_'))
            {
                return false;
            }
        }

        return reason.Length is > 0 and <= LongestReason;
    }
}
