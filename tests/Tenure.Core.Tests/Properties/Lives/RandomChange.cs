// Random changes of lines as they stand: another price, another charge, an end of a part, the plan as it is on offer.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomChange
{
    /// <summary>An upgrade that changes lines too, sometimes at the renewal, sometimes to the plan on offer.</summary>
    public static UpgradeDeed Of(Seeded random, OrderContract order, UpgradeContract upgrade)
    {
        bool alone = random.Chance(60);
        bool toOffer = random.Chance(20);
        return new UpgradeDeed(
            upgrade with
            {
                Add = alone ? [] : upgrade.Add,
                Remove = alone ? [] : upgrade.Remove,
                Change = toOffer ? [] : [One(random, order)],
                AtRenewal = random.Chance(30),
            },
            toOffer);
    }

    /// <summary>Other terms: how it renews, how notice is given, how long a pause may last, on which days periods begin, how it is taxed.</summary>
    public static AmendDeed Terms(Seeded random, OrderContract order, DateOnly day)
    {
        TaxRates rates = RandomTax.Later(day);
        if (rates.Steps.Any(step => !(step.FromOn > day)))
        {
            // Refused after what is issued, which depends on the runs: so it comes without terms that change amounts.
            return new AmendDeed(new AmendContract(null, null, null) { TaxRates = rates });
        }

        RenewalClause renewal = order.Clauses.Renewal;
        return new AmendDeed(new AmendContract(
            random.Below(4) switch
            {
                0 => renewal with { Kind = random.Pick(RenewalKind.Automatic, RenewalKind.Manual, RenewalKind.None), Uplift = Uplift.None },
                1 => renewal with { Kind = RenewalKind.Automatic, Length = random.Pick(order.Clauses.TermLength, renewal.Length), Uplift = RandomUplift.Of(random) },
                2 => new RenewalClause(RenewalKind.Evergreen, renewal.Length, null),
                _ => null,
            },
            random.Chance(50) ? new NoticeClause(random.Pick(7, 30, 90, 400), CadenceUnit.Day) : null,
            random.Chance(20) ? random.Pick(20, 90, 400) : null)
        {
            Grid = random.Chance(40)
                ? new GridStep(
                    day.AddDays(order.Clauses.LeadDays + random.Pick(1, 1, 30, 100, 400)),
                    random.Pick(BillingGrid.FromStart, BillingGrid.CalendarMonths, BillingGrid.BillingDay(1), BillingGrid.BillingDay(15), BillingGrid.BillingDay(31)))
                : null,
            TaxRates = rates,
        });
    }

    /// <summary>Goodwill on a line in a period that was, is or will be, or credit.</summary>
    public static Deed Grant(Seeded random, DateOnly day) => random.Chance(70)
        ? new GoodwillDeed(new GrantGoodwill(
            day.AddDays(random.Pick(0, 0, 0, -20, 30)), random.Between(1, 3), random.Pick(1L, 33L, 500L, 2000L, 100000L), "outage"))
        : new GrantDeed(new GrantCredit(random.Pick(1L, 500L, 20000L), "outage"));

    /// <summary>A price billed at other times.</summary>
    internal static Rebill Billed(Seeded random, OrderContract order)
    {
        Charge charge = random.Pick([.. order.Items.Select(static item => item.Charge)]);
        return new Rebill(
            charge.Code, random.Chance(30) ? charge.BillingCadence : Cadence.Months(random.Pick(1, 3, 6, 12)),
            random.Chance(70) ? BillingTiming.InAdvance : BillingTiming.InArrears, null);
    }

    private static LineChange One(Seeded random, OrderContract order)
    {
        Charge charge = random.Pick([.. order.Items.Select(static item => item.Charge)]);
        int? line = random.Chance(15) ? random.Between(1, 5) : null;
        return random.Below(12) switch
        {
            < 4 => new Reprice(charge.Code, Price(random, charge), line),
            < 7 => new Swap(charge.Code, "pro", Pro(random, charge), line),
            < 9 => new Rebill(
                charge.Code, Pro(random, charge).BillingCadence, random.Chance(70) ? BillingTiming.InAdvance : BillingTiming.InArrears, line),
            9 => new Swap("pro", charge.Code, charge, line),
            _ => new EndPart(charge.Code, line),
        };
    }

    /// <summary>The amounts of the charge, raised or lowered.</summary>
    private static PriceAmounts Price(Seeded random, Charge charge)
    {
        decimal factor = random.Pick(0m, 0.5m, 0.9m, 1m, 1.1m, 3m);
        return new PriceAmounts(
            charge.Price.Amount * factor,
            charge.Tiers.IsEmpty ? charge.Tiers : new PriceTiers([.. charge.Tiers.All.Select(tier => tier with { Price = tier.Price * factor })]),
            charge.Block);
    }

    /// <summary>Another charge, often with other periods or another price model.</summary>
    private static Charge Pro(Seeded random, Charge charge)
    {
        Charge pro = charge with { Code = "pro", ProductCode = "pro", Price = new UnitPrice(random.Pick(1m, 9.99m, 120m), charge.Price.Currency) };
        if (!charge.Tiers.IsEmpty || !charge.Block.IsZero)
        {
            return charge with { Code = "pro", ProductCode = "pro" };
        }

        return random.Below(3) switch
        {
            0 => pro,
            1 => pro with { Timing = charge.Timing == BillingTiming.InAdvance ? BillingTiming.InArrears : BillingTiming.InAdvance },
            _ => pro with
            {
                BillingCadence = charge.PricePeriod.Unit == CadenceUnit.Month ? Cadence.Months(random.Pick(1, 3, 12)) : Cadence.Days(random.Pick(30, 45)),
            },
        };
    }
}
