using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Conformance;

/// <summary>Something sold: a price for one period, billed every such period unless another cadence is named.</summary>
internal sealed record Sold(string Code, decimal Price, Cadence Every, long Units = 1)
{
    /// <summary>How often it is billed, when that is not the period of its price.</summary>
    internal Cadence? Billed { get; init; } = Every;

    internal bool IsOnce { get; init; }

    internal bool IsUsage { get; init; }

    /// <summary>Units that cost nothing, for the days that the charge has in a month.</summary>
    internal long Included { get; init; }
}

/// <summary>A line of an issued document, with what its derivation says of the period.</summary>
internal sealed record IssuedLine(DraftDocument Document, DraftLine Drafted, string Code, DateRange Period, int Months, Fraction Weight)
{
    internal DateRange Days => Drafted.Days;

    internal long Minor => Drafted.AmountMinor;

    internal long Tax => Drafted.TaxMinor;

    internal long Gross => Drafted.GrossMinor;

    internal bool IsWhole => Days == Period;
}

/// <summary>One contract played on the public engine, act by act; an act that is refused fails the case.</summary>
internal sealed class Life(Settings settings, Currency currency)
{
    private readonly PureDriver driver = new();
    private DateOnly today = DateOnly.MinValue;

    internal Currency Currency => currency;

    /// <summary>The rates that it is taxed at.</summary>
    internal TaxRates TaxRates { get; init; } = TaxRates.None;

    internal TaxBasis TaxBasis { get; init; } = TaxBasis.PerDocument;

    internal Contract Contract => driver.Dossier.Existing;

    internal IReadOnlyList<RecordedFact> History => driver.Dossier.History;

    internal SeenContract Seen => driver.Look();

    /// <summary>What the newest invoice still asks for, in minor units.</summary>
    internal long OpenOnNewest => driver.Dossier.Account.Invoices[^1].OpenMinor;

    internal IReadOnlyList<DraftDocument> Documents => driver.Documents;

    /// <summary>Every line issued so far, in order.</summary>
    internal IReadOnlyList<IssuedLine> Lines => [.. driver.Documents.SelectMany(LinesOf)];

    internal long Total => driver.Documents.Sum(static document => document.NetMinor);

    /// <summary>Orders on its first day. The term is longer than any case unless one is given; nothing renews by itself.</summary>
    internal Life Order(DateOnly start, IEnumerable<Sold> sold, Cadence? term = null, RenewalClause? renewal = null,
        NoticeClause? notice = null, ImmutableArray<Discount> discounts = default, ImmutableArray<DatedPrice> prices = default)
    {
        Cadence length = term ?? Cadence.Months(60);
        var clauses = new Clauses(
            "Etc/UTC", length, renewal ?? new RenewalClause(RenewalKind.None, length, null), notice ?? NoticeClause.None,
            settings.Grid, settings.MonthEnd, settings.OldOnChange ? ChangeDay.OldTerms : ChangeDay.NewTerms,
            settings.OldOnEnd ? ChangeDay.OldTerms : ChangeDay.NewTerms)
        { DayCount = settings.DayCount, CreditUse = settings.CreditUse, Goodwill = settings.Goodwill, TermPrice = settings.TermPrice, TaxRates = TaxRates, TaxBasis = TaxBasis };
        return Do(start, new OrderDeed(new OrderContract(
            ScenarioIds.Customer, "plan", ScenarioIds.PlanVersion, currency, start, start, clauses,
            [.. sold.Select(item => new OrderItem(ChargeOf(item), Quantity.Of(item.Units)))],
            discounts.IsDefault ? [] : discounts)
        {
            Prices = prices.IsDefault ? [] : prices,
        }));
    }

    /// <summary>Adds and removes on a named day; decided on that day unless an earlier one is given.</summary>
    internal Life Change(DateOnly named, IEnumerable<Sold> add, IEnumerable<Sold> remove, DateOnly? decidedOn = null) =>
        Do(decidedOn ?? named, new UpgradeDeed(new UpgradeContract(
            named,
            [.. add.Select(item => new Addition(item.Code, Quantity.Of(item.Units), ChargeOf(item)))],
            [.. remove.Select(static item => new Removal(item.Code, Quantity.Of(item.Units), null))])));

    /// <summary>Ends on a named day, the unused days credited; decided on that day unless an earlier one is given.</summary>
    internal Life End(DateOnly named, DateOnly? decidedOn = null, Settlement settlement = Settlement.Credit) =>
        Do(decidedOn ?? named, new TerminateDeed(new TerminateContract(named, settlement, "asked")));

    /// <summary>The customer pays all that is owed.</summary>
    internal Life PayAll(DateOnly on) => Seen.ReceivableMinor > 0
        ? Do(on, new PayDeed(new RecordPayment(Seen.ReceivableMinor, on, null)))
        : this;

    /// <summary>Less is paid for a line in the period that holds the day.</summary>
    internal Life Goodwill(DateOnly on, int line, decimal amount) =>
        Do(on, new GoodwillDeed(new GrantGoodwill(on, line, (long)(amount * Scale), "agreed")));

    /// <summary>A total of what was used, recorded on the day after its last.</summary>
    internal Life Use(string code, decimal units, DateOnly first, DateOnly last) => Do(
        last.AddDays(1),
        new UsageDeed(new RecordUsage(DateRange.Through(first, last), Quantity.From(units).Value.Micros, string.Empty) { ChargeCode = code }));

    internal Life Pause(DateOnly from, DateOnly? until) => Do(from, new PauseDeed(new PauseContract(from, until, BySupplier: false)));

    internal Life Do(DateOnly on, Deed deed)
    {
        Outcome outcome = driver.Play(new Act(0, Later(on), deed, []));
        outcome.RefusalCode.ShouldBeNull(deed.ToString());
        return this;
    }

    /// <summary>The code with which a deed is refused, or <c>null</c> when it is done.</summary>
    internal string? Try(DateOnly on, Deed deed) => driver.Play(new Act(0, Later(on), deed, [])).RefusalCode;

    /// <summary>Carries out what is due by a day; the lines issued with it.</summary>
    internal IReadOnlyList<IssuedLine> Run(DateOnly day) => [.. driver.Run(Later(day)).SelectMany(LinesOf)];

    /// <summary>An amount as people write it.</summary>
    internal string Text(long minor) => (minor / Scale).ToString(CultureInfo.InvariantCulture);

    internal decimal Scale => currency.MinorPerUnit;

    private DateOnly Later(DateOnly day) => today = day < today ? today : day;

    private Charge ChargeOf(Sold item) => item.IsUsage
        ? new Charge(
            item.Code, item.Code, ChargeKind.Usage, PriceModel.PerUnit, new UnitPrice(item.Price, currency), item.Every, item.Every,
            BillingTiming.InArrears)
        {
            Included = Quantity.Of(item.Included),
            Thresholds = item.Included > 0 ? ThresholdRule.Prorated : ThresholdRule.Whole,
        }
        : new(
        item.Code, item.Code, item.IsOnce ? ChargeKind.OneTime : ChargeKind.Recurring,
        item.Units == 1 ? PriceModel.Flat : PriceModel.PerUnit, new UnitPrice(item.Price, currency), item.Every, item.Billed,
        settings.InArrears ? BillingTiming.InArrears : BillingTiming.InAdvance);

    private IEnumerable<IssuedLine> LinesOf(DraftDocument document)
    {
        foreach (DraftLine line in document.Lines)
        {
            string code = Contract.FindLine(line.ContractLine)!.Charge.Code;
            using JsonDocument derivation = JsonDocument.Parse(line.Derivation);
            JsonElement root = derivation.RootElement;
            if (!root.TryGetProperty("period", out JsonElement period) || root.TryGetProperty("usage", out _))
            {
                // A period that was billed and never served is given back whole, and usage has no share of its period.
                yield return new IssuedLine(document, line, code, line.Days, 0, Fraction.One);
                continue;
            }

            JsonElement served = root.GetProperty("served");
            yield return new IssuedLine(
                document, line, code,
                Kernel.Dates.Range(period.GetProperty("start").GetString()!, period.GetProperty("end").GetString()!),
                Cadence.Parse(root.GetProperty("length").GetString()!).Value.MonthCount,
                served.TryGetProperty("kept", out JsonElement kept)
                    ? Fraction.FromDecimal(DecimalOf(kept)) / Fraction.FromDecimal(DecimalOf(served.GetProperty("of")))
                    : new Fraction(line.Days.Days, period.GetProperty("days").GetInt32()));
        }
    }

    private static decimal DecimalOf(JsonElement number) => decimal.Parse(number.GetString()!, CultureInfo.InvariantCulture);
}
