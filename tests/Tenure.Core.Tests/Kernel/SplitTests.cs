using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Kernel;

public class SplitTests
{
    [Fact]
    [Rule("MON-3")]
    public void Left_over_units_go_to_the_largest_remainder_then_to_the_first()
    {
        Split.Among(100, 1, 1, 1).ShouldBe([34, 33, 33]);
        Split.Among(10, 50, 25, 25).ShouldBe([5, 3, 2]);
        Split.Among(100, 1, 2, 4).ShouldBe([14, 29, 57]);
        Split.Among(5, 1, 1, 1).ShouldBe([2, 2, 1]);
    }

    [Fact]
    [Rule("MON-3")]
    public void A_negative_total_is_the_mirror_of_the_positive() => Split.Among(-100, 1, 2, 4).ShouldBe([-14, -29, -57]);

    [Fact]
    [Rule("MON-3")]
    public void A_part_without_weight_gets_nothing_unless_none_has_weight()
    {
        Split.Among(7, 0, 1, 0, 1).ShouldBe([0, 4, 0, 3]);
        Split.Among(7, 0, 0, 0).ShouldBe([3, 2, 2]);
        Split.Among(0).ShouldBeEmpty();
        Should.Throw<InvariantBrokenException>(() => Split.Among(1));
        Should.Throw<InvariantBrokenException>(() => Split.Among(1, 1, -1));
        Should.Throw<InvariantBrokenException>(() => Split.Among(1, [1, 2], new long[1]));
    }

    [Fact]
    [Rule("MON-3")]
    public void The_largest_totals_and_weights_do_not_overflow()
    {
        Split.Among(long.MaxValue, long.MaxValue, long.MaxValue).ShouldBe([(long.MaxValue / 2) + 1, long.MaxValue / 2]);
        Split.Among(long.MinValue, 1).ShouldBe([long.MinValue]);
    }

    [Fact]
    [Rule("PRO-1")]
    public void A_years_price_over_twelve_months_costs_the_years_price()
    {
        long[] months = Split.Evenly(100_000, 12);
        months.Sum().ShouldBe(100_000);
        months.ShouldBe([8334, 8334, 8334, 8334, 8333, 8333, 8333, 8333, 8333, 8333, 8333, 8333]);
        Enumerable.Range(0, 12).Select(month => Split.EvenPart(-100_000, 12, month)).ShouldBe(months.Select(part => -part));
        Should.Throw<InvariantBrokenException>(() => Split.EvenPart(1, 12, 12));
        Should.Throw<InvariantBrokenException>(() => Split.EvenPart(1, 0, 0));
        Should.Throw<InvariantBrokenException>(() => Split.Evenly(1, 0));
    }

    [Fact]
    [Rule("MON-3")]
    public void Many_parts_are_cut_by_the_same_rule_as_few()
    {
        long[] weights = [.. Enumerable.Range(0, 500).Select(part => (part * 7919L % 101) + 1)];
        long[] parts = Split.Among(1_234_567, weights);
        parts.Sum().ShouldBe(1_234_567);
        Int128 whole = weights.Sum();
        int[] byRemainder = [.. Enumerable.Range(0, 500).OrderByDescending(part => 1_234_567 * (Int128)weights[part] % whole)];
        long left = 1_234_567 - weights.Sum(weight => (long)(1_234_567 * (Int128)weight / whole));
        for (int place = 0; place < 500; place++)
        {
            int part = byRemainder[place];
            parts[part].ShouldBe((long)(1_234_567 * (Int128)weights[part] / whole) + (place < left ? 1 : 0));
        }
    }
}
