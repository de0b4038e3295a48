// What the field says of recurring revenue, retention and renewals, played on contracts that were ordered, changed and ended.
using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;

namespace Tenure.Core.Tests.Conformance;

internal static class PlayedMetrics
{
    private static readonly DateOnly Start = new(2024, 1, 1);
    private static readonly DateOnly Opened = new(2025, 1, 1);
    private static readonly DateRange Year = new(Opened, Opened.AddYears(1));

    /// <summary>What is sold beside three years of a subscription, and does not change its ARR.</summary>
    internal static JsonObject AnnualRevenueLeavesOut(Given given, Settings settings, Currency currency)
    {
        Fraction alone = Arr([]);
        alone.ShouldBe(120_000);
        return new JsonObject { ["excludes"] = Lengths.Texts(given.Texts("beside").Where(kind => Arr([Beside(kind)]) == alone)) };

        Fraction Arr(Sold[] beside)
        {
            var life = new Life(settings, currency);
            life.Order(Start, [new Sold("base", 3_600m, Cadence.Months(36)), .. beside], Cadence.Months(36));
            if (beside.Any(static sold => sold.IsUsage))
            {
                life.Use("beside", 50m, Start, Start.AddDays(9));
            }

            return AnnualRevenue.Live(Steps(life), Start.AddDays(20));
        }

        static Sold Beside(string kind) => kind switch
        {
            "one-time" => new Sold("beside", 500m, Cadence.Month) { IsOnce = true },
            "services" => new Sold("beside", 150m, Cadence.Month, 8) { IsOnce = true },
            "uncommitted usage" => new Sold("beside", 1m, Cadence.Month) { IsUsage = true },
            _ => new Sold("beside", 10m, Cadence.Month),
        };
    }

    /// <summary>A contract that was signed and begins later: what CARR has that ARR has not.</summary>
    internal static JsonObject CommittedRevenueAdds(Given given, Settings settings, Currency currency)
    {
        IReadOnlyList<MrrStep> steps = Steps(new Life(settings, currency).Order(given.On("live"), [new Sold("base", 100m, Cadence.Month)]));
        DateOnly signed = given.On("signed");
        AnnualRevenue.SignedNotLive(steps, signed, signed.AddDays(-1)).ShouldBe(0);
        AnnualRevenue.SignedNotLive(steps, signed, given.On("live")).ShouldBe(0);
        AnnualRevenue.Live(steps, given.On("live")).ShouldBe(120_000);
        return new JsonObject
        {
            ["adds"] = (AnnualRevenue.Live(steps, signed) + AnnualRevenue.SignedNotLive(steps, signed, signed)).RoundToLong() switch
            {
                120_000 => "signed and not live",
                0 => "nothing",
                long other => other.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    /// <summary>An end that forfeits paid days and is recorded ahead: on how many days it may count as churn.</summary>
    internal static JsonObject ChurnDays(Given given, Settings settings, Currency currency)
    {
        var life = new Life(settings, currency);
        life.Order(Start, [new Sold("base", 1_200m, Cadence.Year)], Cadence.Year).Run(Start);
        life.End(Start.AddMonths(6), Start.AddMonths(3), Settlement.Nothing);
        RecordedFact end = life.History.Single(static recorded => recorded.Fact is ContractTerminated);
        DateOnly[] days = [.. Enum.GetValues<ChurnDay>().Select(policy =>
            Retention.DayOf(policy, end.Fact, life.Contract.KnownEnd, end.BusinessOn))];
        days.ShouldBe([Start.AddYears(1), Start.AddMonths(6), Start.AddMonths(3)]);
        foreach (DateOnly day in days)
        {
            Movement lost = Movements.Of([Retention.LostOn(MrrOf(life), day)], DateOnly.MaxValue).Single(static movement => movement.Kind == MovementKind.Churn);
            lost.ShouldBe(new Movement(day, MovementKind.Churn, -10_000));
        }

        return new JsonObject { ["policies"] = days.Distinct().Count() };
    }

    /// <summary>Customers of millions a month: one leaves, one shrinks, one stays, and perhaps one grows.</summary>
    internal static JsonObject Retained(Given given, Settings settings, Currency currency)
    {
        decimal churn = Millions("churn");
        decimal contraction = Millions("contraction");
        var stays = new Sold("stays", (Millions("start") - churn - contraction) / 2, Cadence.Month);
        Life leaving = Ordered(new Sold("base", churn, Cadence.Month)).End(Opened.AddMonths(3), Opened.AddMonths(2));
        Life shrinking = Ordered(stays, new Sold("more", contraction, Cadence.Month));
        shrinking.Change(Opened.AddMonths(4), [], [new Sold("more", contraction, Cadence.Month)]);
        Life growing = Ordered(stays);
        if (given.Has("expansion"))
        {
            growing.Change(Opened.AddMonths(5), [new Sold("more", Millions("expansion"), Cadence.Month)], []);
        }

        // Whoever comes within the window has no part in it.
        Life late = new Life(settings, currency).Order(Opened.AddMonths(1), [stays]);
        RetainedRevenue all = new[] { leaving, shrinking, growing, late }.Select(static life => Retention.Of([MrrOf(life)], Year))
            .Aggregate(static (sum, one) => sum + one);
        (all.Customers, all.CustomersLost, all.LogoChurn).ShouldBe((3, 1, new Fraction(1, 3)));
        Fraction? rate = given.Has("expansion") ? all.Net : all.Gross;
        return new JsonObject { ["percent"] = (rate!.Value * 100).RoundToLong() };

        decimal Millions(string name) => given.Amount(name) * 1_000_000;

        Life Ordered(params Sold[] sold) => new Life(settings, currency).Order(Start, sold);
    }

    /// <summary>Prices that rise by contract are no success of the year: with them net retention is above one, without them it is one.</summary>
    internal static JsonObject Escalated(Given given, Settings settings, Currency currency)
    {
        var life = new Life(settings, currency);
        life.Order(
            Start, [new Sold("seats", 10m, Cadence.Month, 10)], Cadence.Year,
            new RenewalClause(RenewalKind.Automatic, Cadence.Year, null) { Uplift = Uplift.Parse(given.Text("uplift")).Value }).Run(Opened);
        RetainedRevenue with = Retention.Of([MrrOf(life)], Year);
        RetainedRevenue without = with.WithoutUplifts(MonthlyRevenue.AgreedRises(life.Contract, Year));
        with.Net.ShouldBe(new Fraction(11, 10));
        (without.Uplifts, without.Closing).ShouldBe(((Fraction)1_000, with.Closing));
        return new JsonObject { ["leaves_out"] = without.Net == Fraction.One ? "contracted escalators" : "nothing" };
    }

    /// <summary>Three terms of 100.00 that end on one day: one is renewed, one waits, one is over.</summary>
    internal static JsonObject Renewals(Given given, Settings settings, Currency currency)
    {
        Life renewed = Due().Do(Start, new Scenarios.RenewDeed(new RenewContract(null, [], [])));
        renewed.Change(Opened, [new Sold("more", 20m, Cadence.Month)], []);
        Life open = Due();
        Life lost = Due().End(Opened, Start);
        RenewalFigures all = Of(renewed, RenewalOutcome.Renewed) + Of(open, RenewalOutcome.Open) + Of(lost, RenewalOutcome.Lost);
        (all.Upsell, all.Downsell, all.Churn, all.Rate).ShouldBe((2_000, 0, 10_000, new Fraction(1, 3)));
        (string Name, Fraction Value, long Due)[] columns =
            [("renewable", all.Renewable, 30_000), ("renewed", all.Renewed, 10_000), ("open", all.Open, 10_000)];
        return new JsonObject { ["columns"] = Lengths.Texts(columns.Where(static column => column.Value == column.Due).Select(static column => column.Name)) };

        Life Due() => new Life(settings, currency).Order(
            Start, [new Sold("base", 100m, Cadence.Month)], Cadence.Year, new RenewalClause(RenewalKind.Manual, Cadence.Year, null));

        static RenewalFigures Of(Life life, RenewalOutcome outcome) => RenewalFigures.Of(
            MonthlyRevenue.On(life.Contract, Opened.AddDays(-1)), MonthlyRevenue.On(life.Contract, Opened), outcome);
    }

    /// <summary>What a renewal will bring is the same whatever was used beyond what was agreed.</summary>
    internal static JsonObject Expected(Given given, Settings settings, Currency currency)
    {
        var life = new Life(settings, currency);
        life.Order(
            Start, [new Sold("base", 100m, Cadence.Month), new Sold("setup", 500m, Cadence.Month) { IsOnce = true }, PlayedUsage.Calls],
            Cadence.Year, new RenewalClause(RenewalKind.Manual, Cadence.Year, null) { Uplift = Uplift.Parse("10%").Value });
        RenewalExpectation before = RenewalExpectation.Of(life.History, Start, null);
        before.ShouldBe(new RenewalExpectation(170_000, 132_000));
        life.Use("calls", 70m, Start, Start.AddDays(9)).Run(Start.AddMonths(1));
        life.Seen.ValueMinor.ShouldBe(177_000);
        return new JsonObject
        {
            ["leaves_out"] = RenewalExpectation.Of(life.History, Start.AddMonths(1), null) == before ? "pay as you go" : "nothing",
        };
    }

    private static IReadOnlyList<MrrStep> Steps(Life life) => MonthlyRevenue.StepsOf(life.Contract);

    private static ContractMrr MrrOf(Life life) => new(life.Contract.Start, life.Contract.ExpectedEnd, Steps(life));
}
