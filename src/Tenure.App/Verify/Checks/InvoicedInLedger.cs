// What was invoiced is what customers owe or paid, and is deferred, or was unbilled before (BOOK-1, BOOK-3). Summed by the database, per
// currency, over the whole book.
using Tenure.Core.Ledger;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class InvoicedInLedger : BookCheck
{
    public override string Id => "ledger.invoiced";

    public override string Law => "Per currency, what is owed and paid, less what is left, owed back and granted, is what was invoiced, tax included, and deferred plus unbilled plus fees, and the tax, are its counterparts.";

    protected override string Advice => "The findings of ledger.documents name the entries that differ.";

    public override async Task<List<Finding>> LookAsync(Session session)
    {
        Dictionary<string, long> invoiced = await SumsAsync(
            session, "SELECT currency, CAST(sum(net_minor) AS bigint) FROM document WHERE tenant_id = @tenant GROUP BY currency ORDER BY currency");
        Dictionary<string, long> taxed = await SumsAsync(
            session, "SELECT currency, CAST(sum(tax_minor) AS bigint) FROM document WHERE tenant_id = @tenant GROUP BY currency ORDER BY currency");
        Dictionary<string, long> lines = await SumsAsync(
            session,
            "SELECT d.currency, CAST(sum(l.amount_minor) AS bigint) FROM document_line l "
            + "JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id "
            + "WHERE l.tenant_id = @tenant GROUP BY d.currency ORDER BY d.currency");
        Dictionary<string, long> owed = await SumsAsync(
            session,
            $"SELECT currency, CAST(sum(amount_minor) AS bigint) FROM posting WHERE tenant_id = @tenant "
            + $"AND account IN ('{Accounts.Receivable}', '{Accounts.Cash}', '{Accounts.CustomerCredit}', '{Accounts.RefundsPayable}', "
            + $"'{Accounts.CreditCarried}', '{Accounts.Goodwill}', '{Accounts.ForfeitIncome}', '{Accounts.WriteOff}') "
            + "GROUP BY currency ORDER BY currency");
        Dictionary<string, long> against = await SumsAsync(
            session,
            "SELECT currency, CAST(-sum(amount_minor) AS bigint) FROM posting WHERE tenant_id = @tenant "
            + $"AND account IN ('{Accounts.DeferredRevenue}', '{Accounts.UnbilledReceivable}', '{Accounts.TerminationFees}') GROUP BY currency ORDER BY currency");

        Dictionary<string, long> payable = await SumsAsync(
            session,
            "SELECT currency, CAST(-sum(amount_minor) AS bigint) FROM posting WHERE tenant_id = @tenant "
            + $"AND account = '{Accounts.TaxPayable}' GROUP BY currency ORDER BY currency");

        var findings = new List<Finding>();
        foreach (string currency in invoiced.Keys.Union(owed.Keys).Union(against.Keys).Union(lines.Keys).Union(payable.Keys).Order(StringComparer.Ordinal))
        {
            long net = invoiced.GetValueOrDefault(currency);
            long tax = taxed.GetValueOrDefault(currency);
            foreach ((string table, string what, long expected, Dictionary<string, long> sums) in new[]
            {
                ("document_line", "sum of lines", net, lines), ("posting", "owed and paid", net + tax, owed),
                ("posting", "deferred, unbilled and fees", net, against), ("posting", "tax", tax, payable),
            })
            {
                if (sums.GetValueOrDefault(currency) != expected)
                {
                    findings.Add(Found(
                        new RowName(table, "all of " + currency), $"{what} {expected}", sums.GetValueOrDefault(currency),
                        new RowName("document", "all of " + currency)));
                }
            }
        }

        return findings;
    }

    private static async Task<Dictionary<string, long>> SumsAsync(Session session, string sql) =>
        (await session.QueryAsync(sql, static row => (row.GetText(0), row.GetLong(1)))).ToDictionary(StringComparer.Ordinal);
}
