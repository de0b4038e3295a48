// A discount with the days on which it begins and ends for the lines of its contract (MON-4). What may have been invoiced never changes its
// discount: lines follow from their next billing period, or are replaced on the very day by lines that have it from there on.
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>From when a discount counts, or counts no more.</summary>
/// <param name="On">The day that was agreed, included.</param>
/// <param name="PeriodsFrom">Lines follow with their first billing period that begins on or after this day.</param>
/// <param name="Cuts">Whether lines were replaced on the day, so that those of the event and of later ones follow from it.</param>
/// <param name="Event">The sequence of the event.</param>
public readonly record struct DiscountStep(DateOnly On, DateOnly PeriodsFrom, bool Cuts, int Event)
{
    /// <summary>Whether a line has followed it in a part of a billing period.</summary>
    /// <param name="line">The line.</param>
    /// <param name="periodStart">The first day of the period.</param>
    /// <param name="firstDay">The first day of the line in the part.</param>
    public bool HasReached(Line line, DateOnly periodStart, DateOnly firstDay) =>
        periodStart >= PeriodsFrom || (Cuts && line.Event >= Event && firstDay >= On);
}

/// <summary>A discount of a contract.</summary>
/// <param name="Discount">What was agreed.</param>
/// <param name="Begins">From when it counts.</param>
/// <param name="Like">A charge that it was agreed for: a fixed discount is an amount per billing period of this one, and lines that are
/// billed on other days have no share.</param>
public sealed record AgreedDiscount(Discount Discount, DiscountStep Begins, Charge? Like)
{
    /// <summary>From when it counts no more, because a change ended it; <c>null</c> while none did.</summary>
    public DiscountStep? Ends { get; init; }

    /// <summary>Whether it counts from the contract's first period on.</summary>
    public bool IsFromStart => Begins.PeriodsFrom == DateOnly.MinValue;

    /// <summary>Whether a line has it in a part of a billing period, as far as days decide.</summary>
    /// <param name="line">The line.</param>
    /// <param name="periodStart">The first day of the period.</param>
    /// <param name="firstDay">The first day of the line in the part.</param>
    public bool CountsFor(Line line, DateOnly periodStart, DateOnly firstDay) =>
        Begins.HasReached(line, periodStart, firstDay) && Discount.LastsOn(firstDay)
        && Ends?.HasReached(line, periodStart, firstDay) != true;

    /// <summary>Every discount that a history agreed, those included that were ended; not those of changes that were taken back.</summary>
    public static IEnumerable<Discount> AllIn(IReadOnlyList<RecordedFact> history) => ChangeDropped.Counted(history).SelectMany(static recorded => recorded.Fact switch
    {
        ContractOrdered ordered => ordered.Discounts,
        ContractUpgraded upgraded => upgraded.Discounts,
        _ => [],
    });

    /// <summary>The day of a period on which a fixed amount is split over its lines: the first, or the discount's own first day in it.</summary>
    public DateOnly SplitOn(in BillingPeriod period) =>
        Begins.PeriodsFrom <= period.Uncut.Start || Begins.On < period.Uncut.Start ? period.Uncut.Start : Begins.On;

    /// <summary>The discount as a contract that goes on from a day has it: what does not count yet begins when it would have begun.</summary>
    internal Discount Onwards(DateOnly day) => Discount with
    {
        Start = Begins.PeriodsFrom > day && !(Begins.Cuts && Begins.On <= day) ? Begins.PeriodsFrom : null,
    };

    /// <summary>A discount of the order.</summary>
    internal static AgreedDiscount Of(Discount discount, ContractOrdered order) => new(
        discount,
        new DiscountStep(discount.Start ?? DateOnly.MinValue, discount.Start ?? DateOnly.MinValue, false, 1),
        (order.Lines.FirstOrDefault(line => line.IsDiscounted && discount.Covers(line.Charge)) ?? order.Lines.FirstOrDefault(line => discount.Covers(line.Charge)))?.Charge);

    /// <summary>Whether a line is billed on the days that a fixed amount is for.</summary>
    internal bool IsBilledWith(Charge charge) =>
        Like is { } like && (like.BillingCadence, like.Timing) == (charge.BillingCadence, charge.Timing);
}
