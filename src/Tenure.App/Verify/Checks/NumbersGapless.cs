// Numbers are gapless per series, each on one document and each document with one (BIL-4). A joint document has parts, one after the other, of
// one customer, one currency, one kind and one day (BIL-8).
using System.Globalization;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class NumbersGapless : BookCheck
{
    public override string Id => "numbers.gapless";

    public override string Law => "The numbers of a series follow one another without a gap, one per document and one document each; the parts of a joint document are of one customer and day.";

    protected override string Advice => "Restore number and document from a backup: a missing number is a missing document to an auditor.";

    public override async Task<List<Finding>> LookAsync(Session session)
    {
        var findings = new List<Finding>();
        Dictionary<string, long> next = await FollowAsync(session, findings);
        await SeriesAsync(session, next, findings);
        await WithoutNumberAsync(session, findings);
        await PartsAsync(session, findings);
        return findings;
    }

    /// <summary>Walks the numbers; what the next number of each series would be.</summary>
    private async Task<Dictionary<string, long>> FollowAsync(Session session, List<Finding> findings)
    {
        var next = new Dictionary<string, long>(StringComparer.Ordinal);
        await session.ForEachAsync(
            "SELECT n.series, n.number, n.document_id, s.first_number, d.series, d.number, d.part FROM number n "
            + "LEFT JOIN number_series s ON s.tenant_id = n.tenant_id AND s.series = n.series "
            + "LEFT JOIN document d ON d.tenant_id = n.tenant_id AND d.document_id = n.document_id "
            + "WHERE n.tenant_id = @tenant ORDER BY n.series, n.number",
            row =>
            {
                (string series, long number, Guid document) = (row.GetText(0), row.GetLong(1), row.GetGuid(2));
                RowName name = RowName.Number(series, number);
                bool isFirst = !next.TryGetValue(series, out long follows);
                long expected = isFirst ? row.GetNullableLong(3) ?? 1 : follows;
                next[series] = number + 1;
                if (number != expected)
                {
                    findings.Add(Found(RowName.Number(series, expected), $"number {expected}", $"a gap before {number}", isFirst ? RowName.Series(series) : name));
                }

                if (row.IsNull(3))
                {
                    findings.Add(Found(RowName.Series(series), "the series of a number", "no such row", name));
                }

                if (row.IsNull(4))
                {
                    findings.Add(Found(RowName.Document(document), "the document of a number", "no such row", name));
                }
                else if (row.GetInt(6) != 1)
                {
                    findings.Add(Found(RowName.Document(document), "the first part of its number", $"part {row.GetInt(6)}", name));
                }
                else if (row.GetText(4) != series || row.GetLong(5) != number)
                {
                    findings.Add(Found(RowName.Document(document), Show(series, number), Show(row.GetText(4), row.GetLong(5)), name));
                }
            });
        return next;
    }

    private Task SeriesAsync(Session session, Dictionary<string, long> next, List<Finding> findings) => session.ForEachAsync(
        "SELECT series, first_number, next_number FROM number_series WHERE tenant_id = @tenant ORDER BY series",
        row =>
        {
            long expected = next.TryGetValue(row.GetText(0), out long follows) ? follows : row.GetLong(1);
            if (row.GetLong(2) != expected)
            {
                RowName missing = RowName.Number(row.GetText(0), row.GetLong(2) - 1);
                findings.Add(Found(RowName.Series(row.GetText(0)), $"next number {expected}", $"next number {row.GetLong(2)}", missing));
            }
        });

    private Task WithoutNumberAsync(Session session, List<Finding> findings) => session.ForEachAsync(
        "SELECT d.document_id, d.series, d.number FROM document d "
        + "LEFT JOIN number n ON n.tenant_id = d.tenant_id AND n.series = d.series AND n.number = d.number "
        + "AND (n.document_id = d.document_id OR d.part > 1) WHERE d.tenant_id = @tenant AND n.number IS NULL ORDER BY d.document_id",
        row => findings.Add(Found(
            RowName.Number(row.GetText(1), row.GetLong(2)), "the number of a document", "no such row", RowName.Document(row.GetGuid(0)))));

    /// <summary>Each part follows one that has everything in common with it but the contract.</summary>
    private Task PartsAsync(Session session, List<Finding> findings) => session.ForEachAsync(
        "SELECT d.document_id, d.part, p.document_id, CASE WHEN p.customer_id = d.customer_id AND p.currency = d.currency "
        + "AND p.kind = d.kind AND p.issue_on = d.issue_on THEN 1 ELSE 0 END FROM document d LEFT JOIN document p ON p.tenant_id = d.tenant_id AND p.series = d.series "
        + "AND p.number = d.number AND p.part = d.part - 1 WHERE d.tenant_id = @tenant AND d.part > 1 ORDER BY d.document_id",
        row =>
        {
            RowName part = RowName.Document(row.GetGuid(0));
            if (row.IsNull(2))
            {
                findings.Add(Found(part, $"part {row.GetInt(1) - 1} of its number", "no such document"));
            }
            else if (!row.GetBool(3))
            {
                findings.Add(Found(part, "customer, currency, kind and day of the part before it", "others", RowName.Document(row.GetGuid(2))));
            }
        });

    private static string Show(string series, long number) => string.Create(CultureInfo.InvariantCulture, $"{series}-{number}");
}
