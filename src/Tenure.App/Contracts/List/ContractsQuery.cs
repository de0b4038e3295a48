// The contracts as lists show them: read tables only, filtered in SQL, in the order of their references.
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.List;

/// <summary>A contract in a list.</summary>
internal sealed record ListedContract(
    Guid Id,
    string Reference,
    string Customer,
    string PlanCode,
    string State,
    string Status,
    bool IsTrial,
    DateOnly StartOn,
    DateOnly? EndOn,
    DateOnly TermEndOn,
    string RenewalKind,
    DateOnly? DeadlineOn,
    Currency Currency,
    long MrrMinor);

/// <summary>Which contracts, and the day of their state and MRR; what is null does not filter.</summary>
internal sealed record ContractsQuery(
    DateOnly On,
    IReadOnlyCollection<Guid>? Customers,
    string? Status,
    string? PlanCode,
    DateOnly? InForceOn,
    string? Renewal,
    bool TrialsOnly,
    long? Limit)
{
    public Task<List<ListedContract>> LoadAsync(Session session)
    {
        var args = new List<(string, object?)> { ("on", On) };
        string where = string.Concat(Conditions(args));
        string limit = Limit is null ? string.Empty : " LIMIT @limit";
        args.Add(("limit", Limit ?? 0));
        return session.QueryAsync(
            "SELECT c.contract_id, c.reference, p.external_ref, c.customer_id, c.plan_code, c.status, c.is_trial, c.start_on, "
            + $"c.end_on, c.term_end_on, c.renewal_kind, c.deadline_on, c.currency, {ExpectedEnds.MrrSql("@on")}, c.end_reason, {ExpectedEnds.Sql} FROM contract c "
            + "LEFT JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id "
            + $"WHERE c.tenant_id = @tenant{where} ORDER BY c.reference, c.contract_id{limit}",
            Read,
            [.. args]);
    }

    private IEnumerable<string> Conditions(List<(string, object?)> args)
    {
        string With(string name, object value, string condition)
        {
            args.Add((name, value));
            return " AND " + condition;
        }

        if (Customers is not null)
        {
            yield return With("customers", Customers, "c.customer_id IN @customers");
        }

        if (Status is not null)
        {
            yield return With("status", Status, "c.status = @status");
        }

        if (PlanCode is not null)
        {
            yield return With("plan", PlanCode, "c.plan_code = @plan");
        }

        if (Renewal is not null)
        {
            yield return With("renewal", Renewal, "c.renewal_kind = @renewal");
        }

        if (InForceOn is { } day)
        {
            yield return With("day", day, $"c.start_on <= @day AND ({ExpectedEnds.Sql} IS NULL OR {ExpectedEnds.Sql} > @day)");
        }

        if (TrialsOnly)
        {
            yield return " AND c.is_trial = 1";
        }
    }

    private ListedContract Read(RowReader row)
    {
        DateOnly startOn = row.GetDate(7);
        bool inForce = On >= startOn && !(row.GetNullableDate(15) <= On);
        return new ListedContract(
            row.GetGuid(0), row.GetText(1), row.GetNullableText(2) ?? row.GetGuid(3).ToString(), row.GetText(4),
            ContractState.Words(On, startOn, inForce, row.GetText(5), row.GetNullableText(14)), row.GetText(5),
            row.GetBool(6), startOn, row.GetNullableDate(8), row.GetDate(9), row.GetText(10), row.GetNullableDate(11),
            Currency.Of(row.GetText(12)), MrrText.Parse(row.GetNullableText(13)).RoundToLong());
    }
}
