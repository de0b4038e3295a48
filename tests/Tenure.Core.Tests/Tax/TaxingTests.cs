using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tax;
using Tenure.Core.Tests.Properties.Lives;
using Xunit;

namespace Tenure.Core.Tests.Tax;

/// <summary>How tax is figured, split and kept.</summary>
public class TaxingTests
{
    [Theory]
    [InlineData(27_916, "20", 5_583)]
    [InlineData(2_999, "23.33", 700)]
    [InlineData(50, "19", 10)]
    [InlineData(-50, "19", -10)]
    [InlineData(50, "8.1", 4)]
    [InlineData(999_999_999_999_999, "33.3333", 333_333_000_000_000)]
    [InlineData(1_234, "0", 0)]
    [InlineData(1_234, "100", 1_234)]
    [Rule("MON-5")]
    public void Tax_is_rounded_once_half_away_from_zero(long net, string percent, long tax) =>
        Taxing.Of(net, decimal.Parse(percent, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(tax);

    [Fact]
    [Rule("MON-5")]
    [Rule("MON-3")]
    public void The_tax_of_a_document_is_split_to_its_lines_by_largest_remainders()
    {
        Taxing.Shares([6_833, 6_833, 5_750, 8_500], 20m).ShouldBe([1_367, 1_366, 1_150, 1_700]);
        Taxing.Shares([1, 1, 1], 50m).ShouldBe([1, 1, 0]);
        Taxing.Shares([333], 20m).ShouldBe([67]);
    }

    [Fact]
    [Rule("MON-5")]
    public void Credits_in_any_pieces_give_the_tax_back_and_never_more()
    {
        var random = new Seeded(5);
        for (int life = 0; life < 2_000; life++)
        {
            long net = random.Between(1, 100_000);
            long tax = Taxing.Of(net, random.Pick(0m, 7m, 8.1m, 19m, 23.33m, 100m)) + random.Between(0, 1);
            long kept = net;
            long taxKept = tax;
            while (kept > 0)
            {
                kept -= random.Between(1, (int)kept);
                long stays = Taxing.Kept(tax, net, kept);
                stays.ShouldBeInRange(0, taxKept, "credits never take back what another gave");
                Math.Abs((decimal)stays - ((decimal)tax * kept / net)).ShouldBeLessThanOrEqualTo(0.5m);
                taxKept = stays;
            }

            taxKept.ShouldBe(0);
        }
    }

    [Fact]
    [Rule("MON-5")]
    public void The_sums_of_a_document_leave_out_what_is_not_taxed_and_keep_what_is_taxed_at_zero() =>
        TaxSum.Of([(7m, 1_000, 70), (null, 500, 0), (19m, 2_000, 380), (7m, 10, 1), (0m, 300, 0)])
            .ShouldBe([new TaxSum(19m, 2_000, 380), new TaxSum(7m, 1_010, 71), new TaxSum(0m, 300, 0)]);
}
