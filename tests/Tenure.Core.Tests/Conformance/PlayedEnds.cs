// Ends and what is given back by a seller's own rules, and the steps of a recast.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Conformance;

internal static class PlayedEnds
{
    private const int FullDays = 14;

    /// <summary>A contract that begins between two billing days: its first slice.</summary>
    internal static JsonObject FirstPeriod(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("effective");
        IssuedLine first = new Life(settings with { Grid = BillingGrid.Parse("day " + given.Text("billing_day")).Value }, currency)
            .Order(start, [new Sold("base", 120m, given.Every("billed"))]).Run(start).Single();
        return new JsonObject { ["first_service_period_inclusive"] = Lengths.Texts([DayText.Of(first.Days.Start), DayText.Of(first.Days.LastDay)]) };
    }

    /// <summary>Two invoices are paid, one after the other, and units that both have leave: which of them is paid back.</summary>
    internal static JsonObject RefundedFirst(Given given, Settings settings, Currency currency)
    {
        var start = new DateOnly(2025, 1, 1);
        var seats = new Sold("seats", 120m, Cadence.Year, 10);
        var life = new Life(settings, currency);
        life.Order(start, [seats]).Run(start);
        life.PayAll(start).Change(start.AddMonths(2), [seats with { Units = 5 }], []).Run(start.AddMonths(2));
        life.PayAll(start.AddMonths(2));
        life.Documents.Count.ShouldBe(given.Count("payments"));
        IssuedLine credit = life.Change(start.AddMonths(5), [], [seats with { Units = 5 }]).Run(start.AddMonths(5)).Single();
        life.Seen.CreditMinor.ShouldBe(-credit.Minor);
        return new JsonObject { ["first_refunded"] = credit.Drafted.CorrectsDocument == 2 ? "latest invoice" : "earlier invoice" };
    }

    /// <summary>Everything comes back within fourteen days, then whole months: the policy chooses the day of the end, and what was served of a
    /// contract that is to cost nothing is granted.</summary>
    internal static JsonObject RefundPolicy(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        return new JsonObject { ["refunded"] = Lengths.Texts(given.Texts("ended").Select(day => Back(Kernel.Dates.Day(day)))) };

        string Back(DateOnly asked)
        {
            var life = new Life(settings, currency);
            life.Order(start, [new Sold("base", 1_200m, Cadence.Year)], Cadence.Year).Run(start);
            life.PayAll(start);
            bool all = asked.DayNumber - start.DayNumber < FullDays;
            DateOnly end = all ? asked : start.AddMonths(1);
            life.End(end, asked, Settlement.Refund).Run(end);
            if (all)
            {
                life.Do(end, new GrantDeed(new GrantCredit(120_000 - life.Seen.RefundMinor, "agreed")));
            }

            long back = life.Seen.RefundMinor + life.Seen.CreditMinor;
            life.Do(end, new PayBackDeed(new RecordRefund(back, end)));
            return back == 120_000 ? "all" : $"{life.Text(back / 100)} months";
        }
    }

    /// <summary>A price by the year in instalments, more of which were billed than an end leaves: what is still to be billed is below zero.</summary>
    internal static JsonObject Instalments(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        Given sold = given.Each("sold").Single();
        var life = new Life(settings, currency);
        life.Order(start, [new Sold("base", sold.Amount("price"), sold.Every("per")) { Billed = given.Every("instalments") }], given.Every("initial_term"));
        life.Run(given.On("decided"));
        life.Total.ShouldBe(2_000_000);
        life.End(given.On("end"), given.On("decided"));
        long unbilled = life.Seen.ValueMinor - life.Total;
        life.Run(given.On("end")).Sum(static line => line.Minor).ShouldBe(unbilled);
        return new JsonObject { ["actual"] = life.Text(life.Seen.ValueMinor), ["unbilled_after_20000"] = life.Text(unbilled) };
    }

    /// <summary>A recast with another start, length, cadence, units, discount and an agreed credit: wished, previewed, carried out.</summary>
    internal static JsonObject Recast(Given given, Settings settings, Currency currency)
    {
        Act[] acts = [.. ScenarioParser.Parse("""
            currency USD
            2025-01-01 order term 12 months
                charge seats per unit 10.00 per month billed every 12 months, 10 units
            2025-01-01 run
            2025-07-01 recast credit reason grown agreed 700.00 because promise order term 24 months
                charge seats per unit 9.00 per month billed every 3 months, 20 units
                discount launch 10 percent renewing
            """).Acts];
        var driver = new PureDriver();
        foreach (Act act in acts[..^1])
        {
            driver.Play(act).RefusalCode.ShouldBeNull();
        }

        RecastContract wish = ((RecastDeed)acts[^1].Deed).Command;
        var flow = new List<string> { "create" };
        Dossier before = driver.Dossier;
        RecastPreview estimate = PreviewingRecast.Of(before, wish, acts[^1].On).Value;
        PreviewingRecast.Of(before, wish, acts[^1].On).Value.Hash.ShouldBe(estimate.Hash);
        driver.Dossier.ShouldBeSameAs(before, "an estimate that nobody starts leaves nothing behind");
        flow.Add("estimate");
        driver.Play(acts[^1]).RefusalCode.ShouldBeNull();
        driver.Dossier.Existing.Order.Recasts.ShouldNotBeNull();
        flow.Add("start");
        return new JsonObject { ["flow"] = Lengths.Texts(flow) };
    }
}
