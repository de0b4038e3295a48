// What becomes, at an end, of the debt that is still open and of the credit that is still left (VER-5). The end records the choice; a
// run carries it out and records only that it did, since the amounts follow from documents and money (CON-2).
using System.Globalization;
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What becomes of debt that is still open once an end has cancelled what it cancels.</summary>
public enum UnpaidAtEnd
{
    /// <summary>It stays a claim.</summary>
    Collected,

    /// <summary>The customer's credit pays it, then what is to be paid back; the rest stays a claim.</summary>
    Offset,

    /// <summary>As <see cref="Offset"/>, and the rest is written off.</summary>
    WrittenOff,
}

/// <summary>The stored names of what becomes of open debt.</summary>
public static class UnpaidAtEnds
{
    /// <summary>The stored name, which is also what people write.</summary>
    public static string NameOf(UnpaidAtEnd unpaid) => unpaid switch
    {
        UnpaidAtEnd.Collected => "collected",
        UnpaidAtEnd.Offset => "offset",
        UnpaidAtEnd.WrittenOff => "written-off",
    };

    /// <summary>Reads a name; refuses another (<c>text.unpaid_at_end</c>).</summary>
    public static Decision<UnpaidAtEnd> Parse(string text) => text switch
    {
        "collected" => UnpaidAtEnd.Collected,
        "offset" => UnpaidAtEnd.Offset,
        "written-off" => UnpaidAtEnd.WrittenOff,
        _ => new TextRefused("unpaid_at_end", text, "Write collected, offset or written-off."),
    };
}

/// <summary>What becomes of credit that is still left at an end.</summary>
/// <param name="Fate">Whether it stays or is to be paid back. Of what is paid back, credit that was granted is no part: it was never
/// money, and stays.</param>
/// <param name="KeptDays">How many days it stays, from 1 to <see cref="MostDays"/>; then all of it is forfeited. <c>null</c> is without
/// end.</param>
public sealed record LeftoverAtEnd(Leftover Fate, int? KeptDays)
{
    /// <summary>The longest that credit may be kept with an end to it: ten years.</summary>
    public const int MostDays = 3653;

    /// <summary>It stays.</summary>
    public static LeftoverAtEnd Kept { get; } = new(Leftover.Keep, null);

    /// <summary>The stored form, which is also what people write.</summary>
    public override string ToString() => Fate == Leftover.Refund ? "refund"
        : KeptDays is { } days ? string.Create(CultureInfo.InvariantCulture, $"keep {days} days")
        : "keep";

    /// <summary>Reads <c>keep</c>, <c>keep 90 days</c> or <c>refund</c>; refuses anything else (<c>text.leftover_at_end</c>).</summary>
    public static Decision<LeftoverAtEnd> Parse(string text)
    {
        string[] words = text.Split(' ');
        return words is ["keep"] ? Kept
            : words is ["refund"] ? new LeftoverAtEnd(Leftover.Refund, null)
            : words is ["keep", var number, "day" or "days"] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int days)
                && days is >= 1 and <= MostDays ? new LeftoverAtEnd(Leftover.Keep, days)
            : new TextRefused("leftover_at_end", text, "Write keep, refund, or keep with 1 to 3653 days, such as keep 90 days.");
    }
}

/// <summary>What becomes of the balance of a contract at its end.</summary>
/// <param name="Unpaid">Of open debt.</param>
/// <param name="Leftover">Of credit that is left.</param>
public sealed record BalanceAtEnd(UnpaidAtEnd Unpaid, LeftoverAtEnd Leftover)
{
    /// <summary>Debt stays a claim, and credit stays.</summary>
    public static BalanceAtEnd AsItIs { get; } = new(UnpaidAtEnd.Collected, LeftoverAtEnd.Kept);

    /// <summary>Whether something is to be carried out by itself.</summary>
    public bool Acts => this != AsItIs;

    internal static void WriteLeftover(CanonicalJson json, BalanceAtEnd balance)
    {
        if (balance.Leftover != LeftoverAtEnd.Kept)
        {
            json.Name("leftover"u8).Value(balance.Leftover.ToString());
        }
    }

    internal static void WriteUnpaid(CanonicalJson json, BalanceAtEnd balance)
    {
        if (balance.Unpaid != UnpaidAtEnd.Collected)
        {
            json.Name("unpaid"u8).Value(UnpaidAtEnds.NameOf(balance.Unpaid));
        }
    }

    internal static BalanceAtEnd Read(JsonElement root) => new(
        root.TryGetProperty("unpaid", out JsonElement unpaid) ? UnpaidAtEnds.Parse(unpaid.GetString()!).Value : UnpaidAtEnd.Collected,
        root.TryGetProperty("leftover", out JsonElement leftover) ? LeftoverAtEnd.Parse(leftover.GetString()!).Value : LeftoverAtEnd.Kept);
}

/// <summary>What was chosen with an end was carried out on the account.</summary>
/// <param name="EffectiveOn">The day.</param>
/// <param name="AfterDocuments">How many documents the contract had then.</param>
/// <param name="EndedSequence">The sequence of the end.</param>
public abstract record BalanceFact(DateOnly EffectiveOn, int AfterDocuments, int EndedSequence) : PaymentFact(EffectiveOn, AfterDocuments)
{
    /// <inheritdoc/>
    public override bool FollowsByItself => true;
}

/// <summary>Open debt was offset or written off, and credit left made a refund, as the end chose.</summary>
/// <param name="EffectiveOn">The day.</param>
/// <param name="AfterDocuments">How many documents the contract had then.</param>
/// <param name="EndedSequence">The sequence of the end.</param>
public sealed record BalanceSettled(DateOnly EffectiveOn, int AfterDocuments, int EndedSequence)
    : BalanceFact(EffectiveOn, AfterDocuments, EndedSequence);

/// <summary>The days for which credit was kept after the end are over: what was left is forfeited.</summary>
/// <param name="EffectiveOn">The first day on which it cannot be used any more.</param>
/// <param name="AfterDocuments">How many documents the contract had then.</param>
/// <param name="EndedSequence">The sequence of the end.</param>
public sealed record CreditLapsed(DateOnly EffectiveOn, int AfterDocuments, int EndedSequence)
    : BalanceFact(EffectiveOn, AfterDocuments, EndedSequence);
