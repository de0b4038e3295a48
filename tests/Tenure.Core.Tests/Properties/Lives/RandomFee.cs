// Random fees for early ends: a clause of the order, other amounts that an end agrees, and ends that are taken back once billed. They have chances of their own, so that lives
// without them stay what they are.
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomFee
{
    private const ulong Apart = 0xFEE5;

    private static readonly ImmutableArray<string> Clauses =
    [
        "remaining", "50%", "33.33%", "0%", "100.00", "0.50", "75% until 3 months, 25% until 12 months",
        "remaining until 1 month, 50% until 6 months, 10%", "500.00 until 6 months, 12.5%",
    ];

    /// <summary>The life, perhaps with fees.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        if (!random.Chance(90))
        {
            return life;
        }

        OrderContract order = ((OrderDeed)life.Acts[0].Deed).Command;
        string clause = random.Pick([.. Clauses]);
        TerminationFee fee = TerminationFee.Parse(clause == "0.50" && order.Currency.Digits == 0 ? "1" : clause).Value;
        var acts = ImmutableArray.CreateBuilder<Act>();
        acts.Add(life.Acts[0] with { Deed = new OrderDeed(order with { Clauses = order.Clauses with { TerminationFee = fee } }) });
        foreach (Act act in life.Acts[1..])
        {
            acts.Add(act.Deed is TerminateDeed { Command: var end } && random.Chance(40)
                ? act with { Deed = new TerminateDeed(end with { Fee = new AgreedFee(random.Pick(0L, 0L, 1L, 12345L), "agreed") }) }
                : act);
        }

        if (random.Chance(15))
        {
            DateOnly on = acts[^1].On.AddDays(random.Between(0, 40));
            acts.Add(new Act(0, on, new TerminateDeed(new TerminateContract(on, random.Pick(Settlement.Credit, Settlement.Refund), "budget")), []));
            DateOnly back = on.AddDays(random.Between(0, 70));
            acts.Add(new Act(0, back, new ReinstateDeed(new ReinstateContract(back, random.Chance(30), [])), []));
        }

        return life with { Acts = acts.ToImmutable() };
    }
}
