using FsCheck.Fluent;
using Shouldly;
using Tenure.Core.Kernel;
using Xunit;
using static Tenure.Core.Tests.Properties.KernelGenerators;

namespace Tenure.Core.Tests.Properties;

public class KernelMoneyProperties
{
    [Fact]
    [Rule("MON-3")]
    public void Parts_sum_to_the_whole_and_lie_within_one_unit_of_their_share() =>
        Holds(
            from total in Gen.Choose(-100_000, 100_000)
            from weights in Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, 100_000)).NonEmptyListOf()
            select (Total: (long)total, Weights: weights.Select(weight => (long)weight).ToArray()),
            split =>
            {
                long[] parts = Split.Among(split.Total, split.Weights);
                parts.Sum().ShouldBe(split.Total);
                Split.Among(-split.Total, split.Weights).ShouldBe(parts.Select(part => -part));
                long whole = split.Weights.Sum();
                for (int part = 0; part < parts.Length && whole > 0; part++)
                {
                    long off = Math.Abs((parts[part] * whole) - (split.Total * split.Weights[part]));
                    (off < whole).ShouldBeTrue();
                }
            });

    [Fact]
    [Rule("MON-3")]
    public void An_even_part_is_the_part_of_equal_weights() =>
        Holds(
            from total in Gen.Choose(-1000, 1000)
            from count in Gen.Choose(1, 90)
            select (total, count),
            split =>
            {
                long[] parts = Split.Among(split.total, Enumerable.Repeat(7L, split.count).ToArray());
                parts.ShouldBe(Split.Evenly(split.total, split.count));
                parts.ShouldBe(Enumerable.Range(0, split.count).Select(part => Split.EvenPart(split.total, split.count, part)));
            });

    [Fact]
    [Rule("MON-2")]
    public void One_rounding_is_half_away_from_zero_by_every_road() =>
        Holds(
            from value in Gen.Choose(-1_000_000, 1_000_000)
            from numerator in Gen.Choose(-400, 400)
            from denominator in Gen.Choose(1, 400)
            select (value, numerator, denominator),
            given =>
            {
                long rounded = Rounding.MulDiv(given.value, given.numerator, given.denominator);
                rounded.ShouldBe(Rounding.HalfAwayFromZero((Int128)given.value * given.numerator, given.denominator));
                rounded.ShouldBe((new Fraction(given.numerator, given.denominator) * given.value).RoundToLong());
                decimal exact = (decimal)given.value * given.numerator / given.denominator;
                rounded.ShouldBe((long)decimal.Round(exact, 0, MidpointRounding.AwayFromZero));
            });

    [Fact]
    [Rule("MON-1")]
    public void Fractions_obey_the_laws_of_arithmetic() =>
        Holds(
            from numbers in Gen.Choose(-1000, 1000).ArrayOf(3)
            from denominators in Gen.Choose(1, 1000).ArrayOf(3)
            select numbers.Zip(denominators, (number, denominator) => new Fraction(number, denominator)).ToArray(),
            f =>
            {
                (f[0] + f[1]).ShouldBe(f[1] + f[0]);
                (f[0] + f[1] - f[1]).ShouldBe(f[0]);
                (f[0] * (f[1] + f[2])).ShouldBe((f[0] * f[1]) + (f[0] * f[2]));
                (f[1].IsZero || f[0] * f[1] / f[1] == f[0]).ShouldBeTrue();
                Math.Sign(f[0].CompareTo(f[1])).ShouldBe(Math.Sign((f[0] - f[1]).Numerator.CompareTo(Int128.Zero)));
            });

    [Fact]
    [Rule("MON-1")]
    public void Money_and_prices_read_back_as_written() =>
        Holds(
            from code in Gen.Elements("USD", "JPY", "KWD", "CLF")
            from minor in Gen.Choose(int.MinValue, int.MaxValue)
            from scale in Gen.Choose(8, 28)
            select (Currency.Of(code), (long)minor * 977, new decimal(7, minor, 0, minor < 0, (byte)scale)),
            given =>
            {
                (Currency currency, long minor, decimal price) = given;
                Money money = new(minor, currency);
                Money.Parse(money.AmountText, currency).Value.ShouldBe(money);
                UnitPrice exact = new(price, currency);
                exact.Amount.ShouldBe(price);
                UnitPrice.Parse(exact.AmountText, currency).Value.ShouldBe(exact);
                exact.Minor.RoundToLong().ShouldBe(Rounding.ToMinor(price, currency));
            });
}
