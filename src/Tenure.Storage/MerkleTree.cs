// A Merkle root over leaves that arrive one by one: it keeps one hash per level, so a million leaves cost no memory.
// Leaves and nodes are hashed apart, so that no node can pass for a leaf. A lonely last node moves up unchanged.
using System.Security.Cryptography;

namespace Tenure.Storage;

internal sealed class MerkleTree
{
    private readonly List<byte[]?> _levels = [];

    /// <summary>What an empty tree answers: 32 zero bytes.</summary>
    internal static byte[] Empty => new byte[SHA256.HashSizeInBytes];

    internal void Add(ReadOnlySpan<byte> leaf)
    {
        var hash = Leaf(leaf);
        var level = 0;
        while (level < _levels.Count && _levels[level] is { } left)
        {
            _levels[level++] = null;
            hash = Node(left, hash);
        }

        if (level == _levels.Count)
        {
            _levels.Add(null);
        }

        _levels[level] = hash;
    }

    internal byte[] Root()
    {
        byte[]? root = null;
        foreach (var left in _levels)
        {
            root = left is null ? root : root is null ? left : Node(left, root);
        }

        return root ?? Empty;
    }

    private static byte[] Leaf(ReadOnlySpan<byte> content)
    {
        Span<byte> bytes = stackalloc byte[1 + content.Length];
        bytes[0] = 0;
        content.CopyTo(bytes[1..]);
        return SHA256.HashData(bytes);
    }

    private static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> bytes = stackalloc byte[1 + (2 * SHA256.HashSizeInBytes)];
        bytes[0] = 1;
        left.CopyTo(bytes[1..]);
        right.CopyTo(bytes[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(bytes);
    }
}
