// The prices of a new term (VER-3, MON-6): every amount of a charge is raised, rounded once, or taken from the price list. The
// quantity it is for, the tiers' limits and the included units stay as they were signed.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What the price list said when a renewal was recorded, for the charges that the contract had.</summary>
/// <param name="Version">The plan version that was the price list.</param>
/// <param name="Charges">Its charges, those alone that the contract has.</param>
public sealed record ListPrices(PlanVersionId Version, ImmutableArray<Charge> Charges);

/// <summary>Computes the prices of a new term.</summary>
[Rule("MON-6")]
public static class Uplifting
{
    /// <summary>The charge at the prices of the new term; itself when they stay.</summary>
    /// <param name="charge">The charge at the prices of the term before.</param>
    /// <param name="uplift">The uplift of the renewal.</param>
    /// <param name="list">The price list that was recorded with it. A charge that it does not have, or has under other terms
    /// than its prices (another price model or price period, other tiers), stays as it is.</param>
    public static Charge Of(Charge charge, Uplift uplift, ListPrices? list)
    {
        Charge? listed = uplift.NeedsList ? Listed(charge, list) : charge;
        if (charge.Kind == ChargeKind.OneTime || uplift.Kind == UpliftKind.None || listed is null)
        {
            return charge;
        }

        int digits = uplift.Digits ?? DigitsOf(charge);
        decimal Raised(decimal amount, decimal onList) => uplift.Kind switch
        {
            UpliftKind.Percent => RaisedBy(amount, uplift.Percent, digits),
            UpliftKind.Capped => Math.Min(onList, RaisedBy(amount, uplift.Percent, digits)),
            _ => onList,
        };

        var tiers = ImmutableArray.CreateBuilder<Tier>(charge.Tiers.All.Length);
        for (int i = 0; i < charge.Tiers.All.Length; i++)
        {
            Tier tier = charge.Tiers.All[i];
            Tier other = listed.Tiers.All[i];
            tiers.Add(new Tier(tier.To, Raised(tier.Price, other.Price), Raised(tier.Fee, other.Fee)));
        }

        Charge raised = charge with
        {
            Price = new UnitPrice(Raised(charge.Price.Amount, listed.Price.Amount), charge.Price.Currency),
            Minimum = DecimalText.Normal(Raised(charge.Minimum, listed.Minimum)),
            Tiers = charge.Tiers.IsEmpty ? charge.Tiers : new PriceTiers(tiers.MoveToImmutable()),
        };
        return raised == charge ? charge : raised;
    }

    /// <summary>The charge of a line at the prices of the term that a renewal begins on a day. A price dated for that very day takes the
    /// place of the uplift.</summary>
    internal static Charge At(Line line, DateOnly on, ContractRenewed renewed)
    {
        foreach (PriceStep step in line.Prices)
        {
            if (step.On == on && step.DatedOn is not null)
            {
                return step.Charge;
            }
        }

        return Of(line.ChargeOn(on), renewed.Uplift, renewed.List);
    }

    /// <summary>The prices that a renewal records, when its uplift looks at the price list.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="uplift">The uplift.</param>
    /// <param name="onOffer">The price list; <c>null</c> leaves prices as they are.</param>
    internal static ListPrices? ListFor(Contract contract, Uplift uplift, PlanVersion? onOffer)
    {
        if (!uplift.NeedsList || onOffer is null)
        {
            return null;
        }

        DateOnly on = contract.LastTerm.Span.End;
        var charges = ImmutableArray.CreateBuilder<Charge>();
        foreach (Charge offered in onOffer.Charges)
        {
            foreach (Line line in contract.Lines)
            {
                if (line.Charge.Code == offered.Code && !line.QuantityOn(on).IsZero)
                {
                    charges.Add(offered);
                    break;
                }
            }
        }

        return new ListPrices(onOffer.Id, charges.ToImmutable());
    }

    /// <summary>Whether an uplift looks for a charge on a price list that does not have it under like terms, so that its price stays.</summary>
    internal static bool IsMissed(Charge charge, ContractRenewed renewed) =>
        renewed.Uplift.NeedsList && charge.Kind == ChargeKind.Recurring && Listed(charge, renewed.List) is null;

    /// <summary>What is raised never falls by rounding, and what is lowered never becomes zero by it: it stays what it was.</summary>
    private static decimal RaisedBy(decimal amount, decimal percent, int digits)
    {
        decimal raised = Math.Round(amount * (100m + percent) / 100m, digits, MidpointRounding.AwayFromZero);
        return DecimalText.Normal(raised == 0m || (percent >= 0m && raised < amount) ? amount : raised);
    }

    private static Charge? Listed(Charge charge, ListPrices? list)
    {
        foreach (Charge listed in list?.Charges ?? [])
        {
            if (listed.Code == charge.Code)
            {
                return IsLike(charge, listed) ? listed : null;
            }
        }

        return null;
    }

    /// <summary>Whether two charges differ in nothing but their prices, so that one price can take the place of the other.</summary>
    private static bool IsLike(Charge charge, Charge listed)
    {
        bool alike = charge.Kind == listed.Kind && charge.Model == listed.Model && charge.Price.Currency == listed.Price.Currency
            && charge.PricePeriod == listed.PricePeriod && charge.Block == listed.Block && charge.Included == listed.Included
            && charge.Minimum == 0 == (listed.Minimum == 0) && charge.Tiers.All.Length == listed.Tiers.All.Length;
        for (int i = 0; alike && i < charge.Tiers.All.Length; i++)
        {
            alike = charge.Tiers.All[i].To == listed.Tiers.All[i].To;
        }

        return alike;
    }

    /// <summary>The digits of the price list: those of the most exact price of the charge, at least those of its currency.</summary>
    private static int DigitsOf(Charge charge)
    {
        int digits = Math.Max(Scale(charge.Price.Amount), Scale(charge.Minimum));
        foreach (Tier tier in charge.Tiers.All)
        {
            digits = Math.Max(digits, Math.Max(Scale(tier.Price), Scale(tier.Fee)));
        }

        return Math.Max(digits, charge.Price.Currency.Digits);
    }

    private static int Scale(decimal amount) => DecimalText.Normal(amount).Scale;
}
