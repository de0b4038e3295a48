// Random choices for what is open and left at ends. They have chances of their own, so that lives without them stay what they are.
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomBalance
{
    private const ulong Apart = 0xBA1A;

    /// <summary>The life, perhaps with choices; one that ends perhaps with another end, and with money before and after it.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        var acts = ImmutableArray.CreateBuilder<Act>();
        foreach (Act act in life.Acts)
        {
            acts.Add(act.Deed is TerminateDeed { Command: var end } && random.Chance(60)
                ? act with { Deed = new TerminateDeed(end with { Balance = Of(random) }) }
                : act);
        }

        bool ends = life.Acts.LastOrDefault(static act => act.Deed is TerminateDeed or WithdrawDeed or ReinstateDeed)?.Deed is TerminateDeed;
        if (random.Chance(60) && ends)
        {
            AddEnd(random, acts);
        }

        return life with { Acts = acts.ToImmutable() };
    }

    /// <summary>The life that belongs to a seed, with an end, and with money before and after it.</summary>
    public static Scenario Ended(ulong seed)
    {
        Scenario life = RandomLife.Of(seed);
        ImmutableArray<Act>.Builder acts = life.Acts.ToBuilder();
        AddEnd(new Seeded(seed ^ Apart ^ 1), acts);
        return life with { Acts = acts.ToImmutable() };
    }

    /// <summary>A choice; sometimes that of today, by which nothing happens.</summary>
    public static BalanceAtEnd Of(Seeded random) => new(
        random.Pick(UnpaidAtEnd.Collected, UnpaidAtEnd.Offset, UnpaidAtEnd.WrittenOff),
        new LeftoverAtEnd(Leftover.Keep, null) is var kept && random.Chance(40) ? kept
            : random.Chance(50) ? new LeftoverAtEnd(Leftover.Refund, null)
            : new LeftoverAtEnd(Leftover.Keep, random.Pick(1, 30, 200)));

    /// <summary>Some invoices are paid, in part or above what they ask for; the contract ends; more comes or is taken back; perhaps it goes
    /// on.</summary>
    private static void AddEnd(Seeded random, ImmutableArray<Act>.Builder acts)
    {
        DateOnly day = acts[^1].On.AddDays(random.Between(0, 40));
        for (int i = random.Between(0, 2); i >= 0; i--)
        {
            acts.Add(new Act(0, day, Pay(random, day), []));
            day = day.AddDays(random.Between(0, 20));
        }

        DateOnly end = day.AddDays(random.Pick(0, 0, 1, 25));
        acts.Add(new Act(0, day, new TerminateDeed(new TerminateContract(
            end, random.Pick(Settlement.Credit, Settlement.Credit, Settlement.Refund, Settlement.Nothing), "budget")
        { Balance = Of(random) }), []));
        day = end;
        for (int i = random.Between(0, 3); i > 0; i--)
        {
            day = day.AddDays(random.Between(0, 60));
            acts.Add(new Act(0, day, random.Chance(60) ? Pay(random, day) : RandomLife.Afterwards(random, day), []));
        }

        if (random.Chance(35))
        {
            acts.Add(new Act(0, day, new ReinstateDeed(new ReinstateContract(day, random.Chance(50), [])), []));
        }
    }

    private static PayDeed Pay(Seeded random, DateOnly day) => new(new RecordPayment(
        random.Pick(700L, 9000L, 250_000L, 5_000_000L), day, random.Chance(50) ? random.Between(1, 4) : null));
}
