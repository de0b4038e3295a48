// The log of a contract: no gap, every hash computed again from the stored fields (CON-2, BOOK-3).
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class EventChain : ContractCheck
{
    public override string Id => "events.chain";

    public override string Law => "Events follow one another without a gap, each chained by hash to the one before.";

    protected override string Advice =>
        "Somebody changed the log behind Tenure: restore the contract's events from a backup or an export, then verify again.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        int expected = 1;
        byte[] previous = EventLog.Genesis;
        foreach (StoredEvent stored in contract.Events)
        {
            RowName row = RowName.Event(contract.Id, stored.Sequence);
            bool follows = stored.Sequence == expected;
            for (; expected < stored.Sequence; expected++)
            {
                yield return Found(RowName.Event(contract.Id, expected), "an event", "no such row", row);
            }

            if (follows && !stored.PreviousHash.AsSpan().SequenceEqual(previous))
            {
                yield return Found(row, previous, stored.PreviousHash, RowName.Event(contract.Id, stored.Sequence - 1));
            }

            byte[] computed = EventLog.HashOf(stored.PreviousHash, stored.Fact);
            if (!computed.AsSpan().SequenceEqual(stored.Hash))
            {
                yield return Found(row, computed, stored.Hash);
            }

            previous = stored.Hash;
            expected++;
        }
    }
}
