// What was used: recorded totals, invoiced when their period is over or after an end.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Conformance;

internal static class PlayedUsage
{
    /// <summary>Usage at one unit of currency each, so that a total is its price.</summary>
    internal static Sold Calls { get; } = new("calls", 1m, Cadence.Month) { IsUsage = true };

    /// <summary>The usage of the days before an end, recorded after it, with what credit pays of its invoice.</summary>
    internal static void Final(Life life, Given given, DateOnly last, JsonObject seen)
    {
        decimal usage = given.Has("final_usage_excl_tax") ? given.Amount("final_usage_excl_tax")
            : given.Amount("final_usage_incl_tax") / (1m + (given.Amount("tax_percent") / 100m));
        IssuedLine final = life.Use("calls", usage, last, last).Run(last.AddDays(1)).ShouldHaveSingleItem();
        string applied = life.Text(final.Gross - life.OpenOnNewest);
        string due = life.Text(life.OpenOnNewest);
        seen["final_invoice"] = new JsonObject
        {
            ["usage"] = life.Text(final.Minor),
            ["tax"] = life.Text(final.Gross - final.Minor),
            ["credit_applied"] = applied,
            ["amount_due"] = due,
        };
        seen["final_invoice_credit_applied"] = applied;
        seen["final_invoice_due"] = due;
        seen["credit_left"] = life.Text(life.Seen.CreditMinor);
    }

    /// <summary>So many units on every day of the first month, of which the line ends with the month. Without that end, the next invoice is
    /// a month later.</summary>
    internal static JsonObject Consumed(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        DateOnly last = given.On("line_end_inclusive");
        Life life = Consuming(given, settings, currency, start, last);
        IssuedLine issued = life.Run(given.On("invoice_start")).ShouldHaveSingleItem();
        using JsonDocument derivation = JsonDocument.Parse(issued.Drafted.Derivation);
        JsonElement usage = derivation.RootElement.GetProperty("usage");

        Life goesOn = Consuming(given, settings, currency, start, last);
        goesOn.Run(given.On("invoice_start"));
        goesOn.Use("calls", given.Amount("quantity_per_day"), last.AddDays(1), last.AddDays(1));
        DateOnly next = goesOn.Run(start.AddYears(1)).ShouldHaveSingleItem().Document.IssueOn;

        life.Do(last.AddDays(1), new UpgradeDeed(new UpgradeContract(last.AddDays(1), [], []) { Change = [new EndPart("calls", null)] }));
        life.Try(last.AddDays(2), new UsageDeed(new RecordUsage(DateRange.Through(last.AddDays(1), last.AddDays(1)), 1, string.Empty) { ChargeCode = "calls" }))
            .ShouldBe("line.not_in_force");
        return new JsonObject
        {
            ["consumption_lines"] = usage.GetProperty("recorded").GetArrayLength(),
            ["invoice_quantity"] = usage.GetProperty("total").GetString(),
            ["invoice_amount"] = life.Text(issued.Minor),
            ["next_invoice_date"] = DayText.Of(next),
            ["after_close"] = life.Run(start.AddYears(2)).Count == 0 ? "no further invoice" : "a further invoice",
        };
    }

    /// <summary>Units that each grant so much of what is used, and more of them from the middle of a month of thirty days.</summary>
    internal static JsonObject Grants(Given given, Settings settings, Currency currency)
    {
        var start = new DateOnly(2025, 4, 1);
        (long held, decimal each) = given.Priced("held");
        (long added, decimal eachAdded) = given.Priced("added");
        Sold first = Calls with { Included = held * (long)each };
        Sold second = Calls with { Code = "more", Included = added * (long)eachAdded };
        var life = new Life(settings, currency);
        life.Order(start, [first]).Change(start.AddDays(15), [second], []);
        return new JsonObject
        {
            ["granted"] = Granted(life, start, start.AddDays(15)),
            ["granted_next_month"] = Granted(life, start.AddMonths(1), start.AddMonths(1)),
        };
    }

    /// <summary>What costs nothing of far more than is granted.</summary>
    private static string Granted(Life life, DateOnly first, DateOnly firstOfMore)
    {
        const decimal used = 10_000m;
        DateOnly last = first.AddMonths(1).AddDays(-1);
        long billed = life.Use("calls", used, first, last).Use("more", used, firstOfMore, last).Run(last.AddDays(1)).Sum(static line => line.Minor);
        return ((2 * used) - (billed / life.Scale)).ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static Life Consuming(Given given, Settings settings, Currency currency, DateOnly start, DateOnly last)
    {
        var life = new Life(settings, currency);
        life.Order(start, [Calls with { Price = given.Amount("unit_price") }]);
        for (DateOnly day = start; day <= last; day = day.AddDays(1))
        {
            life.Use("calls", given.Amount("quantity_per_day"), day, day);
        }

        return life;
    }
}
