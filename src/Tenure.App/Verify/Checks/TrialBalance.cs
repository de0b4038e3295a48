// The books balance: every entry, every currency (BOOK-1). Summed by the database.
using System.Globalization;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class TrialBalance : BookCheck
{
    public override string Id => "ledger.balance";

    public override string Law => "The postings of every entry, and of every currency, sum to zero.";

    protected override string Advice => "Restore the entry's postings from a backup; its document says what they must be.";

    public override async Task<List<Finding>> LookAsync(Session session)
    {
        var findings = new List<Finding>();
        await session.ForEachAsync(
            "SELECT contract_id, entry_no, currency, CAST(sum(amount_minor) AS bigint) FROM posting WHERE tenant_id = @tenant "
            + "GROUP BY contract_id, entry_no, currency HAVING sum(amount_minor) <> 0 ORDER BY contract_id, entry_no, currency",
            row => findings.Add(Found(
                new RowName("posting", string.Create(CultureInfo.InvariantCulture, $"contract {row.GetGuid(0)} entry {row.GetInt(1)}")),
                "0 " + row.GetText(2), row.GetLong(3))));
        await session.ForEachAsync(
            "SELECT currency, CAST(sum(amount_minor) AS bigint) FROM posting WHERE tenant_id = @tenant "
            + "GROUP BY currency HAVING sum(amount_minor) <> 0 ORDER BY currency",
            row => findings.Add(Found(new RowName("posting", "all of " + row.GetText(0)), "0", row.GetLong(1))));
        return findings;
    }
}
