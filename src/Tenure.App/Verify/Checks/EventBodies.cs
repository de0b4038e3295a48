// What an event says can be read, written again to the same bytes, and folded with the others (CON-1, CON-2).
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class EventBodies : ContractCheck
{
    public override string Id => "events.bodies";

    public override string Law => "Every event can be read, writes back to the same bytes, and folds with the others.";

    protected override string Advice => "Restore the event from a backup or an export; events are never edited, a wrong one is answered by another.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        foreach ((StoredEvent stored, string reason) in contract.Unreadable)
        {
            yield return Found(RowName.Event(contract.Id, stored.Sequence), "an event that can be read", reason);
        }

        var json = new CanonicalJson();
        Dictionary<int, StoredEvent> bySequence = contract.Events.ToDictionary(stored => stored.Sequence);
        foreach (RecordedFact recorded in contract.History)
        {
            StoredEvent stored = bySequence[recorded.Sequence];
            RowName row = RowName.Event(contract.Id, recorded.Sequence);
            FactCodec.Write(json.Reset(), recorded.Fact);
            if (!json.Written.SequenceEqual(stored.Body.Span))
            {
                yield return Found(row, json.Text, System.Text.Encoding.UTF8.GetString(stored.Body.Span));
            }

            if (recorded.Fact.EffectiveOn != stored.EffectiveOn)
            {
                yield return Found(row, recorded.Fact.EffectiveOn, stored.EffectiveOn);
            }
        }

        if (contract.FoldProblem is { } problem)
        {
            yield return Found(RowName.Head(contract.Id), "a history that folds", problem);
        }
    }
}
