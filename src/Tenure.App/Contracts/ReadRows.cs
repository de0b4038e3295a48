// The read tables' rows of a contract: projections of the fold, free of today's date, so that `verify` can fold again and
// compare them (BOOK-3).
using Tenure.Core.Contracts;
using Tenure.Core.Ledger;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Contracts;

internal static class ReadRows
{
    /// <summary>The rows that changes make different. A renewal at an unchanged price touches no line and no revenue, and a
    /// document touches nothing here; a run over a whole book consists of little else.</summary>
    public static ReadTableBatch Of(IReadOnlyList<ContractChange> changes)
    {
        var contracts = new List<ContractRow>(changes.Count);
        var lines = new Replacements<ContractLineRow>();
        var steps = new Replacements<MrrStepRow>();
        foreach (ContractChange change in changes.Where(change => change.After.Version > change.Before.Version))
        {
            Guid id = change.ContractId;
            Contract after = change.After.Existing;
            Contract? before = change.IsNew ? null : change.Before.Existing;
            ContractRow row = RowOf(id, after);
            if (before is null || row != RowOf(id, before))
            {
                contracts.Add(row);
            }

            lines.Add(id, before is null ? null : LinesOf(id, before), LinesOf(id, after));
            steps.Add(id, before is null ? null : StepsOf(id, before), StepsOf(id, after));
        }

        return new ReadTableBatch(contracts, lines.ToReplacement(), steps.ToReplacement());
    }

    public static ContractRow RowOf(Guid id, Contract contract) => new(
        id,
        contract.Order.Customer.Value,
        contract.Order.Reference,
        contract.Plans[^1].Plan.Code,
        ContractState.StatusOf(contract),
        contract.IsTrial,
        contract.Clauses.Documents == DocumentScope.PerCustomer,
        contract.Start,
        contract.Ending?.On,
        contract.LastTerm.Span.Start,
        contract.LastTerm.Span.End,
        contract.Terms.Length,
        FactNames.Of(contract.Clauses.Renewal.Kind),
        contract.DeadlineOn,
        contract.LockInOn,
        contract.Ending is { IsExpiry: false } ending ? ending.ReasonCode : null,
        contract.Order.Currency.Code,
        contract.Order.Recasts,
        contract.Ending?.Successor?.Contract);

    public static IEnumerable<ContractLineRow> LinesOf(Guid id, Contract contract)
    {
        foreach (Line line in contract.Lines)
        {
            DateOnly to = line.EmptyFrom() < contract.ExpectedEnd ? line.EmptyFrom() : contract.ExpectedEnd;
            DateOnly last = to > line.From && to != DateOnly.MaxValue ? to.AddDays(-1) : to;
            yield return new ContractLineRow(
                id, line.Number, line.Charge.Code, line.Charge.ProductCode, line.From, to == DateOnly.MaxValue ? null : to,
                line.QuantityOn(last > line.From ? last : line.From).ToString(), line.ChargeOn(last).PriceText,
                Recognition.EarnedUntil(contract, line));
        }
    }

    public static IEnumerable<MrrStepRow> StepsOf(Guid id, Contract contract)
    {
        foreach (MrrStep step in MonthlyRevenue.StepsOf(contract))
        {
            yield return new MrrStepRow(
                id, contract.Order.Customer.Value, step.On, contract.Order.Currency.Code, step.MinorPerMonth.ToString(),
                MrrCauses.NameOf(step.Cause));
        }
    }
}

/// <summary>Collects the rows of one table that differ from those before.</summary>
internal sealed class Replacements<TRow>
{
    private readonly List<Guid> cleared = [];
    private readonly List<TRow> rows = [];

    public void Add(Guid contractId, IEnumerable<TRow>? before, IEnumerable<TRow> after)
    {
        if (before is null)
        {
            rows.AddRange(after);
            return;
        }

        TRow[] now = [.. after];
        if (!before.SequenceEqual(now))
        {
            cleared.Add(contractId);
            rows.AddRange(now);
        }
    }

    public Replacement<TRow> ToReplacement() => new(cleared, rows);
}

/// <summary>Stored names of clause values, as lists and reports show them.</summary>
internal static class FactNames
{
    public static string Of(RenewalKind kind) => kind switch
    {
        RenewalKind.Automatic => "automatic",
        RenewalKind.Manual => "manual",
        RenewalKind.None => "none",
        RenewalKind.Evergreen => "evergreen",
    };
}

/// <summary>Stored names of what made MRR change.</summary>
internal static class MrrCauses
{
    public static string NameOf(MrrCause cause) => cause switch
    {
        MrrCause.Change => "change",
        MrrCause.Paused => "paused",
        MrrCause.Resumed => "resumed",
        MrrCause.Ended => "ended",
        MrrCause.Reinstated => "reinstated",
    };

    public static MrrCause Of(string name) => name switch
    {
        "change" => MrrCause.Change,
        "paused" => MrrCause.Paused,
        "resumed" => MrrCause.Resumed,
        "ended" => MrrCause.Ended,
        "reinstated" => MrrCause.Reinstated,
        _ => throw Core.Kernel.Invariant.Broken("an unknown cause of MRR " + name),
    };
}
