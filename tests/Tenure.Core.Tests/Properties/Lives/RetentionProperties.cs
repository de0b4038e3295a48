using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of retention and of renewals, whatever the lives.</summary>
public class RetentionProperties
{
    private const int Many = 150;

    [Fact]
    [Rule("BOOK-4")]
    public void Opening_less_what_was_lost_with_what_came_is_closing_and_no_rate_leaves_its_bounds() => Hold(static (contracts, window) =>
    {
        RetainedRevenue kept = Retention.Of(contracts, window);
        kept.Opening.ShouldBe(LevelOn(contracts, window.Start.AddDays(-1)));
        foreach (Fraction part in new[] { kept.Opening, kept.Contraction, kept.Churn, kept.Expansion, kept.Closing })
        {
            part.CompareTo(Fraction.Zero).ShouldBeGreaterThanOrEqualTo(0, kept.ToString());
        }

        if (kept.Customers == 0)
        {
            (kept, kept.Gross, kept.Net, kept.LogoChurn).ShouldBe((default, null, null, null));
            return;
        }

        kept.Closing.ShouldBe(LevelOn(contracts, window.LastDay));
        (kept.Opening - kept.Contraction - kept.Churn + kept.Expansion).ShouldBe(kept.Closing);
        kept.Gross!.Value.CompareTo(Fraction.One).ShouldBeLessThanOrEqualTo(0);
        kept.Gross.Value.CompareTo(Fraction.Zero).ShouldBeGreaterThanOrEqualTo(0);
        kept.Net.ShouldBe(kept.Gross + (kept.Expansion / kept.Opening));
        kept.Net!.Value.ShouldBe(kept.Closing / kept.Opening);
        (kept.CustomersLost == 1).ShouldBe(
            kept.Closing.IsZero && contracts.All(contract => !InForce(contract, window.LastDay)), kept.ToString());
    });

    [Fact]
    [Rule("BOOK-4")]
    public void A_longer_window_never_keeps_more_of_its_opening() => Hold(static (contracts, window) =>
    {
        RetainedRevenue all = Retention.Of(contracts, window);
        var first = new DateRange(window.Start, window.Start.AddDays(Math.Max(1, window.Days / 2)));
        RetainedRevenue half = Retention.Of(contracts, first);
        half.Opening.ShouldBe(all.Opening);
        (half.Gross ?? Fraction.Zero).CompareTo(all.Gross ?? Fraction.Zero).ShouldBeGreaterThanOrEqualTo(0);
    });

    [Fact]
    [Rule("BOOK-4")]
    public void Uplifts_come_out_of_the_expansion_and_out_of_nothing_else() => Hold(static (contracts, window) =>
    {
        RetainedRevenue with = Retention.Of(contracts, window);
        foreach (Fraction agreed in new Fraction[] { -100, 0, new(1, 3), 1_000_000_000 })
        {
            RetainedRevenue without = with.WithoutUplifts(agreed);
            (without.Closing, without.Gross, without.Expansion + without.Uplifts).ShouldBe((with.Closing, with.Gross, with.Expansion));
            without.Expansion.CompareTo(Fraction.Zero).ShouldBeGreaterThanOrEqualTo(0);
            without.WithoutUplifts(agreed).ShouldBe(without, "twice is once");
        }
    });

    [Fact]
    [Rule("BOOK-4")]
    public void An_end_counted_on_another_day_moves_the_loss_and_changes_nothing_before_it() => RandomLives.Hold(Many, static life =>
    {
        if (Played.Of(life, Runs.AtTheEnd) is not { } played || played.Contract.ExpectedEnd == DateOnly.MaxValue)
        {
            return;
        }

        ContractMrr contract = MrrOf(played.Contract);
        foreach (int days in new[] { -40, -1, 0, 25 })
        {
            DateOnly lostOn = contract.End.AddDays(days);
            ContractMrr moved = Retention.LostOn(contract, lostOn);
            moved.End.ShouldBe(lostOn < contract.Start ? contract.Start : lostOn);
            AnnualRevenue.Live(moved.Steps, moved.End).ShouldBe(Fraction.Zero);
            for (DateOnly day = contract.Start; day < moved.End && day < contract.End; day = day.AddDays(1))
            {
                AnnualRevenue.Live(moved.Steps, day).ShouldBe(MonthlyRevenue.On(played.Contract, day) * 12);
            }
        }
    });

    [Theory]
    [InlineData(100, 130)]
    [InlineData(100, 70)]
    [InlineData(0, 50)]
    [InlineData(100, 0)]
    [Rule("BOOK-4")]
    public void Every_term_that_was_due_is_renewed_open_or_lost(long before, long after)
    {
        foreach (RenewalOutcome outcome in Enum.GetValues<RenewalOutcome>())
        {
            RenewalFigures figures = RenewalFigures.Of(before, after, outcome);
            figures.Renewable.ShouldBe(before);
            (figures + figures).Renewable.ShouldBe(2 * before);
            (figures.Rate ?? Fraction.One).CompareTo(Fraction.One).ShouldBeLessThanOrEqualTo(0);
            if (outcome == RenewalOutcome.Renewed)
            {
                (figures.Renewed + figures.Upsell).ShouldBe(after);
            }
        }
    }

    /// <summary>Three lives of one customer, looked at in windows of several lengths.</summary>
    private static void Hold(Action<IReadOnlyList<ContractMrr>, DateRange> property) => RandomLives.Hold(Many, life =>
    {
        ulong seed = (ulong)life.Acts[0].On.DayNumber;
        Contract[] lives = [.. new[] { life, RandomLife.Of(seed), RandomLife.Of(seed + 1) }
            .Select(static one => Played.Of(one, Runs.AtTheEnd)).OfType<Played>().Select(static played => played.Contract)];
        foreach (Contract first in lives)
        {
            foreach (int length in new[] { 1, 31, 400 })
            {
                DateOnly start = first.Start.AddDays((int)(seed % 97));
                property([.. lives.Select(MrrOf)], new DateRange(start, start.AddDays(length)));
            }
        }
    });

    private static ContractMrr MrrOf(Contract contract) => new(contract.Start, contract.ExpectedEnd, MonthlyRevenue.StepsOf(contract));

    /// <summary>The revenue of a day with what is paused, told day by day.</summary>
    private static Fraction LevelOn(IReadOnlyList<ContractMrr> contracts, DateOnly day) => contracts.Aggregate(Fraction.Zero, (sum, contract) =>
        day >= contract.End ? sum : sum + (contract.Steps.LastOrDefault(step => step.On <= day && step.Cause != MrrCause.Paused).MinorPerMonth));

    private static bool InForce(ContractMrr contract, DateOnly day) => contract.Start <= day && day < contract.End
        && contract.Steps.LastOrDefault(step => step.On <= day && step.Cause is MrrCause.Ended or MrrCause.Reinstated).Cause != MrrCause.Ended;
}
