// The read tables are replaced whole, contract by contract, in the transaction of the event that changed them (STO-2).
namespace Tenure.Storage;

/// <summary>Writes what lists and reports look at.</summary>
public static class ReadTables
{
    private static readonly BulkInsert<ContractRow> Contracts = new(
        "contract",
        [
            "contract_id", "customer_id", "reference", "plan_code", "status", "is_trial", "start_on", "end_on",
            "term_start_on", "term_end_on", "term_count", "renewal_kind", "deadline_on", "lock_in_on", "end_reason",
            "currency",
        ],
        "ON CONFLICT (tenant_id, contract_id) DO UPDATE SET customer_id = excluded.customer_id, "
        + "reference = excluded.reference, plan_code = excluded.plan_code, status = excluded.status, "
        + "is_trial = excluded.is_trial, start_on = excluded.start_on, end_on = excluded.end_on, "
        + "term_start_on = excluded.term_start_on, term_end_on = excluded.term_end_on, "
        + "term_count = excluded.term_count, renewal_kind = excluded.renewal_kind, "
        + "deadline_on = excluded.deadline_on, lock_in_on = excluded.lock_in_on, end_reason = excluded.end_reason, "
        + "currency = excluded.currency",
        PutContract);

    private static readonly BulkInsert<ContractLineRow> Lines = new(
        "contract_line",
        ["contract_id", "line", "charge_code", "product_code", "from_on", "to_on", "quantity", "unit_price"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.Line);
            writer.Put(row.ChargeCode);
            writer.Put(row.ProductCode);
            writer.Put(row.FromOn);
            writer.Put(row.ToOn);
            writer.Put(row.Quantity);
            writer.Put(row.UnitPrice);
        });

    private static readonly BulkInsert<MrrStepRow> MrrSteps = new(
        "mrr_step",
        ["contract_id", "customer_id", "on_day", "currency", "mrr"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.CustomerId);
            writer.Put(row.OnDay);
            writer.Put(row.Currency);
            writer.Put(row.Mrr);
        });

    /// <summary>
    /// Replaces all read rows of the contracts named in <see cref="ReadTableBatch.Contracts"/>; a line or MRR step of
    /// a contract that is not named there is refused.
    /// </summary>
    public static async Task WriteAsync(Session session, ReadTableBatch batch)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(batch);
        var named = batch.Contracts.Select(row => row.ContractId).ToHashSet();
        if (batch.Lines.Any(row => !named.Contains(row.ContractId))
            || batch.MrrSteps.Any(row => !named.Contains(row.ContractId)))
        {
            throw new ArgumentException("Lines and MRR steps come with the row of their contract.", nameof(batch));
        }

        foreach (var ids in IdChunks.Of(named))
        {
            await session.ExecuteAsync(
                "DELETE FROM contract_line WHERE tenant_id = @tenant AND contract_id IN @ids", ("ids", ids));
            await session.ExecuteAsync(
                "DELETE FROM mrr_step WHERE tenant_id = @tenant AND contract_id IN @ids", ("ids", ids));
        }

        await Contracts.WriteAsync(session, batch.Contracts);
        await Lines.WriteAsync(session, batch.Lines);
        await MrrSteps.WriteAsync(session, batch.MrrSteps);
    }

    private static void PutContract(RowWriter writer, ContractRow row)
    {
        writer.Put(row.ContractId);
        writer.Put(row.CustomerId);
        writer.Put(row.Reference);
        writer.Put(row.PlanCode);
        writer.Put(row.Status);
        writer.Put(row.IsTrial);
        writer.Put(row.StartOn);
        writer.Put(row.EndOn);
        writer.Put(row.TermStartOn);
        writer.Put(row.TermEndOn);
        writer.Put(row.TermCount);
        writer.Put(row.RenewalKind);
        writer.Put(row.DeadlineOn);
        writer.Put(row.LockInOn);
        writer.Put(row.EndReason);
        writer.Put(row.Currency);
    }
}
