using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Properties.Lives;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties;

/// <summary>What a pause takes comes again: as money, as free days, or as days of service.</summary>
[Rule("VER-7")]
public class PauseProperties
{
    private const int Many = 150;

    [Fact]
    public void Billed_days_that_move_cost_what_they_cost_without_the_pause_and_the_end_moves_by_them() => Hold(random =>
    {
        (Contract without, long cost) = Play(random.Order("12 months"), []);
        (Contract paused, long costPaused) = Play(random.Order("12 months"), [random.Pause("billed days moved")]);
        costPaused.ShouldBe(cost);
        paused.LastTerm.Span.End.ShouldBe(without.LastTerm.Span.End.AddDays(random.Days));
        paused.LastTerm.PaidEnd.ShouldBe(without.LastTerm.PaidEnd);
    });

    [Fact]
    public void A_shifted_term_has_as_many_paid_days_of_service_as_without_the_pause() => Hold(random =>
    {
        string cadence = random.Cadence;
        (Contract without, _) = Play(random.Order(cadence), []);
        (Contract paused, _) = Play(random.Order(cadence), [random.Pause("term shifted")]);
        (paused.LastTerm.PaidEnd.DayNumber - paused.Gaps.Sum(static gap => gap.Days.Days)).ShouldBe(without.LastTerm.PaidEnd.DayNumber);
        paused.LastTerm.Span.End.ShouldBe(paused.LastTerm.PaidEnd);
    });

    [Fact]
    public void A_pause_costs_the_same_whatever_moves_and_whenever_the_run_comes() => Hold(random =>
    {
        string order = random.Order(random.Cadence);
        string pause = random.Pause(random.Kind);
        Play(order, [pause], runs: 400).NetMinor.ShouldBe(Play(order, [pause]).NetMinor);
    });

    [Fact]
    public void A_pause_that_is_taken_back_leaves_everything_as_it_was() => Hold(random =>
    {
        string order = random.Order(random.Cadence);
        (Contract without, long cost) = Play(order, []);
        (Contract after, long costAfter) = Play(order, [random.Pause(random.Kind), random.TakenBack]);
        costAfter.ShouldBe(cost);
        after.LastTerm.Span.ShouldBe(without.LastTerm.Span);
    });

    private static void Hold(Action<Paused> property)
    {
        for (ulong seed = 1; seed <= Many; seed++)
        {
            property(new Paused(new Seeded(seed)));
        }
    }

    /// <summary>Plays a life to its end: with a run now and then, or one at the end.</summary>
    private static (Contract Contract, long NetMinor) Play(string order, string[] acts, int runs = 0)
    {
        Scenario life = ScenarioParser.Parse($"# A pause\nrules VER-7\ncurrency USD\n\n{order}\n{string.Join('\n', acts)}\n");
        var driver = new PureDriver();
        int next = 0;
        DateOnly day = life.Acts[0].On;
        for (int i = 0; i <= runs || next < life.Acts.Length; i++)
        {
            while (next < life.Acts.Length && life.Acts[next].On <= day)
            {
                driver.Play(life.Acts[next++]).RefusalCode.ShouldBeNull(order);
            }

            if (runs > 0)
            {
                driver.Run(day);
            }

            day = day.AddDays(1);
        }

        driver.Run(day.AddDays(800));
        return (driver.Dossier.Existing, driver.Documents.Sum(static document => document.NetMinor));
    }

    /// <summary>An order that nobody renews, and a pause within its year.</summary>
    private sealed class Paused(Seeded random)
    {
        private readonly DateOnly start = random.Pick(new DateOnly(2024, 1, 31), new DateOnly(2024, 2, 29), new DateOnly(2025, 1, 1), new DateOnly(2025, 8, 15));
        private readonly int after = random.Between(1, 300);
        private readonly string timing = random.Pick("", "", " in arrears");

        public int Days { get; } = random.Between(1, 60);

        public string Cadence { get; } = random.Pick("1 month", "3 months", "12 months", "5 months", "term");

        public string Kind { get; } = random.Pick("billed days moved", "term shifted", "billed days moved term shifted");

        public string TakenBack => $"{DayText.Of(On.AddDays(Days / 2))} resume on {DayText.Of(On)}";

        private DateOnly On => start.AddDays(after);

        public string Order(string cadence) => $"{DayText.Of(start)} order term 12 months ends\n"
            + $"    charge seats per unit 123.45 per month billed every {cadence}{(cadence == "12 months" ? "" : timing)}, 7 units";

        public string Pause(string kind) => $"{DayText.Of(On)} pause until {DayText.Of(On.AddDays(Days))} {kind}";
    }
}
