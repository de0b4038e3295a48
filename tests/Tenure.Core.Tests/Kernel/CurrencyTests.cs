using System.Runtime.CompilerServices;
using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Kernel;

public class CurrencyTests
{
    [Theory]
    [Rule("MON-1")]
    [InlineData("USD", 2)]
    [InlineData("EUR", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("XOF", 0)]
    [InlineData("ISK", 0)]
    [InlineData("KWD", 3)]
    [InlineData("TND", 3)]
    [InlineData("CLF", 4)]
    [InlineData("UYW", 4)]
    [InlineData("COU", 2)]
    [InlineData("AED", 2)]
    [InlineData("ZWG", 2)]
    public void A_currency_knows_its_digits(string code, int digits)
    {
        Currency currency = Currency.Parse(code).Value;
        currency.Code.ShouldBe(code);
        currency.Digits.ShouldBe(digits);
        currency.MinorPerUnit.ShouldBe((int)Math.Pow(10, digits));
    }

    [Theory]
    [Rule("MON-1")]
    [InlineData("usd")]
    [InlineData("US")]
    [InlineData("")]
    [InlineData("XXX")]
    [InlineData("XAU")]
    [InlineData("DEM")]
    [InlineData("USD ")]
    public void An_unknown_code_is_refused(string code) => Currency.Parse(code).Refusal.Code.ShouldBe("text.currency");

    [Fact]
    [Rule("MON-1")]
    public void The_table_is_in_order_so_that_every_code_is_found()
    {
        string[] codes = CurrencyTable.Codes[1..];
        codes.ShouldBe(codes.Order(StringComparer.Ordinal));
        codes.ShouldAllBe(code => Currency.Of(code).Code == code);
        codes.Length.ShouldBeGreaterThan(160);
    }

    [Theory]
    [Rule("MON-1")]
    [InlineData(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF")]
    [InlineData(3, "BHD IQD JOD KWD LYD OMR TND")]
    [InlineData(4, "CLF UYW")]
    public void Exactly_these_have_other_digits_than_two(int digits, string codes) =>
        CurrencyTable.Codes[1..].Where(code => Currency.Of(code).Digits == digits).ShouldBe(codes.Split(' '));

    [Fact]
    [Rule("MON-1")]
    public void The_default_is_no_currency_and_takes_one_byte()
    {
        default(Currency).Code.ShouldBe("XXX");
        default(Currency).Digits.ShouldBe(0);
        Unsafe.SizeOf<Currency>().ShouldBe(1);
        Unsafe.SizeOf<Money>().ShouldBe(16);
    }

    [Fact]
    [Rule("MON-1")]
    public void Currencies_sort_by_code()
    {
        (Currency.Eur < Currency.Usd).ShouldBeTrue();
        (Currency.Eur >= Currency.Usd).ShouldBeFalse();
        Currency.Of("EUR").ShouldBe(Currency.Eur);
        Should.Throw<InvariantBrokenException>(() => Currency.Of("EURO"));
    }
}
