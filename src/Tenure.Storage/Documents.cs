// Issued documents. They are written once, in the order that lets the database check each against what came before:
// days given back first, then the days billed again, and the number rows last (BIL-2, BIL-3, BIL-4).
namespace Tenure.Storage;

/// <summary>Writes and reads issued documents.</summary>
public static class Documents
{
    private const string BilledColumns =
        "l.contract_id, d.ordinal, d.issue_on, l.line_index, l.contract_line, l.kind, l.period_index, l.service_start, l.service_end, "
        + "l.generation, l.amount_minor, c.ordinal, l.corrects_line_index, l.is_refund, l.tax_minor, l.tax_rate";

    /// <summary>
    /// Writes a batch. Each contract must be held by the session and each number taken in it. The database refuses a
    /// debit past the fence, a day covered or given back twice, a batch of usage billed twice, and a gap in the numbers.
    /// </summary>
    /// <exception cref="StorageRefusedException">A rule kept by the database was about to be broken.</exception>
    public static async Task WriteAsync(Session session, DocumentBatch batch)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(batch);
        foreach (var line in batch.Lines)
        {
            session.Held.Require(line.ContractId);
        }

        foreach (var document in batch.Documents)
        {
            session.Held.Require(document.ContractId);
            if (document.Part == 1)
            {
                session.Taken.Use(document.Series, document.Number);
            }
        }

        await DocumentTables.Documents.WriteAsync(session, batch.Documents);
        await DocumentTables.Lines.WriteAsync(session, batch.Lines);
        await DocumentTables.GivenBack.WriteAsync(session, batch.GivenBack);
        await DocumentTables.Slices.WriteAsync(session, batch.Slices);
        await DocumentTables.Usage.WriteAsync(session, batch.Usage);
        await DocumentTables.Postings.WriteAsync(session, batch.Postings);
        await DocumentTables.Numbers.WriteAsync(
            session,
            batch.Documents.Where(document => document.Part == 1).OrderBy(document => document.Series, StringComparer.Ordinal)
                .ThenBy(document => document.Number)
                .ToList());
    }

    /// <summary>
    /// The lines already issued for the contracts, by contract, then document ordinal and line; without derivations.
    /// </summary>
    public static async Task<List<BilledLine>> LoadBilledAsync(Session session, IReadOnlyCollection<Guid> contractIds)
    {
        ArgumentNullException.ThrowIfNull(session);
        var lines = new List<BilledLine>();
        foreach (var ids in IdChunks.Of(contractIds))
        {
            lines.AddRange(await session.QueryAsync(
                $"SELECT {BilledColumns} FROM document_line l "
                + "JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id "
                + "LEFT JOIN document c ON c.tenant_id = l.tenant_id AND c.document_id = l.corrects_document_id "
                + "WHERE l.tenant_id = @tenant AND l.contract_id IN @ids "
                + "ORDER BY l.contract_id, d.ordinal, l.line_index",
                ReadLine,
                ("ids", ids)));
        }

        return lines;
    }

    private static BilledLine ReadLine(RowReader row) => new(
        row.GetGuid(0), row.GetInt(1), row.GetDate(2), row.GetInt(3), row.GetInt(4), row.GetText(5), row.GetInt(6),
        row.GetDate(7), row.GetDate(8), row.GetInt(9), row.GetLong(10), row.GetNullableInt(11) ?? 0, row.GetNullableInt(12) ?? 0, row.GetBool(13),
        row.GetLong(14), row.GetNullableText(15));
}
