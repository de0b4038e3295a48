// What an export reads: every table of the tenant, its columns in a fixed order, its rows by their keys. The order of the
// tables is that of their references, so that they can be loaded again one after the other.
using Tenure.Storage;

namespace Tenure.App.Exports;

/// <summary>How a column is written.</summary>
internal enum ExportKind
{
    /// <summary>An id: 32 lower-case hexadecimal digits with hyphens.</summary>
    Id,

    /// <summary>A whole number: amounts are minor units.</summary>
    Whole,

    /// <summary>A day: YYYY-MM-DD. Ends are exclusive, as stored.</summary>
    Day,

    /// <summary>An instant: whole microseconds since 1970-01-01T00:00:00Z.</summary>
    Instant,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>Text.</summary>
    Text,

    /// <summary>JSON, byte for byte as stored.</summary>
    Json,

    /// <summary>Bytes, such as a hash, as lower-case hexadecimal digits.</summary>
    Hex,
}

/// <summary>A column of a table.</summary>
internal readonly record struct ExportColumn(string Name, ExportKind Kind);

/// <summary>A table.</summary>
/// <param name="Name">Its name, and that of its files.</param>
/// <param name="Columns">Its columns without the tenant, which is the same everywhere.</param>
/// <param name="KeyLength">How many of the first columns make its key, which the rows are sorted by.</param>
internal sealed record ExportTable(string Name, IReadOnlyList<ExportColumn> Columns, int KeyLength)
{
    public static IReadOnlyList<ExportTable> All { get; } =
    [
        Of("tenant", 1, "tenant_id:w name:t zone:t is_sandbox:f clock_offset_days:w next_due_on:d"),
        Of("party", 1, "party_id:i kind:t external_ref:t"),
        Of("party_profile", 1, "party_id:i attributes:j"),
        Of("product", 1, "product_id:i code:t name:t"),
        Of("plan", 1, "plan_id:i code:t name:t"),
        Of("plan_version", 1, "plan_version_id:i plan_id:i version:w body:j"),
        Of("policy", 1, "name:t is_default:f body:j"),
        Of(
            "contract_head", 1,
            "contract_id:i customer_id:i version:w head_hash:h fence_on:d document_count:w entry_count:w parked_reason:t sealed_version:w sealed_hash:h"),
        Of(
            "contract", 1,
            "contract_id:i customer_id:i reference:t plan_code:t status:t is_trial:f is_joint:f start_on:d end_on:d term_start_on:d term_end_on:d term_count:w renewal_kind:t deadline_on:d lock_in_on:d end_reason:t currency:t predecessor_id:i successor_id:i"),
        Of("contract_line", 2, "contract_id:i line:w charge_code:t product_code:t from_on:d to_on:d quantity:t unit_price:t earned_until_on:d"),
        Of("mrr_step", 3, "contract_id:i on_day:d currency:t customer_id:i mrr:t cause:t"),
        Of(
            "contract_event", 2,
            "contract_id:i sequence:w type:t type_version:w effective_on:d business_on:d recorded_at:a actor_id:i cause:t previous_hash:h hash:h body:j"),
        Of("effect", 2, "contract_id:i sequence:w hash:h body:j"),
        Of(
            "draft", 1,
            "draft_id:i contract_id:i name:t type:t type_version:w body:j seen_at:a actor_id:i business_on:d effective_on:d version:w hash:h effects:j committed_sequence:w"),
        Of("number_series", 1, "series:t first_number:w next_number:w"),
        Of(
            "document", 1,
            "document_id:i contract_id:i customer_id:i ordinal:w kind:t series:t number:w part:w issue_on:d currency:t net_minor:w tax_minor:w"),
        Of(
            "document_line", 2,
            "document_id:i line_index:w contract_id:i contract_line:w kind:t period_index:w service_start:d service_end:d generation:w amount_minor:w corrects_document_id:i corrects_line_index:w is_refund:f tax_minor:w tax_rate:t tax_derivation:j derivation:j"),
        Of(
            "billed_slice", 5,
            "contract_id:i contract_line:w period_index:w slice_start:d generation:w slice_end:d document_id:i line_index:w"),
        Of(
            "given_back", 6,
            "contract_id:i contract_line:w period_index:w slice_start:d generation:w from_on:d to_on:d document_id:i line_index:w"),
        Of("usage_batch", 4, "contract_id:i contract_line:w period_index:w batch:w document_id:i line_index:w"),
        Of("posting", 3, "contract_id:i entry_no:w posting_no:w document_id:i posted_on:d account:t amount_minor:w currency:t"),
        Of("number", 2, "series:t number:w document_id:i"),
        Of("due_work", 1, "contract_id:i due_on:d"),
        Of("note", 1, "note_id:i contract_id:i kind:t body:t"),
        Of("outbox", 1, "outbox_id:i contract_id:i topic:t created_at:a delivered_at:a body:j"),
        Of("inbox", 2, "source:t external_id:t received_at:a body:t"),
        Of("seal", 1, "seal_no:w root:h previous_root:h contract_count:w sealed_at:a bucket_roots:t"),
    ];

    /// <summary>Walks the rows in the order of the key, keeping none.</summary>
    public Task ForEachAsync(Session session, Action<RowReader> onRow)
    {
        string columns = string.Join(", ", Columns.Select(static column => column.Name));
        string key = string.Join(", ", Columns.Take(KeyLength).Select(static column => column.Name));
        return session.ForEachAsync($"SELECT {columns} FROM {Name} WHERE tenant_id = @tenant ORDER BY {key}", onRow);
    }

    /// <summary>A table from its columns, each <c>name:kind</c>.</summary>
    private static ExportTable Of(string name, int keyLength, string columns) => new(
        name,
        [.. columns.Split(' ').Select(static column => new ExportColumn(column[..^2], column[^1] switch
        {
            'i' => ExportKind.Id,
            'w' => ExportKind.Whole,
            'd' => ExportKind.Day,
            'a' => ExportKind.Instant,
            'f' => ExportKind.Flag,
            'j' => ExportKind.Json,
            'h' => ExportKind.Hex,
            _ => ExportKind.Text,
        }))],
        keyLength);
}
