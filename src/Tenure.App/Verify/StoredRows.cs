// Loads the rows of some contracts, table by table, in one walk along each key. A row that cannot even be read is a finding,
// not the end of the verification.
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify;

internal sealed class StoredRows(Session session)
{
    public const string Check = "rows.readable";
    private const string Advice = "Restore this row from a backup: its bytes are not what this table holds.";

    private readonly SortedDictionary<Guid, StoredContract> contracts = [];

    /// <summary>Rows that could not be read.</summary>
    public List<Finding> Unreadable { get; } = [];

    /// <summary>The next contracts after an id, in the order of ids, with all their rows.</summary>
    public async Task<List<StoredContract>> LoadAsync(Guid? after, Guid? only, int count)
    {
        contracts.Clear();
        string where = only is not null ? "AND contract_id = @id" : after is not null ? "AND contract_id > @id" : string.Empty;
        await session.ForEachAsync(
            "SELECT contract_id, customer_id, version, head_hash, fence_on, document_count, entry_count, parked_reason, "
            + $"sealed_version, sealed_hash FROM contract_head WHERE tenant_id = @tenant {where} ORDER BY contract_id LIMIT @count",
            row => contracts.Add(row.GetGuid(0), new StoredContract(new SealedHead(
                new Head(
                    row.GetGuid(0), row.GetGuid(1), row.GetInt(2), row.GetBytes(3), row.GetNullableDate(4), row.GetInt(5),
                    row.GetInt(6), row.GetNullableText(7)),
                row.GetInt(8), row.GetNullableBytes(9)))),
            ("id", only ?? after ?? Guid.Empty),
            ("count", count));
        if (contracts.Count > 0)
        {
            await LoadLogAsync();
            await LoadDocumentsAsync();
            await LoadReadTablesAsync();
        }

        return [.. contracts.Values];
    }

    private async Task LoadLogAsync()
    {
        await ReadAsync(
            "contract_event",
            "sequence, type, type_version, effective_on, business_on, recorded_at, actor_id, cause, body, previous_hash, hash",
            "sequence",
            static (row, contract) => contract.Events.Add(new StoredEvent(
                contract.Id, row.GetInt(1), row.GetText(2), row.GetInt(3), row.GetDate(4), row.GetDate(5), row.GetInstant(6),
                row.GetGuid(7), row.GetText(8), row.GetBytes(9), row.GetBytes(10), row.GetBytes(11))));
        await ReadAsync(
            "effect", "sequence, hash, body", "sequence",
            static (row, contract) => contract.Effects.Add(new EffectRow(contract.Id, row.GetInt(1), row.GetBytes(2), row.GetBytes(3))));
    }

    private async Task LoadDocumentsAsync()
    {
        await ReadAsync(
            "document", "document_id, customer_id, ordinal, kind, series, number, part, issue_on, currency, net_minor, tax_minor", "ordinal",
            static (row, contract) => contract.Documents.Add(new DocumentRow(
                row.GetGuid(1), contract.Id, row.GetGuid(2), row.GetInt(3), row.GetText(4), row.GetText(5), row.GetLong(6),
                row.GetDate(8), row.GetText(9), row.GetLong(10), row.GetLong(11))
            { Part = row.GetInt(7) }));
        await ReadAsync(
            "document_line",
            "document_id, line_index, contract_line, kind, period_index, service_start, service_end, generation, amount_minor, "
            + "corrects_document_id, corrects_line_index, is_refund, tax_minor, tax_rate, tax_derivation, derivation",
            "document_id, line_index",
            static (row, contract) => contract.Lines.Add(new DocumentLineRow(
                row.GetGuid(1), row.GetInt(2), contract.Id, row.GetInt(3), row.GetText(4), row.GetInt(5), row.GetDate(6), row.GetDate(7),
                row.GetInt(8), row.GetLong(9), row.GetNullableGuid(10), row.GetNullableInt(11), row.GetBool(12),
                row.GetLong(13), row.GetNullableText(14), row.GetNullableText(15), row.GetBytes(16))));
        await ReadAsync(
            "billed_slice", "contract_line, period_index, slice_start, generation, slice_end, document_id, line_index",
            "contract_line, period_index, slice_start, generation",
            static (row, contract) => contract.Slices.Add(new BilledSliceRow(
                contract.Id, row.GetInt(1), row.GetInt(2), row.GetDate(3), row.GetInt(4), row.GetDate(5), row.GetGuid(6), row.GetInt(7))));
        await ReadAsync(
            "given_back", "contract_line, period_index, slice_start, generation, from_on, to_on, document_id, line_index",
            "contract_line, period_index, slice_start, generation, from_on",
            static (row, contract) => contract.GivenBack.Add(new GivenBackRow(
                contract.Id, row.GetInt(1), row.GetInt(2), row.GetDate(3), row.GetInt(4), row.GetDate(5), row.GetDate(6), row.GetGuid(7),
                row.GetInt(8))));
        await ReadAsync(
            "usage_batch", "contract_line, period_index, batch, document_id, line_index", "contract_line, period_index, batch",
            static (row, contract) => contract.Usage.Add(new UsageBatchRow(
                contract.Id, row.GetInt(1), row.GetInt(2), row.GetInt(3), row.GetGuid(4), row.GetInt(5))));
        await ReadAsync(
            "posting", "entry_no, posting_no, document_id, posted_on, account, amount_minor, currency", "entry_no, posting_no",
            static (row, contract) => contract.Postings.Add(new PostingRow(
                contract.Id, row.GetInt(1), row.GetInt(2), row.GetNullableGuid(3), row.GetDate(4), row.GetText(5), row.GetLong(6),
                row.GetText(7))));
    }

    private async Task LoadReadTablesAsync()
    {
        await ReadAsync(
            "contract",
            "customer_id, reference, plan_code, status, is_trial, is_joint, start_on, end_on, term_start_on, term_end_on, term_count, "
            + "renewal_kind, deadline_on, lock_in_on, end_reason, currency, predecessor_id, successor_id",
            "contract_id",
            static (row, contract) => contract.ReadRows.Add(new ContractRow(
                contract.Id, row.GetGuid(1), row.GetText(2), row.GetText(3), row.GetText(4), row.GetBool(5), row.GetBool(6), row.GetDate(7),
                row.GetNullableDate(8), row.GetDate(9), row.GetDate(10), row.GetInt(11), row.GetText(12), row.GetNullableDate(13),
                row.GetNullableDate(14), row.GetNullableText(15), row.GetText(16), row.GetNullableGuid(17), row.GetNullableGuid(18))));
        await ReadAsync(
            "contract_line", "line, charge_code, product_code, from_on, to_on, quantity, unit_price, earned_until_on", "line",
            static (row, contract) => contract.ReadLines.Add(new ContractLineRow(
                contract.Id, row.GetInt(1), row.GetText(2), row.GetText(3), row.GetDate(4), row.GetNullableDate(5), row.GetText(6),
                row.GetText(7), row.GetNullableDate(8))));
        await ReadAsync(
            "mrr_step", "on_day, currency, customer_id, mrr, cause", "on_day, currency",
            static (row, contract) => contract.MrrSteps.Add(new MrrStepRow(
                contract.Id, row.GetGuid(3), row.GetDate(1), row.GetText(2), row.GetText(4), row.GetText(5))));
        await ReadAsync("due_work", "due_on", "contract_id", static (row, contract) => contract.DueOn.Add(row.GetDate(1)));
    }

    private Task ReadAsync(string table, string columns, string order, Action<RowReader, StoredContract> add)
    {
        string by = order == "contract_id" ? order : "contract_id, " + order;
        return session.ForEachAsync(
            $"SELECT contract_id, {columns} FROM {table} "
            + $"WHERE tenant_id = @tenant AND contract_id >= @first AND contract_id <= @last ORDER BY {by}",
            row => Read(table, row, add),
            ("first", contracts.Keys.First()),
            ("last", contracts.Keys.Last()));
    }

    private void Read(string table, RowReader row, Action<RowReader, StoredContract> add)
    {
        // Rows of a contract without a head are for another check to name.
        if (!contracts.TryGetValue(row.GetGuid(0), out StoredContract? contract))
        {
            return;
        }

        try
        {
            add(row, contract);
        }
        catch (Exception failure) when (failure is InvalidCastException or InvalidDataException or FormatException
            or ArgumentException or OverflowException or InvariantBrokenException)
        {
            Unreadable.Add(new Finding(
                Check, new RowName(table, $"a row of contract {contract.Id}"), null, "a row that can be read", failure.Message, Advice));
        }
    }
}
