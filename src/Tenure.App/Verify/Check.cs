// A check states one law of the book and names every row that breaks it. Those about one contract are pure and run on every
// core; those about the whole book, or about rows that contracts only refer to, ask the database.
using System.Globalization;
using Tenure.Storage;

namespace Tenure.App.Verify;

/// <summary>One law of the book.</summary>
internal abstract class Check
{
    /// <summary>Its stable name.</summary>
    public abstract string Id { get; }

    /// <summary>The law, as a sentence.</summary>
    public abstract string Law { get; }

    /// <summary>What to do about a finding.</summary>
    protected abstract string Advice { get; }

    protected Finding Found(RowName row, object? expected, object? found, RowName? against = null) =>
        new(Id, row, against, Show(expected), Show(found), Advice);

    private static string Show(object? value) => value switch
    {
        null => "nothing",
        DateOnly day => Core.Kernel.DayText.Of(day),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}

/// <summary>A law about one contract.</summary>
internal abstract class ContractCheck : Check
{
    public abstract IEnumerable<Finding> Look(StoredContract contract);
}

/// <summary>A law about rows that contracts refer to.</summary>
internal abstract class ReferenceCheck : Check
{
    public abstract Task<List<Finding>> LookAsync(Session session, IReadOnlyList<StoredContract> contracts);

    /// <summary>What can only be said when every contract has been seen.</summary>
    public virtual Task<List<Finding>> FinishAsync(Session session) => Task.FromResult(new List<Finding>());
}

/// <summary>A law about the whole book.</summary>
internal abstract class BookCheck : Check
{
    public abstract Task<List<Finding>> LookAsync(Session session);
}
