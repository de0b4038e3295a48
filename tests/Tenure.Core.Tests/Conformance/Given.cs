using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using static Tenure.Core.Tests.Kernel.Dates;

namespace Tenure.Core.Tests.Conformance;

/// <summary>The inputs of a case, read by name. A name that is not there fails the case: nothing has a default here.</summary>
internal sealed class Given(JsonObject facts)
{
    internal bool Has(string name) => facts[name] is not null;

    internal string Text(string name) => Node(name).ToString();

    internal DateOnly On(string name) => Day(Text(name)[..10]);

    internal DateRange Days(string name) => DaysOf(Node(name));

    internal decimal Amount(string name) => decimal.Parse(Text(name), CultureInfo.InvariantCulture);

    internal int Count(string name) => int.Parse(Text(name), CultureInfo.InvariantCulture);

    internal bool Says(string name) => bool.Parse(Text(name));

    internal Given Of(string name) => new(Node(name).AsObject());

    internal IEnumerable<Given> Each(string name) => Node(name).AsArray().Select(static item => new Given(item!.AsObject()));

    internal IEnumerable<string> Texts(string name) => Node(name).AsArray().Select(static item => item!.ToString());

    /// <summary>The rate that everything is taxed at; none where the case tells none.</summary>
    internal TaxRates Tax => Has("tax_percent") ? TaxRates.Of([new TaxStep(null, null, Amount("tax_percent"))]) : TaxRates.None;

    /// <summary>A number of units and a price, written <c>3 x 30</c>.</summary>
    internal (long Units, decimal Price) Priced(string name)
    {
        string[] both = Text(name).Split(" x ");
        return (long.Parse(both[0], CultureInfo.InvariantCulture), decimal.Parse(both[1], CultureInfo.InvariantCulture));
    }

    /// <summary>A cadence by its name or its length: <c>monthly</c>, <c>annual</c>, <c>30 days</c>, <c>1 quarter</c>.</summary>
    internal Cadence Every(string name) => Text(name) switch
    {
        "monthly" => Cadence.Month,
        "quarterly" or "calendar quarter" => Cadence.Quarter,
        "annual" => Cadence.Year,
        string length => Cadence.Parse(length).Value,
    };

    private JsonNode Node(string name) => facts[name] ?? throw new KeyNotFoundException("The case has no " + name + ".");

    private static DateRange DaysOf(JsonNode both) => Range(both[0]!.ToString(), both[1]!.ToString());
}

/// <summary>The clauses under which a case is played, by the names that people use for them.</summary>
internal sealed record Settings(
    BillingGrid Grid, DayCount DayCount, MonthEndRule MonthEnd, bool OldOnChange, bool OldOnEnd, bool InArrears)
{
    internal CreditUse CreditUse { get; init; } = CreditUse.DebtFirst;

    internal GoodwillEffect Goodwill { get; init; } = GoodwillEffect.PriceReduction;

    internal TermPriceRule TermPrice { get; init; } = TermPriceRule.ByMonths;

    internal static Settings Default { get; } =
        new(BillingGrid.FromStart, DayCount.Actual, MonthEndRule.Clamp, OldOnChange: false, OldOnEnd: false, InArrears: false);

    /// <summary>Reads them; a name or a value that is not known fails.</summary>
    internal static Settings Of(JsonObject? named)
    {
        Settings read = Default;
        foreach ((string name, JsonNode? value) in named ?? [])
        {
            string text = value!.ToString();
            read = (name, text) switch
            {
                ("grid", _) => read with { Grid = BillingGrid.Parse(text).Value },
                ("day count", _) => read with { DayCount = DayCounts.Parse(text).Value },
                ("month end", "stick") => read with { MonthEnd = MonthEndRule.StickToMonthEnd },
                ("change day", "old") => read with { OldOnChange = true },
                ("end day", "old") => read with { OldOnEnd = true },
                ("credit use", _) => read with { CreditUse = CreditUses.Parse(text).Value },
                ("goodwill", _) => read with { Goodwill = GoodwillEffects.Parse(text).Value },
                ("term price", _) => read with { TermPrice = TermPriceRules.Parse(text).Value },
                ("timing", "in arrears") => read with { InArrears = true },
                _ => throw new KeyNotFoundException("There is no setting " + name + " of " + text + "."),
            };
        }

        return read;
    }
}
