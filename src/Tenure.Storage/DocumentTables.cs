// How the rows of a document batch are laid into their tables.
namespace Tenure.Storage;

internal static class DocumentTables
{
    internal static readonly BulkInsert<DocumentRow> Documents = new(
        "document",
        [
            "document_id", "contract_id", "customer_id", "ordinal", "kind", "series", "number", "part", "issue_on", "currency",
            "net_minor", "tax_minor",
        ],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.DocumentId);
            writer.Put(row.ContractId);
            writer.Put(row.CustomerId);
            writer.Put(row.Ordinal);
            writer.Put(row.Kind);
            writer.Put(row.Series);
            writer.Put(row.Number);
            writer.Put(row.Part);
            writer.Put(row.IssueOn);
            writer.Put(row.Currency);
            writer.Put(row.NetMinor);
            writer.Put(row.TaxMinor);
        });

    internal static readonly BulkInsert<DocumentLineRow> Lines = new(
        "document_line",
        [
            "document_id", "line_index", "contract_id", "contract_line", "kind", "period_index", "service_start",
            "service_end", "generation", "amount_minor", "corrects_document_id", "corrects_line_index", "is_refund",
            "tax_minor", "tax_rate", "tax_derivation", "derivation",
        ],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.DocumentId);
            writer.Put(row.LineIndex);
            writer.Put(row.ContractId);
            writer.Put(row.ContractLine);
            writer.Put(row.Kind);
            writer.Put(row.PeriodIndex);
            writer.Put(row.ServiceStart);
            writer.Put(row.ServiceEnd);
            writer.Put(row.Generation);
            writer.Put(row.AmountMinor);
            writer.Put(row.CorrectsDocumentId);
            writer.Put(row.CorrectsLineIndex);
            writer.Put(row.Refunds);
            writer.Put(row.TaxMinor);
            writer.Put(row.TaxRate);
            writer.Put(row.TaxDerivation);
            writer.PutUtf8(row.Derivation);
        });

    internal static readonly BulkInsert<BilledSliceRow> Slices = new(
        "billed_slice",
        [
            "contract_id", "contract_line", "period_index", "slice_start", "generation", "slice_end", "document_id",
            "line_index",
        ],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.ContractLine);
            writer.Put(row.PeriodIndex);
            writer.Put(row.SliceStart);
            writer.Put(row.Generation);
            writer.Put(row.SliceEnd);
            writer.Put(row.DocumentId);
            writer.Put(row.LineIndex);
        });

    internal static readonly BulkInsert<GivenBackRow> GivenBack = new(
        "given_back",
        [
            "contract_id", "contract_line", "period_index", "slice_start", "generation", "from_on", "to_on",
            "document_id", "line_index",
        ],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.ContractLine);
            writer.Put(row.PeriodIndex);
            writer.Put(row.SliceStart);
            writer.Put(row.Generation);
            writer.Put(row.FromOn);
            writer.Put(row.ToOn);
            writer.Put(row.DocumentId);
            writer.Put(row.LineIndex);
        });

    internal static readonly BulkInsert<UsageBatchRow> Usage = new(
        "usage_batch",
        ["contract_id", "contract_line", "period_index", "batch", "document_id", "line_index"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.ContractLine);
            writer.Put(row.PeriodIndex);
            writer.Put(row.Batch);
            writer.Put(row.DocumentId);
            writer.Put(row.LineIndex);
        });

    internal static readonly BulkInsert<PostingRow> Postings = new(
        "posting",
        [
            "contract_id", "entry_no", "posting_no", "document_id", "posted_on", "account", "amount_minor", "currency",
        ],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.ContractId);
            writer.Put(row.EntryNo);
            writer.Put(row.PostingNo);
            writer.Put(row.DocumentId);
            writer.Put(row.PostedOn);
            writer.Put(row.Account);
            writer.Put(row.AmountMinor);
            writer.Put(row.Currency);
        });

    internal static readonly BulkInsert<DocumentRow> Numbers = new(
        "number",
        ["series", "number", "document_id"],
        conflict: "",
        static (writer, row) =>
        {
            writer.Put(row.Series);
            writer.Put(row.Number);
            writer.Put(row.DocumentId);
        });
}
