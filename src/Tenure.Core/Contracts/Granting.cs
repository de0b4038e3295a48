// What a seller grants without owing it (VER-11): less to pay for a line, or credit. Free days are an extension.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What goodwill on a line does to later credits (PRO-7).</summary>
public enum GoodwillEffect
{
    /// <summary>It is a lower price for the period: later credits are smaller by its part.</summary>
    PriceReduction,

    /// <summary>Later credits stay what they would be, as far as anything is left to give back.</summary>
    CapOnly,
}

/// <summary>The stored names of what goodwill does.</summary>
public static class GoodwillEffects
{
    /// <summary>The stored name.</summary>
    public static string NameOf(GoodwillEffect effect) => effect == GoodwillEffect.PriceReduction ? "price reduction" : "cap only";

    /// <summary>Reads a name; refuses another (<c>text.goodwill</c>).</summary>
    public static Decision<GoodwillEffect> Parse(string text) => text switch
    {
        "price reduction" => GoodwillEffect.PriceReduction,
        "cap only" => GoodwillEffect.CapOnly,
        _ => new TextRefused("goodwill", text, "Write price reduction or cap only."),
    };
}

/// <summary>The wish that less is paid for a line in the billing period that holds a day.</summary>
/// <param name="On">The day.</param>
/// <param name="Line">The line.</param>
/// <param name="AmountMinor">How much less, in minor units of the contract's currency, before tax.</param>
/// <param name="ReasonCode">A code of the seller's list.</param>
public sealed record GrantGoodwill(DateOnly On, int Line, long AmountMinor, string ReasonCode) : ProposedChange;

/// <summary>Less is paid for a line in the billing period that holds the day (PRO-7).</summary>
/// <param name="EffectiveOn">The day.</param>
/// <param name="Line">The line.</param>
/// <param name="AmountMinor">How much less, in minor units.</param>
/// <param name="ReasonCode">A code of the seller's list, never free text.</param>
public sealed record GoodwillGranted(DateOnly EffectiveOn, int Line, long AmountMinor, string ReasonCode) : Fact(EffectiveOn);

/// <summary>Goodwill as folding found it.</summary>
/// <param name="Line">The line.</param>
/// <param name="On">The day that names the billing period.</param>
/// <param name="AmountMinor">How much less, in minor units.</param>
/// <param name="DueOn">When the credit for it falls due: the later of its day and the day it was recorded (BIL-1).</param>
/// <param name="Event">The sequence of the event.</param>
public readonly record struct Goodwill(int Line, DateOnly On, long AmountMinor, DateOnly DueOn, int Event);

/// <summary>Decides about grants.</summary>
[Rule("VER-11")]
public static class Granting
{
    /// <summary>The highest limit that a contract's clause may set on what is granted in a term, in major units.</summary>
    public const decimal MostGrantable = 1_000_000_000m;

    /// <summary>The fact of goodwill on a line. Refuses with <c>grant.no_amount</c>, <c>contract.ended</c>, <c>line.unknown</c>,
    /// <c>line.one_time_stays</c>, <c>grant.on_usage</c>, <c>line.not_in_force</c>, <c>grant.above_price</c>, <c>grant.above_limit</c> or <c>reason.not_a_code</c>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="history">Every event, in sequence order.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="leftMinor">What the line still costs in the period, with everything that is due by the business day.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> Decide(
        Contract contract, IReadOnlyList<RecordedFact> history, GrantGoodwill command, long leftMinor, DateOnly businessOn)
    {
        Line? line = contract.FindLine(command.Line);
        Currency currency = contract.Order.Currency;
        Refusal? refusal = contract.Ending is { } ending && ending.On <= businessOn ? ContractEnded.Of(contract, businessOn)
            : line is null ? new LineUnknown(command.Line)
            : line.Charge.Kind == ChargeKind.OneTime ? new OneTimeStays(line.Charge.Code)
            : line.Charge.Kind == ChargeKind.Usage ? new GrantOnUsage(line.Charge.Code)
            : line.QuantityOn(command.On).IsZero || !contract.IsInForceOn(command.On) ? new LineNotInForce(line.Charge.Code, command.On)
            : command.AmountMinor > leftMinor ? new GrantAbovePrice(new Money(leftMinor, currency).ToString())
            : Check(contract, history, command.On, command.AmountMinor, command.ReasonCode);
        return refusal is not null ? refusal
            : ImmutableArray.Create<Fact>(new GoodwillGranted(command.On, command.Line, command.AmountMinor, command.ReasonCode));
    }

    /// <summary>Refuses a grant with <c>grant.no_amount</c>, <c>reason.not_a_code</c>, or <c>grant.above_limit</c> when more would be
    /// granted in the term that holds the day than its clause allows.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="history">Every event, in sequence order.</param>
    /// <param name="on">The day of the grant.</param>
    /// <param name="amountMinor">What is granted, in minor units.</param>
    /// <param name="reasonCode">Why.</param>
    public static Refusal? Check(Contract contract, IReadOnlyList<RecordedFact> history, DateOnly on, long amountMinor, string reasonCode)
    {
        if (amountMinor is <= 0 or > Ordering.MostMinor)
        {
            return new NoGrant();
        }

        DateRange term = (contract.TermOn(on) ?? (on < contract.Start ? contract.Terms[0] : contract.LastTerm)).Span;
        long granted = history.Sum(recorded => term.Contains(recorded.Fact.EffectiveOn) && Counts(history, recorded) ? AmountOf(recorded.Fact) : 0);
        Currency currency = contract.Order.Currency;
        long most = contract.Clauses.MostGranted is { } limit ? Rounding.ToMinor(limit, currency) : long.MaxValue;
        return amountMinor > most - granted ? new GrantAboveLimit(new Money(Math.Max(0, most - granted), currency).ToString())
            : Terminating.IsCode(reasonCode) ? null
            : new ReasonNotACode(reasonCode);
    }

    private static long AmountOf(Fact fact) => fact switch
    {
        GoodwillGranted goodwill => goodwill.AmountMinor,
        CreditGranted credit => credit.AmountMinor,
        _ => 0,
    };

    private static bool Counts(IReadOnlyList<RecordedFact> history, RecordedFact granted) =>
        !history.Any(recorded => recorded.Fact is PaymentUnapplied back && back.PaymentSequence == granted.Sequence);
}

/// <summary>A grant of nothing, or of more than a book can add up.</summary>
public sealed record NoGrant : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "grant.no_amount";

    /// <inheritdoc/>
    public override string Sentence => "A grant has an amount above zero, and below a thousand million million minor units: give such an amount.";
}

/// <summary>Goodwill on usage.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record GrantOnUsage(string ChargeCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "grant.on_usage";

    /// <inheritdoc/>
    public override string Sentence =>
        $"'{ChargeCode}' costs what is recorded, and that may still change: record a correction of the total, or grant a credit.";
}

/// <summary>More goodwill than the line still costs.</summary>
/// <param name="Most">What it still costs.</param>
public sealed record GrantAbovePrice(string Most) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "grant.above_price";

    /// <inheritdoc/>
    public override string Sentence => $"In that billing period the line costs no more than {Most}: give no more than that, or grant a credit.";
}

/// <summary>More than may be granted in a term.</summary>
/// <param name="Most">What may still be granted.</param>
public sealed record GrantAboveLimit(string Most) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "grant.above_limit";

    /// <inheritdoc/>
    public override string Sentence => $"In this term no more than {Most} may still be granted on the contract: give no more than that.";
}
