// A reduction agreed with a contract (MON-4): percent first, then fixed. It lasts once, for a number of billing periods, until a day,
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
/// <param name="Periods">For how many billing periods from its first it lasts; 1 is once, <c>null</c> has no limit.</param>
/// <param name="Renews">Whether it lasts beyond the first term; one for some billing periods never does.</param>
/// <param name="ChargeCode">The charge it is for; <c>null</c> is every charge of the order that it can cover.</param>
public sealed record Discount(string Code, DiscountForm Form, decimal Value, int? Periods, bool Renews, string? ChargeCode)
{
    // More than any price may be; beyond it minor units would not be exact.
    private const decimal MostValue = 10_000_000_000_000m;

    /// <summary>The day from which it counts: from the first billing period of a line that begins on or after it. Default: from the first
    /// period of the contract.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>The first day without it, when it lasts until a day: within a billing period it cuts the lines that it reaches.
    /// Default: no such day.</summary>
    public DateOnly? End { get; init; }

    /// <summary>Whether a fixed discount is for lines that are added later too, each from its first whole billing period on. Default: no;
    /// a percentage reaches them anyway.</summary>
    public bool ReachesAdded { get; init; }

    /// <summary>Whether it concerns this charge. One-time items are not discounted; usage has no amount to split a fixed discount over
    /// on the first day of a period, so that only percentages reach it.</summary>
    public bool Covers(Charge charge) =>
        (charge.Kind == ChargeKind.Recurring || (charge.Kind == ChargeKind.Usage && Form == DiscountForm.Percent))
        && (ChargeCode is null || ChargeCode == charge.Code);

    /// <summary>Whether it counts on a day, as far as it lasts until one.</summary>
    public bool LastsOn(DateOnly day) => End is not { } end || day < end;

    /// <summary>Refuses a value outside its form, and a last day before the first it could count on (<c>discount.out_of_range</c>), and an
    /// amount with more digits than the currency has (<c>text.amount</c>).</summary>
    /// <param name="firstOn">The first day on which it could count.</param>
    /// <param name="currency">The contract's currency.</param>
    public Refusal? Check(DateOnly firstOn, Currency currency) =>
        Value < 0 || Value > MostValue || (Form == DiscountForm.Percent && Value > 100) || Periods is < 1 || !LastsOn(firstOn)
            ? new DiscountOutOfRange(Code)
            : Form == DiscountForm.Fixed ? Money.CheckDigits(Value, currency) : null;
}

/// <summary>A discount with a value that its form does not allow.</summary>
/// <param name="DiscountCode">The discount.</param>
public sealed record DiscountOutOfRange(string DiscountCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "discount.out_of_range";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Discount '{DiscountCode}' is out of range: give a percentage from 0 to 100 or an amount not below zero, for at least one period, or until a day not before its first.";
}
