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

    /// <summary>Priced by what was recorded in each billing period, which falls due when the period is over (BIL-2). What was agreed
    /// is that it may be used, and perhaps a minimum.</summary>
    Usage,
}

/// <summary>How the price meets the quantity.</summary>
public enum PriceModel
{
    /// <summary>One price, whatever the use: the quantity is one.</summary>
    Flat,

    /// <summary>The price of each unit.</summary>
    PerUnit,

    /// <summary>Tiers, each of which prices the units that lie in it.</summary>
    Graduated,

    /// <summary>Tiers, of which the one that is reached prices all units.</summary>
    Volume,

    /// <summary>The price of each block of units that was begun.</summary>
    Package,

    /// <summary>Tiers, of which the one that is reached has the price of the whole.</summary>
    Stairstep,
}

/// <summary>What a short period does to tier thresholds and included units (PRO-4).</summary>
public enum ThresholdRule
{
    /// <summary>They count in full.</summary>
    Whole,

    /// <summary>They count for the days that the charge has in the period.</summary>
    Prorated,
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
/// <param name="Kind">Recurring, one-time or by usage.</param>
/// <param name="Model">How the price meets the quantity.</param>
/// <param name="Price">The price of a unit, of the whole when flat, or of a block, for one price period; zero where tiers have
/// the prices, since it names the currency all the same.</param>
/// <param name="PricePeriod">The period the price is for; ignored for one-time charges.</param>
/// <param name="BillingCadence">How often it is billed; <c>null</c> bills the whole term at once.</param>
/// <param name="Timing">In advance or in arrears; usage is in arrears, prepaid units are in advance.</param>
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
    /// <summary>The tiers of a graduated, volume or stairstep price. Default: none.</summary>
    public PriceTiers Tiers { get; init; } = PriceTiers.None;

    /// <summary>The units of a block of a package price. Default: none.</summary>
    public Quantity Block { get; init; }

    /// <summary>Units that cost nothing; tiers and blocks begin after them. Default: none.</summary>
    public Quantity Included { get; init; }

    /// <summary>What it costs at least for one price period, in major units, before discounts. Default: zero, no minimum.</summary>
    public decimal Minimum { get; init; }

    /// <summary>What a short period does to tiers and included units. Default: nothing.</summary>
    public ThresholdRule Thresholds { get; init; }

    /// <summary>Whether its units are paid before they are used, and what comes back of them (PRO-8). Default: they are not.</summary>
    public PrepaidClause Prepaid { get; init; }

    /// <summary>What each unit costs that is used beyond the prepaid ones, in major units; <c>null</c> refuses it.</summary>
    public decimal? Overage { get; init; }

    /// <summary>What becomes of a one-time item when its contract ends early (PRO-6). Default: nothing is given back.</summary>
    public GiveBackClause GivenBack { get; init; }

    /// <summary>The code of the milestone on which a one-time item falls due (PRO-6); empty when it falls due on its day. Default:
    /// empty.</summary>
    public string Milestone { get; init; } = string.Empty;

    /// <summary>Whether the price is no more than one amount for the whole or for each unit.</summary>
    public bool IsPlain => Model is PriceModel.Flat or PriceModel.PerUnit && Included.IsZero && Minimum == 0;

    /// <summary>Whether its units cannot be priced apart: another quantity is another line with all the units, and lines of it
    /// never become one at a renewal (PRO-4).</summary>
    public bool PricesAsOne => Kind == ChargeKind.Recurring && !IsPlain;

    /// <summary>Whether its units are paid before they are used.</summary>
    public bool IsPrepaid => Prepaid != PrepaidClause.None;

    /// <summary>Whether it is there or not, without units to agree on: a flat charge, and usage that is not prepaid, of which only totals
    /// are recorded.</summary>
    public bool IsSingle => Model == PriceModel.Flat || (Kind == ChargeKind.Usage && !IsPrepaid);

    /// <summary>How many units a prepaid quantity buys: whole blocks, where the price is for blocks.</summary>
    public Quantity Bought(Quantity units) => Block.IsZero
        ? units
        : new Quantity((units.Micros + Block.Micros - 1) / Block.Micros * Block.Micros);

    /// <summary>The price as one short text: <c>49</c>, <c>50@30</c> for blocks of 50, <c>1-10@5,11+@4</c> for tiers.</summary>
    public string PriceText =>
        !Tiers.IsEmpty ? Tiers.ToString()
        : Model == PriceModel.Package ? $"{Block}@{Price.AmountText}"
        : Price.AmountText;

    /// <summary>Checks that the price terms fit the price model, and that price period and billing cadence can be told against
    /// each other (PRO-1); refuses with <c>charge.negative_price</c>, <c>charge.tiers_missing</c>,
    /// <c>charge.tiers_not_ascending</c>, <c>charge.last_tier_bounded</c>, <c>charge.block_empty</c>,
    /// <c>charge.included_on_flat</c>, <c>charge.minimum_without_period</c>, <c>charge.price_terms_unfit</c> or
    /// <c>charge.cadence_mismatch</c>.</summary>
    public Refusal? Check() =>
        CheckPrices() ?? CheckTiers() ?? CheckTerms() ?? (Refusal?)CheckUsage()
        ?? (Kind == ChargeKind.Recurring && BillingCadence is { } cadence
            && (cadence.Unit == CadenceUnit.Month) != (PricePeriod.Unit == CadenceUnit.Month)
            ? new CadenceMismatch(Code, PricePeriod, cadence)
            : null);

    /// <summary>Checks that a charge which is billed for the whole term at once can be priced for a term of this length (PRO-1);
    /// refuses with <c>charge.cadence_mismatch</c>.</summary>
    /// <param name="length">The length.</param>
    /// <param name="isCarriedByDays">Whether its price may be carried by days, which every length has (PRO-8).</param>
    public Refusal? CheckTerm(Cadence length, bool isCarriedByDays) =>
        Kind == ChargeKind.Recurring && BillingCadence is null && !isCarriedByDays
            && (length.Unit == CadenceUnit.Month) != (PricePeriod.Unit == CadenceUnit.Month)
            ? new CadenceMismatch(Code, PricePeriod, length)
            : null;

    private NegativePrice? CheckPrices()
    {
        bool below = Price.Amount < 0 || Minimum < 0 || Overage < 0;
        foreach (Tier tier in Tiers.All)
        {
            below |= tier.Price < 0 || tier.Fee < 0;
        }

        return below ? new NegativePrice(Code) : null;
    }

    private Refusal? CheckTiers() =>
        Model is not (PriceModel.Graduated or PriceModel.Volume or PriceModel.Stairstep)
            ? (Tiers.IsEmpty ? null : new PriceTermsUnfit(Code, "tiers"))
        : Tiers.IsEmpty ? new TiersMissing(Code)
        : !Tiers.Ascends ? new TiersNotAscending(Code)
        : Tiers.All[^1].To is not null ? new LastTierBounded(Code)
        : Price.Amount != 0 ? new PriceTermsUnfit(Code, "a price beside its tiers")
        : null;

    /// <summary>What is recorded in a billing period is priced together, so that tiers, included units and the minimum are those of one
    /// billing period.</summary>
    private PriceTermsUnfit? CheckUsage() =>
        Kind != ChargeKind.Usage ? (IsPrepaid || Overage is not null ? new PriceTermsUnfit(Code, "prepaid units that are not usage") : null)
        : Model == PriceModel.Flat ? new PriceTermsUnfit(Code, "one fixed price for usage")
        : IsPrepaid && (Model is not (PriceModel.PerUnit or PriceModel.Package) || !Included.IsZero || Minimum != 0)
            ? new PriceTermsUnfit(Code, "more than a price for each unit or block of prepaid units")
        : !IsPrepaid && Overage is not null ? new PriceTermsUnfit(Code, "a price beyond prepaid units that it has not")
        : (Timing == BillingTiming.InAdvance) != IsPrepaid ? new PriceTermsUnfit(Code, "usage billed in advance, or prepaid units billed afterwards")
        : BillingCadence != PricePeriod ? new PriceTermsUnfit(Code, "usage billed by another period than it is priced by")
        : null;

    private Refusal? CheckTerms()
    {
        if ((Model == PriceModel.Package) == Block.IsZero)
        {
            return Block.IsZero ? new BlockEmpty(Code) : new PriceTermsUnfit(Code, "a block");
        }

        if (Model == PriceModel.Stairstep)
        {
            foreach (Tier tier in Tiers.All)
            {
                if (tier.Fee != 0)
                {
                    return new PriceTermsUnfit(Code, "a fee beside the price of the whole");
                }
            }
        }

        return Model == PriceModel.Flat && !Included.IsZero ? new IncludedOnFlat(Code)
            : Model == PriceModel.Flat && Minimum != 0 ? new PriceTermsUnfit(Code, "a minimum beside one fixed price")
            : Kind == ChargeKind.OneTime && Minimum != 0 ? new MinimumWithoutPeriod(Code)
            : Thresholds == ThresholdRule.Prorated && (Kind == ChargeKind.OneTime || (Tiers.IsEmpty && Included.IsZero))
                ? new PriceTermsUnfit(Code, "prorated thresholds")
            : Kind != ChargeKind.OneTime && GivenBack.GivesBack
                ? new PriceTermsUnfit(Code, "a clause about giving back a one-time item")
            : Kind != ChargeKind.OneTime && Milestone.Length > 0
                ? new PriceTermsUnfit(Code, "a milestone, on which only a one-time item falls due")
            : null;
    }
}
