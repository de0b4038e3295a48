// The stored form of a charge: in plan versions, and frozen into orders and upgrades (CON-1).
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

internal static class ChargeCodec
{
    public static void Write(CanonicalJson json, Charge charge)
    {
        json.BeginObject();
        json.Name("billing"u8).ValueOrNull(charge.BillingCadence?.ToString());
        json.Name("code"u8).Value(charge.Code);
        json.Name("currency"u8).Value(charge.Price.Currency.Code);
        json.Name("kind"u8).Value(charge.Kind == ChargeKind.Recurring ? "recurring" : "one_time");
        json.Name("model"u8).Value(charge.Model == PriceModel.Flat ? "flat" : "per_unit");
        json.Name("period"u8).Value(charge.PricePeriod.ToString());
        json.Name("price"u8).Value(charge.Price.Amount);
        json.Name("product"u8).Value(charge.ProductCode);
        json.Name("timing"u8).Value(charge.Timing == BillingTiming.InAdvance ? "in_advance" : "in_arrears");
        json.EndObject();
    }

    public static Charge Read(JsonElement element) => new(
        element.Text("code"),
        element.Text("product"),
        element.Text("kind") == "recurring" ? ChargeKind.Recurring : ChargeKind.OneTime,
        element.Text("model") == "flat" ? PriceModel.Flat : PriceModel.PerUnit,
        new UnitPrice(element.Number("price"), Currency.Of(element.Text("currency"))),
        Cadence.Parse(element.Text("period")).Value,
        element.TextOrNull("billing") is { } billing ? Cadence.Parse(billing).Value : null,
        element.Text("timing") == "in_advance" ? BillingTiming.InAdvance : BillingTiming.InArrears);
}
