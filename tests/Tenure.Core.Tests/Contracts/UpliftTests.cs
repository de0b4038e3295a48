using Shouldly;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Properties.Lives;
using Xunit;

namespace Tenure.Core.Tests.Contracts;

/// <summary>What a renewal makes of the prices of a charge.</summary>
public class UpliftTests
{
    private static readonly PlanVersionId Version = new(new Guid("00000000-0000-8000-8000-000000000a02"));

    private static Charge Seats(decimal price, string currency = "USD") => new(
        "seats", "seats", ChargeKind.Recurring, PriceModel.PerUnit, new UnitPrice(price, Currency.Of(currency)), Cadence.Month, Cadence.Month,
        BillingTiming.InAdvance);

    [Theory]
    [Rule("VER-3")]
    [InlineData("none")]
    [InlineData("5%")]
    [InlineData("7.25%")]
    [InlineData("list")]
    [InlineData("list at most 5%")]
    [InlineData("5% to 0 digits")]
    [InlineData("list at most 5% to 4 digits")]
    public void An_uplift_is_read_as_it_is_written(string text) => Uplift.Parse(text).Value.ToString().ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5 %")]
    [InlineData("%")]
    [InlineData("5e1%")]
    [InlineData("list 5%")]
    [InlineData("none to 2 digits")]
    [InlineData("list to 2 digits")]
    [InlineData("5% to two digits")]
    [InlineData("5% to 2 digits please")]
    public void Anything_else_is_refused(string text) => Uplift.Parse(text).Refusal.ShouldBeOfType<TextRefused>().Code.ShouldBe("text.uplift");

    [Theory]
    [Rule("MON-6")]
    [InlineData("49", "USD", "5%", "51.45")]
    [InlineData("49.99", "USD", "5%", "52.49")]
    [InlineData("0.5", "USD", "5%", "0.53")]
    [InlineData("0.0125", "USD", "5%", "0.0131")]
    [InlineData("0.0125", "USD", "5% to 6 digits", "0.013125")]
    [InlineData("49.99", "USD", "5% to 0 digits", "52")]
    [InlineData("1.40", "USD", "5% to 0 digits", "1.4")]
    [InlineData("4999", "JPY", "2.5%", "5124")]
    [InlineData("1.001", "KWD", "10%", "1.101")]
    [InlineData("0.3", "USD", "5% to 0 digits", "0.3")]
    [InlineData("0", "USD", "5%", "0")]
    [InlineData("49", "USD", "0%", "49")]
    public void A_price_is_rounded_to_the_digits_of_the_price_list_or_those_stated(string price, string currency, string uplift, string raised)
    {
        Charge charge = Seats(UnitPrice.Parse(price, Currency.Usd).Value.Amount, currency);
        Uplifting.Of(charge, Uplift.Parse(uplift).Value, null).Price.AmountText.ShouldBe(raised);
    }

    [Theory]
    [Rule("VER-3")]
    [InlineData("list", 120, "120")]
    [InlineData("list", 80, "80")]
    [InlineData("list at most 5%", 120, "105")]
    [InlineData("list at most 5%", 103, "103")]
    [InlineData("list at most 5%", 80, "80")]
    public void A_price_follows_the_list_as_far_as_agreed(string uplift, int listed, string raised) =>
        Uplifting.Of(Seats(100m), Uplift.Parse(uplift).Value, new ListPrices(Version, [Seats(listed)])).Price.AmountText.ShouldBe(raised);

    [Fact]
    [Rule("VER-3")]
    public void A_price_stays_when_the_list_has_the_charge_under_other_terms_or_not_at_all()
    {
        Charge seats = Seats(100m);
        Charge tiered = seats with { Model = PriceModel.Volume, Price = new UnitPrice(0m, Currency.Usd), Tiers = PriceTiers.Parse("1-10@5,11+@4").Value };
        foreach (Charge listed in new[]
        {
            seats with { Code = "other" }, seats with { PricePeriod = Cadence.Year }, seats with { Model = PriceModel.Flat }, Seats(120m, "EUR"),
            seats with { Included = Quantity.One }, seats with { Minimum = 5m }, seats with { Kind = ChargeKind.OneTime }, tiered,
        })
        {
            Uplifting.Of(seats, Uplift.List, new ListPrices(Version, [listed])).ShouldBeSameAs(seats, listed.ToString());
        }

        Charge otherLimits = tiered with { Tiers = PriceTiers.Parse("1-11@6,12+@5").Value };
        Uplifting.Of(tiered, Uplift.List, new ListPrices(Version, [otherLimits])).ShouldBeSameAs(tiered);
        Uplifting.Of(seats, Uplift.List, null).ShouldBeSameAs(seats);
    }

    [Fact]
    [Rule("MON-6")]
    public void Every_amount_of_a_price_is_raised_and_nothing_else_of_it()
    {
        Charge charge = Seats(0m) with
        {
            Model = PriceModel.Graduated,
            Tiers = PriceTiers.Parse("1-10@5,11+@4.5+20").Value,
            Included = Quantity.Of(3),
            Minimum = 99m,
        };
        Uplifting.Of(charge, Uplift.By(10m), null).ShouldBe(charge with { Tiers = PriceTiers.Parse("1-10@5.5,11+@4.95+22").Value, Minimum = 108.9m });
        Charge once = Seats(100m) with { Kind = ChargeKind.OneTime };
        Uplifting.Of(once, Uplift.By(10m), null).ShouldBeSameAs(once);
    }

    [Fact]
    [Rule("MON-6")]
    public void Twice_the_prices_are_twice_the_price_of_any_quantity()
    {
        var random = new Seeded(11);
        for (int i = 0; i < 500; i++)
        {
            Charge charge = RandomPrice.Of(random, Seats(random.Pick(0m, 0.0125m, 9.99m, 33.3335m)));
            Quantity units = random.Pick(Quantity.One, Quantity.Of(7), Quantity.Of(60), new Quantity(333_333));
            PeriodPrice.Of(Uplifting.Of(charge, Uplift.By(100m), null), units).ShouldBe(2m * PeriodPrice.Of(charge, units), charge.ToString());
        }
    }

    [Fact]
    [Rule("VER-3")]
    public void A_price_that_no_book_could_hold_stays_as_it_is()
    {
        var driver = new Scenarios.PureDriver();
        foreach (Scenarios.Act act in Scenarios.ScenarioParser.Parse("""
            2020-01-01 order term 1 month renews automatic 1 month uplift 1000%
                charge seats per unit 1000.00 per month billed every month, 1000 units
            2025-01-01 run
            """).Acts)
        {
            driver.Play(act).RefusalCode.ShouldBeNull();
        }

        driver.Dossier.Existing.Lines[0].Prices.Length.ShouldBe(3);
        driver.Documents.Count.ShouldBe(61);
    }
}
