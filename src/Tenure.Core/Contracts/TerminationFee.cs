// What an end within a fixed term costs (VER-5): nothing, the price of the days that will not be billed any more, a part of it, or an
// amount, perhaps less the longer the term has run. People write `none`, `remaining`, `50%`, `500.00`, and steps such as
// `50% until 6 months, 25% until 12 months`. The clause is agreed with the order; an end may agree another amount, and says why.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>A part of the remaining value, or an amount, for an end in the first months of a term.</summary>
/// <param name="Value">Percent of the remaining value from 0 to 100, or major units of the contract's currency.</param>
/// <param name="IsAmount">Whether it is an amount.</param>
/// <param name="UntilMonths">It counts for ends before so many whole months of the term have passed; <c>null</c> for any later
/// end.</param>
public readonly record struct FeeStep(decimal Value, bool IsAmount, int? UntilMonths)
{
    private const string Remaining = "remaining";

    /// <summary>As people write it.</summary>
    public override string ToString()
    {
        string value = IsAmount ? Value.ToString("0.00##", CultureInfo.InvariantCulture)
            : Value == TerminationFee.Whole ? Remaining
            : DecimalText.Of(Value) + "%";
        return UntilMonths is { } months ? $"{value} until {Cadence.Months(months)}" : value;
    }

    /// <summary>Reads a step; <c>null</c> when it is none.</summary>
    internal static FeeStep? Parse(string text)
    {
        const string Until = " until ";
        int at = text.IndexOf(Until, StringComparison.Ordinal);
        string value = at < 0 ? text : text[..at];
        int? months = null;
        if (at >= 0)
        {
            if (!Cadence.Parse(text[(at + Until.Length)..]).TryValue(out Cadence length, out _) || length.MonthCount is < 1 or > TerminationFee.MostMonths)
            {
                return null;
            }

            months = length.MonthCount;
        }

        bool isPercent = value.EndsWith('%');
        decimal number = TerminationFee.Whole;
        bool isRead = value == Remaining || DecimalText.TryParse(isPercent ? value[..^1] : value, out number);
        bool isAmount = value != Remaining && !isPercent;
        bool isInRange = number >= 0 && number <= (isAmount ? Granting.MostGrantable : TerminationFee.Whole)
            && decimal.Round(number, TerminationFee.MostDigits, MidpointRounding.AwayFromZero) == number;
        return isRead && isInRange ? new FeeStep(number, isAmount, months) : null;
    }
}

/// <summary>The fee for an early end. Two are equal when their steps are.</summary>
[Rule("VER-5")]
public sealed class TerminationFee : IEquatable<TerminationFee>
{
    /// <summary>The percentage that is all of the remaining value.</summary>
    public const decimal Whole = 100m;

    /// <summary>The most digits after the point that a percentage or an amount may have.</summary>
    public const int MostDigits = 4;

    /// <summary>The most months that a step may count.</summary>
    public const int MostMonths = 1200;

    private const string NoFee = "none";
    private const string Expected =
        "Write none, remaining, a percentage of it from 0% to 100%, an amount such as 500.00, or steps of these such as 50% until 6 months, 25% until 12 months; numbers have at most 4 digits after the point.";

    private readonly ImmutableArray<FeeStep> steps;

    private TerminationFee(ImmutableArray<FeeStep> steps) => this.steps = steps;

    /// <summary>No fee.</summary>
    public static TerminationFee None { get; } = new([]);

    /// <summary>Whether there never is one.</summary>
    public bool IsNone => steps.IsEmpty;

    /// <summary>Its steps, in the order of their months; only the last may have none.</summary>
    public ImmutableArray<FeeStep> Steps => steps;

    /// <summary>Reads a clause as people write it; anything else is refused with <c>text.termination_fee</c>.</summary>
    public static Decision<TerminationFee> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == NoFee)
        {
            return None;
        }

        var read = ImmutableArray.CreateBuilder<FeeStep>();
        int months = 0;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (FeeStep.Parse(part) is not { } step)
            {
                return new TextRefused("termination_fee", text, Expected);
            }

            if (months == int.MaxValue || step.UntilMonths <= months)
            {
                return new TextRefused("termination_fee", text, "Write the steps in the order of their months, each with more than the one before; only the last may have none.");
            }

            months = step.UntilMonths ?? int.MaxValue;
            read.Add(step);
        }

        return new TerminationFee(read.ToImmutable());
    }

    /// <summary>The step that counts for an end; <c>null</c> when all of them have passed. A step is over on the day on which its months
    /// are.</summary>
    /// <param name="from">The anchor of the term's first day (CAL-3).</param>
    /// <param name="end">The first day without service.</param>
    public FeeStep? StepOn(Anchor from, DateOnly end)
    {
        foreach (FeeStep step in steps)
        {
            if (step.UntilMonths is not { } months || end < from.DateAt(Cadence.Month, months))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>Whether an end cuts days short that were fixed and would have been paid: not before the first paid day is over, not once
    /// the last fixed term is, and not the steps in which an evergreen contract runs on.</summary>
    /// <param name="uncut">The contract as it would be without the end.</param>
    /// <param name="end">The first day without service.</param>
    public static bool CutsShort(Contract uncut, DateOnly end) =>
        uncut.Order.PaidFrom is { } paid && end > paid && end < FixedUntil(uncut);

    /// <summary>The day after the last paid day of the last term that was fixed.</summary>
    public static DateOnly FixedUntil(Contract contract)
    {
        DateOnly until = contract.Start;
        foreach (Term term in contract.Terms)
        {
            until = term.Kind != RenewalKind.Evergreen ? term.PaidEnd : until;
        }

        return until;
    }

    /// <summary>Where the months of the term that holds an end are counted from: its first paid day, that of the contract before when it
    /// goes on with the term of another.</summary>
    /// <param name="uncut">The contract as it would be without the end.</param>
    /// <param name="end">The first day without service.</param>
    public static Anchor CountedFrom(Contract uncut, DateOnly end)
    {
        MonthEndRule rule = uncut.Order.Clauses.MonthEnd;
        Term term = uncut.TermOn(end) ?? throw Invariant.Broken("an end that cuts a term short lies in one");
        if (term.Index == 0)
        {
            return uncut.Order.Continues?.TermAnchor(rule) ?? Anchor.On(uncut.Order.PaidFrom ?? uncut.Start, rule);
        }

        Anchor anchor = term.BillingAnchor.From(term.Span.Start);
        return anchor.DateAt(Cadence.Month, 0) == term.Span.Start ? anchor : Anchor.On(term.Span.Start, rule);
    }

    /// <summary>Whether the steps are the same.</summary>
    /// <param name="other">The fee to compare with.</param>
    public bool Equals(TerminationFee? other) => other is not null && steps.AsSpan().SequenceEqual(other.steps.AsSpan());

    /// <summary>Whether the other is an equal fee.</summary>
    /// <param name="obj">The object to compare with.</param>
    public override bool Equals(object? obj) => Equals(obj as TerminationFee);

    /// <summary>Equal fees have equal hash codes.</summary>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>As people write it, and as it is stored.</summary>
    public override string ToString() => IsNone ? NoFee : string.Join(", ", steps);
}

/// <summary>Another fee than the clause's, agreed with the end.</summary>
/// <param name="AmountMinor">Minor units of the contract's currency, before tax; zero waives it.</param>
/// <param name="ReasonCode">A code from the seller's list, never free text.</param>
public sealed record AgreedFee(long AmountMinor, string ReasonCode)
{
    /// <summary>Refuses with <c>fee.no_amount</c>, <c>fee.nothing_cut_short</c> or <c>reason.not_a_code</c>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="end">The first day without service.</param>
    internal Refusal? Check(Contract contract, DateOnly end)
    {
        bool renews = contract.Clauses.Renewal.Kind == RenewalKind.Automatic && end > contract.LastTerm.Span.End;
        return AmountMinor is < 0 or > Ordering.MostMinor ? new FeeNoAmount()
            : AmountMinor > 0 && !renews && !TerminationFee.CutsShort(contract, end) ? new FeeNothingCutShort(end)
            : Terminating.IsCode(ReasonCode) ? null
            : new ReasonNotACode(ReasonCode);
    }

    /// <summary>Written only where another fee is agreed.</summary>
    internal static void Write(CanonicalJson json, AgreedFee? fee)
    {
        if (fee is not null)
        {
            json.Name("fee"u8).BeginObject();
            json.Name("amount"u8).Value(fee.AmountMinor);
            json.Name("reason"u8).Value(fee.ReasonCode);
            json.EndObject();
        }
    }

    internal static AgreedFee? Read(JsonElement root) => root.TryGetProperty("fee", out JsonElement fee)
        ? new AgreedFee(fee.GetProperty("amount").GetInt64(), fee.Text("reason"))
        : null;
}

/// <summary>A fee that is no amount.</summary>
public sealed record FeeNoAmount : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "fee.no_amount";

    /// <inheritdoc/>
    public override string Sentence => "A fee is an amount of zero or more that can be counted: give one such as 500.00, or waive it.";
}

/// <summary>A fee for an end that cuts no fixed term short.</summary>
/// <param name="EndOn">The first day without service.</param>
public sealed record FeeNothingCutShort(DateOnly EndOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "fee.nothing_cut_short";

    /// <inheritdoc/>
    public override string Sentence =>
        $"An end on {Show(EndOn)} cuts no paid days of a fixed term short: leave the fee out, or end the contract on an earlier day.";
}
