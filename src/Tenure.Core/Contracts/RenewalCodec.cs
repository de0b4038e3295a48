// The stored form of the renewal clause and of renewals. The clause writes every setting out (CON-1); a renewal its uplift only
// where prices change, with the list prices that were looked up, so that folding never asks the catalogue.
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

internal static class RenewalCodec
{
    public static void Write(CanonicalJson json, RenewalClause clause)
    {
        json.BeginObject();
        json.Name("kind"u8).Value(FactCodec.NameOf(clause.Kind));
        json.Name("length"u8).Value(clause.Length.ToString());
        json.Name("most"u8).ValueOrNull(clause.MaxRenewals);
        json.Name("uplift"u8).Value(clause.Uplift.ToString());
        json.EndObject();
    }

    public static RenewalClause ReadClause(JsonElement element) =>
        new(FactCodec.RenewalKindOf(element.Text("kind")), Cadence.Parse(element.Text("length")).Value, element.IntOrNull("most"))
        {
            Uplift = Uplift.Parse(element.Text("uplift")).Value,
        };

    public static void Write(CanonicalJson json, ContractRenewed renewed)
    {
        json.BeginObject();
        json.Name("effectiveOn"u8).Value(renewed.EffectiveOn);
        json.Name("kind"u8).Value(FactCodec.NameOf(renewed.Kind));
        json.Name("length"u8).Value(renewed.Length.ToString());
        if (renewed.List is { } list)
        {
            json.Name("list"u8).BeginObject();
            json.Name("charges"u8).BeginArray();
            foreach (Charge charge in list.Charges)
            {
                ChargeCodec.Write(json, charge);
            }

            json.EndArray();
            json.Name("version"u8).Value(list.Version.Value);
            json.EndObject();
        }

        json.Name("term"u8).Value(renewed.TermIndex);
        if (renewed.Uplift.Kind != UpliftKind.None)
        {
            json.Name("uplift"u8).Value(renewed.Uplift.ToString());
        }

        json.EndObject();
    }

    public static ContractRenewed ReadRenewed(JsonElement root) =>
        new(root.Day("effectiveOn"), root.Int("term"), FactCodec.RenewalKindOf(root.Text("kind")), Cadence.Parse(root.Text("length")).Value)
        {
            Uplift = root.TryGetProperty("uplift", out _) ? Uplift.Parse(root.Text("uplift")).Value : Uplift.None,
            List = root.TryGetProperty("list", out JsonElement list)
                ? new ListPrices(new PlanVersionId(list.GetProperty("version").GetGuid()), list.Each("charges", ChargeCodec.Read))
                : null,
        };
}
