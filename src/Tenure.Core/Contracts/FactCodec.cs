// Facts to canonical JSON and back. In storage a fact is a type name with a version and these bytes, never a CLR name;
// each version ever stored must stay readable (CON-2). Keys are in byte order, so equal facts are equal bytes.
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The stored form of facts.</summary>
public static class FactCodec
{
    /// <summary>The version of every fact that is written today.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The stored name of a fact's type.</summary>
    public static string TypeOf(Fact fact) => fact switch
    {
        ContractOrdered => "contract.ordered",
        ContractUpgraded => "contract.upgraded",
        ContractRenewed => "contract.renewed",
        ContractTerminated => "contract.terminated",
        TerminationWithdrawn => "termination.withdrawn",
        RenewalDeclined => "renewal.declined",
        ContractExtended => "contract.extended",
        ContractAmended => "contract.amended",
        ContractReinstated => "contract.reinstated",
        ContractPaused => "contract.paused",
        ContractResumed => "contract.resumed",
        ContractExpired => "contract.expired",
        FenceSet => "fence.set",
        PaymentRecorded => "payment.recorded",
        PaymentUnapplied => "payment.unapplied",
        RefundPaid => "refund.paid",
        CreditUsed => "credit.used",
        CreditGranted => "credit.granted",
        ChangeDropped => "change.dropped",
        GoodwillGranted => "goodwill.granted",
        UsageRecorded => "usage.recorded",
        MilestoneReached => "milestone.reached",
        MilestoneTakenBack => "milestone.taken_back",
        DeliveryRecorded => "delivery.recorded",
        BalanceSettled => "balance.settled",
        CreditLapsed => "credit.lapsed",
        CreditCarriedOut => "credit.carried_out",
        CreditCarriedIn => "credit.carried_in",
        _ => throw Invariant.Broken("a fact without a stored name"),
    };

    /// <summary>Writes a fact as one JSON object. The effective day stands beside it in storage, but is kept in the bytes too,
    /// so that the bytes alone are the fact.</summary>
    public static void Write(CanonicalJson json, Fact fact)
    {
        switch (fact)
        {
            case ContractOrdered ordered:
                OrderCodec.Write(json, ordered);
                break;
            case ContractUpgraded upgraded:
                Write(json, upgraded);
                break;
            case ContractRenewed renewed:
                RenewalCodec.Write(json, renewed);
                break;
            case ContractAmended amended:
                ClausesCodec.Write(json, amended);
                break;
            case ContractTerminated terminated:
                Write(json, terminated);
                break;
            case TerminationWithdrawn withdrawn:
                json.BeginObject();
                json.Name("effectiveOn"u8).Value(withdrawn.EffectiveOn);
                json.Name("withdraws"u8).Value(withdrawn.WithdrawnSequence);
                json.EndObject();
                break;
            case ChangeDropped dropped:
                json.BeginObject();
                json.Name("drops"u8).Value(dropped.DroppedSequence);
                json.Name("effectiveOn"u8).Value(dropped.EffectiveOn);
                json.EndObject();
                break;
            case GoodwillGranted granted:
                Write(json, granted);
                break;
            case UsageRecorded used:
                UsageCodec.Write(json, used);
                break;
            case MilestoneReached reached:
                MilestoneCodec.Write(json, reached);
                break;
            case MilestoneTakenBack back:
                MilestoneCodec.Write(json, back);
                break;
            case DeliveryRecorded delivered:
                DeliveryCodec.Write(json, delivered);
                break;
            case ContractExpired expired:
                json.BeginObject();
                json.Name("effectiveOn"u8).Value(expired.EffectiveOn);
                json.EndObject();
                break;
            case FenceSet fence:
                json.BeginObject().Name("effectiveOn"u8).Value(fence.EffectiveOn).Name("fenceOn"u8).ValueOrNull(fence.FenceOn).EndObject();
                break;
            default:
                Invariant.Holds(InterruptionCodec.TryWrite(json, fact) || PaymentCodec.TryWrite(json, fact), "a fact has a stored form");
                break;
        }
    }

    private static void Write(CanonicalJson json, GoodwillGranted granted)
    {
        json.BeginObject();
        json.Name("amount"u8).Value(granted.AmountMinor);
        json.Name("effectiveOn"u8).Value(granted.EffectiveOn);
        json.Name("line"u8).Value(granted.Line);
        json.Name("reason"u8).Value(granted.ReasonCode);
        json.EndObject();
    }

    /// <summary>Reads a stored fact. Throws when type or version is unknown: what was stored must be readable.</summary>
    public static Fact Read(string type, int version, ReadOnlyMemory<byte> body)
    {
        Invariant.Holds(version == CurrentVersion, "a stored fact has a known version");
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement root = document.RootElement;
        return type switch
        {
            "contract.ordered" => OrderCodec.Read(root),
            "contract.upgraded" => new ContractUpgraded(
                root.Day("effectiveOn"),
                root.Each("added", OrderCodec.ReadLine),
                root.Each("removed", static e => new RemovedUnits(e.Int("line"), Quantity.Parse(e.Text("quantity")).Value)
                {
                    LeavesOn = e.DayIfAny("leavesOn"),
                    PaidUntil = e.DayIfAny("paidUntil"),
                }))
            {
                CutsDiscounts = root.TryGetProperty("cutsDiscounts", out _),
                Discounts = root.TryGetProperty("discounts", out _) ? root.Each("discounts", OrderCodec.ReadDiscount) : [],
                EndedDiscounts = root.TryGetProperty("endedDiscounts", out _) ? root.Each("endedDiscounts", static code => code.GetString()!) : [],
                AtTerm = root.TryGetProperty("atTerm", out JsonElement atTerm) ? atTerm.GetInt32() : null,
                Plan = root.TryGetProperty("plan", out JsonElement plan)
                    ? new SignedPlan(plan.GetString()!, new PlanVersionId(root.GetProperty("planVersion").GetGuid()))
                    : null,
            },
            "contract.renewed" => RenewalCodec.ReadRenewed(root),
            "contract.amended" => ClausesCodec.ReadAmended(root),
            "contract.terminated" => new ContractTerminated(
                root.Day("effectiveOn"),
                root.GetProperty("atEndOfTerm") is { ValueKind: JsonValueKind.Number } term ? term.GetInt32() : null,
                SettlementOf(root.Text("settlement")),
                root.Text("reason"),
                root.Each("forfeited", static e => new ForfeitedDays(e.Int("line"), e.Int("period"), e.Day("start"), e.Day("end"))))
            {
                Successor = Succession.Read(root),
                Usage = UsageCodec.ReadAtEnd(root),
                Fee = AgreedFee.Read(root),
                Balance = BalanceAtEnd.Read(root),
            },
            "termination.withdrawn" => new TerminationWithdrawn(root.Day("effectiveOn"), root.Int("withdraws")),
            "change.dropped" => new ChangeDropped(root.Day("effectiveOn"), root.Int("drops")),
            "goodwill.granted" => new GoodwillGranted(
                root.Day("effectiveOn"), root.Int("line"), root.GetProperty("amount").GetInt64(), root.Text("reason")),
            "usage.recorded" => UsageCodec.Read(root),
            "milestone.reached" => MilestoneCodec.ReadReached(root),
            "milestone.taken_back" => MilestoneCodec.ReadTakenBack(root),
            "delivery.recorded" => DeliveryCodec.Read(root),
            "contract.expired" => new ContractExpired(root.Day("effectiveOn")),
            "fence.set" => new FenceSet(root.Day("effectiveOn"), root.DayOrNull("fenceOn")),
            _ => InterruptionCodec.Read(type, root) ?? PaymentCodec.Read(type, root) ?? throw Invariant.Broken("a stored fact of unknown type " + type),
        };
    }

    /// <summary>The stored name of a settlement, which is also what people write.</summary>
    public static string NameOf(Settlement settlement) => settlement switch
    {
        Settlement.Nothing => "nothing",
        Settlement.Credit => "credit",
        Settlement.Refund => "refund",
    };

    internal static string NameOf(RenewalKind kind) => kind switch
    {
        RenewalKind.Automatic => "automatic",
        RenewalKind.Manual => "manual",
        RenewalKind.None => "none",
        RenewalKind.Evergreen => "evergreen",
    };

    internal static RenewalKind RenewalKindOf(string name) => name switch
    {
        "automatic" => RenewalKind.Automatic,
        "manual" => RenewalKind.Manual,
        "none" => RenewalKind.None,
        "evergreen" => RenewalKind.Evergreen,
        _ => throw Invariant.Broken("an unknown renewal kind " + name),
    };

    internal static Settlement SettlementOf(string name) => name switch
    {
        "nothing" => Settlement.Nothing,
        "credit" => Settlement.Credit,
        "refund" => Settlement.Refund,
        _ => throw Invariant.Broken("an unknown settlement " + name),
    };

    private static void Write(CanonicalJson json, ContractUpgraded upgraded)
    {
        json.BeginObject();
        json.Name("added"u8).BeginArray();
        foreach (OrderedLine line in upgraded.Added)
        {
            OrderCodec.WriteLine(json, line);
        }

        json.EndArray();
        if (upgraded.AtTerm is { } index)
        {
            json.Name("atTerm"u8).Value(index);
        }

        OrderCodec.WriteDiscounts(json, upgraded.Discounts, upgraded.CutsDiscounts);
        json.Name("effectiveOn"u8).Value(upgraded.EffectiveOn);
        OrderCodec.WriteEnded(json, upgraded.EndedDiscounts);
        if (upgraded.Plan is { } plan)
        {
            json.Name("plan"u8).Value(plan.Code);
            json.Name("planVersion"u8).Value(plan.Version.Value);
        }

        json.Name("removed"u8).BeginArray();
        foreach (RemovedUnits removed in upgraded.Removed)
        {
            json.BeginObject();
            if (removed.LeavesOn is { } leavesOn)
            {
                json.Name("leavesOn"u8).Value(leavesOn);
            }

            json.Name("line"u8).Value(removed.Line);
            if (removed.PaidUntil is { } paidUntil)
            {
                json.Name("paidUntil"u8).Value(paidUntil);
            }

            json.Name("quantity"u8).Value(removed.Quantity.ToString());
            json.EndObject();
        }

        json.EndArray();
        json.EndObject();
    }

    private static void Write(CanonicalJson json, ContractTerminated terminated)
    {
        json.BeginObject();
        json.Name("atEndOfTerm"u8).ValueOrNull(terminated.AtEndOfTerm);
        json.Name("effectiveOn"u8).Value(terminated.EffectiveOn);
        AgreedFee.Write(json, terminated.Fee);
        json.Name("forfeited"u8).BeginArray();
        foreach (ForfeitedDays days in terminated.Forfeited)
        {
            json.BeginObject();
            json.Name("end"u8).Value(days.End);
            json.Name("line"u8).Value(days.Line);
            json.Name("period"u8).Value(days.PeriodIndex);
            json.Name("start"u8).Value(days.Start);
            json.EndObject();
        }

        json.EndArray();
        BalanceAtEnd.WriteLeftover(json, terminated.Balance);
        json.Name("reason"u8).Value(terminated.ReasonCode);
        json.Name("settlement"u8).Value(NameOf(terminated.Settlement));
        Succession.Write(json, terminated.Successor);
        BalanceAtEnd.WriteUnpaid(json, terminated.Balance);
        UsageCodec.Write(json, terminated.Usage);
        json.EndObject();
    }
}
