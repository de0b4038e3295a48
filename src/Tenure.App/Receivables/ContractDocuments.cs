// The documents of a contract by their ordinals, as the account names them to people.
using Tenure.App.Billing.Invoices;
using Tenure.Storage;

namespace Tenure.App.Receivables;

/// <summary>An issued document.</summary>
internal sealed record ContractDocument(int Ordinal, string Number, DateOnly IssueOn);

internal static class ContractDocuments
{
    public static async Task<Dictionary<int, ContractDocument>> LoadAsync(Session session, Guid contract) => (await session.QueryAsync(
        "SELECT ordinal, series, number, issue_on, part FROM document WHERE tenant_id = @tenant AND contract_id = @contract ORDER BY ordinal",
        static row => new ContractDocument(row.GetInt(0), DocumentName.Of(row.GetText(1), row.GetLong(2), row.GetInt(4)), row.GetDate(3)),
        ("contract", contract))).ToDictionary(static document => document.Ordinal);
}
