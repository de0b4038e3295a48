using Shouldly;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Catalogue;

/// <summary>Worked numbers for every price model.</summary>
public class PeriodPriceTests
{
    [Theory]
    [InlineData("1", "100")]
    [Rule("PRO-1")]
    public void A_flat_price_is_the_price(string units, string price) => Of(Priced(PriceModel.Flat, 100m), units).ShouldBe(price);

    [Theory]
    [InlineData("25", "125")]
    [InlineData("0.5", "2.5")]
    [InlineData("0", "0")]
    [Rule("PRO-1")]
    public void A_price_per_unit_is_times_the_units(string units, string price) => Of(Priced(PriceModel.PerUnit, 5m), units).ShouldBe(price);

    [Theory]
    [InlineData("10", "50")]
    [InlineData("11", "54")]
    [InlineData("25", "110")]
    [InlineData("10.5", "52")]
    [InlineData("0", "0")]
    [Rule("PRO-1")]
    public void Graduated_tiers_price_their_own_units(string units, string price) =>
        Of(Tiered(PriceModel.Graduated, "1-10@5.00,11+@4.00"), units).ShouldBe(price);

    [Theory]
    [InlineData("10", "70")]
    [InlineData("11", "79")]
    [InlineData("10.5", "77")]
    [Rule("PRO-1")]
    public void The_fee_of_a_graduated_tier_counts_once_a_unit_lies_in_it(string units, string price) =>
        Of(Tiered(PriceModel.Graduated, "1-10@5.00+20.00,11+@4.00+5.00"), units).ShouldBe(price);

    [Theory]
    [InlineData("99", "990")]
    [InlineData("100", "800")]
    [InlineData("99.5", "796")]
    [InlineData("0", "0")]
    [Rule("PRO-1")]
    public void The_volume_tier_that_is_reached_prices_all_units(string units, string price) =>
        Of(Tiered(PriceModel.Volume, "1-99@10.00,100+@8.00"), units).ShouldBe(price);

    [Theory]
    [InlineData("1", "30")]
    [InlineData("50", "30")]
    [InlineData("50.000001", "60")]
    [InlineData("120", "90")]
    [Rule("PRO-1")]
    public void A_block_costs_its_price_as_soon_as_it_is_begun(string units, string price) =>
        Of(Priced(PriceModel.Package, 30m) with { Block = Quantity.Of(50) }, units).ShouldBe(price);

    [Theory]
    [InlineData("10", "50")]
    [InlineData("11", "90")]
    [InlineData("26", "150")]
    [InlineData("1000", "150")]
    [Rule("PRO-1")]
    public void The_stair_that_is_reached_is_the_price_of_the_whole(string units, string price) =>
        Of(Tiered(PriceModel.Stairstep, "1-10@50.00,11-25@90.00,26+@150.00"), units).ShouldBe(price);

    [Theory]
    [InlineData("4", "0")]
    [InlineData("5", "0")]
    [InlineData("15", "50")]
    [InlineData("16", "54")]
    [Rule("PRO-4")]
    public void Tiers_begin_after_the_included_units(string units, string price) =>
        Of(Tiered(PriceModel.Graduated, "1-10@5.00,11+@4.00") with { Included = Quantity.Of(5) }, units).ShouldBe(price);

    [Theory]
    [InlineData("20", "0")]
    [InlineData("21", "30")]
    [InlineData("71", "60")]
    public void Blocks_begin_after_the_included_units(string units, string price) =>
        Of(Priced(PriceModel.Package, 30m) with { Block = Quantity.Of(50), Included = Quantity.Of(20) }, units).ShouldBe(price);

    [Theory]
    [InlineData("0", "0")]
    [InlineData("1", "100")]
    [InlineData("20", "100")]
    [InlineData("21", "105")]
    [Rule("PRO-1")]
    public void A_minimum_counts_from_the_first_unit_until_the_price_is_more(string units, string price) =>
        Of(Priced(PriceModel.PerUnit, 5m) with { Minimum = 100m }, units).ShouldBe(price);

    [Fact]
    [Rule("PRO-4")]
    public void Prorated_thresholds_count_for_the_days_of_the_short_period()
    {
        // Half a period: 5 units at 5.00 and 20 at 4.00; with 20 included of 30, 10 of the 20 count.
        Charge tiers = Tiered(PriceModel.Graduated, "1-10@5.00,11+@4.00");
        (PeriodPrice.Of(tiers, Quantity.Of(25), 15, 30) / 30).ShouldBe(105m);
        Charge included = Priced(PriceModel.PerUnit, 5m) with { Included = Quantity.Of(20) };
        (PeriodPrice.Of(included, Quantity.Of(30), 15, 30) / 30).ShouldBe(100m);
    }

    [Fact]
    public void Tiers_are_written_as_they_are_read_and_equal_ones_are_equal()
    {
        PriceTiers tiers = PriceTiers.Parse("1-10@5.00+20.00, 11-25@4.50,26+@0").Value;
        tiers.ToString().ShouldBe("1-10@5+20,11-25@4.5,26+@0");
        tiers.ShouldBe(PriceTiers.Parse(tiers.ToString()).Value);
        tiers.GetHashCode().ShouldBe(PriceTiers.Parse(tiers.ToString()).Value.GetHashCode());
        tiers.Equals((object)PriceTiers.None).ShouldBeFalse();
        tiers.ShouldNotBe(PriceTiers.Parse("1-10@5.00+20.00,11-25@4.50,26+@1").Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("5.00")]
    [InlineData("1-10")]
    [InlineData("2-10@5.00,11+@4.00")]
    [InlineData("1-10@5.00,10+@4.00")]
    [InlineData("1-10@5.00,12+@4.00")]
    [InlineData("1+@5.00,11+@4.00")]
    [InlineData("1-10@five,11+@4.00")]
    [InlineData("1-10@5.00+1+2,11+@4.00")]
    [InlineData("1-2000000000@5.00,2000000001+@4.00")]
    public void Tiers_that_cannot_be_read_are_refused(string text) => PriceTiers.Parse(text).Refusal.Code.ShouldBe("text.tiers");

    [Fact]
    public void A_price_that_makes_no_sense_is_refused()
    {
        Code(Priced(PriceModel.Graduated, 0m)).ShouldBe("charge.tiers_missing");
        Code(Tiered(PriceModel.Volume, "1-10@5.00,11-5@4.00,6+@3.00")).ShouldBe("charge.tiers_not_ascending");
        Code(Tiered(PriceModel.Volume, "1-10@5.00,11-20@4.00")).ShouldBe("charge.last_tier_bounded");
        Code(Tiered(PriceModel.PerUnit, "1+@5.00")).ShouldBe("charge.price_terms_unfit");
        Code(Tiered(PriceModel.Graduated, "1+@-5.00")).ShouldBe("charge.negative_price");
        Code(Tiered(PriceModel.Graduated, "1+@5.00+-1")).ShouldBe("charge.negative_price");
        Code(Tiered(PriceModel.Graduated, "1+@5.00") with { Price = new UnitPrice(1m, Currency.Usd) }).ShouldBe("charge.price_terms_unfit");
        Code(Tiered(PriceModel.Stairstep, "1+@5.00+1.00")).ShouldBe("charge.price_terms_unfit");
        Code(Priced(PriceModel.Package, 30m)).ShouldBe("charge.block_empty");
        Code(Priced(PriceModel.PerUnit, 30m) with { Block = Quantity.Of(5) }).ShouldBe("charge.price_terms_unfit");
        Code(Priced(PriceModel.Flat, 30m) with { Included = Quantity.Of(5) }).ShouldBe("charge.included_on_flat");
        Code(Priced(PriceModel.Flat, 30m) with { Minimum = 5m }).ShouldBe("charge.price_terms_unfit");
        Code(Priced(PriceModel.PerUnit, 30m) with { Minimum = -5m }).ShouldBe("charge.negative_price");
        Code(Priced(PriceModel.PerUnit, 30m) with { Minimum = 5m, Kind = ChargeKind.OneTime }).ShouldBe("charge.minimum_without_period");
        Code(Priced(PriceModel.PerUnit, 30m) with { Thresholds = ThresholdRule.Prorated }).ShouldBe("charge.price_terms_unfit");
        Code(Tiered(PriceModel.Graduated, "1-10@5.00,11+@4.00+2") with { Included = Quantity.Of(2), Minimum = 10m }).ShouldBeNull();
    }

    internal static Charge Priced(PriceModel model, decimal price) => new(
        "seats", "seats", ChargeKind.Recurring, model, new UnitPrice(price, Currency.Usd), Cadence.Month, Cadence.Month,
        BillingTiming.InAdvance);

    internal static Charge Tiered(PriceModel model, string tiers) => Priced(model, 0m) with { Tiers = PriceTiers.Parse(tiers).Value };

    private static string Of(Charge charge, string units) => DecimalText.Of(PeriodPrice.Of(charge, Quantity.Parse(units).Value));

    private static string? Code(Charge charge) => charge.Check()?.Code;
}
