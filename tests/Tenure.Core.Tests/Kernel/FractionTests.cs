using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Kernel;

public class FractionTests
{
    [Fact]
    [Rule("MON-1")]
    public void A_fraction_is_reduced_with_its_sign_above()
    {
        new Fraction(6, -8).ToString().ShouldBe("-3/4");
        new Fraction(0, 5).ShouldBe(default);
        default(Fraction).ToString().ShouldBe("0/1");
        new Fraction(2, 4).GetHashCode().ShouldBe(new Fraction(1, 2).GetHashCode());
        ((Fraction)7).ToString().ShouldBe("7/1");
        Should.Throw<InvariantBrokenException>(() => new Fraction(1, 0));
    }

    [Fact]
    [Rule("MON-1")]
    public void Shares_of_a_period_add_up_exactly()
    {
        Fraction third = new(1, 3);
        (third + third + third).ShouldBe(Fraction.One);
        (Fraction.One - third).ShouldBe(new Fraction(2, 3));
        (third * third).ShouldBe(new Fraction(1, 9));
        (third / new Fraction(-2, 3)).ShouldBe(new Fraction(-1, 2));
        Should.Throw<InvariantBrokenException>(() => third / Fraction.Zero);
    }

    [Fact]
    [Rule("MON-1")]
    public void A_decimal_is_taken_exactly()
    {
        Fraction.FromDecimal(0.125m).ShouldBe(new Fraction(1, 8));
        Fraction.FromDecimal(-1.10m).ShouldBe(new Fraction(-11, 10));
        Fraction.FromDecimal(decimal.MaxValue).Numerator.ShouldBe(Int128.Parse("79228162514264337593543950335"));
        Fraction.FromDecimal(4294967296m).ShouldBe((Fraction)4294967296L);
        Fraction.FromDecimal(0.0000000000000000000000000001m).Denominator.ShouldBe(Int128.Parse("10000000000000000000000000000"));
    }

    [Fact]
    [Rule("MON-1")]
    public void Order_is_exact_even_where_cross_products_overflow()
    {
        Fraction large = new(Int128.MaxValue, Int128.MaxValue - 1);
        Fraction larger = new(Int128.MaxValue - 1, Int128.MaxValue - 2);
        (large < larger).ShouldBeTrue();
        (-larger < -large).ShouldBeTrue();
        (new Fraction(-1, 3) > new Fraction(-1, 2)).ShouldBeTrue();
        (new Fraction(7, 2) >= new Fraction(14, 4)).ShouldBeTrue();
        new Fraction(5, 1).CompareTo(new Fraction(11, 2)).ShouldBeLessThan(0);
    }

    [Fact]
    [Rule("MON-1")]
    public void A_result_that_leaves_128_bits_throws()
    {
        Fraction huge = new(Int128.MaxValue, 1);
        Should.Throw<OverflowException>(() => huge + 1);
        Should.Throw<OverflowException>(() => huge * 2);
        (huge * new Fraction(1, Int128.MaxValue)).ShouldBe(Fraction.One);
        Should.Throw<OverflowException>(() => huge.RoundToLong());
    }

    [Theory]
    [Rule("MON-2")]
    [InlineData(5, 2, 3)]
    [InlineData(-5, 2, -3)]
    [InlineData(49, 100, 0)]
    [InlineData(-49, 100, 0)]
    [InlineData(50, 100, 1)]
    [InlineData(-1, 2, -1)]
    [InlineData(7, 7, 1)]
    [InlineData(0, 9, 0)]
    [InlineData(149, 100, 1)]
    public void Halves_round_away_from_zero(long numerator, long denominator, long rounded)
    {
        Rounding.HalfAwayFromZero(numerator, denominator).ShouldBe(rounded);
        Rounding.MulDiv(numerator, 1, denominator).ShouldBe(rounded);
        new Fraction(numerator, denominator).RoundToLong().ShouldBe(rounded);
    }

    [Fact]
    [Rule("MON-2")]
    public void A_product_larger_than_64_bits_rounds_exactly()
    {
        Rounding.MulDiv(long.MaxValue, 181, 365).ShouldBe((long)(((Int128)long.MaxValue * 181 * 2 / 365 + 1) / 2));
        Rounding.MulDiv(long.MaxValue, long.MaxValue, long.MaxValue).ShouldBe(long.MaxValue);
        Rounding.MulDiv(long.MinValue, 1, 1).ShouldBe(long.MinValue);
        Rounding.MulDiv(120000, 181, 365).ShouldBe(59507);
        Rounding.MulDiv(-120000, 184, 365).ShouldBe(-60493);
        Should.Throw<OverflowException>(() => Rounding.MulDiv(long.MaxValue, 2, 1));
        Should.Throw<InvariantBrokenException>(() => Rounding.MulDiv(1, 1, 0));
        Should.Throw<InvariantBrokenException>(() => Rounding.HalfAwayFromZero(1, -1));
        Rounding.HalfAwayFromZero(Int128.MaxValue, Int128.MaxValue).ShouldBe(1);
        Rounding.HalfAwayFromZero(Int128.MaxValue - 1, Int128.MaxValue).ShouldBe(1);
    }

    [Fact]
    [Rule("MON-2")]
    public void A_decimal_becomes_minor_units_in_one_rounding()
    {
        Rounding.ToMinor(12.345m, Currency.Eur).ShouldBe(1235);
        Rounding.ToMinor(-12.345m, Currency.Eur).ShouldBe(-1235);
        Rounding.ToMinor(12.5m, Currency.Of("JPY")).ShouldBe(13);
        Rounding.ToMinor(0.0005m, Currency.Of("KWD")).ShouldBe(1);

        // Rounding twice, first to what a decimal holds, would make this 0.01.
        Rounding.ToMinor(0.0049999999999999999999999999m, Currency.Eur).ShouldBe(0);
        Should.Throw<OverflowException>(() => Rounding.ToMinor(decimal.MaxValue, Currency.Eur));
    }
}
