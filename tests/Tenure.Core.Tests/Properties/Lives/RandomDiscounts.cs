// Discounts in a random life: until a day, from a day, for added lines, several percentages, and agreed or ended while the contract runs. They
// have chances of their own, so that lives without them stay what they are.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomDiscounts
{
    private const ulong Apart = 0xD15C_0047;

    /// <summary>The life, perhaps with further discounts.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        if (!random.Chance(40))
        {
            return life;
        }

        OrderContract order = ((OrderDeed)life.Acts[0].Deed).Command;
        DateOnly first = order.PaidFrom ?? order.StartOn;
        var discounts = order.Discounts.Select(discount => random.Chance(50) ? Lasting(random, discount, first) : discount).ToImmutableArray();
        if (random.Chance(50))
        {
            discounts = discounts.Add(Lasting(random, Percent(random, "until"), first));
        }

        if (random.Chance(20))
        {
            discounts = discounts.Add(Lasting(random, Fixed(random, order, "until-amount"), first));
        }

        order = order with
        {
            Discounts = discounts,
            Clauses = order.Clauses with { Percents = random.Chance(50) ? PercentRule.Added : PercentRule.OneAfterAnother },
        };
        var acts = life.Acts.SetItem(0, life.Acts[0] with { Deed = new OrderDeed(order) });
        for (int i = 1; i < acts.Length; i++)
        {
            if (acts[i].Deed is UpgradeDeed { Command: var change } deed && random.Chance(60))
            {
                acts = acts.SetItem(i, acts[i] with { Deed = deed with { Command = Changed(random, order, change, i) } });
            }
        }

        return life with { Acts = acts };
    }

    /// <summary>Often nothing but discounts, sometimes along with other changes.</summary>
    internal static UpgradeContract Changed(Seeded random, OrderContract order, UpgradeContract change, int number)
    {
        bool alone = change.Change.IsEmpty && random.Chance(60);
        bool ends = random.Chance(50);
        DateOnly day = change.On;
        Discount agreed = random.Chance(60) ? Percent(random, FormattableString.Invariant($"later-{number}")) : Fixed(random, order, FormattableString.Invariant($"later-{number}"));
        agreed = random.Chance(40) ? agreed with { End = day.AddDays(random.Pick(1, 10, 31, 45, 200)), Periods = null }
            : random.Chance(30) ? agreed with { Periods = random.Pick(1, 1, 2, 3), Renews = false }
            : agreed;
        return change with
        {
            Add = alone ? [] : change.Add,
            Remove = alone ? [] : change.Remove,
            Change = alone ? [] : change.Change,
            Discounts = ends && random.Chance(60) ? [] : [agreed],
            EndDiscounts = ends ? [order.Discounts.IsEmpty ? random.Pick("later-1", "later-2") : random.Pick([.. order.Discounts]).Code] : [],
            CutsDiscounts = random.Chance(60),
        };
    }

    private static Discount Lasting(Seeded random, Discount discount, DateOnly first) => random.Below(4) switch
    {
        0 => discount with { Start = first.AddDays(random.Pick(1, 20, 40, 365)), Periods = random.Chance(50) ? null : discount.Periods },
        1 => discount with { ReachesAdded = discount.Form == DiscountForm.Fixed },
        _ => discount with
        {
            Periods = null,
            End = first.AddDays(random.Pick(1, 14, 15, 31, 59, 100, 365, 400)),
            ReachesAdded = discount.Form == DiscountForm.Fixed && random.Chance(50),
        },
    };

    private static Discount Percent(Seeded random, string code) => new(
        code, DiscountForm.Percent, random.Pick(5m, 20m, 33.33m, 50m, 100m), null, random.Chance(60), random.Chance(50) ? "seats" : null);

    private static Discount Fixed(Seeded random, OrderContract order, string code) => new(
        code, DiscountForm.Fixed, order.Currency.Digits == 0 ? 11m : random.Pick(1m, 10.01m, 100m, 5000m), null, random.Chance(60), "seats");
}
