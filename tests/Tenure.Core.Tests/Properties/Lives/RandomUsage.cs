// Usage in a random life: a charge by usage, and totals of it recorded in time, late, twice and corrected. It has chances of its own, so
// that lives without it stay what they are.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomUsage
{
    private const ulong Apart = 0x9E37_79B9_7F4A_7C15;

    /// <summary>The life, perhaps with usage.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        if (!random.Chance(50))
        {
            return life;
        }

        OrderContract order = ((OrderDeed)life.Acts[0].Deed).Command;
        Clauses clauses = order.Clauses with { LateUsageDays = random.Pick(60, 60, 0, 10) };
        order = order with { Items = order.Items.Add(new OrderItem(Calls(random, life.Currency), Quantity.One)), Clauses = clauses };
        bool prepaid = random.Chance(50);
        order = prepaid ? order with { Items = order.Items.Add(new OrderItem(Credits(random, life.Currency), Quantity.Of(100))) } : order;
        var acts = ImmutableArray.CreateBuilder<Act>();
        acts.Add(life.Acts[0] with { Deed = new OrderDeed(order) });
        foreach (Act act in life.Acts[1..])
        {
            Record(random, acts, act.On, prepaid);
            acts.Add(act.Deed is TerminateDeed { Command: var end } && random.Chance(30)
                ? act with { Deed = new TerminateDeed(end with { Usage = UsageAtEnd.Waived }) }
                : act);
        }

        for (int i = 0; i < 3; i++)
        {
            Record(random, acts, acts[^1].On.AddDays(random.Pick(0, 5, 40, 130)), prepaid);
        }

        return life with { Acts = acts.ToImmutable() };
    }

    private static Charge Calls(Seeded random, Currency currency)
    {
        Cadence period = random.Chance(85) ? Cadence.Months(random.Pick(1, 1, 3, 12, 5)) : random.Pick(Cadence.Days(30), Cadence.Weeks(2));
        return RandomPrice.Of(random, new Charge(
            "calls", "calls", ChargeKind.Usage, PriceModel.PerUnit, new UnitPrice(random.Pick(0m, 0.0125m, 1m, 9.99m), currency), period, period,
            BillingTiming.InArrears));
    }

    private static Charge Credits(Seeded random, Currency currency)
    {
        Cadence period = Cadence.Months(random.Pick(1, 3, 12, 12, 5));
        bool blocks = random.Chance(50);
        return new Charge(
            "credits", "credits", ChargeKind.Usage, blocks ? PriceModel.Package : PriceModel.PerUnit,
            new UnitPrice(random.Pick(1m, 9.99m, 1200m), currency), period, period, BillingTiming.InAdvance)
        {
            Block = blocks ? Quantity.Of(random.Pick(30, 100)) : Quantity.Zero,
            Prepaid = random.Pick(PrepaidClause.UnusedShare, PrepaidClause.UnusedShare, PrepaidClause.Time, PrepaidClause.Not),
            Overage = random.Chance(50) ? random.Pick(0m, 0.0125m, 2m) : null,
        };
    }

    /// <summary>The next block, or one that leaves.</summary>
    private static UpgradeDeed Block(Seeded random, DateOnly day) => new(random.Chance(65)
        ? new UpgradeContract(day, [new Addition("credits", Quantity.Of(100), null)], [])
        : new UpgradeContract(day.AddDays(random.Pick(0, 0, 20)), [], [new Removal("credits", Quantity.Of(100), null)]));

    /// <summary>Some totals between the newest act and a day; of many days they lie in no single period, and are refused.</summary>
    private static void Record(Seeded random, ImmutableArray<Act>.Builder acts, DateOnly until, bool prepaid)
    {
        DateOnly day = acts[^1].On;
        int count = random.Between(0, 3);
        for (int i = 0; i < count; i++)
        {
            day = day.AddDays(random.Between(0, Math.Max(0, until.DayNumber - day.DayNumber)));
            DateOnly last = day.AddDays(-random.Pick(0, 1, 1, 1, 2, 10, 31, 50, 90));
            var days = DateRange.Through(last.AddDays(-random.Pick(0, 0, 0, 3, 8)), last);
            if (prepaid && random.Chance(15))
            {
                acts.Add(new Act(0, day, Block(random, day), []));
                continue;
            }

            acts.Add(new Act(
                0, day,
                new UsageDeed(new RecordUsage(days, random.Pick(0L, 1L, 10L, 250L, 1333L, -1L, -10L, -200L) * random.Pick(1_000_000L, 1_000_000L, 333_333L), string.Empty)
                {
                    ChargeCode = prepaid && random.Chance(50) ? "credits" : "calls",
                }),
                []));
        }
    }
}
