// A charge in words: `seats per unit 49.00 per month billed every 12 months`, read and written.
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
        + "'base flat 500.00 per year billed every 3 months in arrears' or 'setup one time 250.00'";

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
        string model = charge.Model == PriceModel.PerUnit ? "per unit" : "flat";
        if (charge.Kind == ChargeKind.OneTime)
        {
            return "one time" + (charge.Model == PriceModel.PerUnit ? ", per unit" : string.Empty);
        }

        string billed = charge.BillingCadence is { } cadence ? $"billed every {ClauseWords.PeriodOf(cadence)}" : "billed per term";
        return $"{model}, per {ClauseWords.PeriodOf(charge.PricePeriod)}, {billed} {(charge.Timing == BillingTiming.InAdvance ? "in advance" : "in arrears")}";
    }

    private static Decision<Charge> Parse(string text, Currency currency)
    {
        Match match = Grammar().Match(text.Trim());
        if (!match.Success)
        {
            return new OptionNotReadable("--charge", text, Expected);
        }

        string model = match.Groups["model"].Value;
        bool oneTime = model == "one time";
        string code = match.Groups["code"].Value;
        string period = match.Groups["period"].Success ? match.Groups["period"].Value : "month";
        string billed = match.Groups["billed"].Success ? match.Groups["billed"].Value : period;
        Decision<UnitPrice> price = UnitPrice.Parse(match.Groups["price"].Value, currency);
        Decision<Cadence> pricePeriod = Cadence.Parse(period);
        Decision<Cadence> billing = Cadence.Parse(match.Groups["term"].Success ? period : billed);
        if (!price.IsAccepted || !pricePeriod.IsAccepted || !billing.IsAccepted || (!oneTime && !match.Groups["period"].Success))
        {
            return new OptionNotReadable("--charge", text, Expected);
        }

        return new Charge(
            code,
            match.Groups["product"].Success ? match.Groups["product"].Value : code,
            oneTime ? ChargeKind.OneTime : ChargeKind.Recurring,
            model == "flat" ? PriceModel.Flat : PriceModel.PerUnit,
            price.Value,
            pricePeriod.Value,
            match.Groups["term"].Success ? null : billing.Value,
            match.Groups["arrears"].Success ? BillingTiming.InArrears : BillingTiming.InAdvance);
    }

    [GeneratedRegex(
        @"^(?<code>[A-Za-z0-9._-]{1,64}) (?<model>per unit|flat|one time) (?<price>[0-9.]+)"
        + @"( per (?<period>\d* ?(?:day|week|month|quarter|year)s?))?"
        + @"(( billed every (?<billed>\d* ?(?:day|week|month|quarter|year)s?))|(?<term> billed per term))?"
        + @"(?<arrears> in arrears)?( in advance)?( product (?<product>[A-Za-z0-9._-]{1,64}))?$")]
    private static partial Regex Grammar();
}
