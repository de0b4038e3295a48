// The log of facts: append-only, one hash chain per contract (CON-2). The hash covers every field and the very bytes
// that are stored, so that anyone with the rows can compute it again.
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tenure.Storage;

/// <summary>Appends and loads the facts of contracts.</summary>
public static class EventLog
{
    private const string Columns =
        "contract_id, sequence, type, type_version, effective_on, business_on, recorded_at, actor_id, cause, body, "
        + "previous_hash, hash";

    private static readonly BulkInsert<StoredEvent> Rows = new(
        "contract_event",
        [
            "contract_id", "sequence", "type", "type_version", "effective_on", "business_on", "recorded_at", "actor_id",
            "cause", "body", "previous_hash", "hash",
        ],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.Sequence);
            writer.Put(row.Type);
            writer.Put(row.TypeVersion);
            writer.Put(row.EffectiveOn);
            writer.Put(row.BusinessOn);
            writer.Put(row.RecordedAt);
            writer.Put(row.ActorId);
            writer.Put(row.Cause);
            writer.PutUtf8(row.Body);
            writer.PutBytes(row.PreviousHash);
            writer.PutBytes(row.Hash);
        });

    /// <summary>What stands before the first fact of a contract: 32 zero bytes.</summary>
    public static byte[] Genesis => new byte[SHA256.HashSizeInBytes];

    /// <summary>
    /// Appends facts, in order, each to the chain of its contract. A contract's chain goes on from the head locked in
    /// this session; a first fact (sequence 1) starts a new one. Returns the new head hash of each contract, for
    /// <see cref="Heads.InsertAsync"/> or <see cref="Heads.UpdateAsync"/>, which must follow in the same session.
    /// </summary>
    /// <exception cref="StorageConflictException">A new contract exists already.</exception>
    /// <exception cref="InvalidOperationException">The head is not locked, or a sequence does not follow.</exception>
    public static async Task<IReadOnlyDictionary<Guid, byte[]>> AppendAsync(
        Session session, IReadOnlyList<NewEvent> events)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(events);
        var heads = new Dictionary<Guid, byte[]>();
        var rows = new List<StoredEvent>(events.Count);
        foreach (var fact in events)
        {
            var row = Link(session, fact);
            rows.Add(row);
            heads[fact.ContractId] = row.Hash;
        }

        await Heads.WatchedAsync(session, heads.Keys, () => Rows.WriteAsync(session, rows));
        return heads;
    }

    /// <summary>The facts of the contracts, by contract and then sequence.</summary>
    public static async Task<List<StoredEvent>> LoadAsync(Session session, IReadOnlyCollection<Guid> contractIds)
    {
        ArgumentNullException.ThrowIfNull(session);
        var events = new List<StoredEvent>();
        foreach (var ids in IdChunks.Of(contractIds))
        {
            events.AddRange(await session.QueryAsync(
                $"SELECT {Columns} FROM contract_event WHERE tenant_id = @tenant AND contract_id IN @ids "
                + "ORDER BY contract_id, sequence",
                Read,
                ("ids", ids)));
        }

        return events;
    }

    /// <summary>
    /// The hash of a fact after <paramref name="previousHash"/>: SHA-256 over that hash and each field in order, every
    /// one preceded by its length in four bytes, numbers in network order, days as ISO text, the instant in
    /// microseconds, and the body's bytes as stored.
    /// </summary>
    public static byte[] HashOf(ReadOnlySpan<byte> previousHash, NewEvent fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> bytes = stackalloc byte[16];
        Add(hash, previousHash);
        Add(hash, Bytes(fact.ContractId, bytes));
        Add(hash, Bytes(fact.Sequence, bytes));
        Add(hash, Encoding.UTF8.GetBytes(fact.Type));
        Add(hash, Bytes(fact.TypeVersion, bytes));
        Add(hash, Bytes(fact.EffectiveOn, bytes));
        Add(hash, Bytes(fact.BusinessOn, bytes));
        Add(hash, Bytes(Instants.ToMicroseconds(fact.RecordedAt), bytes));
        Add(hash, Bytes(fact.ActorId, bytes));
        Add(hash, Encoding.UTF8.GetBytes(fact.Cause));
        Add(hash, fact.Body.Span);
        return hash.GetHashAndReset();
    }

    private static StoredEvent Link(Session session, NewEvent fact)
    {
        var (version, previous) = session.Held.ChainOf(fact.ContractId);
        if (fact.Sequence != version + 1)
        {
            throw new InvalidOperationException(
                $"Event {fact.Sequence} of contract {fact.ContractId} does not follow {version}; is its head locked?");
        }

        var hash = HashOf(previous, fact);
        session.Held.Grow(fact.ContractId, fact.Sequence, hash);
        return new StoredEvent(
            fact.ContractId, fact.Sequence, fact.Type, fact.TypeVersion, fact.EffectiveOn, fact.BusinessOn,
            fact.RecordedAt, fact.ActorId, fact.Cause, fact.Body, previous, hash);
    }

    private static StoredEvent Read(RowReader row) => new(
        row.GetGuid(0), row.GetInt(1), row.GetText(2), row.GetInt(3), row.GetDate(4), row.GetDate(5),
        row.GetInstant(6), row.GetGuid(7), row.GetText(8), row.GetBytes(9), row.GetBytes(10), row.GetBytes(11));

    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> field)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, field.Length);
        hash.AppendData(length);
        hash.AppendData(field);
    }

    private static Span<byte> Bytes(Guid id, Span<byte> into)
    {
        id.TryWriteBytes(into, bigEndian: true, out var written);
        return into[..written];
    }

    private static Span<byte> Bytes(int number, Span<byte> into)
    {
        BinaryPrimitives.WriteInt32BigEndian(into, number);
        return into[..sizeof(int)];
    }

    private static Span<byte> Bytes(long number, Span<byte> into)
    {
        BinaryPrimitives.WriteInt64BigEndian(into, number);
        return into[..sizeof(long)];
    }

    private static Span<byte> Bytes(DateOnly day, Span<byte> into)
    {
        day.TryFormat(into, out var written, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return into[..written];
    }
}
