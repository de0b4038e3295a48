using Shouldly;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Changes;

/// <summary>Business days of one contract run forwards, past its events and past the documents issued for it.</summary>
public class BusinessDayTests
{
    /// <summary>Billed through 1 March by the run, so that the newest event is the order of 1 January.</summary>
    private const string Billed = """
        2025-01-01 order term 12 months renews manual 12 months
            charge seats per unit 10.00 per month billed every month, 10 units
        2025-03-10 run
        """;

    private static readonly DateOnly NewestIssue = new(2025, 3, 1);

    [Fact]
    public void The_newest_day_is_that_of_the_newest_event_or_document()
    {
        Dossier.Empty.NewestOn.ShouldBeNull();
        Dossier ordered = After(Billed.Split("2025-03-10")[0]);
        (ordered.IssuedOn, ordered.NewestOn).ShouldBe((null, new DateOnly(2025, 1, 1)));
        Dossier billed = After(Billed);
        (billed.IssuedOn, billed.NewestOn).ShouldBe((NewestIssue, NewestIssue));
        Dossier upgraded = After(Billed + "\n2025-03-15 upgrade add 1 seats");
        (upgraded.IssuedOn, upgraded.NewestOn).ShouldBe((NewestIssue, new DateOnly(2025, 3, 15)));
    }

    [Fact]
    public void A_document_issued_late_does_not_turn_the_newest_day_back()
    {
        // What is found late keeps the day it was due, which may lie before days that were issued already.
        Dossier billed = After(Billed);
        CarriedOut again = CarryingOut.Bill(billed with { IssuedOn = new DateOnly(2025, 6, 1) }, new DateOnly(2025, 4, 1));
        again.Documents.ShouldHaveSingleItem().IssueOn.ShouldBe(new DateOnly(2025, 4, 1));
        again.After.IssuedOn.ShouldBe(new DateOnly(2025, 6, 1));
    }

    [Theory]
    [InlineData("upgrade add 1 seats")]
    [InlineData("upgrade on 2025-01-15 remove 1 seats")]
    [InlineData("renew")]
    [InlineData("terminate on 2025-06-01 credit reason budget")]
    [InlineData("terminate nothing reason budget")]
    [Rule("BIL-1")]
    public void A_decision_is_not_recorded_behind_an_issued_document(string deed)
    {
        Act act = ScenarioParser.Parse($"{Billed}\n2025-02-28 {deed}").Acts[^1];
        var driver = new PureDriver(After(Billed));
        driver.Decide(act.Deed, NewestIssue.AddDays(-1)).Refusal.ShouldBe(new RecordedLater(NewestIssue, NewestIssue.AddDays(-1)));
        driver.Decide(act.Deed, NewestIssue).IsAccepted.ShouldBeTrue("the day of the document itself is still open");
    }

    [Fact]
    [Rule("BIL-1")]
    public void A_termination_is_not_withdrawn_behind_an_issued_document()
    {
        var driver = new PureDriver(After(Billed.Replace(
            "2025-03-10 run", "2025-01-15 terminate on 2025-06-01 credit reason budget\n2025-03-10 run", StringComparison.Ordinal)));
        driver.Decide(new WithdrawDeed(), NewestIssue.AddDays(-1)).Refusal.ShouldBe(new RecordedLater(NewestIssue, NewestIssue.AddDays(-1)));
        driver.Decide(new WithdrawDeed(), NewestIssue).IsAccepted.ShouldBeTrue();
    }

    private static Dossier After(string life)
    {
        var driver = new PureDriver();
        foreach (Act act in ScenarioParser.Parse(life).Acts)
        {
            driver.Play(act).RefusalCode.ShouldBeNull();
        }

        return driver.Dossier;
    }
}
