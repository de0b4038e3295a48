using System.Text.Json.Nodes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

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
