// Plays an imported life through the decisions of the core, with the lock-ins that fall due between its steps, as the
// writing of an import will: a step that the core refuses is a fault of the reading.
using Shouldly;
using Tenure.App.Import;
using Tenure.Core.Contracts;

namespace Tenure.App.Tests.Import;

internal static class Lives
{
    /// <summary>The contract after its last step.</summary>
    public static Contract Play(ImportedContract imported)
    {
        var history = new List<RecordedFact>();
        foreach (ImportedStep step in imported.Steps)
        {
            if (history.Count > 0)
            {
                BringUpTo(history, step.BusinessOn);
            }

            var facts = step switch
            {
                ImportedOrder order => Ordering.Decide(order.Command),
                ImportedRenewal renewal => Renewing.Decide(Fold(history), renewal.Command, step.BusinessOn, null),
                ImportedMilestone reached => Milestones.Decide(Fold(history), reached.Command, step.BusinessOn),
                ImportedTermination end => Terminating.Decide(Fold(history), end.Command, step.BusinessOn, []),
                _ => throw new InvalidOperationException("A step of no known kind."),
            };
            facts.IsAccepted.ShouldBeTrue(facts.IsAccepted ? null : $"{imported.Reference} on {step.BusinessOn}: {facts.Refusal}");
            Record(history, step.BusinessOn, facts.Value);
        }

        return Fold(history);
    }

    private static void BringUpTo(List<RecordedFact> history, DateOnly day)
    {
        while (Renewing.DueBy(Fold(history), day, null, out DateOnly dueOn) is { IsEmpty: false } facts)
        {
            facts[0].ShouldNotBeOfType<ContractExpired>();
            Record(history, dueOn, facts);
        }
    }

    private static Contract Fold(List<RecordedFact> history) => Folding.Fold(history).Value;

    private static void Record(List<RecordedFact> history, DateOnly on, IEnumerable<Fact> facts)
    {
        foreach (Fact fact in facts)
        {
            history.Add(new RecordedFact(history.Count + 1, on, fact));
        }
    }
}
