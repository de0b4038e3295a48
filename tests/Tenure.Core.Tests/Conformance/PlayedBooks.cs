using System.Text.Json.Nodes;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Conformance;

/// <summary>Worked examples of what a contract is worth and of recurring revenue.</summary>
internal static class PlayedBooks
{
    /// <summary>Units added to a running contract: recurring revenue, units and value before and after.</summary>
    internal static JsonObject Added(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        DateOnly on = given.On("change_date");
        (long units, decimal price) = given.Priced("added");
        (long held, decimal heldPrice) = given.Priced("held");
        var seats = new Sold("held", heldPrice, given.Every("price_period"), held);
        Sold more = given.Has("product") ? new Sold("added", price, given.Every("price_period"), units) : seats with { Units = units };
        var life = new Life(settings, currency);
        life.Order(start, [seats], given.Every("initial_term"), new RenewalClause(RenewalKind.Manual, Cadence.Year, null)).Run(start);
        SeenContract before = life.Seen;
        long charged = life.Change(on, [more], []).Run(on).Where(line => line.Drafted.ContractLine > 1).Sum(static line => line.Minor);
        DateOnly renewedOn = life.Contract.KnownEnd;
        life.Do(on, new RenewDeed(new RenewContract(null, [], [])));
        long alone = new Life(settings, currency).Order(on, [more with { Code = "added" }], Cadence.Year).Run(on).Sum(static line => line.Minor);
        return new JsonObject
        {
            ["mrr_delta"] = life.Text(life.Seen.MrrMinorOn(on) - before.MrrMinorOn(on.AddDays(-1))),
            ["charged"] = life.Text(charged),
            ["units"] = life.Seen.UnitsOn(more.Code, on),
            ["units_renewed"] = life.Seen.UnitsOn(more.Code, renewedOn),
            ["alone"] = life.Text(alone),
        };
    }

    /// <summary>What lines with a price, a start and an end are worth; billed to the end they cost the same.</summary>
    internal static JsonObject Value(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        Sold[] sold = [.. given.Each("sold").Select((line, index) => new Sold(
            "line" + index, line.Amount("price"), line.Has("once") ? Cadence.Month : line.Every("per"), line.Has("units") ? line.Count("units") : 1)
            { IsOnce = line.Has("once") })];
        var life = new Life(settings, currency);
        life.Order(start, sold, given.Every("initial_term"), discounts: given.Has("percent_off")
            ? [new Discount("off", DiscountForm.Percent, given.Amount("percent_off"), null, Renews: true, null)]
            : []);
        long value = life.Seen.ValueMinor;
        Fraction yearly = MonthlyRevenue.On(life.Contract, start) * 12;
        if (given.Has("end"))
        {
            life.End(given.On("end"), start);
        }

        long mrr = life.Seen.MrrMinorOn(start);
        return new JsonObject
        {
            ["value"] = life.Text(value),
            ["mrr"] = life.Text(mrr),
            ["arr"] = (yearly / currency.MinorPerUnit).RoundToLong(),
            ["actual"] = life.Text(life.Seen.ValueMinor),
            ["billed_before"] = life.Text(given.Has("billed_until") ? life.Run(given.On("billed_until")).Sum(static line => line.Minor) : 0),
            ["still_to_bill"] = life.Text(life.Seen.ValueMinor - life.Total),
        };
    }

    /// <summary>The same lines with and without a discount: recurring revenue gross and net, and what it loses with one of them.</summary>
    internal static JsonObject GrossAndNet(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        var stays = new Sold("stays", given.Amount("stays"), Cadence.Month);
        var leaves = new Sold("leaves", given.Amount("leaves"), Cadence.Month);
        var seen = new JsonObject();
        foreach ((string name, decimal percent) in new[] { ("gross", 0m), ("net", given.Amount("percent_off")) })
        {
            var life = new Life(settings, currency);
            life.Order(start, [stays, leaves], discounts: [new Discount("off", DiscountForm.Percent, percent, null, Renews: true, null)]);
            long before = life.Seen.MrrMinorOn(start);
            life.Change(start.AddMonths(2), [], [leaves]);
            long after = life.Seen.MrrMinorOn(start.AddMonths(2));
            seen[name] = Lengths.Texts([life.Text(after), life.Text(after - before)]);
        }

        return seen;
    }

    /// <summary>A discounted price at the renewal: with a discount that renews, and with one that does not.</summary>
    internal static JsonObject RenewedPrice(Given given, Settings settings, Currency currency)
    {
        var seen = new JsonObject();
        foreach ((string name, bool renews) in new[] { ("same", true), ("list", false) })
        {
            var life = new Life(settings, currency);
            life.Order(
                given.On("start"), [new Sold("plan", given.Amount("price"), Cadence.Year)], Cadence.Year,
                new RenewalClause(RenewalKind.Manual, Cadence.Year, null),
                discounts: [new Discount("off", DiscountForm.Percent, given.Amount("percent_off"), null, renews, null)]);
            long sold = life.Run(given.On("start")).Sum(static line => line.Minor);
            life.Do(given.On("start"), new RenewDeed(new RenewContract(null, [], [])));
            long renewed = life.Run(life.Contract.LastTerm.Span.Start).Sum(static line => line.Minor);
            seen["sold"] = life.Text(sold);
            seen[name] = life.Text(renewed);
        }

        return seen;
    }

    /// <summary>What a contract without an end is worth on the day it is ordered.</summary>
    internal static JsonObject EvergreenValue(Given given, Settings settings, Currency currency)
    {
        Life life = new Life(settings, currency).Order(
            new DateOnly(2025, 1, 1), [new Sold("plan", 10m, Cadence.Month), new Sold("setup", 100m, Cadence.Month) { IsOnce = true }], Cadence.Month,
            new RenewalClause(given.Text("renewal") == "evergreen" ? RenewalKind.Evergreen : RenewalKind.None, Cadence.Month, null));
        return new JsonObject
        {
            ["value"] = life.Text(life.Seen.ValueMinor) switch
            {
                "100" => "one-time charges alone",
                "110" => "one-time charges and the months that are fixed",
                string other => other,
            },
        };
    }

    /// <summary>A customer's subscriptions come and go: movements of recurring revenue, kind by kind.</summary>
    internal static JsonObject Moves(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        var yearly = new Sold("yearly", given.Amount("per_year"), Cadence.Year, given.Count("subscriptions"));
        var monthly = new Sold("monthly", given.Amount("per_month"), Cadence.Month, given.Count("added"));
        Life first = new Life(settings, currency).Order(start, [yearly], Cadence.Year);
        Life second = new Life(settings, currency).Order(given.On("added_on"), [monthly], Cadence.Year);
        first.Run(start);
        first.End(first.Contract.KnownEnd, start.AddDays(1));
        second.End(given.On("cancelled_on"), given.On("added_on"));
        DateOnly until = start.AddYears(2);
        IReadOnlyList<Movement> movements = Movements.Of([.. new[] { first, second }.Select(static life => new ContractMrr(
            life.Contract.Start, life.Contract.ExpectedEnd, MonthlyRevenue.StepsOf(life.Contract)))], until);
        Fraction closing = movements.Aggregate(Fraction.Zero, static (sum, movement) => sum + movement.DeltaMinor);
        return new JsonObject
        {
            ["movements"] = new JsonArray([.. movements.Select(movement => (JsonNode)new JsonObject
            {
                ["on"] = DayText.Of(movement.On),
                ["kind"] = movement.Kind.ToString(),
                ["delta"] = first.Text(movement.DeltaMinor.RoundToLong()),
            })]),
            ["closing"] = first.Text(closing.RoundToLong()),
        };
    }
}
