// The head row is the lock of a contract: every writer takes it first, and the fence check reads it (STO-4, BIL-5).
namespace Tenure.Storage;

/// <summary>Inserts, locks and updates head rows.</summary>
public static class Heads
{
    private const string Columns =
        "contract_id, customer_id, version, head_hash, fence_on, document_count, entry_count, parked_reason";

    private static readonly string[] Names =
    [
        "contract_id", "customer_id", "version", "head_hash", "fence_on", "document_count", "entry_count",
        "parked_reason",
    ];

    private static readonly BulkInsert<Head> Fresh = new("contract_head", Names, conflict: "", Put);

    private static readonly BulkInsert<Head> Changed = new(
        "contract_head",
        Names,
        "ON CONFLICT (tenant_id, contract_id) DO UPDATE SET customer_id = excluded.customer_id, "
        + "version = excluded.version, head_hash = excluded.head_hash, fence_on = excluded.fence_on, "
        + "document_count = excluded.document_count, entry_count = excluded.entry_count, "
        + "parked_reason = excluded.parked_reason",
        Put);

    /// <summary>Adds the heads of new contracts, which this session then holds.</summary>
    /// <exception cref="StorageConflictException">A contract exists already.</exception>
    public static async Task InsertAsync(Session session, IReadOnlyList<Head> heads)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(heads);
        await WatchedAsync(session, heads.Select(head => head.ContractId), () => Fresh.WriteAsync(session, heads));
        foreach (var head in heads)
        {
            session.Held.Hold(head);
            session.Held.RequireChainEnd(head);
        }
    }

    /// <summary>
    /// Locks the heads until the session ends and returns them by contract id; unknown contracts are left out. Waits
    /// for other writers, and sees what they committed.
    /// </summary>
    /// <param name="session">A session for writing; one for reading reads without a lock.</param>
    /// <param name="contractIds">The contracts.</param>
    /// <param name="expectedVersions">The versions that a command saw, for all or some of the contracts.</param>
    /// <exception cref="StorageConflictException">A contract is not at its expected version.</exception>
    public static async Task<List<Head>> LockAsync(
        Session session,
        IReadOnlyCollection<Guid> contractIds,
        IReadOnlyDictionary<Guid, int>? expectedVersions = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        var heads = new List<Head>();
        foreach (var ids in IdChunks.Of(contractIds))
        {
            heads.AddRange(await session.QueryAsync(
                $"SELECT {Columns} FROM contract_head WHERE tenant_id = @tenant AND contract_id IN @ids "
                + $"ORDER BY contract_id{session.ForUpdate}",
                Read,
                ("ids", ids)));
        }

        CheckVersions(heads, expectedVersions);
        if (session.Access == Access.Write)
        {
            heads.ForEach(session.Held.Hold);
        }

        return heads;
    }

    /// <summary>Locks those of some contracts that nobody else holds, without waiting, so that whoever holds others takes no part in
    /// a deadlock.</summary>
    /// <returns>The contracts that this session holds now.</returns>
    public static Task<List<Guid>> LockFreeAsync(Session session, IReadOnlyCollection<Guid> contractIds)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT contract_id FROM contract_head WHERE tenant_id = @tenant AND contract_id IN @ids "
            + $"ORDER BY contract_id{session.ForUpdateSkipLocked}",
            static row => row.GetGuid(0),
            ("ids", contractIds));
    }

    /// <summary>Whether a contract has a head, held by whomever.</summary>
    public static async Task<bool> ExistsAsync(Session session, Guid contractId)
    {
        ArgumentNullException.ThrowIfNull(session);
        return (await session.QueryAsync(
            "SELECT 1 FROM contract_head WHERE tenant_id = @tenant AND contract_id = @id", static row => row.GetInt(0), ("id", contractId))).Count > 0;
    }

    /// <summary>Writes heads that this session holds. Version and hash must be the end of the contract's log.</summary>
    public static async Task UpdateAsync(Session session, IReadOnlyList<Head> heads)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(heads);
        foreach (var head in heads)
        {
            session.Held.RequireChainEnd(head);
        }

        await Changed.WriteAsync(session, heads);
    }

    /// <summary>The hash at the end of a held contract's log, this session's own events included.</summary>
    public static byte[] HashOf(Session session, Guid contractId)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.Held.ChainOf(contractId).Hash;
    }

    // A duplicate key while writing a new contract means that somebody else created it. Which one, and how far it has
    // come since, is asked in a session of its own: this one has failed, and may not see it.
    internal static async Task WatchedAsync(Session session, IEnumerable<Guid> contractIds, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (StorageRefusedException refusal)
            when (refusal.Code is StorageRefusedException.Duplicate or StorageRefusedException.AppendOnly)
        {
            await using var fresh = await session.Database.BeginAsync(session.TenantId, Access.Read);
            var winner = (await LockAsync(fresh, [.. contractIds])).FirstOrDefault();
            if (winner is null)
            {
                throw;
            }

            throw new StorageConflictException(winner.ContractId, expectedVersion: 0, winner.Version);
        }
    }

    private static void CheckVersions(List<Head> heads, IReadOnlyDictionary<Guid, int>? expectedVersions)
    {
        if (expectedVersions is null)
        {
            return;
        }

        var actual = heads.ToDictionary(head => head.ContractId, head => head.Version);
        foreach (var (contractId, expected) in expectedVersions.OrderBy(pair => pair.Key))
        {
            var version = actual.GetValueOrDefault(contractId);
            if (version != expected)
            {
                throw new StorageConflictException(contractId, expected, version);
            }
        }
    }

    private static void Put(RowWriter writer, Head row)
    {
        writer.Put(row.ContractId);
        writer.Put(row.CustomerId);
        writer.Put(row.Version);
        writer.PutBytes(row.HeadHash);
        writer.Put(row.FenceOn);
        writer.Put(row.DocumentCount);
        writer.Put(row.EntryCount);
        writer.Put(row.ParkedReason);
    }

    private static Head Read(RowReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt(2), row.GetBytes(3), row.GetNullableDate(4), row.GetInt(5),
        row.GetInt(6), row.GetNullableText(7));
}
