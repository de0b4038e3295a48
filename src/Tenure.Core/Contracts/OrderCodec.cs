// The stored form of an order: the largest fact, since it freezes charges, discounts and every clause (CON-1).
using System.Collections.Immutable;
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

internal static class OrderCodec
{
    public static void Write(CanonicalJson json, ContractOrdered ordered)
    {
        json.BeginObject();
        json.Name("clauses"u8);
        ClausesCodec.Write(json, ordered.Clauses);
        ordered.Continues?.Write(json);
        json.Name("currency"u8).Value(ordered.Currency.Code);
        json.Name("customer"u8).Value(ordered.Customer.Value);
        json.Name("discounts"u8).BeginArray();
        foreach (Discount discount in ordered.Discounts)
        {
            Write(json, discount);
        }

        json.EndArray();
        json.Name("effectiveOn"u8).Value(ordered.EffectiveOn);
        json.Name("lines"u8).BeginArray();
        foreach (OrderedLine line in ordered.Lines)
        {
            WriteLine(json, line);
        }

        json.EndArray();
        json.Name("paidFrom"u8).ValueOrNull(ordered.PaidFrom);
        json.Name("plan"u8).Value(ordered.PlanCode);
        json.Name("planVersion"u8).Value(ordered.PlanVersion.Value);
        WritePrices(json, ordered.Prices);
        if (ordered.Recasts is { } recast)
        {
            json.Name("recasts"u8).Value(recast);
        }

        json.Name("reference"u8).Value(ordered.Reference);
        json.Name("rules"u8).Value(ordered.RulesVersion);
        json.EndObject();
    }

    public static ContractOrdered Read(JsonElement root)
    {
        var currency = Currency.Of(root.Text("currency"));
        return new ContractOrdered(
            root.Day("effectiveOn"),
            new PartyId(root.GetProperty("customer").GetGuid()),
            currency,
            root.Text("plan"),
            new PlanVersionId(root.GetProperty("planVersion").GetGuid()),
            root.Int("rules"),
            root.DayOrNull("paidFrom"),
            ClausesCodec.Read(root.GetProperty("clauses")),
            root.Each("lines", ReadLine),
            root.Each("discounts", ReadDiscount),
            root.Text("reference"))
        {
            Prices = root.TryGetProperty("prices", out _)
                ? root.Each("prices", static price => new DatedPrice(price.Text("charge"), price.Day("on"), price.Number("price")))
                : [],
            Continues = Continuation.Read(root),
            Recasts = root.TryGetProperty("recasts", out JsonElement recast) ? recast.GetGuid() : null,
        };
    }

    /// <summary>Written only where agreed, as most orders date no price ahead.</summary>
    private static void WritePrices(CanonicalJson json, ImmutableArray<DatedPrice> prices)
    {
        if (prices.IsEmpty)
        {
            return;
        }

        json.Name("prices"u8).BeginArray();
        foreach (DatedPrice price in prices)
        {
            json.BeginObject();
            json.Name("charge"u8).Value(price.ChargeCode);
            json.Name("on"u8).Value(price.On);
            json.Name("price"u8).Value(price.Price);
            json.EndObject();
        }

        json.EndArray();
    }

    public static void WriteLine(CanonicalJson json, OrderedLine line)
    {
        json.BeginObject();
        json.Name("charge"u8);
        ChargeCodec.Write(json, line.Charge);
        if (!line.IsDiscounted)
        {
            json.Name("discounted"u8).Value(false);
        }

        json.Name("line"u8).Value(line.Line);
        if (line.PricedAnew)
        {
            json.Name("pricedAnew"u8).Value(true);
        }

        json.Name("quantity"u8).Value(line.Quantity.ToString());
        if (line.Replaces is { } replaced)
        {
            json.Name("replaces"u8).Value(replaced);
        }

        if (line.SinceOn is { } sinceOn)
        {
            json.Name("sinceOn"u8).Value(sinceOn);
        }

        json.EndObject();
    }

    public static OrderedLine ReadLine(JsonElement element) =>
        new(element.Int("line"), ChargeCodec.Read(element.GetProperty("charge")), Quantity.Parse(element.Text("quantity")).Value,
            element.TryGetProperty("replaces", out JsonElement replaced) ? replaced.GetInt32() : null)
        {
            PricedAnew = element.TryGetProperty("pricedAnew", out _),
            SinceOn = element.DayIfAny("sinceOn"),
            IsDiscounted = !element.TryGetProperty("discounted", out _),
        };

    public static void Write(CanonicalJson json, Discount discount)
    {
        json.BeginObject();
        if (discount.ReachesAdded)
        {
            json.Name("added"u8).Value(true);
        }

        json.Name("charge"u8).ValueOrNull(discount.ChargeCode);
        json.Name("code"u8).Value(discount.Code);
        if (discount.End is { } end)
        {
            json.Name("end"u8).Value(end);
        }

        json.Name("form"u8).Value(discount.Form == DiscountForm.Percent ? "percent" : "fixed");
        json.Name("periods"u8).ValueOrNull(discount.Periods);
        json.Name("renews"u8).Value(discount.Renews);
        if (discount.Start is { } start)
        {
            json.Name("start"u8).Value(start);
        }

        json.Name("value"u8).Value(discount.Value);
        json.EndObject();
    }

    /// <summary>The discounts of a change, written only where agreed.</summary>
    public static void WriteDiscounts(CanonicalJson json, ImmutableArray<Discount> discounts, bool cuts)
    {
        if (cuts)
        {
            json.Name("cutsDiscounts"u8).Value(true);
        }

        if (discounts.IsEmpty)
        {
            return;
        }

        json.Name("discounts"u8).BeginArray();
        foreach (Discount discount in discounts)
        {
            Write(json, discount);
        }

        json.EndArray();
    }

    /// <summary>The discounts that a change ends.</summary>
    public static void WriteEnded(CanonicalJson json, ImmutableArray<string> codes)
    {
        if (codes.IsEmpty)
        {
            return;
        }

        json.Name("endedDiscounts"u8).BeginArray();
        foreach (string code in codes)
        {
            json.Value(code);
        }

        json.EndArray();
    }

    public static Discount ReadDiscount(JsonElement element) => new(
        element.Text("code"),
        element.Text("form") == "percent" ? DiscountForm.Percent : DiscountForm.Fixed,
        element.Number("value"),
        element.IntOrNull("periods"),
        element.Bool("renews"),
        element.TextOrNull("charge"))
    {
        Start = element.DayIfAny("start"),
        End = element.DayIfAny("end"),
        ReachesAdded = element.TryGetProperty("added", out _),
    };
}
