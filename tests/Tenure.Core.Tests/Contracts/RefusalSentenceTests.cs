using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Contracts;

/// <summary>A refusal names the one cause that it has, and a remedy that works.</summary>
public class RefusalSentenceTests
{
    private static readonly DateOnly On = new(2025, 7, 1);

    [Fact]
    [Rule("VER-8")]
    public void Free_days_without_a_next_term_are_not_answered_with_the_next_term()
    {
        new TransferWithFreeDays(On).Sentence.ShouldContain("choose 2025-07-01");
        new TransferWithFreeDays(null).Sentence.ShouldContain("no term follows");
    }

    [Fact]
    [Rule("VER-4")]
    public void A_contract_that_goes_on_as_another_is_not_to_be_reinstated()
    {
        var other = Guid.Parse("6f1b4f3a-0000-4000-8000-000000000001");
        new ContractEnded(On) { GoesOnAs = other, CanReturn = true }.Sentence.ShouldEndWith($"It goes on as {other}: change that one.");
        new ContractEnded(On) { CanReturn = true }.Sentence.ShouldContain("reinstate");
        new ContractEnded(On).Sentence.ShouldNotContain("reinstate");
        new TerminationTookEffect(On) { GoesOnAs = other }.Sentence.ShouldNotContain("reinstate");
        new TerminationTookEffect(On).Sentence.ShouldContain("reinstate");
    }

    [Theory]
    [InlineData(NamedKind.Charge, "whole quantity")]
    [InlineData(NamedKind.Discount, "a code of its own")]
    [InlineData(NamedKind.EndedDiscount, "The end of discount")]
    [InlineData(NamedKind.Price, "two prices")]
    [Rule("MON-4")]
    public void What_is_named_twice_is_told_by_its_kind(NamedKind kind, string words) => new NamedTwice("spring", kind).Sentence.ShouldContain(words);

    [Fact]
    [Rule("CON-4")]
    public void A_change_that_others_rest_on_is_answered_with_those() =>
        (new HistoryContradicts(2, On) { ByTakingBack = true }).Sentence.ShouldBe(
            "What was recorded on line 2 for 2025-07-01 needs the change: take that back first, beginning with the newest.");

    [Theory]
    [InlineData("10.00", true)]
    [InlineData("10.000", true)]
    [InlineData("10.005", false)]
    [Rule("MON-1")]
    public void An_amount_that_its_currency_cannot_hold_is_refused(string amount, bool fits) =>
        (Money.CheckDigits(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency.Parse("USD").Value) is null).ShouldBe(fits);
}
