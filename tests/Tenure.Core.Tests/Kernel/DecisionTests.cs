using Shouldly;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.Core.Tests.Kernel;

public class DecisionTests
{
    private static readonly TextRefused Refused = new("size", "huge", "Write a number.");

    [Fact]
    public void An_accepted_decision_gives_its_value_and_no_refusal()
    {
        Decision<int> decision = 3;
        decision.IsAccepted.ShouldBeTrue();
        decision.Value.ShouldBe(3);
        decision.Match(value => value + 1, _ => 0).ShouldBe(4);
        decision.ToString().ShouldBe("3");
        Should.Throw<InvariantBrokenException>(() => decision.Refusal);
    }

    [Fact]
    public void A_refused_decision_gives_its_refusal_and_no_value()
    {
        Decision<int> decision = Refused;
        decision.IsAccepted.ShouldBeFalse();
        decision.Refusal.ShouldBe(Refused);
        decision.TryValue(out _, out Refusal? refusal).ShouldBeFalse();
        refusal.ShouldBe(Refused);
        Should.Throw<InvariantBrokenException>(() => decision.Value).Message.ShouldContain("text.size");
    }

    [Fact]
    public void Then_goes_on_after_a_value_and_carries_a_refusal_along()
    {
        Decision<int> accepted = 3;
        Decision<int> refused = Refused;
        accepted.Then<string>(value => $"{value}!").Value.ShouldBe("3!");
        accepted.Then<string>(_ => Refused).Refusal.ShouldBe(Refused);
        refused.Then<string>(_ => throw new InvalidOperationException("must not be asked")).Refusal.ShouldBe(Refused);
        refused.Select(value => value + 1).Refusal.ShouldBe(Refused);
        accepted.Select(value => value + 1).Value.ShouldBe(4);
    }

    [Fact]
    public void A_decision_nobody_made_can_not_be_read()
    {
        Should.Throw<InvariantBrokenException>(() => default(Decision<int>).IsAccepted);
        Should.Throw<InvariantBrokenException>(() => Decision<int>.Refuse(null!));
    }

    [Fact]
    public void A_refusal_says_its_code_and_what_to_do()
    {
        Refused.Code.ShouldBe("text.size");
        Refused.Sentence.ShouldBe("\"huge\" cannot be read as size. Write a number.");
        Refused.ToString().ShouldBe("text.size: \"huge\" cannot be read as size. Write a number.");
        new TextRefused("size", new string('x', 999), "Write a number.").Sentence.Length.ShouldBeLessThan(100);
    }

    [Fact]
    public void An_invariant_that_holds_is_silent_and_a_broken_one_throws()
    {
        Invariant.Holds(true, "never said");
        Should.Throw<InvariantBrokenException>(() => Invariant.Holds(false, "the sky fell")).Message.ShouldBe("the sky fell");
        Should.Throw<InvariantBrokenException>(() => Invariant.Broken("the sky fell"));
    }
}
