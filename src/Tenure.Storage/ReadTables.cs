// The read tables are replaced contract by contract, in the transaction of the event that changed them (STO-2).
namespace Tenure.Storage;

/// <summary>Writes what lists and reports look at.</summary>
public static class ReadTables
{
    private static readonly BulkInsert<ContractRow> Contracts = new(
        "contract",
        [
            "contract_id", "customer_id", "reference", "plan_code", "status", "is_trial", "is_joint", "start_on", "end_on",
            "term_start_on", "term_end_on", "term_count", "renewal_kind", "deadline_on", "lock_in_on", "end_reason",
            "currency", "predecessor_id", "successor_id",
        ],
        "ON CONFLICT (tenant_id, contract_id) DO UPDATE SET customer_id = excluded.customer_id, "
        + "reference = excluded.reference, plan_code = excluded.plan_code, status = excluded.status, "
        + "is_trial = excluded.is_trial, is_joint = excluded.is_joint, start_on = excluded.start_on, end_on = excluded.end_on, "
        + "term_start_on = excluded.term_start_on, term_end_on = excluded.term_end_on, "
        + "term_count = excluded.term_count, renewal_kind = excluded.renewal_kind, "
        + "deadline_on = excluded.deadline_on, lock_in_on = excluded.lock_in_on, end_reason = excluded.end_reason, "
        + "currency = excluded.currency, predecessor_id = excluded.predecessor_id, successor_id = excluded.successor_id",
        PutContract);

    private static readonly BulkInsert<ContractLineRow> Lines = new(
        "contract_line",
        ["contract_id", "line", "charge_code", "product_code", "from_on", "to_on", "quantity", "unit_price", "earned_until_on"],
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
            writer.Put(row.EarnedUntilOn);
        });

    private static readonly BulkInsert<MrrStepRow> MrrSteps = new(
        "mrr_step",
        ["contract_id", "customer_id", "on_day", "currency", "mrr", "cause"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.CustomerId);
            writer.Put(row.OnDay);
            writer.Put(row.Currency);
            writer.Put(row.Mrr);
            writer.Put(row.Cause);
        });

    /// <summary>Writes the rows that changed, and removes those they replace.</summary>
    public static async Task WriteAsync(Session session, ReadTableBatch batch)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(batch);
        await ClearAsync(session, "contract_line", batch.Lines.Cleared);
        await ClearAsync(session, "mrr_step", batch.MrrSteps.Cleared);
        await Contracts.WriteAsync(session, batch.Contracts);
        await Lines.WriteAsync(session, batch.Lines.Rows);
        await MrrSteps.WriteAsync(session, batch.MrrSteps.Rows);
    }

    private static async Task ClearAsync(Session session, string table, IReadOnlyList<Guid> contractIds)
    {
        foreach (var ids in IdChunks.Of(contractIds))
        {
            await session.ExecuteAsync(
                $"DELETE FROM {table} WHERE tenant_id = @tenant AND contract_id IN @ids", ("ids", ids));
        }
    }

    private static void PutContract(RowWriter writer, ContractRow row)
    {
        writer.Put(row.ContractId);
        writer.Put(row.CustomerId);
        writer.Put(row.Reference);
        writer.Put(row.PlanCode);
        writer.Put(row.Status);
        writer.Put(row.IsTrial);
        writer.Put(row.IsJoint);
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
        writer.Put(row.PredecessorId);
        writer.Put(row.SuccessorId);
    }
}
