// Proposed changes to canonical JSON and back, as a draft keeps them: a name with a version and these bytes, never a CLR name. Keys
// are in byte order, so equal wishes are equal bytes.
using System.Collections.Immutable;
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Changes;

/// <summary>The stored form of proposed changes.</summary>
[Rule("CON-6")]
public static class ProposedChangeCodec
{
    /// <summary>The version of every change that is written today.</summary>
    public const int CurrentVersion = 1;

    /// <summary>The stored name of a change, which is also the verb that people use.</summary>
    public static string NameOf(ProposedChange change) => change switch
    {
        UpgradeContract => "upgrade",
        RenewContract => "renew",
        TerminateContract => "terminate",
        WithdrawTermination => "withdraw",
        DropChange => "withdraw_change",
        RescheduleChange => "reschedule",
        DeclineRenewal => "decline",
        ExtendContract => "extend",
        AmendContract => "amend",
        GrantGoodwill => "grant_goodwill",
        ReachMilestone => "milestone",
        UndoMilestone => "milestone_undo",
        DeliverUnits => "deliver",
        PauseContract => "pause",
        ResumeContract => "resume",
        ReinstateContract => "reinstate",
        _ => throw Invariant.Broken("a proposed change without a stored name"),
    };

    /// <summary>A change as one JSON object; its name stands beside it.</summary>
    public static byte[] Write(ProposedChange change)
    {
        CanonicalJson json = new CanonicalJson().BeginObject();
        switch (change)
        {
            case UpgradeContract upgrade:
                Write(json, upgrade);
                break;
            case RenewContract renew:
                Write(json, renew);
                break;
            case TerminateContract terminate:
                Write(json, terminate);
                break;
            case DeclineRenewal decline:
                json.Name("bySupplier"u8).Value(decline.BySupplier);
                json.Name("reason"u8).Value(decline.ReasonCode);
                break;
            case DropChange drop:
                json.Name("change"u8).Value(drop.Sequence);
                break;
            case RescheduleChange move:
                json.Name("change"u8).Value(move.Sequence).Name("on"u8).Value(move.On);
                break;
            case ExtendContract extend:
                json.Name("days"u8).Value(extend.Days).Name("keepsAnchor"u8).Value(extend.KeepsBillingAnchor);
                break;
            case AmendContract amend:
                ClausesCodec.WriteMembers(json, amend);
                break;
            case GrantGoodwill goodwill:
                json.Name("amount"u8).Value(goodwill.AmountMinor).Name("line"u8).Value(goodwill.Line);
                json.Name("on"u8).Value(goodwill.On).Name("reason"u8).Value(goodwill.ReasonCode);
                break;
            case ReachMilestone reach:
                json.Name("milestone"u8).Value(reach.Milestone);
                json.Name("on"u8).Value(reach.On);
                break;
            case UndoMilestone undo:
                json.Name("milestone"u8).Value(undo.Milestone);
                break;
            case DeliverUnits deliver:
                json.Name("delivered"u8).Value(deliver.Delivered.ToString()).Name("line"u8).Value(deliver.Line).Name("on"u8).Value(deliver.On);
                break;
            case PauseContract pause:
                Write(json, pause);
                break;
            case ResumeContract resume:
                json.Name("on"u8).Value(resume.On);
                break;
            case ReinstateContract reinstate:
                Write(json, reinstate);
                break;
            default:
                Invariant.Holds(change is WithdrawTermination, "a proposed change has a stored form");
                break;
        }

        return json.EndObject().ToArray();
    }

    private static void Write(CanonicalJson json, ReinstateContract reinstate)
    {
        json.Name("billsGap"u8).Value(reinstate.BillsGap);
        WriteEach(json, "drop"u8, reinstate.Drop, static (drop, sequence) => drop.Value(sequence));
        json.Name("on"u8).Value(reinstate.On);
    }

    private static void Write(CanonicalJson json, TerminateContract terminate)
    {
        AgreedFee.Write(json, terminate.Fee);
        BalanceAtEnd.WriteLeftover(json, terminate.Balance);
        json.Name("on"u8).ValueOrNull(terminate.On);
        json.Name("reason"u8).Value(terminate.ReasonCode);
        json.Name("settlement"u8).Value(FactCodec.NameOf(terminate.Settlement));
        Succession.Write(json, terminate.Successor);
        BalanceAtEnd.WriteUnpaid(json, terminate.Balance);
        UsageCodec.Write(json, terminate.Usage);
    }

    /// <summary>Reads a stored change. Throws when name or version is unknown: what was stored must be readable.</summary>
    public static ProposedChange Read(string name, int version, ReadOnlyMemory<byte> body)
    {
        Invariant.Holds(version == CurrentVersion, "a stored change has a known version");
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement root = document.RootElement;
        return name switch
        {
            "upgrade" => new UpgradeContract(root.Day("on"), root.Each("add", ReadAddition), root.Each("remove", ReadRemoval))
            {
                AtRenewal = root.Bool("atRenewal"),
                Change = root.Each("change", LineChangeCodec.Read),
                CutsDiscounts = root.TryGetProperty("cutsDiscounts", out _),
                Discounts = root.TryGetProperty("discounts", out _) ? root.Each("discounts", OrderCodec.ReadDiscount) : [],
                EndDiscounts = root.TryGetProperty("endedDiscounts", out _) ? root.Each("endedDiscounts", static code => code.GetString()!) : [],
                Plan = LineChangeCodec.ReadPlan(root),
            },
            "renew" => new RenewContract(
                root.TextOrNull("length") is { } length ? Cadence.Parse(length).Value : null,
                root.Each("add", ReadAddition),
                root.Each("remove", ReadRemoval))
            {
                Change = root.Each("change", LineChangeCodec.Read),
                Plan = LineChangeCodec.ReadPlan(root),
                Uplift = root.TextOrNull("uplift") is { } uplift ? Uplift.Parse(uplift).Value : null,
            },
            "terminate" => new TerminateContract(root.DayOrNull("on"), FactCodec.SettlementOf(root.Text("settlement")), root.Text("reason"))
            {
                Successor = Succession.Read(root),
                Usage = UsageCodec.ReadAtEnd(root),
                Fee = AgreedFee.Read(root),
                Balance = BalanceAtEnd.Read(root),
            },
            "withdraw" => new WithdrawTermination(),
            "decline" => new DeclineRenewal(root.Bool("bySupplier"), root.Text("reason")),
            "withdraw_change" => new DropChange(root.Int("change")),
            "reschedule" => new RescheduleChange(root.Int("change"), root.Day("on")),
            "extend" => new ExtendContract(root.Int("days"), root.Bool("keepsAnchor")),
            "amend" => ClausesCodec.ReadAmendment(root),
            "grant_goodwill" => new GrantGoodwill(root.Day("on"), root.Int("line"), root.GetProperty("amount").GetInt64(), root.Text("reason")),
            "milestone" => new ReachMilestone(root.Day("on"), root.Text("milestone")),
            "milestone_undo" => new UndoMilestone(root.Text("milestone")),
            "deliver" => new DeliverUnits(root.Day("on"), root.Int("line"), Quantity.Parse(root.Text("delivered")).Value),
            "pause" => new PauseContract(root.Day("on"), root.DayOrNull("resumesOn"), root.Bool("bySupplier"))
            {
                BilledDays = root.TryGetProperty("billedDays", out JsonElement billed) ? PauseTerms.ParseDays(billed.GetString()!).Value : PausedDays.Credited,
                BillingDays = root.TryGetProperty("billingDays", out JsonElement after) ? PauseTerms.ParseBillingDays(after.GetString()!).Value : BillingDaysAfter.Kept,
                Term = root.TryGetProperty("term", out JsonElement term) ? PauseTerms.ParseTerm(term.GetString()!).Value : PausedTerm.Fixed,
            },
            "resume" => new ResumeContract(root.Day("on")),
            "reinstate" => new ReinstateContract(
                root.Day("on"), root.Bool("billsGap"), root.Each("drop", static sequence => sequence.GetInt32())),
            _ => throw Invariant.Broken("a stored change of unknown name " + name),
        };
    }

    /// <summary>What it moves is written only where it moves something.</summary>
    private static void Write(CanonicalJson json, PauseContract pause)
    {
        if (pause.BilledDays != PausedDays.Credited)
        {
            json.Name("billedDays"u8).Value(PauseTerms.NameOf(pause.BilledDays));
        }

        if (pause.BillingDays != BillingDaysAfter.Kept)
        {
            json.Name("billingDays"u8).Value(PauseTerms.NameOf(pause.BillingDays));
        }

        json.Name("bySupplier"u8).Value(pause.BySupplier);
        json.Name("on"u8).Value(pause.On);
        json.Name("resumesOn"u8).ValueOrNull(pause.ResumesOn);
        if (pause.Term != PausedTerm.Fixed)
        {
            json.Name("term"u8).Value(PauseTerms.NameOf(pause.Term));
        }
    }

    private static void Write(CanonicalJson json, UpgradeContract upgrade)
    {
        WriteEach(json, "add"u8, upgrade.Add, Write);
        json.Name("atRenewal"u8).Value(upgrade.AtRenewal);
        WriteEach(json, "change"u8, upgrade.Change, LineChangeCodec.Write);
        OrderCodec.WriteDiscounts(json, upgrade.Discounts, upgrade.CutsDiscounts);
        OrderCodec.WriteEnded(json, upgrade.EndDiscounts);
        json.Name("on"u8).Value(upgrade.On);
        LineChangeCodec.Write(json, upgrade.Plan);
        WriteEach(json, "remove"u8, upgrade.Remove, Write);
    }

    private static void Write(CanonicalJson json, RenewContract renew)
    {
        WriteEach(json, "add"u8, renew.Add, Write);
        WriteEach(json, "change"u8, renew.Change, LineChangeCodec.Write);
        json.Name("length"u8).ValueOrNull(renew.Length?.ToString());
        LineChangeCodec.Write(json, renew.Plan);
        WriteEach(json, "remove"u8, renew.Remove, Write);
        json.Name("uplift"u8).ValueOrNull(renew.Uplift?.ToString());
    }

    private static void WriteEach<T>(CanonicalJson json, ReadOnlySpan<byte> name, ImmutableArray<T> all, Action<CanonicalJson, T> write)
    {
        json.Name(name).BeginArray();
        foreach (T each in all)
        {
            write(json, each);
        }

        json.EndArray();
    }

    private static void Write(CanonicalJson json, Addition addition)
    {
        json.BeginObject();
        json.Name("charge"u8).Value(addition.ChargeCode);
        if (addition.Offered is { } offered)
        {
            json.Name("offered"u8);
            ChargeCodec.Write(json, offered);
        }

        json.Name("quantity"u8).Value(addition.Quantity.ToString());
        json.EndObject();
    }

    private static Addition ReadAddition(JsonElement element) => new(
        element.Text("charge"),
        Quantity.Parse(element.Text("quantity")).Value,
        element.TryGetProperty("offered", out JsonElement offered) ? ChargeCodec.Read(offered) : null);

    private static void Write(CanonicalJson json, Removal removal)
    {
        json.BeginObject();
        json.Name("charge"u8).Value(removal.ChargeCode);
        json.Name("line"u8).ValueOrNull(removal.Line);
        json.Name("quantity"u8).Value(removal.Quantity.ToString());
        json.EndObject();
    }

    private static Removal ReadRemoval(JsonElement element) =>
        new(element.Text("charge"), Quantity.Parse(element.Text("quantity")).Value, element.IntOrNull("line"));
}
