// The bytes of the preview that was accepted, kept beside the event that it led to (CON-5).
namespace Tenure.Storage;

/// <summary>An accepted preview.</summary>
/// <param name="ContractId">The contract.</param>
/// <param name="Sequence">The event that executed it.</param>
/// <param name="Hash">The hash that was shown and confirmed.</param>
/// <param name="Bytes">Canonical JSON.</param>
public sealed record EffectRow(Guid ContractId, int Sequence, byte[] Hash, ReadOnlyMemory<byte> Bytes);

/// <summary>Writes and reads accepted previews.</summary>
public static class Effects
{
    private static readonly BulkInsert<EffectRow> Rows = new(
        "effect",
        ["contract_id", "sequence", "hash", "body"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.Sequence);
            writer.PutBytes(row.Hash);
            writer.PutUtf8(row.Bytes);
        });

    /// <summary>Adds effects; the event of each must be in the log when the session commits.</summary>
    public static Task AppendAsync(Session session, IReadOnlyList<EffectRow> rows) => Rows.WriteAsync(session, rows);

    /// <summary>The effects of one contract, by sequence.</summary>
    public static Task<List<EffectRow>> LoadAsync(Session session, Guid contractId)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.QueryAsync(
            "SELECT contract_id, sequence, hash, body FROM effect "
            + "WHERE tenant_id = @tenant AND contract_id = @contract ORDER BY sequence",
            static row => new EffectRow(row.GetGuid(0), row.GetInt(1), row.GetBytes(2), row.GetBytes(3)),
            ("contract", contractId));
    }
}
