// The fee of an early end as its derivation holds it, and how its numbers lead to it (VER-5): remaining value, what of the clause counts,
// or what was agreed instead.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Billing.Explain;

/// <summary>What a line would have cost without the end, and what of it is billed.</summary>
internal readonly record struct DerivedPart(int Line, string Charge, long WouldMinor, long KeptMinor);

/// <summary>A fee.</summary>
/// <param name="Clause">The clause of the contract.</param>
/// <param name="Step">What of it counts; <c>null</c> when nothing does any more.</param>
/// <param name="CountedFromOn">The day that its months are counted from.</param>
/// <param name="Days">The days that the end takes away.</param>
/// <param name="RemainingMinor">Their price, as far as it is not billed.</param>
/// <param name="ByClauseMinor">What the clause makes of it.</param>
/// <param name="AgreedMinor">What was agreed instead; <c>null</c> for the clause.</param>
/// <param name="Parts">The remaining value, line by line.</param>
internal sealed record DerivedFee(
    TerminationFee Clause, FeeStep? Step, DateOnly CountedFromOn, DateRange Days, long RemainingMinor, long ByClauseMinor, long? AgreedMinor,
    ImmutableArray<DerivedPart> Parts)
{
    public static DerivedFee Read(JsonElement fee)
    {
        JsonElement days = fee.GetProperty("days");
        return new DerivedFee(
            TerminationFee.Parse(fee.GetProperty("clause").GetString()!).Value,
            fee.GetProperty("step").GetString() is { } step ? TerminationFee.Parse(step).Value.Steps[0] : null,
            Day(fee, "countedFrom"),
            new DateRange(Day(days, "start"), Day(days, "end")),
            fee.GetProperty("remaining").GetInt64(),
            fee.GetProperty("byClause").GetInt64(),
            fee.TryGetProperty("agreed", out JsonElement agreed) ? agreed.GetInt64() : null,
            [
                .. fee.GetProperty("parts").EnumerateArray().Select(static part => new DerivedPart(
                    part.GetProperty("line").GetInt32(), part.GetProperty("charge").GetString()!, part.GetProperty("would").GetInt64(),
                    part.GetProperty("kept").GetInt64())),
            ]);
    }

    /// <summary>How the fee follows from the clause, or that it was agreed.</summary>
    public string FigureWith(long figureMinor, Func<long, string> show) => AgreedMinor is not null
        ? $"{show(figureMinor)}, as agreed with the end; {show(ByClauseMinor)} by the clause"
        : Step switch
        {
            { IsAmount: true } => $"{show(figureMinor)}, the amount of the clause",
            { Value: TerminationFee.Whole } => $"{show(figureMinor)}, all of the remaining value",
            { } step => $"{show(figureMinor)} = round({show(RemainingMinor)} x {DecimalText.Of(step.Value)} / 100)",
            _ => $"{show(figureMinor)}: the last step of the clause has passed",
        };

    /// <summary>What stands behind the figure, one sentence each.</summary>
    public IEnumerable<string> StepsWith(Func<long, string> show)
    {
        yield return $"clause  {Clause}";
        if (Step?.UntilMonths is { } months)
        {
            yield return $"step  {Step}: the end is before {Cadence.Months(months)} from {Parsing.Show(CountedFromOn)} have passed";
        }

        yield return $"cut off  {Parsing.Show(Days.Start)} to {Parsing.ShowLast(Days.End)}: {Cadence.Days(Days.Days)} of the fixed term";
        yield return $"remaining value  {show(RemainingMinor)}, what will not be billed because of the end";
        foreach (DerivedPart part in Parts)
        {
            yield return $"{part.Charge}, line {part.Line.ToString(CultureInfo.InvariantCulture)}  {show(part.WouldMinor - part.KeptMinor)} = "
                + $"{show(part.WouldMinor)} without the end - {show(part.KeptMinor)} with it";
        }
    }

    /// <summary>Whether the numbers lead to the figure.</summary>
    public bool Holds(long figureMinor, Currency currency)
    {
        decimal exact = Step is not { } step ? 0m
            : step.IsAmount ? step.Value * currency.MinorPerUnit
            : RemainingMinor * step.Value / TerminationFee.Whole;
        return RemainingMinor == Math.Max(0, Parts.Sum(static part => part.WouldMinor - part.KeptMinor))
            && ByClauseMinor == decimal.Round(exact, MidpointRounding.AwayFromZero)
            && figureMinor == (AgreedMinor ?? ByClauseMinor);
    }

    private static DateOnly Day(JsonElement element, string name) =>
        DateOnly.ParseExact(element.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
