using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Contracts;

/// <summary>The rates of a contract, and how people write them.</summary>
public class TaxRatesTests
{
    private static readonly DateOnly Day = new(2026, 7, 1);

    [Theory]
    [InlineData("none", "none")]
    [InlineData("20", "20%")]
    [InlineData("20.00%", "20%")]
    [InlineData("books=7%,20%", "20%, books=7%")]
    [InlineData("21% from 2026-07-01, 20%, books=7 from 2026-01-01", "20%, 21% from 2026-07-01, books=7% from 2026-01-01")]
    [Rule("MON-5")]
    public void Rates_are_read_and_written_back(string written, string canonical)
    {
        TaxRates rates = TaxRates.Parse(written).Value;
        rates.ToString().ShouldBe(canonical);
        TaxRates.Parse(canonical).Value.ShouldBe(rates);
        TaxRates.Parse(canonical).Value.GetHashCode().ShouldBe(rates.GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("twenty")]
    [InlineData("=7%")]
    [InlineData("books=")]
    [InlineData("20%%")]
    [InlineData("20% from then")]
    [InlineData("20% from 2026-02-30")]
    [InlineData("20%, 21%")]
    [InlineData("1e1")]
    [InlineData("20,, 5")]
    public void What_is_no_rate_is_refused(string written) => TaxRates.Parse(written).Refusal.Code.ShouldBe("text.tax_rate");

    [Theory]
    [InlineData("0%", true)]
    [InlineData("100%", true)]
    [InlineData("23.3333%", true)]
    [InlineData("-1%", false)]
    [InlineData("100.0001%", false)]
    [InlineData("23.33333%", false)]
    [Rule("MON-5")]
    public void A_rate_is_a_percentage_from_0_to_100_with_at_most_four_digits(string written, bool isRate) =>
        TaxRates.Parse(written).Value.Check()?.Code.ShouldBe(isRate ? null : "tax.rate_out_of_range");

    [Fact]
    [Rule("MON-5")]
    public void A_charge_has_its_own_rate_before_that_of_all_and_the_latest_that_has_begun()
    {
        TaxRates rates = TaxRates.Parse("20%, 21% from 2026-07-01, books=7% from 2026-01-01, films=5% from 2026-07-02").Value;
        rates.RateOn("seats", Day.AddDays(-1)).ShouldBe(20m);
        rates.RateOn("seats", Day).ShouldBe(21m);
        rates.RateOn("books", new DateOnly(2025, 12, 31)).ShouldBe(20m);
        rates.RateOn("books", Day).ShouldBe(7m);
        rates.RateOn("films", Day).ShouldBe(21m);
        rates.RateOn("films", Day.AddDays(1)).ShouldBe(5m);
        TaxRates.Parse("books=7%").Value.RateOn("seats", Day).ShouldBeNull();
        TaxRates.None.RateOn("seats", Day).ShouldBeNull();
    }

    [Fact]
    [Rule("VER-9")]
    public void A_later_rate_of_the_same_day_takes_the_place_of_the_earlier_one()
    {
        TaxRates rates = TaxRates.Parse("20%, 21% from 2026-07-01").Value.With(TaxRates.Parse("22% from 2026-07-01").Value);
        rates.ToString().ShouldBe("20%, 22% from 2026-07-01");
        rates.ShouldNotBe(TaxRates.Parse("20%, 21% from 2026-07-01").Value);
    }

    [Fact]
    [Rule("MON-5")]
    public void A_basis_is_read_and_another_word_refused()
    {
        TaxBases.Parse(TaxBases.NameOf(TaxBasis.PerLine)).Value.ShouldBe(TaxBasis.PerLine);
        TaxBases.Parse("per document").Value.ShouldBe(TaxBasis.PerDocument);
        TaxBases.Parse("per order").Refusal.Code.ShouldBe("text.tax_basis");
    }
}
