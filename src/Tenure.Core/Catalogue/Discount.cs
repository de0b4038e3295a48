// A reduction agreed with an order (MON-4): percent first, then fixed. It lasts once, for a number of billing periods,
// or as long as the contract, and survives a renewal only when it says so.
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>A share of the price, or an amount per billing period.</summary>
public enum DiscountForm
{
    /// <summary>A percentage of the price.</summary>
    Percent,

    /// <summary>An amount per billing period, split over its lines on the period's first day (MON-4).</summary>
    Fixed,
}

/// <summary>A discount on recurring charges of a contract; a percentage on its usage too.</summary>
/// <param name="Code">Its code, unique within the contract.</param>
/// <param name="Form">Percent or fixed.</param>
/// <param name="Value">Percent (0 to 100), or the amount per billing period in major units of the contract's currency.</param>
/// <param name="Periods">For how many billing periods from the contract's start it lasts; 1 is once, <c>null</c> has no limit.</param>
/// <param name="Renews">Whether it lasts beyond the first term; a limited discount never does.</param>
/// <param name="ChargeCode">The charge it is for; <c>null</c> is every charge of the order that it can cover.</param>
public sealed record Discount(string Code, DiscountForm Form, decimal Value, int? Periods, bool Renews, string? ChargeCode)
{
    // More than any price may be; beyond it minor units would not be exact.
    private const decimal MostValue = 10_000_000_000_000m;

    /// <summary>Whether it concerns this charge. One-time items are not discounted; usage has no amount to split a fixed discount over
    /// on the first day of a period, so that only percentages reach it.</summary>
    public bool Covers(Charge charge) =>
        (charge.Kind == ChargeKind.Recurring || (charge.Kind == ChargeKind.Usage && Form == DiscountForm.Percent))
        && (ChargeCode is null || ChargeCode == charge.Code);

    /// <summary>Whether it counts in a billing period: the index within its term, and the term, both from zero.</summary>
    public bool CountsIn(int termIndex, int indexInTerm) =>
        (termIndex == 0 || (Renews && Periods is null)) && (Periods is not { } most || indexInTerm < most);

    /// <summary>Refuses a value outside its form (<c>discount.out_of_range</c>).</summary>
    public Refusal? Check() =>
        Value < 0 || Value > MostValue || (Form == DiscountForm.Percent && Value > 100) || Periods is < 1 ? new DiscountOutOfRange(Code) : null;
}

/// <summary>A discount with a value that its form does not allow.</summary>
/// <param name="DiscountCode">The discount.</param>
public sealed record DiscountOutOfRange(string DiscountCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "discount.out_of_range";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Discount '{DiscountCode}' is out of range: give a percentage from 0 to 100 or an amount not below zero, for at least one period.";
}
