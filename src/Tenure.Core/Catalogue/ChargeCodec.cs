// The stored form of a charge: in plan versions, and frozen into orders and upgrades (CON-1). What a plain price does not need
// is written only where it is agreed, so that the bytes of charges stored before stay what they were.
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

internal static class ChargeCodec
{
    public static void Write(CanonicalJson json, Charge charge)
    {
        json.BeginObject();
        json.Name("billing"u8).ValueOrNull(charge.BillingCadence?.ToString());
        if (!charge.Block.IsZero)
        {
            json.Name("block"u8).Value(charge.Block.ToString());
        }

        json.Name("code"u8).Value(charge.Code);
        json.Name("currency"u8).Value(charge.Price.Currency.Code);
        if (charge.GivenBack.GivesBack)
        {
            json.Name("givenBack"u8).Value(charge.GivenBack.ToString());
        }

        if (!charge.Included.IsZero)
        {
            json.Name("included"u8).Value(charge.Included.ToString());
        }

        json.Name("kind"u8).Value(NameOf(charge.Kind));
        if (charge.Milestone.Length > 0)
        {
            json.Name("milestone"u8).Value(charge.Milestone);
        }

        if (charge.Minimum != 0)
        {
            json.Name("minimum"u8).Value(charge.Minimum);
        }

        json.Name("model"u8).Value(NameOf(charge.Model));
        if (charge.Overage is { } overage)
        {
            json.Name("overage"u8).Value(overage);
        }

        json.Name("period"u8).Value(charge.PricePeriod.ToString());
        if (charge.IsPrepaid)
        {
            json.Name("prepaid"u8).Value(PrepaidClauses.NameOf(charge.Prepaid));
        }

        json.Name("price"u8).Value(charge.Price.Amount);
        json.Name("product"u8).Value(charge.ProductCode);
        if (charge.Thresholds == ThresholdRule.Prorated)
        {
            json.Name("thresholds"u8).Value("prorated");
        }

        if (!charge.Tiers.IsEmpty)
        {
            json.Name("tiers"u8);
            WriteTiers(json, charge.Tiers);
        }

        json.Name("timing"u8).Value(charge.Timing == BillingTiming.InAdvance ? "in_advance" : "in_arrears");
        json.EndObject();
    }

    public static Charge Read(JsonElement element) => new(
        element.Text("code"),
        element.Text("product"),
        KindOf(element.Text("kind")),
        ModelOf(element.Text("model")),
        new UnitPrice(element.Number("price"), Currency.Of(element.Text("currency"))),
        Cadence.Parse(element.Text("period")).Value,
        element.TextOrNull("billing") is { } billing ? Cadence.Parse(billing).Value : null,
        element.Text("timing") == "in_advance" ? BillingTiming.InAdvance : BillingTiming.InArrears)
    {
        Tiers = ReadTiers(element),
        Block = UnitsOrNone(element, "block"),
        Included = UnitsOrNone(element, "included"),
        Minimum = element.TryGetProperty("minimum", out _) ? element.Number("minimum") : 0m,
        Milestone = element.TryGetProperty("milestone", out _) ? element.Text("milestone") : string.Empty,
        Overage = element.TryGetProperty("overage", out _) ? element.Number("overage") : null,
        Prepaid = element.TryGetProperty("prepaid", out _) ? PrepaidClauses.Parse(element.Text("prepaid")).Value : PrepaidClause.None,
        GivenBack = element.TryGetProperty("givenBack", out _) ? GiveBackClause.Parse(element.Text("givenBack")).Value : GiveBackClause.No,
        Thresholds = element.TryGetProperty("thresholds", out _) ? ThresholdRule.Prorated : ThresholdRule.Whole,
    };

    /// <summary>The stored name of a kind of charge.</summary>
    public static string NameOf(ChargeKind kind) => kind switch
    {
        ChargeKind.Recurring => "recurring",
        ChargeKind.OneTime => "one_time",
        ChargeKind.Usage => "usage",
    };

    /// <summary>The stored name of a price model.</summary>
    public static string NameOf(PriceModel model) => model switch
    {
        PriceModel.Flat => "flat",
        PriceModel.PerUnit => "per_unit",
        PriceModel.Graduated => "graduated",
        PriceModel.Volume => "volume",
        PriceModel.Package => "package",
        PriceModel.Stairstep => "stairstep",
    };

    /// <summary>Tiers as stored: the last unit where there is one, the price, the fee where there is one.</summary>
    public static void WriteTiers(CanonicalJson json, PriceTiers tiers)
    {
        json.BeginArray();
        foreach (Tier tier in tiers.All)
        {
            json.BeginObject();
            if (tier.Fee != 0)
            {
                json.Name("fee"u8).Value(tier.Fee);
            }

            json.Name("price"u8).Value(tier.Price);
            if (tier.To is { } to)
            {
                json.Name("to"u8).Value(to.ToString());
            }

            json.EndObject();
        }

        json.EndArray();
    }

    /// <summary>The tiers of an object; none where it names none.</summary>
    public static PriceTiers ReadTiers(JsonElement element) =>
        element.TryGetProperty("tiers", out _) ? new PriceTiers(element.Each("tiers", ReadTier)) : PriceTiers.None;

    private static ChargeKind KindOf(string name) => name switch
    {
        "recurring" => ChargeKind.Recurring,
        "one_time" => ChargeKind.OneTime,
        "usage" => ChargeKind.Usage,
        _ => throw Invariant.Broken("an unknown kind of charge " + name),
    };

    private static PriceModel ModelOf(string name) => name switch
    {
        "flat" => PriceModel.Flat,
        "per_unit" => PriceModel.PerUnit,
        "graduated" => PriceModel.Graduated,
        "volume" => PriceModel.Volume,
        "package" => PriceModel.Package,
        "stairstep" => PriceModel.Stairstep,
        _ => throw Invariant.Broken("an unknown price model " + name),
    };

    private static Tier ReadTier(JsonElement element) => new(
        element.TryGetProperty("to", out _) ? Quantity.Parse(element.Text("to")).Value : null,
        element.Number("price"),
        element.TryGetProperty("fee", out _) ? element.Number("fee") : 0m);

    private static Quantity UnitsOrNone(JsonElement element, string name) =>
        element.TryGetProperty(name, out _) ? Quantity.Parse(element.Text(name)).Value : Quantity.Zero;
}
