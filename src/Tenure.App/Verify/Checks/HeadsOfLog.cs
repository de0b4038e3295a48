// The head row is the lock and the summary of a contract: it must be the end of its log, and what a seal noted on it must
// be what the log said then (STO-3, STO-4).
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class HeadsOfLog : ContractCheck
{
    public override string Id => "heads.log";

    public override string Law => "A head is the end of its log: version, hash, fence, customer, counts, and what was sealed.";

    protected override string Advice => "Compare the head with the end of the contract's log and restore whichever was changed from a backup.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        Head head = contract.Head;
        RowName row = RowName.Head(contract.Id);
        int end = contract.Events.Count == 0 ? 0 : contract.Events[^1].Sequence;
        for (int missing = end + 1; missing <= Math.Min(head.Version, end + 100); missing++)
        {
            yield return Found(RowName.Event(contract.Id, missing), $"an event up to version {head.Version}", "no such row", row);
        }

        if (end > head.Version)
        {
            yield return Found(row, $"version {end}", $"version {head.Version}", RowName.Event(contract.Id, end));
        }

        if (end == head.Version && !contract.Events[^1].Hash.AsSpan().SequenceEqual(head.HeadHash))
        {
            yield return Found(row, contract.Events[^1].Hash, head.HeadHash, RowName.Event(contract.Id, end));
        }

        foreach (Finding finding in Counts(contract, row).Concat(Sealed(contract, row)).Concat(Folded(contract, row)))
        {
            yield return finding;
        }
    }

    private IEnumerable<Finding> Counts(StoredContract contract, RowName row)
    {
        if (contract.Documents.Count != contract.Head.DocumentCount)
        {
            yield return Found(row, Counted.Of(contract.Documents.Count, "document"), Counted.Of(contract.Head.DocumentCount, "document"));
        }

        int entries = contract.Postings.Select(posting => posting.EntryNo).Distinct().Count();
        if (entries != contract.Head.EntryCount)
        {
            yield return Found(row, Counted.Of(entries, "entry", "entries"), Counted.Of(contract.Head.EntryCount, "entry", "entries"));
        }

        if (contract.Head.ParkedReason is not null && contract.DueOn.Count > 0)
        {
            yield return Found(row, "no due work while parked", "due on " + Core.Kernel.DayText.Of(contract.DueOn[0]), RowName.Due(contract.Id));
        }
    }

    private IEnumerable<Finding> Sealed(StoredContract contract, RowName row)
    {
        int version = contract.Sealed.SealedVersion;
        if (version == 0)
        {
            if (contract.Sealed.SealedHash is { } hash)
            {
                yield return Found(row, "no sealed hash", hash);
            }

            yield break;
        }

        StoredEvent? covered = contract.Events.Find(stored => stored.Sequence == version);
        if (covered is null)
        {
            yield return Found(row, "a sealed version that the log has", version, RowName.Event(contract.Id, version));
        }
        else if (contract.Sealed.SealedHash is null || !covered.Hash.AsSpan().SequenceEqual(contract.Sealed.SealedHash))
        {
            yield return Found(row, covered.Hash, contract.Sealed.SealedHash, RowName.Event(contract.Id, version));
        }
    }

    private IEnumerable<Finding> Folded(StoredContract contract, RowName row)
    {
        DateOnly? fenceOn = contract.History.Select(recorded => recorded.Fact).OfType<FenceSet>().LastOrDefault()?.FenceOn;
        if (fenceOn != contract.Head.FenceOn)
        {
            yield return Found(row, fenceOn, contract.Head.FenceOn);
        }

        if (contract.Dossier is { } dossier && dossier.Existing.Order.Customer.Value != contract.Head.CustomerId)
        {
            yield return Found(row, dossier.Existing.Order.Customer.Value, contract.Head.CustomerId);
        }
    }
}
