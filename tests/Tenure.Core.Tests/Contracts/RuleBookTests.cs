using Shouldly;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Properties.Lives;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Contracts;

/// <summary>A contract keeps the rules that it was signed under (CON-1). The second version rounds a half to the even minor unit: it is not
/// released, and is there so that these tests can be.</summary>
public class RuleBookTests
{
    private static readonly DateOnly Start = new(2025, 4, 1);

    /// <summary>0.05 a month for 15 of 30 days is 2.5 cents: 0.03 by the first version, 0.02 by the second.</summary>
    private const string HalfACent = """
        2025-04-01 order term 12 months ends
            charge seats per unit 0.05 per month billed every month, 1 units
        2025-04-01 run
        """;

    [Theory]
    [InlineData(1, 3)]
    [InlineData(TriedRules.Version, 2)]
    [Rule("CON-1")]
    [Rule("PRO-3")]
    public void A_half_goes_where_the_rules_of_the_order_send_it(int version, long keptMinor)
    {
        PureDriver driver = Played(version);
        driver.Play(new Act(0, new DateOnly(2025, 4, 16), new TerminateDeed(new TerminateContract(new DateOnly(2025, 4, 16), Settlement.Credit, "budget")), []));
        driver.Play(new Act(0, new DateOnly(2025, 4, 16), new RunDeed(), []));
        driver.Documents.Sum(static document => document.NetMinor).ShouldBe(keptMinor);
        System.Text.Encoding.UTF8.GetString(driver.Documents[^1].Lines[0].Derivation.Span)
            .ShouldContain(version == 1 ? "\"rounding\":\"half away from zero\"" : "\"rounding\":\"half to even\"");
    }

    [Fact]
    [Rule("CON-1")]
    public void A_transfer_keeps_the_rules_and_a_recast_is_signed_under_the_newest()
    {
        PureDriver transferred = Played(TriedRules.Version);
        transferred.Play(new Act(0, new DateOnly(2025, 5, 10), new TransferDeed(new DateOnly(2025, 5, 10), UnusedGoesOver: true, "transfer"), [])).RefusalCode.ShouldBeNull();
        transferred.Dossier.Existing.Rules.Version.ShouldBe(TriedRules.Version);

        PureDriver recast = Played(TriedRules.Version);
        OrderContract anew = ((OrderDeed)ScenarioParser.Parse(HalfACent).Acts[0].Deed).Command with { StartOn = new DateOnly(2025, 5, 10), PaidFrom = new DateOnly(2025, 5, 10) };
        recast.Recast(new RecastContract(new DateOnly(2025, 5, 10), Settlement.Credit, "upgrade", anew, default, default), new DateOnly(2025, 5, 10)).IsAccepted.ShouldBeTrue();
        recast.Dossier.Existing.Rules.Version.ShouldBe(RuleBook.Newest);
    }

    [Fact]
    [Rule("CON-1")]
    public void Rules_that_came_after_this_program_are_refused_and_not_guessed()
    {
        IReadOnlyList<RecordedFact> history = Played(1).Dossier.History;
        RecordedFact[] later = [history[0] with { Fact = (ContractOrdered)history[0].Fact with { RulesVersion = 99 } }, .. history.Skip(1)];
        Folding.Fold(later).Refusal.ShouldBe(new RulesUnknown(99));
        Should.Throw<InvariantBrokenException>(() => Dossier.Load(later, driverBilled(), 0, null, 0)).Advice.ShouldBe(new RulesUnknown(99));

        static Core.Billing.Billed driverBilled() => Core.Billing.Billed.Nothing;
    }

    [Fact]
    [Rule("CON-1")]
    public void A_number_never_changes_what_it_means() =>
        Should.Throw<InvariantBrokenException>(static () => RuleBook.Try(new RuleBook(1, Halves.ToEven)));

    private static PureDriver Played(int version)
    {
        TriedRules.AreKnown();
        var driver = new PureDriver();
        foreach (Act act in ScenarioParser.Parse(HalfACent).Acts)
        {
            Act signed = act.Deed is OrderDeed order ? act with { Deed = new OrderDeed(order.Command with { RulesVersion = version }) } : act;
            driver.Play(signed).RefusalCode.ShouldBeNull();
        }

        return driver;
    }
}
