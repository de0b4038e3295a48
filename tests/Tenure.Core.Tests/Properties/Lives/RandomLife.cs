// A random life of a contract: an order with awkward clauses and prices, then commands on awkward days. Many commands will be
// refused; refusing is part of life, and must change nothing.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomLife
{
    /// <summary>The life that belongs to a seed.</summary>
    public static Scenario Of(ulong seed)
    {
        var random = new Seeded(seed);
        Currency currency = Currency.Of(random.Pick("USD", "USD", "JPY", "KWD"));
        OrderContract order = TriedRules.On(seed, RandomOneTimeRevenue.On(seed, RandomMinimum.On(seed, RandomNotice.On(seed, RandomTax.On(seed, Order(random, currency))))));
        DateOnly day = order.StartOn.AddDays(random.Pick(0, 0, 0, -40, -3, 5, 70));
        var acts = new List<Act> { new(0, day, new OrderDeed(order), []) };
        if (order.Clauses.Renewal.Uplift.NeedsList || random.Chance(10))
        {
            acts.Add(new Act(0, day, RandomUplift.Offer(random, order), []));
        }

        int count = random.Between(0, 9);
        for (int i = 0; i < count; i++)
        {
            // An end that is taken back soon leaves a life that goes on; left alone, most commands after it are refused.
            if (acts[^1].Deed is PauseDeed or TerminateDeed && random.Chance(30))
            {
                day = day.AddDays(random.Between(0, 50));
                acts.Add(new Act(0, day, GoOn(random, acts[^1].Deed, day), []));
                continue;
            }

            // Money that came is often more than was owed, for another invoice, or bounces.
            if (acts[^1].Deed is PayDeed or PayBackDeed && random.Chance(60))
            {
                day = day.AddDays(random.Between(0, 70));
                acts.Add(new Act(0, day, Afterwards(random, day), []));
                continue;
            }

            bool back = acts[^1].Deed is TerminateDeed or DeclineDeed && random.Chance(65);
            day = back ? day.AddDays(random.Between(0, 20)) : NextDay(random, order, day);
            acts.Add(new Act(0, day, back ? new WithdrawDeed() : Command(random, order, day), []));
        }

        Scenario life = RandomFee.In(RandomUsage.In(new Scenario("A random life, seed " + seed, ["BIL-1"], currency, [.. acts]), seed), seed);
        life = RandomScheduling.In(RandomDiscounts.In(life, seed), seed);
        life = RandomReturns.In(RandomPauses.In(RandomMilestones.In(RandomDeliveries.In(life, seed), seed), seed), seed);
        return RandomBalance.In(life, seed);
    }

    private static OrderContract Order(Seeded random, Currency currency)
    {
        DateOnly start = Start(random);
        bool months = random.Chance(80);
        Cadence term = months ? Cadence.Months(random.Pick(1, 3, 6, 12, 12, 12, 14, 24)) : random.Pick(Cadence.Days(30), Cadence.Days(45), Cadence.Days(434), Cadence.Weeks(8));
        Cadence further = months ? Cadence.Months(random.Pick(1, 3, 12, 12)) : random.Pick(Cadence.Days(30), Cadence.Weeks(6), Cadence.Days(365));
        var renewal = new RenewalClause(
            random.Pick(RenewalKind.Automatic, RenewalKind.Automatic, RenewalKind.Manual, RenewalKind.None, RenewalKind.Evergreen),
            further, random.Chance(15) ? random.Between(0, 3) : null)
        {
            Uplift = random.Chance(40) ? RandomUplift.Of(random) : Uplift.None,
        };
        renewal = renewal.Kind switch
        {
            RenewalKind.None => new RenewalClause(RenewalKind.None, term, null),
            RenewalKind.Evergreen => renewal with { MaxRenewals = null },
            _ => renewal,
        };
        ChangeDay named = random.Chance(85) ? ChangeDay.NewTerms : ChangeDay.OldTerms;
        var clauses = new Clauses(
            "Etc/UTC", term, renewal, Notice(random), Grid(random), random.Chance(80) ? MonthEndRule.Clamp : MonthEndRule.StickToMonthEnd,
            named, named)
        {
            Goodwill = random.Chance(70) ? GoodwillEffect.PriceReduction : GoodwillEffect.CapOnly,
            MostGranted = random.Chance(80) ? null : 1000m,
            CreditUse = random.Chance(75) ? CreditUse.DebtFirst : CreditUse.NextInvoice,
            LongestPauseDays = random.Chance(80) ? 180 : 45,
            LeadDays = random.Chance(65) ? 0 : random.Pick(1, 7, 14, 30, 90),
            Removals = random.Chance(50) ? RemovalCredit.Yes : random.Pick(RemovalCredit.No, RemovalCredit.No, RemovalCredit.FromNextPeriod),
            TermPrice = random.Chance(70) ? TermPriceRule.ByMonths : TermPriceRule.ByDays,
            Arrears = random.Chance(60) ? ArrearsIssue.OwnEnd : ArrearsIssue.PeriodEnd,
            DayCount = random.Chance(60) ? DayCount.Actual : random.Pick(DayCounts.All.ToArray()),
        };
        DateOnly? paidFrom = random.Chance(80) ? start : random.Chance(85) ? start.AddDays(random.Between(1, 45)) : null;
        ImmutableArray<OrderItem> items = Items(random, currency, months);
        var order = new OrderContract(
            ScenarioIds.Customer, "plan", ScenarioIds.PlanVersion, currency, start, paidFrom, clauses, items,
            Discounts(random, items, currency));
        return random.Chance(25) ? order with { Prices = RandomUplift.Dated(random, order) } : order;
    }

    private static DateOnly Start(Seeded random)
    {
        var day = new DateOnly(random.Between(2023, 2025), random.Between(1, 12), random.Between(1, 28));
        return random.Below(4) switch
        {
            0 => new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)),
            1 => random.Pick(new DateOnly(2024, 2, 29), new DateOnly(2024, 1, 31), new DateOnly(2023, 1, 30), new DateOnly(2025, 1, 1)),
            2 => new DateOnly(day.Year, day.Month, 1),
            _ => day,
        };
    }

    private static NoticeClause Notice(Seeded random) => random.Below(5) switch
    {
        0 => NoticeClause.None,
        1 => new NoticeClause(random.Pick(7, 30, 60, 90), CadenceUnit.Day),
        2 => new NoticeClause(random.Between(1, 3), CadenceUnit.Month),
        3 => new NoticeClause(30, CadenceUnit.Day),
        _ => new NoticeClause(2, CadenceUnit.Week),
    };

    private static BillingGrid Grid(Seeded random) => random.Below(10) switch
    {
        0 => BillingGrid.CalendarMonths,
        1 => BillingGrid.BillingDay(random.Pick(1, 15, 28, 31)),
        _ => BillingGrid.FromStart,
    };

    private static ImmutableArray<OrderItem> Items(Seeded random, Currency currency, bool months)
    {
        var items = ImmutableArray.CreateBuilder<OrderItem>();
        items.Add(new OrderItem(RandomPrice.Of(random, Recurring(random, currency, months, "seats", PriceModel.PerUnit)), Units(random)));
        if (random.Chance(40))
        {
            items.Add(new OrderItem(Recurring(random, currency, months, "base", PriceModel.Flat), Quantity.One));
        }

        if (random.Chance(30))
        {
            items.Add(new OrderItem(RandomPrice.Of(random, Recurring(random, currency, months, "cores", PriceModel.PerUnit)), Units(random)));
        }

        if (random.Chance(60))
        {
            items.Add(new OrderItem(OneTime(random, currency), Quantity.Of(random.Between(1, 100))));
        }

        return items.ToImmutable();
    }

    private static Charge Recurring(Seeded random, Currency currency, bool months, string code, PriceModel model)
    {
        BillingTiming timing = random.Chance(80) ? BillingTiming.InAdvance : BillingTiming.InArrears;
        if (random.Chance(12))
        {
            return new Charge(
                code, code, ChargeKind.Recurring, model, Price(random, currency), random.Pick(Cadence.Weeks(1), Cadence.Days(30), Cadence.Days(1)),
                random.Pick(Cadence.Weeks(2), Cadence.Days(30), Cadence.Days(45)), timing);
        }

        Cadence? billed = Cadence.Months(random.Pick(1, 1, 3, 12, 5));
        return new Charge(
            code, code, ChargeKind.Recurring, model, Price(random, currency), Cadence.Months(random.Pick(1, 1, 3, 12, 12, 7)),
            random.Chance(months ? 15 : 5) ? null : billed, timing);
    }

    private static Charge OneTime(Seeded random, Currency currency) => new(
        "hours", "hours", ChargeKind.OneTime, PriceModel.PerUnit, Price(random, currency), Cadence.Month, null, BillingTiming.InAdvance)
    {
        GivenBack = random.Pick(
            GiveBackClause.No, GiveBackClause.ProRata, GiveBackClause.ProRata, GiveBackClause.FullWithin(random.Pick(1, 60)),
            GiveBackClause.FullWithin(400)),
    };

    private static UnitPrice Price(Seeded random, Currency currency) =>
        new(random.Pick(0m, 0.0125m, 1m, 9.99m, 33.3335m, 120m, 1000m, 12345.67m), currency);

    private static Quantity Units(Seeded random) =>
        random.Chance(80) ? Quantity.Of(random.Pick(1, 3, 10, 10, 31, 100)) : new Quantity(random.Pick(500_000L, 2_333_333L, 1L, 250_000_000_000L));

    private static ImmutableArray<Discount> Discounts(Seeded random, ImmutableArray<OrderItem> items, Currency currency)
    {
        var discounts = ImmutableArray.CreateBuilder<Discount>();
        Charge first = items[0].Charge;
        if (random.Chance(25))
        {
            bool renews = random.Chance(50);
            discounts.Add(new Discount(
                "share", DiscountForm.Percent, random.Pick(10m, 12.5m, 33.33m, 100m), renews ? null : random.Between(1, 4), renews, random.Chance(50) ? "seats" : null));
        }

        bool alike = items.All(item => item.Charge.Kind != ChargeKind.Recurring
            || (item.Charge.BillingCadence == first.BillingCadence && item.Charge.Timing == first.Timing));
        if (random.Chance(30))
        {
            bool renews = random.Chance(50);
            discounts.Add(new Discount(
                "amount", DiscountForm.Fixed, currency.Digits == 0 ? 7m : random.Pick(5m, 10.01m, 100m), renews ? null : random.Between(1, 4), renews, alike ? null : "seats"));
        }

        return discounts.ToImmutable();
    }

    private static DateOnly NextDay(Seeded random, OrderContract order, DateOnly day) => random.Below(7) switch
    {
        0 => day,
        1 => day.AddDays(random.Between(1, 40)),
        2 => Later(day, new DateOnly(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month)).AddDays(random.Between(0, 1))),
        3 => Later(day, order.StartOn.AddMonths(random.Between(1, 26)).AddDays(random.Pick(0, 0, -1, 1))),
        4 => Later(day, (order.PaidFrom ?? order.StartOn).AddMonths(random.Between(1, 14))),
        _ => day.AddDays(random.Between(1, 200)),
    };

    private static Deed Command(Seeded random, OrderContract order, DateOnly day)
    {
        switch (random.Below(15))
        {
            case 12 or 13:
                return new PayDeed(new RecordPayment(
                    random.Pick(1L, 500L, 3000L, 12000L, 120000L, 1234567L), day.AddDays(-random.Pick(0, 0, 0, 3, 40)),
                    random.Chance(60) ? random.Between(1, 3) : null));
            case 14:
                return random.Chance(50) ? RandomChange.Grant(random, day) : Afterwards(random, day);
            case 11:
                return random.Chance(35) ? RandomChange.Terms(random, order, day)
                    : random.Chance(50)
                    ? new ExtendDeed(new ExtendContract(random.Pick(1, 7, 10, 30, 31), random.Chance(30)))
                    : new DeclineDeed(new DeclineRenewal(random.Chance(20), "budget"));
            case 10:
                DateOnly from = random.Chance(30) ? day.AddDays(-random.Between(1, 40)) : day.AddDays(random.Between(0, 40));
                return new PauseDeed(new PauseContract(from, random.Chance(50) ? from.AddDays(random.Between(1, 100)) : null, random.Chance(20)));
            case 0 or 1:
                DateOnly? on = random.Chance(35) ? null : random.Chance(25) ? day : day.AddDays(random.Between(1, 60));
                return new TerminateDeed(new TerminateContract(on, random.Pick(Settlement.Credit, Settlement.Credit, Settlement.Refund, Settlement.Nothing), "budget"));
            case 2:
                return new WithdrawDeed();
            case 3:
                return new RenewDeed(new RenewContract(null, random.Chance(40) ? [Add(random, order)] : [], [])
                {
                    Uplift = random.Chance(30) ? random.Pick(Uplift.None, RandomUplift.Of(random)) : null,
                });
            default:
                return random.Chance(40) ? RandomChange.Of(random, order, Upgrade(random, order, day)) : new UpgradeDeed(Upgrade(random, order, day));
        }
    }

    private static Deed GoOn(Seeded random, Deed stopped, DateOnly day) => stopped is PauseDeed
        ? new ResumeDeed(random.Chance(50) ? day : day.AddDays(random.Between(-20, 20)))
        : new ReinstateDeed(new ReinstateContract(random.Chance(60) ? day : day.AddDays(random.Between(-30, 15)), random.Chance(30), []));

    internal static Deed Afterwards(Seeded random, DateOnly day) => random.Below(4) switch
    {
        0 => new UnapplyDeed(random.Pick("payment", "payment", "refund", "use", "credit"), random.Between(1, 2)),
        1 => new PayBackDeed(new RecordRefund(random.Pick(1L, 100L, 5000L), day)),
        _ => new UseCreditDeed(new UseCredit(random.Chance(30) ? random.Between(1, 3) : null)),
    };

    private static UpgradeContract Upgrade(Seeded random, OrderContract order, DateOnly day)
    {
        DateOnly on = random.Below(5) switch
        {
            0 => day.AddDays(-random.Between(1, 200)),
            1 => NextDay(random, order, day),
            2 => order.StartOn.AddMonths(random.Between(0, 14)),
            _ => day,
        };
        bool removes = random.Chance(55);
        bool adds = !removes || random.Chance(25);
        return new UpgradeContract(
            on, adds ? [Add(random, order)] : [], removes ? [Remove(random, order)] : []);
    }

    internal static Addition Add(Seeded random, OrderContract order)
    {
        if (random.Chance(15))
        {
            return new Addition("hours", Quantity.Of(random.Between(1, 100)), OneTime(random, order.Currency));
        }

        Charge charge = random.Pick([.. order.Items.Select(item => item.Charge)]);
        return new Addition(charge.Code, charge.Model == PriceModel.Flat ? Quantity.One : Units(random), null);
    }

    internal static Removal Remove(Seeded random, OrderContract order)
    {
        OrderItem item = random.Pick([.. order.Items]);
        Quantity units = random.Pick(item.Quantity, Quantity.One, Quantity.One, Quantity.Of(2), Quantity.Of(5), new Quantity(333_333));
        return new Removal(item.Charge.Code, units, random.Chance(25) ? random.Between(1, 4) : null);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
