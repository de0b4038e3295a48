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

    /// <summary>How many contracts could not hand over, because another process holds the one that follows.</summary>
    public int Waiting { get; private set; }

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
            if (await HoldAsync(to))
            {
                Give(from, to, day);
                if (Carrying.DueOn(changes[to].After) <= day)
                {
                    giving.Enqueue(to);
                }
            }
            else
            {
                Waiting++;
            }
        }

        return [.. changes.Values];
    }

    private void Give(Guid from, Guid to, DateOnly day)
    {
        try
        {
            CarriedOut gone = Carrying.Out(changes[from].After, day);
            ContractChange? received = gone.Credit is { } credit ? changes[to].Then(Carrying.In(changes[to].After, credit, from)) : null;
            changes[from] = changes[from].Then(gone);
            changes[to] = received ?? changes[to];
        }
        catch (Exception defect) when (defect is InvariantBrokenException or OverflowException)
        {
            Failed.Add((from, defect.Message));
        }
    }

    private async Task<bool> HoldAsync(Guid contract)
    {
        if (changes.ContainsKey(contract))
        {
            return true;
        }

        if ((await Heads.LockFreeAsync(session, [contract])).Count == 0)
        {
            return false;
        }

        Dossier dossier = (await DossierStore.LoadAsync(session, [contract]))[contract].Dossier;
        changes.Add(contract, ContractChange.Of(contract, dossier, new CarriedOut(dossier, [], []), cause));
        return true;
    }
}
