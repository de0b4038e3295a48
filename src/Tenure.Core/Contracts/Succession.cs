// What ties the two contracts of a recast together (VER-4): the closed one names its successor and how credit comes over to it,
// and credit that came over is a fact of both.
using System.Collections.Immutable;
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What becomes of carried credit that the successor's first invoice leaves over (VER-4).</summary>
public enum Leftover
{
    /// <summary>It stays for later invoices.</summary>
    Keep,

    /// <summary>It is to be paid back.</summary>
    Refund,
}

/// <summary>The contract that follows a recast one, and how credit comes over to it.</summary>
/// <param name="Contract">Its id.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Rate">Units of its currency for one unit of the closed contract's; <c>null</c> when none was agreed, and in one
/// currency.</param>
/// <param name="CreditMinor">The credit for unused days as it was agreed, in minor units of the closed contract; <c>null</c> takes
/// what follows from the terms.</param>
/// <param name="OverrideReason">Why another credit was agreed: a code; <c>null</c> without one.</param>
/// <param name="Leftover">What becomes of what its first invoice leaves over.</param>
/// <param name="AfterDocuments">How many documents the closed contract had: those after them credit the unused days.</param>
public sealed record Succession(
    Guid Contract, Currency Currency, decimal? Rate, long? CreditMinor, string? OverrideReason, Leftover Leftover, int AfterDocuments)
{
    /// <summary>Whether credit of a contract can come over: in one currency, or at a rate.</summary>
    /// <param name="from">The currency of the closed contract.</param>
    public bool Carries(Currency from) => Rate is not null || Currency == from;

    internal static void Write(CanonicalJson json, Succession? succession)
    {
        if (succession is null)
        {
            return;
        }

        json.Name("successor"u8).BeginObject();
        json.Name("afterDocuments"u8).Value(succession.AfterDocuments);
        json.Name("contract"u8).Value(succession.Contract);
        if (succession.CreditMinor is { } credit)
        {
            json.Name("credit"u8).Value(credit);
        }

        json.Name("currency"u8).Value(succession.Currency.Code);
        json.Name("leftover"u8).Value(Leftovers.NameOf(succession.Leftover));
        if (succession.Rate is { } rate)
        {
            json.Name("rate"u8).Value(rate);
        }

        if (succession.OverrideReason is { } reason)
        {
            json.Name("reason"u8).Value(reason);
        }

        json.EndObject();
    }

    internal static Succession? Read(JsonElement terminated)
    {
        if (!terminated.TryGetProperty("successor", out JsonElement root))
        {
            return null;
        }

        return new Succession(
            root.GetProperty("contract").GetGuid(),
            Currency.Of(root.Text("currency")),
            root.TryGetProperty("rate", out _) ? root.Number("rate") : null,
            root.TryGetProperty("credit", out JsonElement credit) ? credit.GetInt64() : null,
            root.TryGetProperty("reason", out JsonElement reason) ? reason.GetString() : null,
            Leftovers.Parse(root.Text("leftover")).Value,
            root.Int("afterDocuments"));
    }
}

/// <summary>The stored names of what becomes of credit that is left over.</summary>
public static class Leftovers
{
    /// <summary>The stored name.</summary>
    public static string NameOf(Leftover leftover) => leftover == Leftover.Keep ? "keep" : "refund";

    /// <summary>Reads a name; refuses another (<c>text.leftover</c>).</summary>
    public static Decision<Leftover> Parse(string text) => text switch
    {
        "keep" => Leftover.Keep,
        "refund" => Leftover.Refund,
        _ => new TextRefused("leftover", text, "Write keep or refund."),
    };
}

/// <summary>What a credit balance came from; each kind is used up oldest first, kind by kind in this order (BIL-3).</summary>
public enum CreditKind
{
    /// <summary>From credit notes on invoices that had been paid.</summary>
    Correction,

    /// <summary>From payments above the debt.</summary>
    Overpayment,

    /// <summary>Granted above what was due to the customer.</summary>
    Goodwill,
}

/// <summary>Credit of one kind that came over.</summary>
/// <param name="Kind">The kind it keeps.</param>
/// <param name="AmountMinor">Minor units of the contract that received it, above zero.</param>
public readonly record struct CarriedAmount(CreditKind Kind, long AmountMinor)
{
    internal static string NameOf(CreditKind kind) => kind switch
    {
        CreditKind.Correction => "correction",
        CreditKind.Overpayment => "overpayment",
        CreditKind.Goodwill => "goodwill",
    };

    internal static CreditKind KindOf(string name) => name switch
    {
        "correction" => CreditKind.Correction,
        "overpayment" => CreditKind.Overpayment,
        "goodwill" => CreditKind.Goodwill,
        _ => throw Invariant.Broken("an unknown kind of credit " + name),
    };
}

/// <summary>All credit that a recast contract had left went over to its successor (VER-4). The first time, what was agreed in place
/// of the derived credit takes effect.</summary>
/// <param name="EffectiveOn">The day it went over.</param>
/// <param name="AfterDocuments">How many documents the contract had then.</param>
public sealed record CreditCarriedOut(DateOnly EffectiveOn, int AfterDocuments) : PaymentFact(EffectiveOn, AfterDocuments)
{
    /// <inheritdoc/>
    public override bool FollowsByItself => true;
}

/// <summary>Credit of the contract that this one follows came over (VER-4). It pays what is open, oldest first, and the rest waits for
/// the next invoice.</summary>
/// <param name="EffectiveOn">The day it came.</param>
/// <param name="AfterDocuments">How many documents the contract had then.</param>
/// <param name="From">The contract that was recast.</param>
/// <param name="Amounts">What came, by kind.</param>
/// <param name="Leftover">What becomes of what the first invoice leaves over.</param>
public sealed record CreditCarriedIn(
    DateOnly EffectiveOn, int AfterDocuments, Guid From, ImmutableArray<CarriedAmount> Amounts, Leftover Leftover)
    : PaymentFact(EffectiveOn, AfterDocuments)
{
    /// <inheritdoc/>
    public override bool FollowsByItself => true;
}
