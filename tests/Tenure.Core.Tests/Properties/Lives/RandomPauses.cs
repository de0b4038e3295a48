// Pauses in a random life that move their billed days, or the end of the term. It has chances of its own, so that lives stay what they are
// but for these.
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomPauses
{
    private const ulong Apart = 0xA24B_AED4_963E_E407;

    /// <summary>The life, its pauses perhaps of another kind.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        ImmutableArray<Act> acts = life.Acts;
        for (int i = 0; i < acts.Length; i++)
        {
            if (acts[i].Deed is PauseDeed { Command: var pause })
            {
                acts = acts.SetItem(i, acts[i] with { Deed = new PauseDeed(Of(random, pause)) });
            }
        }

        return life with { Acts = acts };
    }

    /// <summary>A pause without a day of return mostly gets one, since without it nothing can move.</summary>
    internal static PauseContract Of(Seeded random, PauseContract pause)
    {
        PauseContract moved = pause with
        {
            BilledDays = random.Chance(50) ? PausedDays.Moved : PausedDays.Credited,
            Term = random.Chance(50) ? PausedTerm.Shifted : PausedTerm.Fixed,
            BillingDays = random.Chance(40) ? BillingDaysAfter.NewEnd : BillingDaysAfter.Kept,
        };
        return moved.MovesTheEnd && random.Chance(70) ? moved with { ResumesOn = pause.ResumesOn ?? pause.On.AddDays(random.Between(1, 90)) } : moved;
    }
}
