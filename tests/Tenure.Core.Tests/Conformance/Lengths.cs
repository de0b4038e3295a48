using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Conformance;

/// <summary>Lengths and shares as the cases write them.</summary>
internal static class Lengths
{
    /// <summary>A price so high that a share of it shows eleven digits.</summary>
    internal const decimal Billion = 1_000_000_000m;

    /// <summary>How long a period is: whole months when it is that, else days.</summary>
    internal static Cadence Of(DateRange period)
    {
        Anchor anchor = Anchor.On(period.Start);
        int months = anchor.FloorIndex(Cadence.Month, period.End);
        return months > 0 && anchor.DateAt(Cadence.Month, months) == period.End ? Cadence.Months(months) : Cadence.Days(period.Days);
    }

    /// <summary>A share of <see cref="Billion"/> as a factor of so many digits.</summary>
    internal static string Factor(long minor, Currency currency, int digits = 9) =>
        Math.Round(minor / (decimal)currency.MinorPerUnit / Billion, digits, MidpointRounding.AwayFromZero)
            .ToString(CultureInfo.InvariantCulture);

    /// <summary>First day and end, as the cases write a range.</summary>
    internal static JsonArray Pair(DateRange days) => new(DayText.Of(days.Start), DayText.Of(days.End));

    internal static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    internal static JsonArray Days(IEnumerable<DateOnly> days) => Texts(days.Select(DayText.Of));
}
