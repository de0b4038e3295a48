// Who plays a scenario: the pure Core here, the product over HTTP elsewhere. A driver acts and reports; it judges nothing.
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>Plays the acts of one scenario, in order.</summary>
public interface IScenarioDriver
{
    /// <summary>Plays an act and tells what came of it.</summary>
    Outcome Play(Act act);

    /// <summary>The contract as it stands.</summary>
    SeenContract Look();
}

/// <summary>What came of an act.</summary>
/// <param name="RefusalCode">The code when it was refused, else <c>null</c>.</param>
/// <param name="Facts">The types of the facts added, in order.</param>
/// <param name="Documents">The documents issued, in order.</param>
/// <param name="Warnings">The warnings of the preview.</param>
public sealed record Outcome(
    string? RefusalCode, ImmutableArray<string> Facts, ImmutableArray<SeenDocument> Documents, ImmutableArray<string> Warnings);

/// <summary>A document as it was issued.</summary>
/// <param name="Kind"><c>invoice</c> or <c>credit note</c>.</param>
/// <param name="IssueOn">Its day.</param>
/// <param name="NetMinor">Its net amount in minor units, below zero on a credit note.</param>
/// <param name="TaxMinor">The tax that comes on top, in minor units.</param>
/// <param name="Lines">Its lines in order.</param>
public sealed record SeenDocument(string Kind, DateOnly IssueOn, long NetMinor, long TaxMinor, ImmutableArray<SeenLine> Lines);

/// <summary>A line of a document.</summary>
/// <param name="ContractLine">The contract's line number.</param>
/// <param name="Days">The days billed or given back.</param>
/// <param name="AmountMinor">Minor units; credits are below zero.</param>
/// <param name="TaxMinor">Its tax on top.</param>
public sealed record SeenLine(int ContractLine, DateRange Days, long AmountMinor, long TaxMinor = 0)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"line {ContractLine} {DayText.Of(Days.Start)}..{DayText.Of(Days.End.AddDays(-1))} {AmountMinor}{(TaxMinor == 0 ? string.Empty : $" tax {TaxMinor}")}";
}

/// <summary>A contract as people see it.</summary>
/// <param name="End">The first day without service, when an end is known.</param>
/// <param name="FenceOn">The fence, or <c>null</c>.</param>
/// <param name="DeadlineOn">The last day of notice, or <c>null</c>.</param>
/// <param name="LockInOn">The day the next renewal is fixed, or <c>null</c>.</param>
/// <param name="Terms">The terms fixed so far.</param>
/// <param name="ReceivableMinor">What is owed on issued documents.</param>
/// <param name="CreditMinor">What the customer has left.</param>
/// <param name="RefundMinor">What is to be paid back.</param>
/// <param name="ValueMinor">What it costs to its known end.</param>
/// <param name="UnitsOn">The units of a charge on a day, as canonical text.</param>
/// <param name="MrrMinorOn">Monthly recurring revenue on a day, in whole minor units.</param>
public sealed record SeenContract(
    DateOnly? End,
    DateOnly? FenceOn,
    DateOnly? DeadlineOn,
    DateOnly? LockInOn,
    ImmutableArray<DateRange> Terms,
    long ReceivableMinor,
    long CreditMinor,
    long RefundMinor,
    long ValueMinor,
    Func<string, DateOnly, string> UnitsOn,
    Func<DateOnly, long> MrrMinorOn)
{
    /// <summary>What was written off of its debt, less what was paid or cancelled of it since.</summary>
    public long WrittenOffMinor { get; init; }

    /// <summary>The credit that was forfeited.</summary>
    public long ForfeitedMinor { get; init; }
}
