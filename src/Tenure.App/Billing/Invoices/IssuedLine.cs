// A line of an issued document, with its derivation (BIL-8) and the number of the line it corrects.
using System.Text.Json;
using Tenure.App.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Billing.Invoices;

/// <summary>A line; its service days are half-open, its amount signed and before tax.</summary>
internal sealed record IssuedLine(
    int Index,
    int ContractLine,
    string Kind,
    int PeriodIndex,
    DateOnly Start,
    DateOnly End,
    int Generation,
    long AmountMinor,
    string? Corrects,
    ReadOnlyMemory<byte> Derivation,
    long TaxMinor,
    string? TaxRate,
    string? TaxDerivation)
{
    /// <summary>The rate of its tax in percent; <c>null</c> when it is not taxed.</summary>
    public decimal? TaxPercent => DossierStore.RateOf(TaxRate);

    /// <summary>Whether it bills or gives back a fee, which is on no line of the contract.</summary>
    public bool IsFee => ContractLine == Core.Billing.Fees.Line;

    /// <summary>The charge's code, as the derivation names it.</summary>
    public string Charge
    {
        get
        {
            using JsonDocument derivation = JsonDocument.Parse(Derivation);
            return IsFee ? "termination fee"
                : derivation.RootElement.TryGetProperty("charge", out JsonElement charge) ? charge.GetString() ?? "-" : "-";
        }
    }

    /// <summary>What it is, in words.</summary>
    public string Words => Kind switch
    {
        "slice" => "service",
        "one_time" => "once",
        "usage" => "usage",
        "fee" => "early end",
        "give_back" => IsFee ? "fee given back" : "days given back",
        "reduction" => "less to pay",
        _ => throw Invariant.Broken("a document line of unknown kind"),
    };

    /// <summary>The lines of a document, in their order.</summary>
    public static Task<List<IssuedLine>> LoadAsync(Session session, Guid documentId) => session.QueryAsync(
        "SELECT l.line_index, l.contract_line, l.kind, l.period_index, l.service_start, l.service_end, l.generation, l.amount_minor, "
        + "d.series, d.number, l.corrects_line_index, l.derivation, l.tax_minor, l.tax_rate, l.tax_derivation, d.part FROM document_line l "
        + "LEFT JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.corrects_document_id "
        + "WHERE l.tenant_id = @tenant AND l.document_id = @document ORDER BY l.line_index",
        static row => new IssuedLine(
            row.GetInt(0), row.GetInt(1), row.GetText(2), row.GetInt(3), row.GetDate(4), row.GetDate(5), row.GetInt(6), row.GetLong(7),
            row.IsNull(8) ? null : $"{DocumentName.Of(row.GetText(8), row.GetLong(9), row.GetInt(15))}/{row.GetInt(10)}", row.GetBytes(11),
            row.GetLong(12), row.GetNullableText(13), row.GetNullableText(14)),
        ("document", documentId));
}
