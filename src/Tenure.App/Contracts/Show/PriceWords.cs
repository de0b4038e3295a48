// Prices by tiers, blocks, included units and minimums as people say them, so that nobody needs the manual to read a price.
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Show;

internal static class PriceWords
{
    /// <summary>A price that is not one amount, nor one for each unit: <c>EUR per month: each unit by its tier, 1 to
    /// 10 at 5.00 each, from 11 at 4.00 each</c>.</summary>
    public static string Of(Charge charge)
    {
        if (charge.IsPrepaid)
        {
            string beyond = charge.Overage is { } overage ? $"; beyond them {Show(overage, charge)} per unit" : "; no more than them";
            return $"{charge.Price.Currency.Code} prepaid per {ClauseWords.PeriodOf(charge.PricePeriod)}: {Model(charge)}{beyond}";
        }

        string per = charge.Kind == ChargeKind.OneTime ? "once" : (charge.Kind == ChargeKind.Usage ? "for what is used per " : "per ") + ClauseWords.PeriodOf(charge.PricePeriod);
        string included = charge.Included.IsZero ? string.Empty : $", the first {charge.Included} units included";
        string minimum = charge.Minimum == 0 ? string.Empty : $", at least {Show(charge.Minimum, charge)}";
        string thresholds = charge.Thresholds == ThresholdRule.Prorated ? ", thresholds prorated in short periods" : string.Empty;
        return $"{charge.Price.Currency.Code} {per}: {Model(charge)}{included}{minimum}{thresholds}";
    }

    /// <summary>The name of a price model, as it is typed.</summary>
    public static string NameOf(PriceModel model) => model == PriceModel.PerUnit ? "per unit" : model.ToString().ToLowerInvariant();

    private static string Model(Charge charge) => charge.Model switch
    {
        PriceModel.Package => $"{Parsing.Show(charge.Price)} for each started block of {charge.Block}",
        PriceModel.Graduated => "each unit by its tier, " + Tiers(charge, " each"),
        PriceModel.Volume => "all units by the tier reached, " + Tiers(charge, " each"),
        PriceModel.Stairstep => "the whole by the tier reached, " + Tiers(charge, string.Empty),
        _ => $"{Parsing.Show(charge.Price)} per unit",
    };

    private static string Show(decimal amount, Charge charge) => Parsing.Show(new UnitPrice(amount, charge.Price.Currency));

    private static string Tiers(Charge charge, string each)
    {
        var words = new List<string>();
        Quantity before = Quantity.Zero;
        foreach (Tier tier in charge.Tiers.All)
        {
            Quantity first = before + Quantity.One;
            string span = tier.To is not { } to ? $"from {first}" : first == to ? $"{first}" : $"{first} to {to}";
            string fee = tier.Fee == 0 ? string.Empty : $" and {Show(tier.Fee, charge)}";
            words.Add(string.Create(CultureInfo.InvariantCulture, $"{span} at {Show(tier.Price, charge)}{each}{fee}"));
            before = tier.To ?? before;
        }

        return string.Join(", ", words);
    }
}
