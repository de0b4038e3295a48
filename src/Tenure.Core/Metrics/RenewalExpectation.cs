// What a renewal is expected to bring (M22): the renewal is decided as its clause says, folded, and its term is priced as it would be
// billed. Nothing of it is recorded.
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Metrics;

/// <summary>What the last term costs, and what the next one would, in minor units: recurring and one-time charges, prepaid units and agreed
/// minimums; usage that is paid as it comes is in neither.</summary>
/// <param name="CurrentMinor">The last term that is fixed.</param>
/// <param name="ExpectedMinor">The term after it, by the length and the uplift of the clause; zero when no renewal is possible.</param>
public readonly record struct RenewalExpectation(long CurrentMinor, long ExpectedMinor)
{
    /// <summary>The expectation of a contract.</summary>
    /// <param name="history">Its events, in sequence order.</param>
    /// <param name="on">The day on which it is asked for.</param>
    /// <param name="onOffer">The price list that an uplift may look at; <c>null</c> leaves prices as they are.</param>
    public static RenewalExpectation Of(IReadOnlyList<RecordedFact> history, DateOnly on, PlanVersion? onOffer)
    {
        ArgumentNullException.ThrowIfNull(history);
        List<RecordedFact> committed = [.. history.Select(static recorded =>
            recorded.Fact is UsageRecorded used ? recorded with { Fact = used with { Micros = 0 } } : recorded)];
        Contract contract = Folding.Fold(committed).Value;
        Decision<Contract> renewed = Renewing.Decide(contract, new RenewContract(null, [], []), on, onOffer).Then(facts =>
            Folding.Fold([.. committed, .. facts.Select((fact, index) => new RecordedFact(committed.Count + index + 1, on, fact))]));
        return new RenewalExpectation(ValueOf(contract, contract.LastTerm), renewed.IsAccepted ? ValueOf(renewed.Value, renewed.Value.LastTerm) : 0);
    }

    private static long ValueOf(Contract contract, Term term)
    {
        long sum = 0;
        foreach (ref readonly TargetItem item in new Target(contract))
        {
            sum += item.TermIndex == term.Index ? item.FigureMinor : 0;
        }

        return sum;
    }
}
