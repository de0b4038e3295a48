// The stored form of facts about ends, gaps and free days. A part of FactCodec, kept apart for its length.
using System.Text.Json;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

internal static class InterruptionCodec
{
    /// <summary>Writes the members of a fact in byte order; false when it is no fact of these.</summary>
    public static bool TryWrite(CanonicalJson json, Fact fact)
    {
        switch (fact)
        {
            case RenewalDeclined declined:
                json.BeginObject();
                json.Name("bySupplier"u8).Value(declined.BySupplier);
                json.Name("effectiveOn"u8).Value(declined.EffectiveOn);
                json.Name("reason"u8).Value(declined.ReasonCode);
                json.Name("term"u8).Value(declined.TermIndex);
                break;
            case ContractExtended extended:
                json.BeginObject();
                json.Name("days"u8).Value(extended.Days);
                json.Name("effectiveOn"u8).Value(extended.EffectiveOn);
                json.Name("keepsAnchor"u8).Value(extended.KeepsBillingAnchor);
                json.Name("term"u8).Value(extended.TermIndex);
                break;
            case ContractReinstated reinstated:
                json.BeginObject();
                json.Name("billsGap"u8).Value(reinstated.BillsGap);
                json.Name("dropped"u8).BeginArray();
                foreach (int sequence in reinstated.Dropped)
                {
                    json.Value(sequence);
                }

                json.EndArray();
                json.Name("effectiveOn"u8).Value(reinstated.EffectiveOn);
                json.Name("ended"u8).Value(reinstated.EndedSequence);
                break;
            case ContractPaused paused:
                json.BeginObject();
                WriteAnew(json, paused);
                json.Name("bySupplier"u8).Value(paused.BySupplier);
                json.Name("effectiveOn"u8).Value(paused.EffectiveOn);
                if (paused.Moves is { } moves)
                {
                    json.Name("moves"u8);
                    moves.Write(json);
                }

                json.Name("resumesOn"u8).ValueOrNull(paused.ResumesOn);
                break;
            case ContractResumed resumed:
                json.BeginObject();
                json.Name("byItself"u8).Value(resumed.ByItself);
                json.Name("effectiveOn"u8).Value(resumed.EffectiveOn);
                json.Name("paused"u8).Value(resumed.PausedSequence);
                break;
            default:
                return false;
        }

        json.EndObject();
        return true;
    }

    /// <summary>Written only where billing periods begin anew.</summary>
    private static void WriteAnew(CanonicalJson json, ContractPaused paused)
    {
        if (paused.BeginsAnew)
        {
            json.Name("beginsAnew"u8).Value(true);
        }
    }

    /// <summary>Reads a fact of these types; null when the type is another.</summary>
    public static Fact? Read(string type, JsonElement root) => type switch
    {
        "renewal.declined" => new RenewalDeclined(
            root.Day("effectiveOn"), root.Int("term"), root.GetProperty("bySupplier").GetBoolean(), root.Text("reason")),
        "contract.extended" => new ContractExtended(
            root.Day("effectiveOn"), root.Int("term"), root.Int("days"), root.GetProperty("keepsAnchor").GetBoolean()),
        "contract.reinstated" => new ContractReinstated(
            root.Day("effectiveOn"), root.Int("ended"), root.GetProperty("billsGap").GetBoolean(),
            root.Each("dropped", static e => e.GetInt32())),
        "contract.paused" => new ContractPaused(
            root.Day("effectiveOn"), root.DayOrNull("resumesOn"), root.GetProperty("bySupplier").GetBoolean())
        {
            BeginsAnew = root.TryGetProperty("beginsAnew", out _),
            Moves = MovedEnd.ReadIfAny(root),
        },
        "contract.resumed" => new ContractResumed(root.Day("effectiveOn"), root.Int("paused"), root.GetProperty("byItself").GetBoolean()),
        _ => null,
    };
}
