// Free days after the paid ones (VER-6): the end of the term moves, notice and renewal with it; nothing is billed for them and
// no credit counts them.
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to give free days at the end of the term.</summary>
/// <param name="Days">How many, from 1 to 366.</param>
/// <param name="KeepsBillingAnchor">Whether later billing periods stay on the old days of the month; otherwise they count from
/// the new end.</param>
public sealed record ExtendContract(int Days, bool KeepsBillingAnchor) : ProposedChange;

/// <summary>Decides about extensions.</summary>
public static class Extending
{
    private const int Most = 366;

    /// <summary>The facts of an extension of the last fixed term. A termination at the renewal moves with its end, and the fence
    /// with it. Refuses with <c>contract.ended</c>, <c>extension.ends_on_a_day</c> or <c>extension.out_of_range</c>.</summary>
    public static Decision<ImmutableArray<Fact>> Decide(Contract contract, ExtendContract command, DateOnly businessOn)
    {
        DateOnly oldEnd = contract.LastTerm.Span.End;
        if (contract.Ending is { IsExpiry: true } || contract.KnownEnd <= businessOn)
        {
            return ContractEnded.Of(contract, businessOn);
        }

        if (contract.Ending is { AtEndOfTerm: null } ending)
        {
            return new ExtendedBeyondItsDay(ending.On);
        }

        if (command.Days is < 1 or > Most)
        {
            return new ExtensionOutOfRange(Most);
        }

        Fact extended = new ContractExtended(oldEnd, contract.LastTerm.Index, command.Days, command.KeepsBillingAnchor);
        return contract.Ending is null
            ? ImmutableArray.Create(extended)
            : ImmutableArray.Create(extended, new FenceSet(businessOn, oldEnd.AddDays(command.Days)));
    }
}

/// <summary>An extension of a contract that ends on a named day.</summary>
/// <param name="EndsOn">The first day without service.</param>
public sealed record ExtendedBeyondItsDay(DateOnly EndsOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "extension.ends_on_a_day";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The contract was terminated to {Show(EndsOn)}, a day that does not move: withdraw that termination first.";
}

/// <summary>An extension by no days, or by too many.</summary>
/// <param name="Most">The most.</param>
public sealed record ExtensionOutOfRange(int Most) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "extension.out_of_range";

    /// <inheritdoc/>
    public override string Sentence => $"An extension is of 1 to {Most} days: name such a number, or renew for a term.";
}
