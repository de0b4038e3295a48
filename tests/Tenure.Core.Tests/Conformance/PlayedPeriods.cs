using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Conformance;

/// <summary>Cases about one price over a stretch of days: what each period of it costs, and the sum.</summary>
internal static class PlayedPeriods
{
    /// <summary>Factors of a subscription from a day on, billed up to another.</summary>
    internal static JsonObject Cycles(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        IReadOnlyList<IssuedLine> lines = Billed(
            settings, currency, new Sold("plan", Lengths.Billion, given.Every("billing_period")), start,
            given.Has("end") ? given.On("end") : null, given.On("target_date"));
        return new JsonObject
        {
            ["billing_cycles"] = Lengths.Factor(lines.Sum(static line => line.Minor), currency),
            ["parts"] = new JsonArray([.. lines.Select(line => (JsonNode)Part(line, currency))]),
        };
    }

    /// <summary>One slice of one price; without a period of its own, over as many periods as it takes.</summary>
    internal static JsonObject OneSlice(Given given, Settings settings, Currency currency)
    {
        DateRange slice = given.Has("slice") ? given.Days("slice") : new(given.On("previous_bill_through"), given.On("end"));
        decimal full = given.Has("full_amount") ? given.Amount("full_amount") : Lengths.Billion;
        Cadence every = given.Has("period") ? Lengths.Of(given.Days("period")) : Cadence.Month;
        IReadOnlyList<IssuedLine> lines = Billed(settings, currency, new Sold("plan", full, every), slice.Start, slice.End, slice.End);
        IReadOnlyList<IssuedLine> factors = Billed(
            settings, currency, new Sold("plan", Lengths.Billion, every), slice.Start, slice.End, slice.End);
        factors.ShouldAllBe(line => line.Minor <= (long)Lengths.Billion * currency.MinorPerUnit);
        IssuedLine[] asked = [.. lines.Where(line => !given.Has("period") || line.Period == given.Days("period"))];
        string amount = new Life(settings, currency).Text(asked.Sum(static line => line.Minor));
        return new JsonObject
        {
            ["days"] = asked.Sum(Weighed),
            ["period_days"] = asked.Sum(Nominal),
            ["factor"] = Lengths.Factor(factors.Where(line => asked.Any(one => one.Days == line.Days)).Sum(static line => line.Minor), currency),
            ["amount"] = amount,
            ["our_amount"] = amount,
        };
    }

    /// <summary>A price between an inclusive first and last day.</summary>
    internal static JsonObject Parts(Given given, Settings settings, Currency currency)
    {
        DateRange days = DateRange.Through(given.On("from_inclusive"), given.On("to_inclusive"));
        IReadOnlyList<IssuedLine> lines = Billed(
            settings, currency, new Sold("plan", given.Amount("base_price"), given.Every("base_period")), days.Start, days.End, days.End);
        return new JsonObject
        {
            ["amount"] = new Life(settings, currency).Text(lines.Sum(static line => line.Minor)),
            ["parts"] = new JsonArray([.. lines.Select(static line => (JsonNode)new JsonObject
            {
                ["slice"] = Lengths.Pair(line.Days),
                ["period"] = Lengths.Pair(line.Period),
                ["days"] = line.Days.Days,
                ["period_days"] = line.Period.Days,
            })]),
        };
    }

    /// <summary>Whole periods and one stub at either side.</summary>
    internal static JsonObject Stub(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        DateOnly end = given.On("end");
        decimal price = given.Has("list_price_per_month") ? given.Amount("list_price_per_month") : 1m;
        IReadOnlyList<IssuedLine> lines = Billed(settings, currency, new Sold("plan", price, Cadence.Month), start, end, end);
        IReadOnlyList<IssuedLine> factors =
            Billed(settings, currency, new Sold("plan", Lengths.Billion, Cadence.Month), start, end, end);
        IssuedLine stub = lines.Single(static line => !line.IsWhole);
        long sum = factors.Sum(static line => line.Minor);
        return new JsonObject
        {
            ["full_periods"] = lines.Count(static line => line.IsWhole),
            ["stub_days"] = stub.Days.Days,
            ["stub_period_days"] = stub.Period.Days,
            ["stub_counts"] = Lengths.Factor(factors.Single(line => line.Days == stub.Days).Minor, currency),
            ["months"] = Lengths.Factor(sum, currency, 3),
            ["term_count"] = Lengths.Factor(sum, currency, 6),
            ["price"] = new Life(settings, currency).Text(lines.Sum(static line => line.Minor)),
        };
    }

    /// <summary>A quarter that begins within a month: its parts month by month, its amount as one line.</summary>
    internal static JsonObject QuarterByMonths(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        DateOnly end = given.On("end");
        var monthly = new Sold("plan", given.Amount("monthly_rate"), Cadence.Month);
        IReadOnlyList<IssuedLine> months = Billed(settings with { DayCount = DayCount.Actual }, currency, monthly, start, end, end);
        IReadOnlyList<IssuedLine> quarter =
            Billed(settings, currency, monthly with { Billed = given.Every("billing_interval") }, start, end, end);
        IssuedLine stub = months.Single(static line => !line.IsWhole);
        return new JsonObject
        {
            ["parts"] = new JsonArray(
                new JsonObject { ["slice"] = Lengths.Pair(stub.Days), ["days"] = stub.Days.Days, ["period_days"] = stub.Period.Days },
                new JsonObject { ["full_months"] = months.Count(static line => line.IsWhole) }),
            ["amount"] = new Life(settings, currency).Text(quarter.ShouldHaveSingleItem().Minor),
        };
    }

    /// <summary>Units added within a month, to the end of the year.</summary>
    internal static JsonObject UnitsAdded(Given given, Settings settings, Currency currency)
    {
        DateRange slice = given.Days("slice");
        var units = new Sold("units", given.Amount("unit_price"), Cadence.Month, given.Count("quantity_delta"));
        var life = new Life(settings, currency);
        life.Order(new DateOnly(slice.Start.Year, 1, 1), [new Sold("nothing", 0m, Cadence.Month)])
            .Change(slice.Start, [units], []).End(slice.End, slice.Start).Run(slice.End);
        IssuedLine stub = life.Lines.Single(static line => !line.IsWhole);
        return new JsonObject
        {
            ["august_days"] = Weighed(stub),
            ["august_period_days"] = Nominal(stub),
            ["august"] = life.Text(stub.Minor),
            ["full_months"] = life.Text(life.Total - stub.Minor),
            ["total"] = life.Text(life.Total),
            ["value"] = life.Text(life.Seen.ValueMinor),
        };
    }

    /// <summary>One price of a plan, as one contract: the share of a period that a number of days is, under each day count.</summary>
    internal static JsonObject Shares(Given given, Settings settings, Currency currency)
    {
        DateRange days = DateRange.Through(given.On("from_inclusive"), given.On("to_inclusive"));
        var seen = new JsonObject();
        foreach (DayCount count in DayCounts.All)
        {
            IssuedLine line = Billed(
                settings with { DayCount = count, Grid = BillingGrid.CalendarMonths }, currency,
                new Sold("plan", Lengths.Billion, Cadence.Month), days.Start, days.End, days.End).ShouldHaveSingleItem();
            seen[DayCounts.NameOf(count)] = Lengths.Factor(line.Minor, currency);
        }

        return seen;
    }

    /// <summary>What a price for one length costs over another, cut by the contract's end.</summary>
    internal static JsonObject Multiplier(Given given, Settings settings, Currency currency)
    {
        Cadence priced = given.Every("price_period");
        DateOnly start = given.On("start");
        Cadence? billed = given.Text("billed") == "term" ? null : given.Every("billed");
        decimal price = given.Has("price") ? given.Amount("price") : Lengths.Billion;
        var life = new Life(settings, currency);
        life.Order(start, [new Sold("plan", price, priced) { Billed = billed }], given.Has("term") ? given.Every("term") : null);
        DateOnly end = given.Has("to_inclusive") ? given.On("to_inclusive").AddDays(1) : life.Contract.KnownEnd;
        if (end < life.Contract.KnownEnd)
        {
            life.End(end, start);
        }

        life.Run(end);
        return new JsonObject
        {
            ["amount"] = life.Text(life.Total),
            ["multiplier"] = Lengths.Factor(life.Total, currency, 4),
            ["periods"] = life.Lines.Count,
        };
    }

    /// <summary>One price billed up to a day; an end that is known from the start.</summary>
    internal static IReadOnlyList<IssuedLine> Billed(
        Settings settings, Currency currency, Sold sold, DateOnly start, DateOnly? end, DateOnly until)
    {
        Life life = new Life(settings, currency).Order(start, [sold]);
        if (end is { } known)
        {
            life.End(known, start);
        }

        life.Run(until);
        return life.Lines;
    }

    private static JsonObject Part(IssuedLine line, Currency currency) => line.IsWhole
        ? new JsonObject { ["part"] = "full period", ["cycles"] = Lengths.Factor(line.Minor, currency) }
        : new JsonObject
        {
            ["part"] = string.Create(CultureInfo.InvariantCulture, $"{DayText.Of(line.Days.Start)}..{DayText.Of(line.Days.End)}"),
            ["days"] = line.Days.Days,
            ["period_days"] = line.Period.Days,
            ["cycles"] = Lengths.Factor(line.Minor, currency),
        };

    /// <summary>The days of the whole as the day count has them: 30 a month when it says so.</summary>
    private static int Nominal(IssuedLine line) =>
        line.Drafted.Derivation.Span.IndexOf("\"by\":\""u8) >= 0 ? 30 * line.Months : line.Period.Days;

    private static int Weighed(IssuedLine line) => (int)(line.Weight * Nominal(line)).RoundToLong();
}
