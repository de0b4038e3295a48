// From what people type to the document they mean: INV-12, or its id.
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Billing.Invoices;

/// <summary>An issued document as its own page and its explanation need it.</summary>
internal sealed record FoundDocument(
    Guid Id,
    Guid ContractId,
    int Ordinal,
    string Kind,
    string Number,
    DateOnly IssueOn,
    Currency Currency,
    long NetMinor,
    long TaxMinor,
    string Reference,
    string Customer)
{
    /// <summary>Its place among the parts of a joint document; of any other 1.</summary>
    public int Part { get; init; } = 1;

    public long GrossMinor => NetMinor + TaxMinor;

    public string Contract => Reference.Length > 0 ? Reference : ContractId.ToString();
}

internal static class DocumentLookup
{
    private const string Sql =
        "SELECT d.document_id, d.contract_id, d.ordinal, d.kind, d.series, d.number, d.issue_on, d.currency, d.net_minor, d.tax_minor, "
        + "c.reference, p.external_ref, d.customer_id, d.part FROM document d "
        + "JOIN contract c ON c.tenant_id = d.tenant_id AND c.contract_id = d.contract_id "
        + "LEFT JOIN party p ON p.tenant_id = d.tenant_id AND p.party_id = d.customer_id WHERE d.tenant_id = @tenant AND ";

    /// <summary>The document, of a joint one its first part; null when nothing answers to it.</summary>
    public static async Task<FoundDocument?> FindAsync(Session session, string given) => (await FindAllAsync(session, given)).FirstOrDefault();

    /// <summary>The document; of a joint one every part, in their order, unless one is named. Empty when nothing answers to it.</summary>
    public static async Task<List<FoundDocument>> FindAllAsync(Session session, string given) =>
        Guid.TryParse(given, out Guid id) ? await session.QueryAsync(Sql + "d.document_id = @id", Read, ("id", id))
        : DocumentName.Read(given) is not { } name ? []
        : [.. (await session.QueryAsync(
            Sql + "d.series = @series AND d.number = @number ORDER BY d.part", Read, ("series", name.Series), ("number", name.Number)))
            .Where(found => name.Part is not { } part || part == found.Part)];

    /// <summary>Every part of the document of a contract, its own included.</summary>
    public static Task<List<FoundDocument>> PartsAsync(Session session, Guid contractId, int ordinal) => session.QueryAsync(
        Sql + "EXISTS (SELECT 1 FROM document o WHERE o.tenant_id = @tenant AND o.contract_id = @contract AND o.ordinal = @ordinal "
        + "AND o.series = d.series AND o.number = d.number) ORDER BY d.part",
        Read,
        ("contract", contractId),
        ("ordinal", ordinal));

    /// <summary>The newest document of a contract, or null when it has none.</summary>
    public static async Task<FoundDocument?> NewestAsync(Session session, Guid contractId) =>
        (await session.QueryAsync(
            Sql + "d.contract_id = @id ORDER BY d.ordinal DESC, d.document_id LIMIT 1", Read, ("id", contractId))).FirstOrDefault();

    private static FoundDocument Read(RowReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt(2), row.GetText(3), DocumentName.Of(row.GetText(4), row.GetLong(5), row.GetInt(13)), row.GetDate(6),
        Currency.Of(row.GetText(7)), row.GetLong(8), row.GetLong(9), row.GetText(10),
        row.GetNullableText(11) ?? row.GetGuid(12).ToString())
    {
        Part = row.GetInt(13),
    };
}
