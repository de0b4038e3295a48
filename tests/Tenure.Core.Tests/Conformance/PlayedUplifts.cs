using System.Text.Json.Nodes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Conformance;

/// <summary>Worked examples of prices that rise at a renewal.</summary>
internal static class PlayedUplifts
{
    /// <summary>A year's price, and what its first renewal costs.</summary>
    internal static JsonObject Once(Given given, Settings settings, Currency currency)
    {
        Life life = Yearly(settings, currency, new Sold("plan", given.Amount("price"), Cadence.Year), given.Amount("uplift_percent"));
        return new JsonObject { ["renewed"] = life.Text(life.Lines[1].Minor) };
    }

    /// <summary>A monthly price, and what each of three years costs.</summary>
    internal static JsonObject ByYears(Given given, Settings settings, Currency currency)
    {
        Life life = Yearly(
            settings, currency, new Sold("plan", given.Amount("per_month"), Cadence.Month) { Billed = Cadence.Year }, given.Amount("yearly_percent"));
        return new JsonObject { ["years"] = Lengths.Texts(life.Lines.Select(line => life.Text(line.Minor))) };
    }

    /// <summary>A term's price, renewed up to a common end at what a day of the old term cost, raised.</summary>
    internal static JsonObject CoTerminated(Given given, Settings settings, Currency currency)
    {
        DateRange former = given.Days("old_term");
        Cadence length = Lengths.Of(former);
        Life life = new Life(settings, currency).Order(
            former.Start, [new Sold("plan", given.Amount("old_term_price"), length) { Billed = null }], length,
            new RenewalClause(RenewalKind.Manual, length, null));
        Cadence until = CommonEnd.LengthOf(life.Contract, given.Days("new_term").End).Value;
        life.Do(former.Start, new RenewDeed(new RenewContract(until, [], []) { Uplift = Uplift.By((given.Amount("uplift") - 1m) * 100m) }));
        IReadOnlyList<IssuedLine> lines = life.Run(life.Contract.LastTerm.Span.Start);
        return new JsonObject
        {
            ["old_days"] = life.Contract.Terms[0].Span.Days,
            ["new_days"] = life.Contract.Terms[1].Span.Days,
            ["renewal_price"] = life.Text(lines[^1].Minor),
        };
    }

    /// <summary>Prices of one period after another, agreed with the order: what they are worth together.</summary>
    internal static JsonObject RampValue(Given given, Settings settings, Currency currency)
    {
        var start = new DateOnly(2025, 1, 1);
        decimal[] segments = [.. given.Texts("segments").Select(static text => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];
        var life = new Life(settings, currency);
        life.Order(start, [new Sold("plan", segments[0], Cadence.Month)], Cadence.Months(segments.Length), prices:
            [.. segments.Skip(1).Select((price, index) => new DatedPrice("plan", start.AddMonths(index + 1), price))]);
        return new JsonObject { ["value"] = life.Text(life.Seen.ValueMinor) };
    }

    private static Life Yearly(Settings settings, Currency currency, Sold sold, decimal percent)
    {
        var start = new DateOnly(2025, 1, 1);
        Life life = new Life(settings, currency).Order(
            start, [sold], Cadence.Year, new RenewalClause(RenewalKind.Automatic, Cadence.Year, null) { Uplift = Uplift.By(percent) });
        life.Run(start.AddYears(2));
        return life;
    }
}
