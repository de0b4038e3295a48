using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tenure.Core.Kernel;

/// <summary>
/// Ids without a random part: the same tenant, source and external id always give the same id, so that an import or the
/// demo book can be run twice. Laid out as UUID version 8 (RFC 9562): 48 bits of milliseconds, then bits of a SHA-256.
/// </summary>
public static class DerivedId
{
    private const int HashedAtOnce = 512;
    private const long MillisecondsPerDay = 86_400_000;
    private static readonly int EpochDay = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>The id of a thing that is known outside by another name.</summary>
    /// <param name="kind">What it names, for example <c>contract</c>: things of two kinds with one external id differ.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="source">Where the external id comes from, for example <c>salesforce</c>.</param>
    /// <param name="externalId">The id in that source.</param>
    /// <param name="timeHint">A day that orders ids in time, for example the signing; null and days before 1970 sort first.</param>
    /// <returns>128 bits whose big-endian bytes (and whose text) sort by the day of the hint.</returns>
    public static Guid From(string kind, int tenant, string source, string externalId, DateOnly? timeHint = null)
    {
        ArgumentNullException.ThrowIfNull(kind);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(externalId);
        int longest = (4 * sizeof(int)) + Encoding.UTF8.GetMaxByteCount(kind.Length + source.Length + externalId.Length);
        Span<byte> named = longest <= HashedAtOnce ? stackalloc byte[HashedAtOnce] : new byte[longest];
        BinaryPrimitives.WriteInt32BigEndian(named, tenant);
        int length = sizeof(int);
        length += Append(named[length..], kind);
        length += Append(named[length..], source);
        length += Append(named[length..], externalId);

        Span<byte> id = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(named[..length], id);
        long days = timeHint is { } day ? Math.Max(0, day.DayNumber - EpochDay) : 0;
        long milliseconds = days * MillisecondsPerDay;
        BinaryPrimitives.WriteInt32BigEndian(id, unchecked((int)(milliseconds >> 16)));
        BinaryPrimitives.WriteUInt16BigEndian(id[4..], unchecked((ushort)milliseconds));
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }

    // Each text behind its length, so that no two triples of texts run together into the same bytes.
    private static int Append(Span<byte> target, string text)
    {
        int length = Encoding.UTF8.GetBytes(text, target[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(target, length);
        return sizeof(int) + length;
    }
}
