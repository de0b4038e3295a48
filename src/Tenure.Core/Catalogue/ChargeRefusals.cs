// Why a charge cannot be sold as it is written. Each code is stable and documented in docs/refusals.md.
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

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

/// <summary>A price by tiers without any tier.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record TiersMissing(string ChargeCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.tiers_missing";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Charge '{ChargeCode}' is priced by tiers and has none: give them, such as 1-10@5.00,11+@4.00.";
}

/// <summary>Tiers that do not follow each other.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record TiersNotAscending(string ChargeCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.tiers_not_ascending";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The tiers of charge '{ChargeCode}' do not ascend: give the lowest first, and let each end after the one before.";
}

/// <summary>Tiers that leave larger quantities without a price.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record LastTierBounded(string ChargeCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.last_tier_bounded";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The last tier of charge '{ChargeCode}' has a limit, so more units would have no price: end with a tier such as 11+@4.00.";
}

/// <summary>Blocks without units.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record BlockEmpty(string ChargeCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.block_empty";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Charge '{ChargeCode}' is priced by blocks of no unit: give the units of a block, such as 50@30.00.";
}

/// <summary>Included units where the quantity does not count.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record IncludedOnFlat(string ChargeCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.included_on_flat";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Charge '{ChargeCode}' is flat and so includes every unit: price it per unit or by tiers, or leave the included units out.";
}

/// <summary>A minimum per price period on a charge that has none.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record MinimumWithoutPeriod(string ChargeCode) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.minimum_without_period";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Charge '{ChargeCode}' is paid once, and a minimum is per price period: price it per period, or leave the minimum out.";
}

/// <summary>Price terms that the price model has no use for.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="What">What does not fit.</param>
public sealed record PriceTermsUnfit(string ChargeCode, string What) : Refusal
{
    /// <inheritdoc/>
    public override string Code => "charge.price_terms_unfit";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Charge '{ChargeCode}' has {What}, for which its price model has no use: leave that out, or choose the model that fits.";
}
