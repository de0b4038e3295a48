// What an end takes away is seen by folding once more without it (VER-5): the fee for an early end is measured by that.
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

public static partial class Folding
{
    /// <summary>The contract as it would be without its end; <c>null</c> when that end costs no fee: it comes with the term, the contract goes
    /// on as another, or nothing was agreed. What was recorded since may contradict what the end suspends; then that counts no
    /// more (CON-7).</summary>
    private static Contract? UncutBy(Ending? ending, IReadOnlyList<RecordedFact> history)
    {
        bool mayCost = ending is { IsExpiry: false, AtEndOfTerm: null, Successor: null }
            && (ending.Fee is { AmountMinor: > 0 } || !((ContractOrdered)history[0].Fact).Clauses.TerminationFee.IsNone);
        if (!mayCost)
        {
            return null;
        }

        RecordedFact[] others = [.. history.Where(recorded => recorded.Sequence != ending!.Sequence)];
        Decision<Contract> uncut = Fold(others);
        return uncut.IsAccepted ? uncut.Value : Fold([.. others.Where(recorded => !IsAfter(recorded.Fact, ending!.On))]).Value;
    }

    private static bool IsAfter(Fact fact, DateOnly end) =>
        fact is ContractUpgraded or ContractRenewed or ContractExtended && fact.EffectiveOn >= end;
}
