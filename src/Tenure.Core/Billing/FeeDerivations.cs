// Why a fee is what it is (BIL-8): what every line would have cost and what of it is billed, what of the clause counts for the end, or
// what was agreed instead of it.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Writes derivations of fees.</summary>
internal static class FeeDerivations
{
    public static ReadOnlyMemory<byte> Of(Contract contract, in TargetFee fee, long amountMinor)
    {
        CanonicalJson json = new CanonicalJson().BeginObject();
        json.Name("amount"u8).Value(amountMinor);
        if (amountMinor < 0)
        {
            json.Name("billedBefore"u8).Value(fee.FigureMinor - amountMinor);
        }

        var events = new List<int>(2) { fee.Event };
        foreach (Gap gap in contract.Gaps)
        {
            if (gap.LeftBy == fee.Event)
            {
                Derivations.AddOnce(events, gap.Event);
            }
        }

        Derivations.WriteEvents(json, events);
        if (amountMinor > 0)
        {
            Write(json, contract, fee);
        }

        json.Name("figure"u8).Value(fee.FigureMinor);
        json.Name("rounding"u8).Value(Rounding.NameOf(Halves.AwayFromZero)); // of the fee itself, which is no part of a period (MON-2)
        json.Name("rules"u8).BeginArray().Value("VER-5").Value(amountMinor > 0 ? "BIL-6" : "BIL-3").EndArray();
        json.EndObject();
        return json.ToArray();
    }

    private static void Write(CanonicalJson json, Contract contract, in TargetFee fee)
    {
        json.Name("fee"u8).BeginObject();
        if (contract.Ending?.Fee is { } agreed)
        {
            json.Name("agreed"u8).Value(agreed.AmountMinor);
        }

        json.Name("byClause"u8).Value(fee.ByClauseMinor);
        json.Name("clause"u8).Value(contract.Order.Clauses.TerminationFee.ToString());
        json.Name("countedFrom"u8).Value(fee.CountedFromOn);
        json.Name("days"u8);
        Derivations.WriteRange(json, fee.Days);
        json.Name("parts"u8).BeginArray();
        foreach (RemainingPart part in fee.Parts)
        {
            json.BeginObject();
            json.Name("charge"u8).Value(part.ChargeCode);
            json.Name("kept"u8).Value(part.KeptMinor);
            json.Name("line"u8).Value(part.Line);
            json.Name("would"u8).Value(part.WouldMinor);
            json.EndObject();
        }

        json.EndArray();
        json.Name("remaining"u8).Value(fee.RemainingMinor);
        json.Name("step"u8).ValueOrNull(fee.Step?.ToString());
        json.EndObject();
    }
}
