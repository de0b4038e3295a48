// A charge in words: `seats per unit 49.00 per month billed every 12 months`, `seats graduated 1-10@5.00,11+@4.00 per month with 5
// included at least 100.00`, read and written.
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Tenure.App.Cli;
using Tenure.App.Contracts.Show;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.App.Catalogue.AddPlan;

internal static partial class ChargeSyntax
{
    private const string Expected = "a charge such as 'seats per unit 49.00 per month billed every 12 months', "
        + "'base flat 500.00 per year billed every 3 months in arrears', 'seats graduated 1-10@5.00,11+@4.00 per month', "
        + "'storage package 50@30.00 per month', 'calls per unit 0.01 usage per month', 'setup one time 250.00 given back pro rata' or 'setup one time 5000.00 on acceptance'";

    public static Decision<ImmutableArray<Charge>> ParseAll(string[] given, Currency currency)
    {
        var charges = ImmutableArray.CreateBuilder<Charge>();
        foreach (string text in given)
        {
            Decision<Charge> charge = Parse(text, currency);
            if (!charge.IsAccepted)
            {
                return charge.Refusal;
            }

            if (charge.Value.Check() is { } refusal)
            {
                return refusal;
            }

            if (charges.Any(other => other.Code == charge.Value.Code))
            {
                return new Core.Contracts.NamedTwice(charge.Value.Code);
            }

            charges.Add(charge.Value);
        }

        return charges.ToImmutable();
    }

    /// <summary>Whether a text is a code as events may hold it (CON-3).</summary>
    public static bool IsCode(string text) =>
        text.Length is > 0 and <= 64 && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    /// <summary>The terms of a charge in words, as a table shows them.</summary>
    public static string Terms(Charge charge)
    {
        string model = PriceWords.NameOf(charge.Model);
        if (charge.Kind == ChargeKind.OneTime)
        {
            string once = !charge.IsPlain ? PriceWords.Of(charge) : "one time" + (charge.Model == PriceModel.PerUnit ? ", per unit" : string.Empty);
            once += charge.Milestone.Length > 0 ? $", on {charge.Milestone}" : string.Empty;
            return charge.GivenBack.GivesBack ? $"{once}, {ClauseWords.Of(charge.GivenBack)}" : once;
        }

        if (charge.Kind == ChargeKind.Usage)
        {
            string used = charge.IsPlain ? $"{model} used" : PriceWords.Of(charge);
            return charge.IsPrepaid ? $"{PriceWords.Of(charge)}, {ClauseWords.BillingOf(charge)}" : $"{used}, billed after every {ClauseWords.PeriodOf(charge.PricePeriod)}";
        }

        string price = charge.IsPlain ? $"{model}, per {ClauseWords.PeriodOf(charge.PricePeriod)}" : PriceWords.Of(charge);
        string billed = charge.BillingCadence is { } cadence ? $"billed every {ClauseWords.PeriodOf(cadence)}" : "billed per term";
        return $"{price}, {billed} {(charge.Timing == BillingTiming.InAdvance ? "in advance" : "in arrears")}";
    }

    private static Decision<Charge> Parse(string text, Currency currency)
    {
        Match match = Grammar().Match(text.Trim());
        if (!match.Success)
        {
            return new OptionNotReadable("--charge", text, Expected);
        }

        string model = match.Groups["model"].Value;
        bool oneTime = !match.Groups["usage"].Success && (model == "one time" || match.Groups["once"].Success);
        string code = match.Groups["code"].Value;
        string period = match.Groups["period"].Success ? match.Groups["period"].Value : "month";
        string billed = match.Groups["billed"].Success ? match.Groups["billed"].Value : period;
        Decision<Charge> priced = Priced(text, code, model, match, currency);
        if (!priced.IsAccepted)
        {
            return priced.Refusal;
        }

        Decision<GiveBackClause> back = GiveBackClause.Parse(Or(match, "back", "no"));
        if (!back.IsAccepted)
        {
            return back.Refusal;
        }

        PrepaidClause prepaid = match.Groups["prepaid"].Success ? PrepaidClauses.Parse(match.Groups["prepaid"].Value).Value : PrepaidClause.None;
        Decision<Cadence> pricePeriod = Cadence.Parse(period);
        Decision<Cadence> billing = Cadence.Parse(match.Groups["term"].Success ? period : billed);
        if (!pricePeriod.IsAccepted || !billing.IsAccepted || (!oneTime && !match.Groups["period"].Success))
        {
            return new OptionNotReadable("--charge", text, Expected);
        }

        return priced.Value with
        {
            ProductCode = match.Groups["product"].Success ? match.Groups["product"].Value : code,
            Kind = oneTime ? ChargeKind.OneTime : match.Groups["usage"].Success ? ChargeKind.Usage : ChargeKind.Recurring,
            PricePeriod = pricePeriod.Value,
            BillingCadence = match.Groups["term"].Success ? null : billing.Value,
            GivenBack = back.Value,
            Milestone = Or(match, "milestone", string.Empty),
            Prepaid = prepaid,
            Overage = match.Groups["overage"].Success ? decimal.Parse(match.Groups["overage"].Value, System.Globalization.CultureInfo.InvariantCulture) : null,
            Timing = match.Groups["arrears"].Success || (match.Groups["usage"].Success && prepaid == PrepaidClause.None) ? BillingTiming.InArrears : BillingTiming.InAdvance,
        };
    }

    /// <summary>The charge as far as its price says: one amount, blocks, or tiers, and what is agreed beside it.</summary>
    private static Decision<Charge> Priced(string text, string code, string model, Match match, Currency currency)
    {
        string given = match.Groups["price"].Value;
        int block = model == "package" ? given.IndexOf('@', StringComparison.Ordinal) : -1;
        Quantity units = Quantity.Zero;
        PriceTiers tiers = PriceTiers.None;
        if (block < 0 && (given.Contains('@', StringComparison.Ordinal) || (given.Length == 0 && model is ("graduated" or "volume" or "stairstep"))))
        {
            if (given.Length > 0 && !PriceTiers.Parse(given).TryValue(out tiers!, out Refusal? unread))
            {
                return unread;
            }

            given = "0";
        }

        if ((block >= 0 && !Quantity.Parse(given[..block]).TryValue(out units, out _))
            || !UnitPrice.Parse(given[(block + 1)..], currency).TryValue(out UnitPrice price, out _)
            || !Quantity.Parse(Or(match, "included", "0")).TryValue(out Quantity included, out _)
            || !UnitPrice.Parse(Or(match, "minimum", "0"), currency).TryValue(out UnitPrice minimum, out _))
        {
            return new OptionNotReadable("--charge", text, Expected);
        }

        PriceModel meets = Enum.TryParse(model, ignoreCase: true, out PriceModel named) ? named : PriceModel.PerUnit;
        return new Charge(code, code, ChargeKind.Recurring, meets, price, Cadence.Month, Cadence.Month, BillingTiming.InAdvance)
        {
            Tiers = tiers,
            Block = units,
            Included = included,
            Minimum = minimum.Amount,
            Thresholds = match.Groups["prorated"].Success ? ThresholdRule.Prorated : ThresholdRule.Whole,
        };
    }

    private static string Or(Match match, string group, string otherwise) =>
        match.Groups[group].Success ? match.Groups[group].Value : otherwise;

    [GeneratedRegex(
        @"^(?<code>[A-Za-z0-9._-]{1,64}) (?<model>per unit|flat|one time|graduated|volume|package|stairstep)( (?<price>[0-9][0-9.,@+-]*))?(?<usage> usage)?"
        + @"(( per (?<period>\d* ?(?:day|week|month|quarter|year)s?))|(?<once> once))?"
        + @"( prepaid, (given back by (?<prepaid>unused share|time)|(?<prepaid>not) given back))?( overage (?<overage>[0-9]{1,15}(\.[0-9]{1,10})?))?"
        + @"( with (?<included>[0-9.]+) included)?( at least (?<minimum>[0-9.]+))?(?<prorated> thresholds prorated)?"
        + @"(( billed every (?<billed>\d* ?(?:day|week|month|quarter|year)s?))|(?<term> billed per term))?"
        + @"(?<arrears> in arrears)?( in advance)?( on (?<milestone>[A-Za-z0-9._-]{1,64}))?( given back (?<back>no|pro rata|undelivered|full within \d+ days))?( product (?<product>[A-Za-z0-9._-]{1,64}))?$")]
    private static partial Regex Grammar();
}
