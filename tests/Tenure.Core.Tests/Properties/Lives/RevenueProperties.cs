using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of monthly recurring revenue, whatever the lives.</summary>
public class RevenueProperties
{
    private const int Many = 150;

    [Fact]
    [Rule("BOOK-4")]
    public void The_steps_agree_with_the_revenue_of_every_day() => RandomLives.Hold(Many, static life =>
    {
        if (Played.Of(life, Runs.AtTheEnd) is not { } played)
        {
            return;
        }

        IReadOnlyList<MrrStep> steps = MonthlyRevenue.StepsOf(played.Contract);
        int next = 0;
        Fraction now = Fraction.Zero;
        for (DateOnly day = played.Contract.Start.AddDays(-3); day <= played.Until; day = day.AddDays(1))
        {
            now = next < steps.Count && steps[next].On == day ? steps[next++].MinorPerMonth : now;
            MonthlyRevenue.On(played.Contract, day).ShouldBe(now, $"{day:yyyy-MM-dd}");
            now.CompareTo(Fraction.Zero).ShouldBeGreaterThanOrEqualTo(0);
        }
    });

    [Fact]
    [Rule("BOOK-4")]
    public void Opening_and_movements_are_closing_and_each_has_the_sign_of_its_kind() => RandomLives.Hold(Many, static life =>
    {
        // Three lives of one customer: this one, and two that a seed makes of it.
        ulong seed = (ulong)life.Acts[0].On.DayNumber;
        Contract[] contracts = [.. new[] { life, RandomLife.Of(seed), RandomLife.Of(seed + 1) }
            .Select(static one => Played.Of(one, Runs.AtTheEnd)).OfType<Played>().Select(static played => played.Contract)];
        if (contracts.Length == 0)
        {
            return;
        }

        DateOnly until = contracts.Max(static contract => contract.LastTerm.Span.End).AddDays(30);
        IReadOnlyList<Movement> movements = Movements.Of(
            [.. contracts.Select(static contract => new ContractMrr(contract.Start, contract.ExpectedEnd, MonthlyRevenue.StepsOf(contract)))], until);
        Fraction closing = Fraction.Zero;
        DateOnly before = DateOnly.MinValue;
        foreach (Movement movement in movements)
        {
            bool pauses = movement.Kind is MovementKind.Paused or MovementKind.Resumed;
            movement.On.ShouldBeGreaterThanOrEqualTo(pauses ? before : before.AddDays(1), "one movement a day beside pauses");
            before = movement.On;
            closing += movement.DeltaMinor;
            bool less = movement.Kind is MovementKind.Churn or MovementKind.Contraction or MovementKind.Paused;
            (movement.DeltaMinor.CompareTo(Fraction.Zero) < 0).ShouldBe(less, movement.ToString());
            if (!movements.Any(other => other != movement && other.On == movement.On))
            {
                closing.ShouldBe(Sum(contracts, movement.On));
                (movement.Kind == MovementKind.Churn).ShouldBe(closing.IsZero && !contracts.Any(contract => contract.IsInForceOn(movement.On)), movement.ToString());
            }
        }

        closing.ShouldBe(Sum(contracts, until));
        movements.Count(static movement => movement.Kind == MovementKind.New).ShouldBe(movements.Count > 0 ? 1 : 0);
    });

    private static Fraction Sum(Contract[] contracts, DateOnly day) =>
        contracts.Aggregate(Fraction.Zero, (sum, contract) => sum + MonthlyRevenue.On(contract, day));
}
