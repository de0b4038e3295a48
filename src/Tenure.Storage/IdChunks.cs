// Long lists of ids are asked for in pieces, in the order of the ids: the answers line up and locks never cross.
namespace Tenure.Storage;

internal static class IdChunks
{
    // A power of four, so that full pieces share one prepared statement on SQLite.
    private const int Length = 256;

    internal static IEnumerable<Guid[]> Of(IReadOnlyCollection<Guid> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return ids.Distinct().Order().Chunk(Length);
    }
}
