// The stored form of a plan version: its currency and its charges. Id, plan and number stand beside it.
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>Writes and reads the body of plan versions.</summary>
public static class PlanVersionCodec
{
    /// <summary>The body as canonical JSON.</summary>
    public static byte[] Write(PlanVersion version)
    {
        var json = new CanonicalJson();
        json.BeginObject().Name("charges"u8).BeginArray();
        foreach (Charge charge in version.Charges)
        {
            ChargeCodec.Write(json, charge);
        }

        json.EndArray().Name("currency"u8).Value(version.Currency.Code).EndObject();
        return json.ToArray();
    }

    /// <summary>A version from its stored body. Throws when the body is not one that was written here.</summary>
    public static PlanVersion Read(PlanVersionId id, string planCode, int number, ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        JsonElement root = document.RootElement;
        return new PlanVersion(
            id, planCode, number, Currency.Of(root.Text("currency")), root.Each("charges", ChargeCodec.Read));
    }
}
