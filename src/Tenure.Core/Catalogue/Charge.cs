// A price on a contract: what is charged, per which period, and when it is billed (PRO-1). The order freezes whole
// charges, so that a later change of the catalogue never reaches a signed contract (CON-1).
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>Whether a charge comes again every period or once.</summary>
public enum ChargeKind
{
    /// <summary>Priced per period for as long as the line is in force.</summary>
    Recurring,

    /// <summary>Priced once, due on its day (PRO-6).</summary>
    OneTime,
}

/// <summary>How the price meets the quantity.</summary>
public enum PriceModel
{
    /// <summary>One price, whatever the use: the quantity is one.</summary>
    Flat,

    /// <summary>The price of each unit.</summary>
    PerUnit,
}

/// <summary>When a billing period falls due (BIL-1).</summary>
public enum BillingTiming
{
    /// <summary>On the slice's first day.</summary>
    InAdvance,

    /// <summary>On the first day after the slice.</summary>
    InArrears,
}

/// <summary>A charge as a plan offers it and as an order freezes it.</summary>
/// <param name="Code">The charge's code, unique within its plan.</param>
/// <param name="ProductCode">The product that is sold.</param>
/// <param name="Kind">Recurring or one-time.</param>
/// <param name="Model">Flat or per unit.</param>
/// <param name="Price">The price of a unit (or of the whole, when flat) for one price period.</param>
/// <param name="PricePeriod">The period the price is for; ignored for one-time charges.</param>
/// <param name="BillingCadence">How often it is billed; <c>null</c> bills the whole term at once.</param>
/// <param name="Timing">In advance or in arrears.</param>
public sealed record Charge(
    string Code,
    string ProductCode,
    ChargeKind Kind,
    PriceModel Model,
    UnitPrice Price,
    Cadence PricePeriod,
    Cadence? BillingCadence,
    BillingTiming Timing)
{
    /// <summary>Checks that price period and billing cadence can be told against each other (PRO-1); refuses with
    /// <c>charge.cadence_mismatch</c> or <c>charge.negative_price</c>.</summary>
    public Refusal? Check()
    {
        if (Price.Amount < 0)
        {
            return new NegativePrice(Code);
        }

        return Kind == ChargeKind.Recurring && BillingCadence is { } cadence
            && (cadence.Unit == CadenceUnit.Month) != (PricePeriod.Unit == CadenceUnit.Month)
            ? new CadenceMismatch(Code, PricePeriod, cadence)
            : null;
    }

    /// <summary>Checks that a charge which is billed for the whole term at once can be priced for a term of this length (PRO-1);
    /// refuses with <c>charge.cadence_mismatch</c>.</summary>
    public Refusal? CheckTerm(Cadence length) =>
        Kind == ChargeKind.Recurring && BillingCadence is null
            && (length.Unit == CadenceUnit.Month) != (PricePeriod.Unit == CadenceUnit.Month)
            ? new CadenceMismatch(Code, PricePeriod, length)
            : null;
}

/// <summary>Price period and billing cadence are of kinds that no whole number relates.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="PricePeriod">The period its price is for.</param>
/// <param name="BillingCadence">How often it is billed.</param>
public sealed record CadenceMismatch(string ChargeCode, Cadence PricePeriod, Cadence BillingCadence) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.cadence_mismatch";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Charge '{ChargeCode}' is priced per {PricePeriod} but billed every {BillingCadence}: price and bill it both in months, or both in days or weeks.";
}

/// <summary>A price below zero.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record NegativePrice(string ChargeCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.negative_price";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Charge '{ChargeCode}' has a price below zero: give the list price and a discount instead.";
}
