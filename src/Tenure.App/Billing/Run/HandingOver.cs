// Credit of recast contracts goes over to the contracts that follow them, in the transaction that credits the unused days
// (VER-4). A contract that follows and is held by somebody else is not waited for: the credit goes over in a later chunk.
using Tenure.App.Contracts;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Billing.Run;

internal sealed class HandingOver(Session session, string cause)
{
    private readonly Dictionary<Guid, ContractChange> changes = [];

    /// <summary>Contracts whose credit cannot be handed over, with the reason.</summary>
    public List<(Guid ContractId, string Reason)> Failed { get; } = [];

    /// <summary>Contracts that could not hand over, because another process holds the one that follows.</summary>
    public HashSet<Guid> Waiting { get; } = [];

    /// <summary>The changes with everything that goes over by a day; those of receiving contracts are added.</summary>
    public async Task<List<ContractChange>> ThroughAsync(List<ContractChange> carriedOut, DateOnly day)
    {
        var giving = new Queue<Guid>(carriedOut.Where(change => Carrying.DueOn(change.After) <= day).Select(static change => change.ContractId));
        if (giving.Count == 0)
        {
            return carriedOut;
        }

        foreach (ContractChange change in carriedOut)
        {
            changes.Add(change.ContractId, change);
        }

        while (giving.TryDequeue(out Guid from))
        {
            Guid to = changes[from].After.Existing.Ending!.Successor!.Contract;
            if (await HoldAsync(from, to) && Give(from, to, day) && Carrying.DueOn(changes[to].After) <= day)
            {
                giving.Enqueue(to);
            }
        }

        return [.. changes.Values];
    }

    private bool Give(Guid from, Guid to, DateOnly day)
    {
        try
        {
            CarriedOut gone = Carrying.Out(changes[from].After, day);
            ContractChange? received = gone.Credit is { } credit ? changes[to].Then(Carrying.In(changes[to].After, credit, from)) : null;
            changes[from] = changes[from].Then(gone);
            changes[to] = received ?? changes[to];
            return true;
        }
        catch (Exception defect) when (defect is InvariantBrokenException or OverflowException)
        {
            Failed.Add((from, defect.Message));
            return false;
        }
    }

    /// <summary>Whether the contract that follows is held. One whose rows make no contract, or that is gone, is the giver's failure and
    /// nobody else's (BIL-7).</summary>
    private async Task<bool> HoldAsync(Guid from, Guid to)
    {
        if (changes.ContainsKey(to))
        {
            return true;
        }

        if ((await Heads.LockFreeAsync(session, [to])).Count == 0)
        {
            if (await Heads.ExistsAsync(session, to))
            {
                Waiting.Add(from);
            }
            else
            {
                Failed.Add((from, "the contract that follows is not there"));
            }

            return false;
        }

        var broken = new Dictionary<Guid, (Head Head, string Reason)>();
        Dictionary<Guid, LoadedContract> loaded = await DossierStore.LoadAsync(session, [to], broken: broken);
        if (broken.TryGetValue(to, out (Head Head, string Reason) problem))
        {
            Failed.Add((from, "the contract that follows cannot be read: " + problem.Reason));
            return false;
        }

        changes.Add(to, ContractChange.Of(to, loaded[to].Dossier, new CarriedOut(loaded[to].Dossier, [], []), cause));
        return true;
    }
}
