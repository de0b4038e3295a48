// What was delivered of one-time items. A part of Folding, kept apart for its length.
namespace Tenure.Core.Contracts;

public static partial class Folding
{
    private sealed partial class Builder
    {
        /// <summary>Each record is a total as of its day, so of two for one day the newer counts. None is suspended by an end: a settlement
        /// reads no further than its own day.</summary>
        private void Deliver(IReadOnlyList<RecordedFact> history)
        {
            if (!lines.Exists(static line => line.Charge.GivenBack.Kind == Catalogue.GiveBackKind.Undelivered))
            {
                return;
            }

            foreach (RecordedFact recorded in history)
            {
                if (recorded.Fact is DeliveryRecorded delivered && PlaceOf(delivered.Line) is var place and >= 0)
                {
                    var delivery = new Delivery(delivered.EffectiveOn, delivered.Delivered.Micros, recorded.BusinessOn, recorded.Sequence);
                    lines[place] = lines[place] with { Deliveries = [.. lines[place].Deliveries.Add(delivery).OrderBy(static one => one.On)] };
                }
            }
        }
    }
}
