// Changes of a random life that are recorded for a later day, and then taken back or moved. They have chances of their own, so that lives without
// them stay what they are.
using System.Collections.Immutable;
using Tenure.Core.Contracts;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal static class RandomScheduling
{
    private const ulong Apart = 0x5C4E_D01E;

    /// <summary>The life, perhaps with changes that are taken back or moved.</summary>
    public static Scenario In(Scenario life, ulong seed)
    {
        var random = new Seeded(seed ^ Apart);
        if (!random.Chance(40))
        {
            return life;
        }

        var acts = ImmutableArray.CreateBuilder<Act>();
        int changes = 0;
        foreach (Act act in life.Acts)
        {
            bool schedules = act.Deed is UpgradeDeed or PauseDeed;
            bool later = schedules && random.Chance(70);
            int days = random.Pick(1, 5, 20, 40, 70, 120);
            acts.Add(!later ? act
                : act.Deed is UpgradeDeed upgrade ? act with { Deed = upgrade with { Command = upgrade.Command with { On = act.On.AddDays(days) } } }
                : act.Deed is PauseDeed { Command: var pause } ? act with { Deed = new PauseDeed(Later(pause, act.On.AddDays(days))) }
                : act);
            changes += schedules ? 1 : 0;
            int tries = schedules && random.Chance(65) ? 2 : 0;
            for (int i = 0; i < tries; i++)
            {
                int number = random.Between(1, changes); // some were refused, and some took effect
                acts.Add(new Act(0, act.On, random.Chance(50)
                    ? new DropDeed(new DropChange(number)) { IsNth = true }
                    : new RescheduleDeed(new RescheduleChange(number, act.On.AddDays(random.Pick(0, 1, 10, 31, 45, 200)))) { IsNth = true }, []));
            }
        }

        return life with { Acts = acts.ToImmutable() };
    }

    private static PauseContract Later(PauseContract pause, DateOnly on) =>
        pause with { On = on, ResumesOn = pause.ResumesOn?.AddDays(on.DayNumber - pause.On.DayNumber) };
}
