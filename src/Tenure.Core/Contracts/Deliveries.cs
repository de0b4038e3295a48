// One-time items of which only what was not delivered is given back (PRO-6): somebody records how many units were delivered by a day, and
// an end, or units that leave, give back the others.
using System.Collections.Immutable;
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to record what was delivered of a one-time item.</summary>
/// <param name="On">The day by which it was delivered, that day included.</param>
/// <param name="Line">The line of the item.</param>
/// <param name="Delivered">All units delivered so far, not only those since the last record.</param>
public sealed record DeliverUnits(DateOnly On, int Line, Quantity Delivered) : ProposedChange;

/// <summary>Units of a one-time item were delivered (PRO-6).</summary>
/// <param name="EffectiveOn">The day by which they were, that day included.</param>
/// <param name="Line">The line of the item.</param>
/// <param name="Delivered">All units delivered so far. It takes the place of what was recorded for earlier days, so a lower total corrects
/// one that was too high.</param>
public sealed record DeliveryRecorded(DateOnly EffectiveOn, int Line, Quantity Delivered) : Fact(EffectiveOn);

/// <summary>What was delivered by a day, as folding found it.</summary>
/// <param name="On">The day, included.</param>
/// <param name="Micros">All units delivered so far, in millionths.</param>
/// <param name="RecordedOn">The business day on which it was recorded.</param>
/// <param name="Event">The sequence of the event.</param>
public readonly record struct Delivery(DateOnly On, long Micros, DateOnly RecordedOn, int Event);

/// <summary>Decides about deliveries, and says what is kept because of them.</summary>
[Rule("PRO-6")]
public static class Deliveries
{
    /// <summary>The fact that units were delivered, on a day before or after the business day. What an end or units that left have given
    /// back stays given back, so no day before that of a settlement that took effect is taken, and none once the contract has ended.
    /// Refuses with <c>line.unknown</c>, <c>delivery.not_agreed</c>, <c>contract.ended</c>, <c>delivery.not_due</c>,
    /// <c>change.outside_dates</c> or <c>delivery.too_many</c>.</summary>
    public static Decision<ImmutableArray<Fact>> Decide(Contract contract, DeliverUnits command, DateOnly businessOn)
    {
        if (contract.FindLine(command.Line) is not { } item)
        {
            return new LineUnknown(command.Line);
        }

        DateOnly from = OpenFrom(contract, item, businessOn);
        return item.Charge.GivenBack.Kind != GiveBackKind.Undelivered ? new DeliveryNotAgreed(item.Number)
            : contract.Ending is { } ending && ending.On <= businessOn ? ContractEnded.Of(contract, businessOn)
            : item.Awaits ? new DeliveryNotDue(item.Number, item.Charge.Milestone)
            : command.On < from || command.On >= contract.KnownEnd ? new OutsideTheDates(command.On, from, contract.KnownEnd)
            : MostOn(contract, item, command.On) is var most && command.Delivered > most ? new DeliveredTooMany(item.Number, most)
            : ImmutableArray.Create<Fact>(new DeliveryRecorded(command.On, command.Line, command.Delivered));
    }

    /// <summary>The units delivered before a day, in millionths.</summary>
    public static long DeliveredBefore(Line item, DateOnly day)
    {
        long micros = 0;
        foreach (Delivery delivery in item.Deliveries)
        {
            micros = delivery.On < day ? delivery.Micros : micros;
        }

        return micros;
    }

    /// <summary>The units that are owed of an item before an end is considered, in millionths: those it fell due with, less those that
    /// left and were not delivered by the day they did.</summary>
    /// <param name="item">The item.</param>
    /// <param name="dueOn">The day on which it fell due.</param>
    /// <param name="leftByOn">Units that left later are still owed.</param>
    /// <param name="dueByOn">Changes that fall due later are not counted; the largest date counts all.</param>
    public static long Owed(Line item, DateOnly dueOn, DateOnly leftByOn, DateOnly dueByOn)
    {
        long units = item.Ordered.Micros;
        long owed = units;
        foreach (QuantityStep step in item.Steps)
        {
            if (step.DueOn <= dueByOn && step.On <= leftByOn)
            {
                units += step.DeltaMicros;
                long delivered = step.On <= dueOn ? 0 : Math.Min(DeliveredBefore(item, step.On), owed);
                owed = Math.Max(units, delivered);
            }
        }

        return owed;
    }

    private static Quantity MostOn(Contract contract, Line item, DateOnly day) =>
        new(Owed(item, contract.FallsDueOn(item), day, DateOnly.MaxValue));

    /// <summary>The first day that a record may name: the one on which the item fell due, or a later one on which units left or the
    /// contract came back, since what happened before it is settled.</summary>
    private static DateOnly OpenFrom(Contract contract, Line item, DateOnly businessOn)
    {
        DateOnly from = contract.FallsDueOn(item);
        foreach (QuantityStep step in item.Steps)
        {
            from = step.DueOn <= businessOn && step.On > from ? step.On : from;
        }

        foreach (Gap gap in contract.Gaps)
        {
            from = gap.Kind == GapKind.Ended && gap.Days.End > from ? gap.Days.End : from;
        }

        return from;
    }
}

/// <summary>The stored form of deliveries. A part of FactCodec.</summary>
internal static class DeliveryCodec
{
    public static void Write(CanonicalJson json, DeliveryRecorded delivered)
    {
        json.BeginObject();
        json.Name("delivered"u8).Value(delivered.Delivered.ToString());
        json.Name("effectiveOn"u8).Value(delivered.EffectiveOn);
        json.Name("line"u8).Value(delivered.Line);
        json.EndObject();
    }

    public static DeliveryRecorded Read(JsonElement root) =>
        new(root.Day("effectiveOn"), root.Int("line"), Quantity.Parse(root.Text("delivered")).Value);
}

/// <summary>A delivery of a line that gives back nothing for what was not delivered.</summary>
/// <param name="Line">Its number.</param>
public sealed record DeliveryNotAgreed(int Line) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "delivery.not_agreed";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Line {Line} is no one-time item whose undelivered part is given back: name a line that `contract show` says so of.";
}

/// <summary>A delivery of an item that waits for its milestone.</summary>
/// <param name="Line">Its number.</param>
/// <param name="Milestone">The milestone.</param>
public sealed record DeliveryNotDue(int Line, string Milestone) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "delivery.not_due";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Line {Line} waits for '{Milestone}' and has not fallen due: record with `milestone` that it was reached first.";
}

/// <summary>More delivered than is owed.</summary>
/// <param name="Line">The line.</param>
/// <param name="Most">The units that are owed on the day.</param>
public sealed record DeliveredTooMany(int Line, Quantity Most) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "delivery.too_many";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Line {Line} has {Most} units on that day, and no more can be delivered: name all units delivered so far, or add units first.";
}
