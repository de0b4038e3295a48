using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tenure.Core.Kernel;

/// <summary>A SHA-256 hash: 32 bytes, compared by value and ordered by its bytes. The default value is all zeros: the hash before the first link of a chain.</summary>
public readonly record struct Hash32 : IComparable<Hash32>
{
    /// <summary>How many bytes.</summary>
    public const int Size = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private Hash32(ReadOnlySpan<byte> bytes)
    {
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>Whether every byte is zero.</summary>
    public bool IsZero => this == default;

    /// <summary>The SHA-256 hash of bytes.</summary>
    /// <param name="bytes">What to hash.</param>
    public static Hash32 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(bytes, hash);
        return new(hash);
    }

    /// <summary>The SHA-256 hash of one hash followed by bytes: the next link of a chain.</summary>
    /// <param name="previous">The link before; the default value for the first.</param>
    /// <param name="bytes">What the link adds.</param>
    public static Hash32 Chain(Hash32 previous, ReadOnlySpan<byte> bytes)
    {
        Hash32 added = Of(bytes);
        Span<byte> both = stackalloc byte[2 * Size];
        previous.CopyTo(both);
        added.CopyTo(both[Size..]);
        return Of(both);
    }

    /// <summary>A stored hash.</summary>
    /// <param name="bytes">Exactly 32 bytes, or an invariant breaks.</param>
    public static Hash32 FromBytes(ReadOnlySpan<byte> bytes)
    {
        Invariant.Holds(bytes.Length == Size, "A hash has 32 bytes.");
        return new(bytes);
    }

    /// <summary>Reads a hash from outside.</summary>
    /// <param name="text">64 hexadecimal digits of either case; else refused with <c>text.hash</c>.</param>
    public static Decision<Hash32> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Span<byte> bytes = stackalloc byte[Size];
        bool isHash = text.Length == 2 * Size
            && Convert.FromHexString(text, bytes, out _, out _) == System.Buffers.OperationStatus.Done;
        return isHash ? new Hash32(bytes) : new TextRefused("hash", text, "Write 64 hexadecimal digits.");
    }

    /// <summary>Writes the 32 bytes.</summary>
    /// <param name="target">At least 32 bytes long.</param>
    public void CopyTo(Span<byte> target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(target, _a);
        BinaryPrimitives.WriteUInt64BigEndian(target[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(target[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(target[24..], _d);
    }

    /// <summary>The 32 bytes in a new array.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Orders by bytes, the first byte first.</summary>
    /// <param name="other">The hash to compare with.</param>
    public int CompareTo(Hash32 other) => (_a, _b, _c, _d).CompareTo((other._a, other._b, other._c, other._d));

    /// <summary>Whether the bytes sort before the other's.</summary>
    public static bool operator <(Hash32 left, Hash32 right) => left.CompareTo(right) < 0;

    /// <summary>Whether the bytes sort after the other's.</summary>
    public static bool operator >(Hash32 left, Hash32 right) => left.CompareTo(right) > 0;

    /// <summary>Whether the bytes sort before the other's or are the same.</summary>
    public static bool operator <=(Hash32 left, Hash32 right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the bytes sort after the other's or are the same.</summary>
    public static bool operator >=(Hash32 left, Hash32 right) => left.CompareTo(right) >= 0;

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
