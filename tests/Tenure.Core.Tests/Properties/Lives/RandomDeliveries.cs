// Items in a random life of which only the undelivered part is given back, and what is delivered of them in time, late, too much and
// corrected. It has chances of its own, so that lives without them stay what they are.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomDeliveries
{
    private const ulong Apart = 0xA076_1D64_78BD_642F;

    /// <summary>The life, perhaps with an item that is delivered by and by.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        if (!random.Chance(25))
        {
            return life;
        }

        OrderContract order = ((OrderDeed)life.Acts[0].Deed).Command;
        order = order with { Items = order.Items.Add(new OrderItem(Item(random, life.Currency), Quantity.Of(random.Pick(1, 3, 8)))) };
        int line = order.Items.Length;
        var acts = ImmutableArray.CreateBuilder<Act>();
        acts.Add(life.Acts[0] with { Deed = new OrderDeed(order) });
        foreach (Act act in life.Acts[1..])
        {
            Meanwhile(random, acts, act.On, line);
            acts.Add(act);
        }

        return life with { Acts = acts.ToImmutable() };
    }

    private static Charge Item(Seeded random, Currency currency) =>
        new("course", "course", ChargeKind.OneTime, PriceModel.PerUnit, new UnitPrice(random.Pick(9.99m, 33.3335m, 250m), currency), Cadence.Month, null, BillingTiming.InAdvance)
        {
            Milestone = random.Pick(string.Empty, string.Empty, string.Empty, "acceptance"),
            GivenBack = GiveBackClause.Undelivered,
        };

    private static void Meanwhile(Seeded random, ImmutableArray<Act>.Builder acts, DateOnly until, int line)
    {
        int count = random.Pick(0, 0, 1, 2);
        DateOnly day = acts[^1].On;
        for (int i = 0; i < count; i++)
        {
            day = day.AddDays(random.Between(0, Math.Max(0, until.DayNumber - day.DayNumber)));
            acts.Add(new Act(0, day, One(random, day, line), []));
        }
    }

    private static Deed One(Seeded random, DateOnly day, int line) => random.Below(10) switch
    {
        0 => new UpgradeDeed(new UpgradeContract(day.AddDays(random.Pick(0, 0, -10, 20)), [], [new Removal("course", Quantity.Of(random.Pick(1, 2)), null)])),
        1 => new MilestoneDeed(new ReachMilestone(day, "acceptance")),
        _ => Of(random, day.AddDays(random.Pick(0, 0, 0, -5, -40, 20)), line),
    };

    /// <summary>A total for a line, sometimes lower than the one before.</summary>
    public static DeliverDeed Of(Seeded random, DateOnly on, int line) =>
        new(new DeliverUnits(on, line, random.Pick(Quantity.Zero, Quantity.One, Quantity.Of(2), Quantity.Of(2), Quantity.Of(3), Quantity.Of(8), new Quantity(333_333))));
}
