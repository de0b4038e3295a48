// The run: claims contracts whose day has come, earliest first, and carries out what is due for them, one transaction per
// chunk (STO-4). A chunk reaches as far as its last claimed day, so every document gets its number in day order.
using Tenure.App.Contracts;
using Tenure.Core.Changes;
using Tenure.Storage;

namespace Tenure.App.Billing.Run;

/// <summary>What a run wrote.</summary>
/// <param name="Contracts">How often a contract was worked on.</param>
/// <param name="Events">Events recorded: lock-ins, expiries, fences.</param>
/// <param name="Documents">Documents issued.</param>
/// <param name="NetByCurrency">Their net sums in minor units.</param>
/// <param name="TaxByCurrency">The tax on them in minor units, where there is any.</param>
/// <param name="Parked">Contracts that could not be billed, with the reason (BIL-7).</param>
internal sealed record RunOutcome(
    int Contracts,
    int Events,
    int Documents,
    SortedDictionary<string, long> NetByCurrency,
    SortedDictionary<string, long> TaxByCurrency,
    List<(Guid ContractId, string Reason)> Parked);

internal sealed class RunningDueWork(Database database, int tenantId, IProgress<(double Done, double Total)> progress)
{
    // Larger chunks cost fewer transactions; smaller ones keep locks short. Memory stays flat either way.
    private const int ChunkSize = 2000;
    private const string Cause = "run";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly SortedDictionary<string, long> net = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> tax = new(StringComparer.Ordinal);
    private readonly List<(Guid, string)> parked = [];
    private int contracts;
    private int events;
    private int documents;

    /// <summary>Carries out everything due on or before a day, the day included.</summary>
    public async Task<RunOutcome> UntilAsync(DateOnly until)
    {
        DateOnly? first = null;
        while (true)
        {
            await using Session session = await database.BeginAsync(tenantId, Access.Write);
            List<(Guid ContractId, DateOnly DueOn)> claimed = await DueWork.ClaimAsync(session, until, ChunkSize);
            if (claimed.Count == 0)
            {
                break;
            }

            // Only a full chunk leaves somebody behind; then its own last day is as far as it may go.
            DateOnly horizon = claimed.Count < ChunkSize ? until : claimed[^1].DueOn;
            first ??= claimed[0].DueOn;
            await CarryOutAsync(session, [.. claimed.Select(claim => claim.ContractId)], horizon);
            await session.CommitAsync();
            progress.Report((horizon.DayNumber - first.Value.DayNumber, Math.Max(1, until.DayNumber - first.Value.DayNumber)));
        }

        await SealAsync();
        return new RunOutcome(contracts, events, documents, net, tax, parked);
    }

    private async Task CarryOutAsync(Session session, List<Guid> ids, DateOnly horizon)
    {
        var broken = new Dictionary<Guid, (Head Head, string Reason)>();
        Dictionary<Guid, LoadedContract> loaded = await DossierStore.LoadAsync(session, ids, broken: broken);
        bool waits = await JointContracts.GatherAsync(session, loaded, horizon, broken);
        foreach ((Head head, string reason) in broken.Values)
        {
            await ParkAsync(session, head, reason);
        }

        ids = [.. loaded.Keys.Order()];
        var outcomes = new (ContractChange? Change, string? Problem)[ids.Count];
        Parallel.For(0, ids.Count, i => outcomes[i] = CarryOut(ids[i], loaded[ids[i]].Dossier, horizon));
        var changes = new List<ContractChange>(ids.Count);
        for (int i = 0; i < ids.Count; i++)
        {
            if (outcomes[i].Change is { } change)
            {
                changes.Add(change);
            }
            else
            {
                await ParkAsync(session, loaded[ids[i]].Head, outcomes[i].Problem!);
            }
        }

        var handing = new HandingOver(session, Cause);
        changes = await handing.ThroughAsync(changes, horizon);
        foreach (ContractChange change in changes.Where(change => !handing.Waiting.Contains(change.ContractId) || change.ChangesAnything))
        {
            Count(change);
        }

        documents += await ContractWriter.WriteAsync(session, changes, joins: true);
        foreach ((Guid contract, string reason) in handing.Failed)
        {
            await ParkAsync(session, (await Heads.LockAsync(session, [contract]))[0], reason);
        }

        if ((ids.Count > 0 || waits) && handing.Waiting.Count == ids.Count)
        {
            await Task.Delay(Patience);
        }
    }

    /// <summary>A contract that cannot be billed stops nobody else (BIL-7).</summary>
    private static (ContractChange? Change, string? Problem) CarryOut(Guid id, Dossier dossier, DateOnly horizon)
    {
        try
        {
            var change = ContractChange.Of(id, dossier, CarryingOut.Through(dossier, horizon), Cause);
            return long.Abs(change.NetMinor + change.TaxMinor) <= Core.Contracts.Ordering.MostMinor ? (change, null) : (null, "its documents come to more than a book can add up");
        }
        catch (Exception defect) when (defect is Core.Kernel.InvariantBrokenException or OverflowException)
        {
            return (null, defect.Message);
        }
    }

    private void Count(ContractChange change)
    {
        contracts++;
        events += change.After.Version - change.Before.Version;
        if (change.Documents.Length > 0)
        {
            string currency = change.After.Existing.Order.Currency.Code;
            net.TryGetValue(currency, out long sum);
            net[currency] = sum + change.NetMinor;
            if (change.TaxMinor != 0)
            {
                tax.TryGetValue(currency, out long taxed);
                tax[currency] = taxed + change.TaxMinor;
            }
        }
    }

    private async Task ParkAsync(Session session, Head head, string problem)
    {
        parked.Add((head.ContractId, problem));
        await Heads.UpdateAsync(session, [head with { ParkedReason = problem }]);
        await DueWork.SetAsync(session, [(head.ContractId, null)]);
    }

    /// <summary>A run that changed something ends with a seal over all heads; one that did nothing writes nothing.</summary>
    private async Task SealAsync()
    {
        if (contracts == 0)
        {
            return;
        }

        await using Session session = await database.BeginAsync(tenantId, Access.Write);
        await Sealer.SealAsync(session);
        await Tenants.SetNextDueAsync(session);
        await session.CommitAsync();
    }
}
