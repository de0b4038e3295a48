// Pauses in a random life after which billing periods begin anew. They have chances of their own, so that lives stay what they are but for
// these.
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomReturns
{
    public const ulong Apart = 0x5851_F42D_4C95_7F2D;

    /// <summary>The life, its pauses that leave the end where it is perhaps with billing periods that begin on the day of return.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        ImmutableArray<Act> acts = life.Acts;
        for (int i = 0; i < acts.Length; i++)
        {
            if (acts[i].Deed is PauseDeed { Command: { MovesTheEnd: false } pause })
            {
                acts = acts.SetItem(i, acts[i] with { Deed = new PauseDeed(Of(random, pause)) });
            }
        }

        return life with { Acts = acts };
    }

    internal static PauseContract Of(Seeded random, PauseContract pause) =>
        random.Chance(40) ? pause with { BillingDays = BillingDaysAfter.Return } : pause;
}
