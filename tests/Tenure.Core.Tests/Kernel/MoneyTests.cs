using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Kernel;

public class MoneyTests
{
    private static readonly Currency Yen = Currency.Of("JPY");
    private static readonly Currency Dinar = Currency.Of("KWD");

    [Theory]
    [Rule("MON-1")]
    [InlineData("USD", 120000, "1200.00 USD")]
    [InlineData("USD", -5, "-0.05 USD")]
    [InlineData("USD", 0, "0.00 USD")]
    [InlineData("JPY", 1200, "1200 JPY")]
    [InlineData("JPY", 0, "0 JPY")]
    [InlineData("KWD", 1, "0.001 KWD")]
    [InlineData("CLF", -12345, "-1.2345 CLF")]
    [InlineData("USD", long.MinValue, "-92233720368547758.08 USD")]
    [InlineData("USD", long.MaxValue, "92233720368547758.07 USD")]
    public void Money_has_one_text_and_reads_it_back(string code, long minor, string text)
    {
        Money money = new(minor, Currency.Of(code));
        money.ToString().ShouldBe(text);
        Money.Parse(money.AmountText, money.Currency).Value.ShouldBe(money);
    }

    [Theory]
    [Rule("MON-1")]
    [InlineData("1200", 120000)]
    [InlineData("1200.5", 120050)]
    [InlineData("-3.07", -307)]
    [InlineData("0007", 700)]
    [InlineData("-0", 0)]
    public void An_amount_may_leave_out_digits(string text, long minor) =>
        Money.Parse(text, Currency.Usd).Value.ShouldBe(new Money(minor, Currency.Usd));

    [Theory]
    [Rule("MON-1")]
    [InlineData("1.000")]
    [InlineData("1.005")]
    [InlineData("1,00")]
    [InlineData("1 200")]
    [InlineData("1e3")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("-")]
    [InlineData("")]
    [InlineData("--1")]
    [InlineData("١٢")]
    [InlineData("92233720368547758.08")]
    [InlineData("99999999999999999999")]
    public void An_amount_that_is_not_plain_digits_of_the_currency_is_refused(string text)
    {
        Refusal refusal = Money.Parse(text, Currency.Usd).Refusal;
        refusal.Code.ShouldBe("text.amount");
        refusal.Sentence.ShouldContain("Write it like 1200.00: USD has at most 2 digits after the point.");
    }

    [Fact]
    [Rule("MON-1")]
    public void Digits_after_the_point_are_those_of_the_currency()
    {
        Money.Parse("1.234", Dinar).Value.Minor.ShouldBe(1234);
        Money.Parse("12", Yen).Value.Minor.ShouldBe(12);
        Money.Parse("12.0", Yen).Refusal.Sentence.ShouldContain("JPY has no digits");
    }

    [Fact]
    [Rule("MON-1")]
    public void Sums_are_checked_and_stay_in_one_currency()
    {
        Money one = new(100, Currency.Usd);
        (one + one).Minor.ShouldBe(200);
        (one - one).ShouldBe(Money.Zero(Currency.Usd));
        (-one).IsNegative.ShouldBeTrue();
        (one > -one).ShouldBeTrue();
        (one <= one - one).ShouldBeFalse();
        Should.Throw<OverflowException>(() => new Money(long.MaxValue, Currency.Usd) + one);
        Should.Throw<OverflowException>(() => -new Money(long.MinValue, Currency.Usd));
        Should.Throw<InvariantBrokenException>(() => one + new Money(1, Yen));
        Should.Throw<InvariantBrokenException>(() => one - Money.Zero(Currency.Eur));
        Should.Throw<InvariantBrokenException>(() => one < new Money(1, Yen));
    }

    [Theory]
    [Rule("MON-1")]
    [InlineData("0.0125", "0.0125")]
    [InlineData("12.50", "12.5")]
    [InlineData("1200.00", "1200")]
    [InlineData("-0.0", "0")]
    [InlineData("0000.1", "0.1")]
    [InlineData("1.00000000000000000000000000000000", "1")]
    [InlineData("9999999999999999999999999999", "9999999999999999999999999999")]
    [InlineData("0.000000000000000000000000001", "0.000000000000000000000000001")]
    public void A_unit_price_is_exact_and_has_one_text(string given, string text)
    {
        UnitPrice price = UnitPrice.Parse(given, Currency.Usd).Value;
        price.AmountText.ShouldBe(text);
        price.ToString().ShouldBe(text + " USD");
        UnitPrice.Parse(price.AmountText, Currency.Usd).Value.ShouldBe(price);
    }

    [Theory]
    [Rule("MON-1")]
    [InlineData("1,5")]
    [InlineData("1e5")]
    [InlineData("")]
    [InlineData(".1")]
    [InlineData(" 1")]
    [InlineData("1.00000000000000000000000000001")]
    public void A_price_that_would_be_rounded_or_guessed_is_refused(string text) =>
        UnitPrice.Parse(text, Currency.Usd).Refusal.Code.ShouldBe("text.price");

    [Fact]
    [Rule("MON-1")]
    public void Equal_prices_are_equal_whatever_their_zeros()
    {
        new UnitPrice(1.10m, Currency.Usd).ShouldBe(new UnitPrice(1.1m, Currency.Usd));
        new UnitPrice(1.10m, Currency.Usd).Minor.ShouldBe(new Fraction(110, 1));
        new UnitPrice(0.0125m, Currency.Usd).Minor.ShouldBe(new Fraction(5, 4));
        DecimalText.Of(decimal.MaxValue).ShouldBe("79228162514264337593543950335");
        DecimalText.Of(decimal.MinValue).Length.ShouldBeLessThanOrEqualTo(DecimalText.LongestLength);
        DecimalText.Of(-0.0000000000000000000000000001m).ShouldBe("-0.0000000000000000000000000001");
    }
}
