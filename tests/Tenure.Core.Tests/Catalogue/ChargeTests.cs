// Price terms that do not fit their price model are refused before anybody signs them.
using Shouldly;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Catalogue.PeriodPriceTests;

namespace Tenure.Core.Tests.Catalogue;

public class ChargeTests
{
    /// <summary>Charges that are refused, with the reason.</summary>
    internal static IReadOnlyList<(string Code, Charge Charge)> Unfit { get; } =
    [
        ("charge.tiers_missing", Priced(PriceModel.Graduated, 0m)),
        ("charge.tiers_not_ascending", Listed(new Tier(Quantity.Of(10), 5m, 0m), new Tier(Quantity.Of(10), 4m, 0m), new Tier(null, 3m, 0m))),
        ("charge.last_tier_bounded", Listed(new Tier(Quantity.Of(10), 5m, 0m))),
        ("charge.block_empty", Priced(PriceModel.Package, 30m)),
        ("charge.included_on_flat", Priced(PriceModel.Flat, 30m) with { Included = Quantity.One }),
        ("charge.minimum_without_period", Priced(PriceModel.PerUnit, 30m) with { Kind = ChargeKind.OneTime, Minimum = 5m }),
        ("charge.price_terms_unfit", Priced(PriceModel.PerUnit, 30m) with { Block = Quantity.One }),
        ("charge.price_terms_unfit", Priced(PriceModel.PerUnit, 30m) with { Thresholds = ThresholdRule.Prorated }),
        ("charge.price_terms_unfit", Priced(PriceModel.Flat, 30m) with { Minimum = 40m }),
        ("charge.price_terms_unfit", Tiered(PriceModel.Stairstep, "1+@5.00+1.00")),
        ("charge.price_terms_unfit", Tiered(PriceModel.Volume, "1+@5.00") with { Model = PriceModel.PerUnit }),
        ("charge.price_terms_unfit", Priced(PriceModel.PerUnit, 30m) with { GivenBack = GiveBackClause.ProRata }),
        ("charge.negative_price", Priced(PriceModel.PerUnit, 30m) with { Minimum = -5m }),
    ];

    [Fact, Rule("PRO-1")]
    public void Terms_that_do_not_fit_their_model_are_refused() =>
        Unfit.Select(static unfit => unfit.Charge.Check()?.Code).ShouldBe(Unfit.Select(static unfit => (string?)unfit.Code));

    [Fact, Rule("PRO-6")]
    public void A_clause_about_giving_back_is_read_as_it_is_written()
    {
        foreach (string text in new[] { "no", "pro rata", "undelivered", "full within 1 days", "full within 3660 days" })
        {
            GiveBackClause.Parse(text).Value.ToString().ShouldBe(text);
        }

        foreach (string text in new[] { "yes", "full", "full within 0 days", "full within 3661 days", "full within -1 days", "full within days" })
        {
            GiveBackClause.Parse(text).Refusal.Code.ShouldBe("text.give_back");
        }
    }

    private static Charge Listed(params Tier[] tiers) => Priced(PriceModel.Graduated, 0m) with { Tiers = new PriceTiers([.. tiers]) };
}
