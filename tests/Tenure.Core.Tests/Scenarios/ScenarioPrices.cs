// Prices in a scenario, read and written: one amount, blocks or tiers, and what is agreed beside them.
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

internal static class ScenarioPrices
{
    private static readonly (PriceModel Model, string[] Words)[] Models =
    [
        (PriceModel.PerUnit, ["per", "unit"]), (PriceModel.Flat, ["flat"]), (PriceModel.Package, ["package"]),
        (PriceModel.Graduated, ["graduated"]), (PriceModel.Volume, ["volume"]), (PriceModel.Stairstep, ["stairstep"]),
    ];

    public static Charge Read(ScenarioWords words, string code, Currency currency)
    {
        int place = Array.FindIndex(Models, model => words.Take(model.Words));
        PriceModel model = place < 0 ? throw words.Unreadable("a price model") : Models[place].Model;
        var charge = new Charge(
            code, code, ChargeKind.Recurring, model, new UnitPrice(0m, currency), Cadence.Month, null, BillingTiming.InAdvance);
        if (model is PriceModel.PerUnit or PriceModel.Flat)
        {
            return charge with { Price = words.Price(currency) };
        }

        string[] given = words.WordsWith('@');
        if (model == PriceModel.Package && given is [var block])
        {
            string[] both = block.Split('@');
            return charge with { Block = Quantity.Parse(both[0]).Value, Price = UnitPrice.Parse(both[1], currency).Value };
        }

        Decision<PriceTiers> tiers = PriceTiers.Parse(string.Join(',', given));
        return tiers.IsAccepted ? charge with { Tiers = tiers.Value } : throw words.Unreadable(tiers.Refusal.Sentence);
    }

    public static Charge ReadTerms(ScenarioWords words, Charge charge, Currency currency)
    {
        if (words.Take("with"))
        {
            charge = charge with { Included = words.Quantity() };
            words.Expect("included");
        }

        if (words.Take("prepaid", "by"))
        {
            PrepaidClause clause = words.Take("unused", "share") ? PrepaidClause.UnusedShare
                : words.Take("time") ? PrepaidClause.Time
                : words.Take("not") ? PrepaidClause.Not
                : throw words.Unreadable("unused share, time or not");
            charge = charge with { Prepaid = clause, Timing = BillingTiming.InAdvance };
            charge = words.Take("overage") ? charge with { Overage = words.Price(currency).Amount } : charge;
        }

        charge = words.Take("at", "least") ? charge with { Minimum = words.Price(currency).Amount } : charge;
        charge = words.Take("thresholds", "prorated") ? charge with { Thresholds = ThresholdRule.Prorated } : charge;
        charge = words.Take("on") ? charge with { Milestone = words.Word() } : charge;
        return words.Take("given", "back") ? charge with { GivenBack = GivenBack(words) } : charge;
    }

    private static GiveBackClause GivenBack(ScenarioWords words)
    {
        if (words.Take("pro", "rata"))
        {
            return GiveBackClause.ProRata;
        }

        if (words.Take("undelivered"))
        {
            return GiveBackClause.Undelivered;
        }

        words.Expect("full", "within");
        int days = words.Number();
        words.Expect("days");
        return GiveBackClause.FullWithin(days);
    }

    public static string Write(Charge charge) =>
        string.Join(' ', Models.First(model => model.Model == charge.Model).Words) + " " + charge.PriceText.Replace(',', ' ');

    public static string WriteTerms(Charge charge) =>
        (charge.Included.IsZero ? string.Empty : $" with {charge.Included} included")
        + (charge.IsPrepaid ? " prepaid by " + PrepaidClauses.NameOf(charge.Prepaid) : string.Empty)
        + (charge.Overage is { } overage ? $" overage {DecimalText.Of(overage)}" : string.Empty)
        + (charge.Minimum == 0 ? string.Empty : $" at least {DecimalText.Of(charge.Minimum)}")
        + (charge.Thresholds == ThresholdRule.Whole ? string.Empty : " thresholds prorated")
        + (charge.Milestone.Length == 0 ? string.Empty : " on " + charge.Milestone)
        + (charge.GivenBack.GivesBack ? " given back " + charge.GivenBack : string.Empty);
}
