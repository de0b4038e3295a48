// Changes of lines, and the plan to move to, as a draft keeps them. A part of ProposedChangeCodec, kept apart for its length.
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Changes;

internal static class LineChangeCodec
{
    public static void Write(CanonicalJson json, LineChange change)
    {
        json.BeginObject();
        if (change is Reprice { Price: var amounts })
        {
            json.Name("block"u8).Value(amounts.Block.ToString());
        }

        json.Name("charge"u8).Value(change.ChargeCode);
        if (change is Rebill rebill)
        {
            json.Name("every"u8).ValueOrNull(rebill.Cadence?.ToString());
        }

        if (change is Swap swap)
        {
            json.Name("into"u8).Value(swap.IntoCode);
        }

        json.Name("kind"u8).Value(NameOf(change));
        json.Name("line"u8).ValueOrNull(change.Line);
        if (change is Swap { Offered: { } offered })
        {
            json.Name("offered"u8);
            ChargeCodec.Write(json, offered);
        }

        if (change is Reprice { Price: var price })
        {
            json.Name("price"u8).Value(price.Price);
            json.Name("tiers"u8);
            ChargeCodec.WriteTiers(json, price.Tiers);
        }

        if (change is Rebill { Timing: var timing })
        {
            json.Name("timing"u8).Value(timing == BillingTiming.InAdvance ? "in_advance" : "in_arrears");
        }

        json.EndObject();
    }

    public static LineChange Read(JsonElement element)
    {
        string charge = element.Text("charge");
        int? line = element.IntOrNull("line");
        return element.Text("kind") switch
        {
            "reprice" => new Reprice(
                charge, new PriceAmounts(element.Number("price"), ChargeCodec.ReadTiers(element), Quantity.Parse(element.Text("block")).Value), line),
            "swap" => new Swap(
                charge, element.Text("into"), element.TryGetProperty("offered", out JsonElement offered) ? ChargeCodec.Read(offered) : null, line),
            "rebill" => new Rebill(
                charge, element.TextOrNull("every") is { } every ? Cadence.Parse(every).Value : null,
                element.Text("timing") == "in_advance" ? BillingTiming.InAdvance : BillingTiming.InArrears, line),
            "end" => new EndPart(charge, line),
            string other => throw Invariant.Broken("a stored change of lines of unknown kind " + other),
        };
    }

    public static void Write(CanonicalJson json, PlanVersion? plan)
    {
        if (plan is null)
        {
            return;
        }

        json.Name("plan"u8).BeginObject();
        json.Name("charges"u8).BeginArray();
        foreach (Charge charge in plan.Charges)
        {
            ChargeCodec.Write(json, charge);
        }

        json.EndArray();
        json.Name("code"u8).Value(plan.PlanCode);
        json.Name("currency"u8).Value(plan.Currency.Code);
        json.Name("id"u8).Value(plan.Id.Value);
        json.Name("number"u8).Value(plan.Number);
        json.EndObject();
    }

    public static PlanVersion? ReadPlan(JsonElement root) => root.TryGetProperty("plan", out JsonElement plan)
        ? new PlanVersion(
            new PlanVersionId(plan.GetProperty("id").GetGuid()), plan.Text("code"), plan.Int("number"), Currency.Of(plan.Text("currency")),
            plan.Each("charges", ChargeCodec.Read))
        : null;

    private static string NameOf(LineChange change) => change switch
    {
        Reprice => "reprice",
        Swap => "swap",
        Rebill => "rebill",
        EndPart => "end",
        _ => throw Invariant.Broken("a change of lines without a stored name"),
    };
}
