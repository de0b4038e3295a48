// The read tables' rows of a contract: projections of the fold, free of today's date, so that `verify` can fold again and
// compare them (BOOK-3).
using Tenure.Core.Contracts;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Contracts;

internal static class ReadRows
{
    public static ReadTableBatch Of(IReadOnlyList<ContractChange> changes)
    {
        var contracts = new List<ContractRow>(changes.Count);
        var lines = new List<ContractLineRow>(changes.Count);
        var steps = new List<MrrStepRow>(changes.Count);
        foreach (ContractChange change in changes)
        {
            Contract contract = change.After.Existing;
            contracts.Add(RowOf(change.ContractId, contract));
            lines.AddRange(LinesOf(change.ContractId, contract));
            steps.AddRange(StepsOf(change.ContractId, contract));
        }

        return new ReadTableBatch(contracts, lines, steps);
    }

    public static ContractRow RowOf(Guid id, Contract contract) => new(
        id,
        contract.Order.Customer.Value,
        contract.Order.Reference,
        contract.Order.PlanCode,
        contract.Ending is null ? "open" : contract.Ending.IsExpiry ? "expired" : "terminated",
        contract.IsTrial,
        contract.Start,
        contract.Ending?.On,
        contract.LastTerm.Span.Start,
        contract.LastTerm.Span.End,
        contract.Terms.Length,
        FactNames.Of(contract.Clauses.Renewal.Kind),
        contract.DeadlineOn,
        contract.LockInOn,
        contract.Ending is { IsExpiry: false } ending ? ending.ReasonCode : null,
        contract.Order.Currency.Code);

    public static IEnumerable<ContractLineRow> LinesOf(Guid id, Contract contract)
    {
        foreach (Line line in contract.Lines)
        {
            DateOnly to = line.EmptyFrom() < contract.ExpectedEnd ? line.EmptyFrom() : contract.ExpectedEnd;
            DateOnly last = to > line.From && to != DateOnly.MaxValue ? to.AddDays(-1) : to;
            yield return new ContractLineRow(
                id, line.Number, line.Charge.Code, line.Charge.ProductCode, line.From, to == DateOnly.MaxValue ? null : to,
                line.QuantityOn(last > line.From ? last : line.From).ToString(), line.Charge.Price.AmountText);
        }
    }

    public static IEnumerable<MrrStepRow> StepsOf(Guid id, Contract contract)
    {
        foreach (MrrStep step in MonthlyRevenue.StepsOf(contract))
        {
            yield return new MrrStepRow(
                id, contract.Order.Customer.Value, step.On, contract.Order.Currency.Code, step.MinorPerMonth.ToString());
        }
    }
}

/// <summary>Stored names of clause values, as lists and reports show them.</summary>
internal static class FactNames
{
    public static string Of(RenewalKind kind) => kind switch
    {
        RenewalKind.Automatic => "automatic",
        RenewalKind.Manual => "manual",
        RenewalKind.None => "none",
    };
}
