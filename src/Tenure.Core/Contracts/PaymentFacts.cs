// Money that came and went, as facts of the contract it was paid for. Amounts are what people paid: nothing computes them.
// Each names how many documents there were, so that its place among them is known for ever.
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Something that happened with money.</summary>
/// <param name="EffectiveOn">The day it happened.</param>
/// <param name="AfterDocuments">How many documents the contract had when it was recorded.</param>
public abstract record PaymentFact(DateOnly EffectiveOn, int AfterDocuments) : Fact(EffectiveOn)
{
    /// <summary>Whether nobody decides it: it follows from an earlier decision and the calendar.</summary>
    public virtual bool FollowsByItself => false;
}

/// <summary>The customer paid.</summary>
/// <param name="EffectiveOn">The day the money arrived.</param>
/// <param name="AfterDocuments">How many documents the contract had when it was recorded.</param>
/// <param name="AmountMinor">Minor units of the contract's currency, above zero.</param>
/// <param name="Document">The ordinal of the invoice it was paid for; <c>null</c> pays the oldest debt first.</param>
public sealed record PaymentRecorded(DateOnly EffectiveOn, int AfterDocuments, long AmountMinor, int? Document)
    : PaymentFact(EffectiveOn, AfterDocuments)
{
    /// <summary>What it shares with the other parts of the same payment, when a joint document was paid: they are taken back together.
    /// <c>null</c> of a payment for one contract.</summary>
    public Guid? Joint { get; init; }
}

/// <summary>A payment turned out not to be one: it bounced, or was meant for something else. Or a refund was not paid, or credit was
/// not to be used.</summary>
/// <param name="EffectiveOn">The day it was taken back.</param>
/// <param name="AfterDocuments">How many documents the contract had when it was recorded.</param>
/// <param name="PaymentSequence">The sequence of the payment, the refund or the use of credit, which no longer counts.</param>
public sealed record PaymentUnapplied(DateOnly EffectiveOn, int AfterDocuments, int PaymentSequence)
    : PaymentFact(EffectiveOn, AfterDocuments);

/// <summary>Money that was owed to the customer was paid back.</summary>
/// <param name="EffectiveOn">The day it was paid.</param>
/// <param name="AfterDocuments">How many documents the contract had when it was recorded.</param>
/// <param name="AmountMinor">Minor units, above zero.</param>
public sealed record RefundPaid(DateOnly EffectiveOn, int AfterDocuments, long AmountMinor) : PaymentFact(EffectiveOn, AfterDocuments);

/// <summary>What the customer has left, and then what is to be paid back, was used on open invoices. The choice, not the amount: that
/// follows from what is left and open.</summary>
/// <param name="EffectiveOn">The day it was used.</param>
/// <param name="AfterDocuments">How many documents the contract had when it was recorded.</param>
/// <param name="Document">The ordinal of the invoice it was used on; <c>null</c> takes the oldest debt first.</param>
public sealed record CreditUsed(DateOnly EffectiveOn, int AfterDocuments, int? Document) : PaymentFact(EffectiveOn, AfterDocuments);

/// <summary>The customer was granted a credit that was not owed (VER-11).</summary>
/// <param name="EffectiveOn">The day it was granted.</param>
/// <param name="AfterDocuments">How many documents the contract had when it was recorded.</param>
/// <param name="AmountMinor">Minor units, above zero.</param>
/// <param name="ReasonCode">A code of the seller's list, never free text.</param>
public sealed record CreditGranted(DateOnly EffectiveOn, int AfterDocuments, long AmountMinor, string ReasonCode)
    : PaymentFact(EffectiveOn, AfterDocuments);

/// <summary>What a credit on an invoice that is not fully paid is used for (BIL-3).</summary>
public enum CreditUse
{
    /// <summary>It cancels the open debt of that invoice first.</summary>
    DebtFirst,

    /// <summary>What was paid comes back for the next invoice; only the rest cancels debt.</summary>
    NextInvoice,
}

/// <summary>The stored names of what credits are used for.</summary>
public static class CreditUses
{
    /// <summary>The stored name.</summary>
    public static string NameOf(CreditUse use) => use == CreditUse.DebtFirst ? "debt first" : "next invoice";

    /// <summary>Reads a name; refuses another (<c>text.credit_use</c>).</summary>
    public static Decision<CreditUse> Parse(string text) => text switch
    {
        "debt first" => CreditUse.DebtFirst,
        "next invoice" => CreditUse.NextInvoice,
        _ => new TextRefused("credit_use", text, "Write debt first or next invoice."),
    };
}

/// <summary>The stored form of facts about money. A part of FactCodec.</summary>
internal static class PaymentCodec
{
    /// <summary>Writes the members of a fact in byte order; false when it is no fact of these.</summary>
    public static bool TryWrite(CanonicalJson json, Fact fact)
    {
        if (fact is not PaymentFact paid)
        {
            return false;
        }

        json.BeginObject();
        json.Name("afterDocuments"u8).Value(paid.AfterDocuments);
        switch (paid)
        {
            case PaymentRecorded recorded:
                json.Name("amount"u8).Value(recorded.AmountMinor);
                json.Name("document"u8).ValueOrNull(recorded.Document);
                json.Name("effectiveOn"u8).Value(recorded.EffectiveOn);
                if (recorded.Joint is { } joint)
                {
                    json.Name("joint"u8).Value(joint);
                }

                break;
            case PaymentUnapplied unapplied:
                json.Name("effectiveOn"u8).Value(unapplied.EffectiveOn);
                json.Name("payment"u8).Value(unapplied.PaymentSequence);
                break;
            case CreditUsed used:
                json.Name("document"u8).ValueOrNull(used.Document);
                json.Name("effectiveOn"u8).Value(used.EffectiveOn);
                break;
            case CreditGranted granted:
                json.Name("amount"u8).Value(granted.AmountMinor);
                json.Name("effectiveOn"u8).Value(granted.EffectiveOn);
                json.Name("reason"u8).Value(granted.ReasonCode);
                break;
            case CreditCarriedIn carried:
                WriteCarried(json, carried);
                break;
            case CreditCarriedOut:
                json.Name("effectiveOn"u8).Value(paid.EffectiveOn);
                break;
            case BalanceFact settled:
                json.Name("effectiveOn"u8).Value(settled.EffectiveOn);
                json.Name("end"u8).Value(settled.EndedSequence);
                break;
            case RefundPaid refund:
                json.Name("amount"u8).Value(refund.AmountMinor);
                json.Name("effectiveOn"u8).Value(refund.EffectiveOn);
                break;
        }

        json.EndObject();
        return true;
    }

    /// <summary>Reads a fact of these types; null when the type is another.</summary>
    public static Fact? Read(string type, System.Text.Json.JsonElement root) => type switch
    {
        "payment.recorded" => new PaymentRecorded(
            root.Day("effectiveOn"), root.Int("afterDocuments"), root.GetProperty("amount").GetInt64(), root.IntOrNull("document"))
        {
            Joint = root.TryGetProperty("joint", out System.Text.Json.JsonElement joint) ? joint.GetGuid() : null,
        },
        "payment.unapplied" => new PaymentUnapplied(root.Day("effectiveOn"), root.Int("afterDocuments"), root.Int("payment")),
        "refund.paid" => new RefundPaid(root.Day("effectiveOn"), root.Int("afterDocuments"), root.GetProperty("amount").GetInt64()),
        "credit.used" => new CreditUsed(root.Day("effectiveOn"), root.Int("afterDocuments"), root.IntOrNull("document")),
        "credit.granted" => new CreditGranted(
            root.Day("effectiveOn"), root.Int("afterDocuments"), root.GetProperty("amount").GetInt64(), root.Text("reason")),
        "balance.settled" => new BalanceSettled(root.Day("effectiveOn"), root.Int("afterDocuments"), root.Int("end")),
        "credit.lapsed" => new CreditLapsed(root.Day("effectiveOn"), root.Int("afterDocuments"), root.Int("end")),
        "credit.carried_out" => new CreditCarriedOut(root.Day("effectiveOn"), root.Int("afterDocuments")),
        "credit.carried_in" => new CreditCarriedIn(
            root.Day("effectiveOn"), root.Int("afterDocuments"), root.GetProperty("from").GetGuid(),
            root.Each("amounts", static e => new CarriedAmount(CarriedAmount.KindOf(e.Text("kind")), e.GetProperty("amount").GetInt64())),
            Leftovers.Parse(root.Text("leftover")).Value),
        _ => null,
    };

    private static void WriteCarried(CanonicalJson json, CreditCarriedIn carried)
    {
        json.Name("amounts"u8).BeginArray();
        foreach (CarriedAmount amount in carried.Amounts)
        {
            json.BeginObject();
            json.Name("amount"u8).Value(amount.AmountMinor);
            json.Name("kind"u8).Value(CarriedAmount.NameOf(amount.Kind));
            json.EndObject();
        }

        json.EndArray();
        json.Name("effectiveOn"u8).Value(carried.EffectiveOn);
        json.Name("from"u8).Value(carried.From);
        json.Name("leftover"u8).Value(Leftovers.NameOf(carried.Leftover));
    }
}
