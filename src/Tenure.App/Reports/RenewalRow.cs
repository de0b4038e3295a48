// A term that ends, and what follows it.
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;

namespace Tenure.App.Reports;

internal sealed record RenewalRow(
    Guid Id, string Reference, string Customer, string PlanCode, string Status, string RenewalKind, Currency Currency)
{
    public string Contract => Reference.Length > 0 ? Reference : Id.ToString();

    public DateOnly TermEndOn { get; init; }

    public DateOnly? DeadlineOn { get; init; }

    public bool LockedIn { get; init; }

    public string Next { get; init; } = string.Empty;

    /// <summary>The MRR on its last day.</summary>
    public Fraction Mrr { get; init; }

    /// <summary>The MRR on the first day of what followed.</summary>
    public Fraction MrrAfter { get; init; }

    public RenewalOutcome Outcome { get; init; }
}
