// From what people type to the document they mean: INV-12, or its id.
using System.Globalization;
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
    public long GrossMinor => NetMinor + TaxMinor;

    public string Contract => Reference.Length > 0 ? Reference : ContractId.ToString();
}

internal static class DocumentLookup
{
    private const string Sql =
        "SELECT d.document_id, d.contract_id, d.ordinal, d.kind, d.series, d.number, d.issue_on, d.currency, d.net_minor, d.tax_minor, "
        + "c.reference, p.external_ref, d.customer_id FROM document d "
        + "JOIN contract c ON c.tenant_id = d.tenant_id AND c.contract_id = d.contract_id "
        + "LEFT JOIN party p ON p.tenant_id = d.tenant_id AND p.party_id = d.customer_id WHERE d.tenant_id = @tenant AND ";

    /// <summary>The document, or null when nothing answers to it.</summary>
    public static async Task<FoundDocument?> FindAsync(Session session, string given)
    {
        if (Guid.TryParse(given, out Guid id))
        {
            return (await session.QueryAsync(Sql + "d.document_id = @id", Read, ("id", id))).FirstOrDefault();
        }

        int dash = given.LastIndexOf('-');
        return dash > 0 && long.TryParse(given.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? (await session.QueryAsync(
                Sql + "d.document_id = (SELECT n.document_id FROM number n "
                    + "WHERE n.tenant_id = @tenant AND n.series = @series AND n.number = @number)",
                Read,
                ("series", given[..dash]),
                ("number", number))).FirstOrDefault()
            : null;
    }

    /// <summary>The newest document of a contract, or null when it has none.</summary>
    public static async Task<FoundDocument?> NewestAsync(Session session, Guid contractId) =>
        (await session.QueryAsync(
            Sql + "d.contract_id = @id ORDER BY d.ordinal DESC, d.document_id LIMIT 1", Read, ("id", contractId))).FirstOrDefault();

    private static FoundDocument Read(RowReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetInt(2), row.GetText(3), $"{row.GetText(4)}-{row.GetLong(5)}", row.GetDate(6),
        Currency.Of(row.GetText(7)), row.GetLong(8), row.GetLong(9), row.GetText(10),
        row.GetNullableText(11) ?? row.GetGuid(12).ToString());
}
