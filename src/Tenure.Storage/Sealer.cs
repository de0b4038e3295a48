// The seal over all contracts: a Merkle root over every head as it stood. A chain proves what is in it, not that its
// tail was not cut off; the seal does (STO-3). It is kept as 256 bucket roots, so that a difference names a bucket and
// recomputing the few chains in it names the contract. A head remembers at which version it was sealed, so that a seal
// can be checked for as long as the log exists, whatever was appended since.
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tenure.Storage;

/// <summary>The roots over all sealed heads.</summary>
/// <param name="Root">The root over the bucket roots.</param>
/// <param name="BucketRoots">256 roots; an empty bucket has zeros.</param>
/// <param name="ContractCount">How many contracts are covered.</param>
public sealed record SealRoots(byte[] Root, IReadOnlyList<byte[]> BucketRoots, int ContractCount)
{
    /// <summary>The buckets in which two computations differ.</summary>
    public IReadOnlyList<int> DifferingBuckets(SealRoots other) =>
        Enumerable.Range(0, BucketRoots.Count)
            .Where(bucket => !BucketRoots[bucket].AsSpan().SequenceEqual(other.BucketRoots[bucket]))
            .ToList();
}

/// <summary>A stored seal, chained to the one before.</summary>
public sealed record StoredSeal(int SealNo, SealRoots Roots, byte[] PreviousRoot, DateTimeOffset SealedAt);

/// <summary>Seals the book and computes seals again.</summary>
public static class Sealer
{
    private const int Buckets = 256;
    private const int HashLength = SHA256.HashSizeInBytes;

    private static readonly BulkInsert<StoredSeal> Rows = new(
        "seal",
        ["seal_no", "root", "previous_root", "bucket_roots", "contract_count", "sealed_at"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.SealNo);
            writer.PutBytes(row.Roots.Root);
            writer.PutBytes(row.PreviousRoot);
            writer.Put(Convert.ToHexStringLower(row.Roots.BucketRoots.SelectMany(root => root).ToArray()));
            writer.Put(row.Roots.ContractCount);
            writer.Put(row.SealedAt);
        });

    /// <summary>Seals every contract as this session sees it now.</summary>
    public static async Task<StoredSeal> SealAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        await session.ExecuteAsync(
            "UPDATE contract_head SET sealed_version = version, sealed_hash = head_hash "
            + "WHERE tenant_id = @tenant AND sealed_version <> version");
        var latest = await LatestAsync(session);
        var next = new StoredSeal(
            (latest?.SealNo ?? 0) + 1,
            await RootAsync(session),
            latest?.Roots.Root ?? MerkleTree.Empty,
            session.Database.Time.GetUtcNow());
        await Rows.WriteAsync(session, [next]);
        return next;
    }

    /// <summary>
    /// The roots over all heads as they were last sealed, computed from the heads of now: equal to those of
    /// <see cref="LatestAsync"/> unless somebody changed or removed a head behind the seal. That a sealed hash is
    /// truly the log's at that version is for the recomputation of the chains to say.
    /// </summary>
    public static async Task<SealRoots> RootAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var trees = Enumerable.Range(0, Buckets).Select(_ => new MerkleTree()).ToArray();
        var count = 0;
        await session.ForEachAsync(
            "SELECT contract_id, sealed_version, sealed_hash FROM contract_head "
            + "WHERE tenant_id = @tenant AND sealed_version > 0 ORDER BY contract_id",
            row =>
            {
                var contractId = row.GetGuid(0);
                trees[BucketOf(contractId)].Add(Leaf(contractId, row.GetInt(1), row.GetBytes(2)));
                count++;
            });
        return Combine(trees.Select(tree => tree.Root()).ToArray(), count);
    }

    /// <summary>The newest seal; null when there is none.</summary>
    public static async Task<StoredSeal?> LatestAsync(Session session)
    {
        ArgumentNullException.ThrowIfNull(session);
        var seals = await session.QueryAsync(
            "SELECT seal_no, root, previous_root, bucket_roots, contract_count, sealed_at FROM seal "
            + "WHERE tenant_id = @tenant ORDER BY seal_no DESC LIMIT 1",
            Read);
        return seals.FirstOrDefault();
    }

    /// <summary>The bucket of a contract: the first byte of the hash of its id.</summary>
    public static int BucketOf(Guid contractId)
    {
        Span<byte> id = stackalloc byte[16];
        contractId.TryWriteBytes(id, bigEndian: true, out _);
        return SHA256.HashData(id)[0];
    }

    private static byte[] Leaf(Guid contractId, int version, byte[] hash)
    {
        var leaf = new byte[16 + sizeof(int) + hash.Length];
        contractId.TryWriteBytes(leaf, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(leaf.AsSpan(16), version);
        hash.CopyTo(leaf, 16 + sizeof(int));
        return leaf;
    }

    private static SealRoots Combine(IReadOnlyList<byte[]> bucketRoots, int count)
    {
        var tree = new MerkleTree();
        foreach (var root in bucketRoots)
        {
            tree.Add(root);
        }

        return new SealRoots(tree.Root(), bucketRoots, count);
    }

    private static StoredSeal Read(RowReader row)
    {
        var buckets = Convert.FromHexString(row.GetText(3)).Chunk(HashLength).ToArray();
        return new StoredSeal(
            row.GetInt(0), new SealRoots(row.GetBytes(1), buckets, row.GetInt(4)), row.GetBytes(2), row.GetInstant(5));
    }
}
