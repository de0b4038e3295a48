// The Merkle tree of seals, written a second time: what checks a seal should not be the code that made it. A leaf is hashed
// behind a zero byte and a node behind a one; a lonely last node moves up unchanged.
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tenure.App.Verify;

internal sealed class SealTree
{
    // Complete subtrees, the largest first: each holds a power of two of leaves, as the digits of a binary number.
    private readonly List<(int Leaves, byte[] Hash)> subtrees = [];

    public static byte[] Empty => new byte[SHA256.HashSizeInBytes];

    public static byte[] RootOf(IEnumerable<byte[]> leaves)
    {
        var tree = new SealTree();
        foreach (byte[] leaf in leaves)
        {
            tree.Add(leaf);
        }

        return tree.Root();
    }

    /// <summary>Adds a contract's head: id, version, hash.</summary>
    public void AddHead(Guid contractId, int version, byte[] hash)
    {
        byte[] leaf = new byte[20 + hash.Length];
        contractId.TryWriteBytes(leaf, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(leaf.AsSpan(16), version);
        hash.CopyTo(leaf, 20);
        Add(leaf);
    }

    public byte[] Root()
    {
        if (subtrees.Count == 0)
        {
            return Empty;
        }

        byte[] root = subtrees[^1].Hash;
        for (int i = subtrees.Count - 2; i >= 0; i--)
        {
            root = SHA256.HashData([1, .. subtrees[i].Hash, .. root]);
        }

        return root;
    }

    private void Add(byte[] leaf)
    {
        subtrees.Add((1, SHA256.HashData([0, .. leaf])));
        while (subtrees.Count > 1 && subtrees[^1].Leaves == subtrees[^2].Leaves)
        {
            (int leaves, byte[] right) = subtrees[^1];
            byte[] left = subtrees[^2].Hash;
            subtrees.RemoveRange(subtrees.Count - 2, 2);
            subtrees.Add((2 * leaves, SHA256.HashData([1, .. left, .. right])));
        }
    }
}
