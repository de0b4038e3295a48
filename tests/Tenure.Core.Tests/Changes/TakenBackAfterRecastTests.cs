using Shouldly;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Changes;

/// <summary>Money taken back on a contract whose credit went over to the one that follows: that one has it.</summary>
public class TakenBackAfterRecastTests
{
    private const string Order = """
        2025-01-01 order term 12 months ends
            charge base flat 1200.00 per year billed every year, 1 units

        """;

    private static readonly DateOnly ChangedOn = new(2025, 7, 2);

    [Fact]
    [Rule("BIL-3")]
    [Rule("VER-4")]
    public void A_payment_whose_money_went_over_as_credit_stays()
    {
        CarriedOut gone = Recast("2025-01-01 run\n2025-01-02 pay 1200.00");
        gone.Credit!.Amounts.Sum(static amount => amount.AmountMinor).ShouldBe(60_164);
        PaymentInUse refusal = Previewing.Unapply(gone.After, PaymentOf(gone.After), ChangedOn).Refusal.ShouldBeOfType<PaymentInUse>();
        refusal.IsCarried.ShouldBeTrue();
        gone.After.History[refusal.Uncovered - 1].Fact.ShouldBeOfType<CreditCarriedOut>();
        refusal.Sentence.ShouldContain("bill what is missing there");
    }

    [Fact]
    [Rule("BIL-3")]
    [Rule("VER-4")]
    public void A_refund_that_was_not_paid_goes_over_too_once_it_is_taken_back()
    {
        CarriedOut gone = Recast("2025-01-01 run\n2025-01-02 pay 1300.00\n2025-01-03 pay back 100.00");
        Dossier before = gone.After;
        int refund = before.History.Single(static recorded => recorded.Fact is RefundPaid).Sequence;
        Preview back = Previewing.Unapply(before, refund, ChangedOn).Value;
        back.After.Account.CreditMinor.ShouldBe(10_000);
        back.After.Account.CarriedOut.Values.SelectMany(static went => went).ShouldBe([new CreditBalance(CreditKind.Correction, 60_164)]);
        back.After.Account.Moves.Take(before.Account.Moves.Length).ShouldBe(before.Account.Moves);
        CarriedOut again = Carrying.Out(CarryingOut.Through(back.After, ChangedOn).After, ChangedOn);
        again.Credit!.Amounts.ShouldBe([new CarriedAmount(CreditKind.Overpayment, 10_000)]);
        again.After.Account.CreditMinor.ShouldBe(0);
        Carrying.Out(again.After, ChangedOn).Credit.ShouldBeNull();
    }

    /// <summary>The closed contract after its recast to twice the price, with what it carried over.</summary>
    private static CarriedOut Recast(string money)
    {
        var driver = new PureDriver();
        Scenario scenario = ScenarioParser.Parse(Order + money);
        foreach (Act act in scenario.Acts)
        {
            driver.Play(act).RefusalCode.ShouldBeNull();
        }

        OrderContract opened = ((OrderDeed)scenario.Acts[0].Deed).Command with { StartOn = ChangedOn, PaidFrom = ChangedOn };
        var command = new RecastContract(
            ChangedOn, Settlement.Credit, "bigger_plan", opened,
            new Guid("00000000-0000-8000-8000-00000000b002"), new Guid("00000000-0000-8000-8000-00000000b001"));
        Dossier closed = PreviewingRecast.Of(driver.Dossier, command, ChangedOn).Value.Closed.After;
        return Carrying.Out(CarryingOut.Through(closed, ChangedOn).After, ChangedOn);
    }

    private static int PaymentOf(Dossier dossier) => dossier.History.Single(static recorded => recorded.Fact is PaymentRecorded).Sequence;
}
