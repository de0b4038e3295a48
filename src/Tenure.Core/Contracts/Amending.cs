// Other terms for a contract that goes on (VER-9): what happens when a term ends, how notice is given, how long a pause may last,
// and other tax rates (MON-5). They count from the day on which they are agreed: terms that are already fixed stay, and the next one follows the new words.
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
}

/// <summary>Other terms were agreed (VER-9). What is <c>null</c> stays.</summary>
/// <param name="EffectiveOn">The day on which they were agreed; they count from it.</param>
/// <param name="Renewal">The renewal clause.</param>
/// <param name="Notice">The notice clause.</param>
/// <param name="LongestPauseDays">How many days a pause may last.</param>
public sealed record ContractAmended(DateOnly EffectiveOn, RenewalClause? Renewal, NoticeClause? Notice, int? LongestPauseDays) : Fact(EffectiveOn)
{
    /// <summary>Tax rates that come to those that counted, each with its first day. Default: none.</summary>
    public TaxRates TaxRates { get; init; } = TaxRates.None;

    /// <summary>The clauses with what was agreed.</summary>
    public Clauses On(Clauses clauses) => clauses with
    {
        Renewal = Renewal ?? clauses.Renewal,
        Notice = Notice ?? clauses.Notice,
        LongestPauseDays = LongestPauseDays ?? clauses.LongestPauseDays,
        TaxRates = clauses.TaxRates.With(TaxRates),
    };
}

/// <summary>Decides about other terms.</summary>
[Rule("VER-9")]
public static class Amending
{
    /// <summary>The fact of an amendment: what differs from the clauses that count. Refuses with <c>contract.ended</c>,
    /// <c>amendment.empty</c>, <c>charge.cadence_mismatch</c>, <c>charge.unknown</c>, <c>tax.already_issued</c>, and what an order is refused
    /// for its clauses for.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    /// <param name="issuedOn">The newest issue day of its documents; <c>null</c> before the first.</param>
    public static Decision<ImmutableArray<Fact>> Decide(Contract contract, AmendContract command, DateOnly businessOn, DateOnly? issuedOn)
    {
        if (contract.Ending is { IsExpiry: true } || contract.KnownEnd <= businessOn)
        {
            return new ContractEnded(contract.KnownEnd);
        }

        Clauses before = contract.Clauses;
        var amended = new ContractAmended(
            businessOn,
            command.Renewal == before.Renewal ? null : command.Renewal,
            command.Notice == before.Notice ? null : command.Notice,
            command.LongestPauseDays == before.LongestPauseDays ? null : command.LongestPauseDays)
        {
            TaxRates = NewRates(before.TaxRates, command.TaxRates, businessOn),
        };
        Clauses after = amended.On(before);
        return after == before ? new NothingToAmend()
            : (Ordering.CheckClauses(after) ?? CheckCharges(contract, after) ?? CheckRates(contract, amended.TaxRates, issuedOn)) is { } refusal ? refusal
            : ImmutableArray.Create<Fact>(amended);
    }

    /// <summary>Each rate with its first day, but for what counts already.</summary>
    private static TaxRates NewRates(TaxRates before, TaxRates wished, DateOnly businessOn) => TaxRates.Of(wished.Steps
        .Where(step => before.Stated(step.ChargeCode, step.FromOn ?? businessOn) != step.Percent)
        .Select(step => step with { FromOn = step.FromOn ?? businessOn }));

    /// <summary>What is issued keeps its rate, so that the rate of a line is always that of its tax point.</summary>
    private static Refusal? CheckRates(Contract contract, TaxRates rates, DateOnly? issuedOn) =>
        rates.CheckCharges(contract.Lines.Select(static line => line.Charge.Code))
        ?? (rates.Steps.Any(step => step.FromOn <= issuedOn) ? new TaxRateTooEarly(issuedOn!.Value) : null);

    private static Refusal? CheckCharges(Contract contract, Clauses after)
    {
        foreach (Line line in contract.Lines)
        {
            if (after.Renewal.Kind != RenewalKind.None && !line.QuantityOn(contract.LastTerm.Span.End).IsZero
                && line.Charge.CheckTerm(after.Renewal.Length) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }
}

/// <summary>Terms that are those which count already.</summary>
public sealed record NothingToAmend : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "amendment.empty";

    /// <inheritdoc/>
    public override string Sentence => "These terms count already: name a renewal, a notice, a longest pause or a tax rate that differs from them.";
}
