// Other terms for a contract that goes on (VER-9): what happens when a term ends, how notice is given, how long a pause may last. They
// count from the day on which they are agreed: terms that are already fixed stay, and the next one follows the new words. Other billing
// days and tax rates (MON-5) count from a day on of which nothing has been invoiced.
using System.Collections.Immutable;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to agree other terms. What is <c>null</c> stays.</summary>
/// <param name="Renewal">What happens when a term ends, every setting of the clause.</param>
/// <param name="Notice">How notice is given and counted, every setting of the clause.</param>
/// <param name="LongestPauseDays">How many days a pause may last.</param>
public sealed record AmendContract(RenewalClause? Renewal, NoticeClause? Notice, int? LongestPauseDays) : ProposedChange
{
    /// <summary>Tax rates that come to those that count, each from its day on. Default: none.</summary>
    public TaxRates TaxRates { get; init; } = TaxRates.None;

    /// <summary>Where billing periods begin, and from which day on.</summary>
    public GridStep? Grid { get; init; }

    /// <summary>What of some clauses differs from others; nothing else is named, so that a draft leaves alone what it does not mean.</summary>
    /// <param name="before">The clauses that count.</param>
    /// <param name="after">The clauses that are wished.</param>
    /// <remarks>Where billing periods begin has a day of its own and is left out.</remarks>
    public static AmendContract Between(Clauses before, Clauses after) => new(
        after.Renewal == before.Renewal ? null : after.Renewal,
        after.Notice == before.Notice ? null : after.Notice,
        after.LongestPauseDays == before.LongestPauseDays ? null : after.LongestPauseDays);
}

/// <summary>Other terms were agreed (VER-9). What is <c>null</c> stays.</summary>
/// <param name="EffectiveOn">The day on which they were agreed; they count from it.</param>
/// <param name="Renewal">The renewal clause.</param>
/// <param name="Notice">The notice clause.</param>
/// <param name="LongestPauseDays">How many days a pause may last.</param>
public sealed record ContractAmended(DateOnly EffectiveOn, RenewalClause? Renewal, NoticeClause? Notice, int? LongestPauseDays) : Fact(EffectiveOn)
{
    /// <summary>Where billing periods begin, and from which day on.</summary>
    public GridStep? Grid { get; init; }

    /// <summary>Tax rates that come to those that counted, each with its first day. Default: none.</summary>
    public TaxRates TaxRates { get; init; } = TaxRates.None;

    /// <summary>The clauses with what was agreed.</summary>
    public Clauses On(Clauses clauses) => clauses with
    {
        Renewal = Renewal ?? clauses.Renewal,
        Notice = Notice ?? clauses.Notice,
        LongestPauseDays = LongestPauseDays ?? clauses.LongestPauseDays,
        Grid = Grid?.Grid ?? clauses.Grid,
        TaxRates = clauses.TaxRates.With(TaxRates),
    };
}

/// <summary>Decides about other terms.</summary>
[Rule("VER-9")]
public static class Amending
{
    /// <summary>The fact of an amendment: what differs from the clauses that count. Refuses with <c>contract.ended</c>,
    /// <c>amendment.empty</c>, <c>grid.too_soon</c>, <c>charge.cadence_mismatch</c>, <c>charge.unknown</c>, <c>tax.already_issued</c>, and what an order is refused
    /// for its clauses for.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    /// <param name="issuedOn">The newest issue day of its documents; <c>null</c> before the first.</param>
    public static Decision<ImmutableArray<Fact>> Decide(Contract contract, AmendContract command, DateOnly businessOn, DateOnly? issuedOn)
    {
        if (contract.Ending is { IsExpiry: true } || contract.KnownEnd <= businessOn)
        {
            return ContractEnded.Of(contract, businessOn);
        }

        Clauses before = contract.Clauses;
        GridStep? grid = command.Grid is { } wished && GridOn(contract, wished.On) != wished.Grid ? wished : null;
        TaxRates rates = NewRates(before.TaxRates, command.TaxRates, businessOn);
        Clauses after = new ContractAmended(businessOn, command.Renewal, command.Notice, command.LongestPauseDays) { Grid = grid, TaxRates = rates }
            .On(before);
        (RenewalClause? renewal, NoticeClause? notice, int? longestPauseDays) = AmendContract.Between(before, after);
        var amended = new ContractAmended(businessOn, renewal, notice, longestPauseDays) { Grid = grid, TaxRates = rates };
        Refusal? refusal = amended with { EffectiveOn = default } == new ContractAmended(default, null, null, null) ? new NothingToAmend()
            : Ordering.CheckClauses(after) ?? CheckCharges(contract, after.Renewal) ?? CheckRates(contract, rates, issuedOn)
                ?? CheckGrid(contract, grid, businessOn);
        return refusal is not null ? refusal : ImmutableArray.Create<Fact>(amended);
    }

    /// <summary>The earliest day on or after which billing periods may begin on another grid: what begins before it may have been
    /// invoiced.</summary>
    public static DateOnly EarliestGridOn(Contract contract, DateOnly businessOn) => businessOn.AddDays(contract.Clauses.LeadDays + 1);

    /// <summary>Each rate with its first day, but for what counts already.</summary>
    private static TaxRates NewRates(TaxRates before, TaxRates wished, DateOnly businessOn) => TaxRates.Of(wished.Steps
        .Where(step => before.Stated(step.ChargeCode, step.FromOn ?? businessOn) != step.Percent)
        .Select(step => step with { FromOn = step.FromOn ?? businessOn }));

    /// <summary>What is issued keeps its rate, so that the rate of a line is always that of its tax point.</summary>
    private static Refusal? CheckRates(Contract contract, TaxRates rates, DateOnly? issuedOn) =>
        rates.CheckCharges(contract.Lines.Select(static line => line.Charge.Code))
        ?? (rates.Steps.Any(step => step.FromOn <= issuedOn) ? new TaxRateTooEarly(issuedOn!.Value) : null);

    /// <summary>The grid from a day on, and on every later day; <c>null</c> when another is agreed for a later one.</summary>
    private static BillingGrid? GridOn(Contract contract, DateOnly day) => contract.Grids[^1].On <= day ? contract.Grids[^1].Grid : null;

    /// <summary>A period that may have been invoiced keeps its days.</summary>
    private static GridTooSoon? CheckGrid(Contract contract, GridStep? grid, DateOnly businessOn) =>
        grid is { } step && EarliestGridOn(contract, businessOn) is var earliest && step.On < earliest ? new GridTooSoon(earliest) : null;

    /// <summary>Renewals that were agreed must suit the charges that last.</summary>
    private static Refusal? CheckCharges(Contract contract, RenewalClause renewal) =>
        renewal.Kind == RenewalKind.None ? null : Renewing.CheckCharges(contract, renewal.Length);
}

/// <summary>Terms that are those which count already.</summary>
public sealed record NothingToAmend : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "amendment.empty";

    /// <inheritdoc/>
    public override string Sentence => "These terms count already: name a renewal, a notice, a longest pause, billing days or a tax rate that differ from them.";
}

/// <summary>Other billing days from a day on which periods may have been invoiced already.</summary>
/// <param name="Earliest">The earliest day.</param>
public sealed record GridTooSoon(DateOnly Earliest) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "grid.too_soon";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Billing periods that begin before {Show(Earliest)} may have been invoiced already: name that day or a later one.";
}
