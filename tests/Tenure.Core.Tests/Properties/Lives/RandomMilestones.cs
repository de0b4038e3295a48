// Items that wait for a milestone in a random life, and milestones reached in time, late, twice and taken back. It has chances of its
// own, so that lives without them stay what they are.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomMilestones
{
    private const ulong Apart = 0xD1B5_4A32_D192_ED03;

    /// <summary>The life, perhaps with milestones.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        if (!random.Chance(25))
        {
            return life;
        }

        OrderContract order = ((OrderDeed)life.Acts[0].Deed).Command;
        order = order with { Items = order.Items.Add(new OrderItem(Item(random, life.Currency, "setup"), Quantity.Of(random.Pick(1, 1, 8)))) };
        var acts = ImmutableArray.CreateBuilder<Act>();
        acts.Add(life.Acts[0] with { Deed = new OrderDeed(order) });
        foreach (Act act in life.Acts[1..])
        {
            Meanwhile(random, acts, act.On, life.Currency);
            acts.Add(act);
        }

        Meanwhile(random, acts, acts[^1].On.AddDays(random.Pick(0, 20, 200)), life.Currency);
        return life with { Acts = acts.ToImmutable() };
    }

    private static Charge Item(Seeded random, Currency currency, string code) =>
        new(code, code, ChargeKind.OneTime, PriceModel.PerUnit, new UnitPrice(random.Pick(9.99m, 250m, 5000m), currency), Cadence.Month, null, BillingTiming.InAdvance)
        {
            Milestone = random.Pick("acceptance", "acceptance", "golive"),
            GivenBack = random.Pick(GiveBackClause.No, GiveBackClause.No, GiveBackClause.ProRata, GiveBackClause.FullWithin(40)),
        };

    /// <summary>Perhaps something about milestones between the newest act and a day.</summary>
    private static void Meanwhile(Seeded random, ImmutableArray<Act>.Builder acts, DateOnly until, Currency currency)
    {
        int count = random.Pick(0, 0, 1, 2);
        DateOnly day = acts[^1].On;
        for (int i = 0; i < count; i++)
        {
            day = day.AddDays(random.Between(0, Math.Max(0, until.DayNumber - day.DayNumber)));
            acts.Add(new Act(0, day, One(random, day, currency), []));
        }
    }

    private static Deed One(Seeded random, DateOnly day, Currency currency) => random.Below(10) switch
    {
        < 2 => new MilestoneDeed(new UndoMilestone(random.Pick("acceptance", "golive"))),
        2 => new UpgradeDeed(new UpgradeContract(day.AddDays(random.Pick(0, -10, 15)), [new Addition("training", Quantity.Of(2), Item(random, currency, "training"))], [])),
        3 => new UpgradeDeed(new UpgradeContract(day.AddDays(random.Pick(0, 0, 20)), [], [new Removal("setup", Quantity.One, null)])),
        _ => new MilestoneDeed(new ReachMilestone(day.AddDays(random.Pick(0, 0, 0, -5, -40, 20)), random.Pick("acceptance", "acceptance", "golive"))),
    };
}
