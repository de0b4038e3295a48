// Why a batch of usage is what it is (BIL-8): the totals recorded, their price, the minimum for what was served, and what was billed
// before.
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Writes derivations of usage.</summary>
internal static class UsageDerivations
{
    /// <summary>A batch leads from what was billed to the figure of what is recorded by its day.</summary>
    public static ReadOnlyMemory<byte> Of(Contract contract, in TargetItem item, in UsageBatch batch, int refundedBy)
    {
        var json = new CanonicalJson();
        json.BeginObject();
        json.Name("amount"u8).Value(batch.AmountMinor);
        json.Name("billedBefore"u8).Value(batch.BeforeMinor);
        Derivations.WriteCharge(json, contract, item);
        if (batch.AmountMinor > 0)
        {
            Derivations.WriteDue(json, contract, item, new DateRange(item.Days.Start, item.ServedEnd));
        }

        WriteEvents(json, contract, item, batch);
        json.Name("figure"u8).Value(batch.Figure.FigureMinor);
        json.Name("full"u8).Value(batch.Figure.FullMinor);
        Derivations.WritePeriod(json, item);
        Derivations.WritePrice(json, contract, item);
        Derivations.WriteRefundedBy(json, refundedBy);
        Derivations.WriteRounding(json, contract);
        json.Name("rules"u8).BeginArray();
        json.Value(batch.Figure.Bought.IsZero ? "BIL-2" : "PRO-8");
        if (Derivations.IsRaised(item))
        {
            json.Value("MON-6");
        }

        json.Value(batch.AmountMinor > 0 ? "BIL-1" : "BIL-3").EndArray();
        if (batch.AmountMinor > 0)
        {
            json.Name("slice"u8);
            Derivations.WriteRange(json, new DateRange(item.Days.Start, item.ServedEnd));
        }

        WriteUsage(json, contract, item, batch);
        json.EndObject();
        return json.ToArray();
    }

    private static void WriteEvents(CanonicalJson json, Contract contract, in TargetItem item, in UsageBatch batch)
    {
        var events = new List<int>(8) { item.Line.Event };
        Derivations.AddOnce(events, contract.Terms[item.TermIndex].Event);
        Derivations.AddPrices(events, item);
        foreach (RecordedUsage used in contract.Usage)
        {
            if (IsCounted(contract, item, batch, used))
            {
                events.Add(used.Event);
            }
        }

        if (batch.Figure.MinimumMinor != 0 || !batch.Figure.Bought.IsZero)
        {
            Derivations.AddInterruptions(events, contract, item, item.Days.End);
        }

        Derivations.WriteEvents(json, events);
    }

    private static void WriteUsage(CanonicalJson json, Contract contract, in TargetItem item, in UsageBatch batch)
    {
        json.Name("usage"u8).BeginObject();
        if (batch.Figure.MinimumMinor != 0)
        {
            Share least = batch.Figure.Kept.Reduced();
            json.Name("minimum"u8).BeginObject();
            json.Name("full"u8).Value(batch.Figure.MinimumMinor);
            json.Name("kept"u8).Value((decimal)least.Kept);
            json.Name("of"u8).Value((decimal)(least.All == 0 ? 1 : least.All));
            json.EndObject();
        }

        if (!batch.Figure.Bought.IsZero)
        {
            Share least = batch.Figure.Kept.Reduced();
            json.Name("prepaid"u8).BeginObject();
            json.Name("bought"u8).Value(batch.Figure.Bought.ToString());
            json.Name("kept"u8).Value((decimal)least.Kept);
            json.Name("of"u8).Value((decimal)(least.All == 0 ? 1 : least.All));
            json.Name("overage"u8).Value(batch.Figure.OverageMinor);
            json.Name("units"u8).Value(item.Line.QuantityOn(item.Days.Start).ToString());
            json.EndObject();
        }

        json.Name("recorded"u8).BeginArray();
        foreach (RecordedUsage used in contract.Usage)
        {
            if (IsCounted(contract, item, batch, used))
            {
                json.BeginObject();
                json.Name("event"u8).Value(used.Event);
                json.Name("quantity"u8).Value(used.Text);
                json.EndObject();
            }
        }

        json.EndArray();
        json.Name("total"u8).Value(batch.Figure.Recorded.ToString());
        json.EndObject();
    }

    private static bool IsCounted(Contract contract, in TargetItem item, in UsageBatch batch, in RecordedUsage used) =>
        used.RecordedOn <= batch.CountedOn && UsageTotals.IsOf(used, item.Place) && UsageTotals.Counts(contract, item.Place, used);
}
