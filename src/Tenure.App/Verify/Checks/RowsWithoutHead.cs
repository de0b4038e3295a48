// Every row of a contract has its head; a head removed by hand leaves its rows behind (STO-3).
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class RowsWithoutHead : BookCheck
{
    // One missing head may leave thousands of rows; a few are enough to see which.
    private const int Most = 200;

    private static readonly (string Table, string Columns, string Order, Func<RowReader, RowName> Name)[] Tables =
    [
        ("contract_event", "sequence", "sequence", static row => RowName.Event(row.GetGuid(0), row.GetInt(1))),
        ("effect", "sequence", "sequence", static row => RowName.Effect(row.GetGuid(0), row.GetInt(1))),
        ("document", "document_id", "document_id", static row => RowName.Document(row.GetGuid(1))),
        ("document_line", "document_id, line_index", "document_id, line_index", static row => RowName.Line(row.GetGuid(1), row.GetInt(2))),
        ("billed_slice", "contract_line, period_index, slice_start, generation", "contract_line, period_index, slice_start, generation",
            static row => RowName.Slice(row.GetGuid(0), row.GetInt(1), row.GetInt(2), row.GetDate(3), row.GetInt(4))),
        ("given_back", "contract_line, period_index, slice_start, generation, from_on",
            "contract_line, period_index, slice_start, generation, from_on",
            static row => RowName.GivenBack(new GivenBackRow(
                row.GetGuid(0), row.GetInt(1), row.GetInt(2), row.GetDate(3), row.GetInt(4), row.GetDate(5), default, default, 0))),
        ("usage_batch", "contract_line, period_index, batch", "contract_line, period_index, batch",
            static row => RowName.UsageBatch(row.GetGuid(0), row.GetInt(1), row.GetInt(2), row.GetInt(3))),
        ("posting", "entry_no, posting_no", "entry_no, posting_no", static row => RowName.Posting(row.GetGuid(0), row.GetInt(1), row.GetInt(2))),
        ("contract", "1", "contract_id", static row => RowName.Read(row.GetGuid(0))),
        ("contract_line", "line", "line", static row => RowName.ContractLine(row.GetGuid(0), row.GetInt(1))),
        ("mrr_step", "on_day, currency", "on_day, currency",
            static row => RowName.MrrStep(new MrrStepRow(row.GetGuid(0), default, row.GetDate(1), row.GetText(2), string.Empty))),
        ("due_work", "1", "contract_id", static row => RowName.Due(row.GetGuid(0))),
    ];

    public override string Id => "rows.heads";

    public override string Law => "Every row of a contract has the contract's head.";

    protected override string Advice => "Restore the head from a backup, or remove the row if it never belonged to a contract.";

    public override async Task<List<Finding>> LookAsync(Session session)
    {
        var findings = new List<Finding>();
        foreach ((string table, string columns, string order, Func<RowReader, RowName> name) in Tables)
        {
            string key = string.Join(", ", columns.Split(", ").Select(column => column == "1" ? column : "t." + column));
            string by = string.Join(", ", order.Split(", ").Select(column => "t." + column));
            await session.ForEachAsync(
                $"SELECT t.contract_id, {key} FROM {table} t "
                + "LEFT JOIN contract_head h ON h.tenant_id = t.tenant_id AND h.contract_id = t.contract_id "
                + $"WHERE t.tenant_id = @tenant AND h.contract_id IS NULL ORDER BY t.contract_id, {by} LIMIT {Most}",
                row => findings.Add(Found(name(row), "a contract with a head", "no such contract", RowName.Head(row.GetGuid(0)))));
        }

        return findings;
    }
}
