// Ends that several contracts share (VER-9): a term is given the length that leads to a day, in months where the months of the contract
// lead there, else in days.
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Co-termination: terms that end on a named day.</summary>
[Rule("VER-9")]
public static class CommonEnd
{
    private const int MostDays = Ordering.LongestTermMonths * 31;

    /// <summary>The length of a first term. Refuses with <c>term.ends_before_it_begins</c>, or <c>term.length_not_usable</c> beyond a
    /// hundred years.</summary>
    /// <param name="first">Its first paid day.</param>
    /// <param name="end">The day after its last day.</param>
    /// <param name="monthEnd">How dates at month ends step.</param>
    public static Decision<Cadence> LengthOf(DateOnly first, DateOnly end, MonthEndRule monthEnd) => LengthOf(first, end, Anchor.On(first, monthEnd));

    /// <summary>The length of a contract's next term. Refuses as above.</summary>
    public static Decision<Cadence> LengthOf(Contract contract, DateOnly end) => LengthOf(contract.LastTerm.Span.End, end, contract.TermAnchor);

    private static Decision<Cadence> LengthOf(DateOnly first, DateOnly end, Anchor anchor) =>
        end <= first ? new EndsBeforeItBegins(first, end)
        : end.DayNumber - first.DayNumber > MostDays ? new LengthNotUsable($"{end.DayNumber - first.DayNumber} days")
        : BillingPeriods.LengthOf(new DateRange(first, end), anchor);
}

/// <summary>A term whose end is not after its beginning.</summary>
/// <param name="First">Its first day.</param>
/// <param name="End">The day after its last.</param>
public sealed record EndsBeforeItBegins(DateOnly First, DateOnly End) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "term.ends_before_it_begins";

    /// <inheritdoc/>
    public override string Sentence =>
        $"A term from {Show(First)} on cannot end with {Show(End.AddDays(-1))}: name a last day on or after its first, or another contract to end with.";
}
