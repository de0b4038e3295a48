using Shouldly;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Contracts;

/// <summary>What a recast refuses, carries into another currency, and takes back (VER-4).</summary>
public class RecastTests
{
    private const string Paid = """
        2025-01-01 order term 12 months
            charge base flat 1200.00 per year billed every year
        2025-01-01 run
        2025-01-02 pay 1200.00
        """;

    private static readonly DateOnly ChangedOn = new(2025, 7, 1);

    /// <summary>The reasons that are reached here.</summary>
    public static IEnumerable<Type> Refusals =>
        [typeof(RecastCurrencyDiffers), typeof(RateNotUsable), typeof(NoCreditToAgree), typeof(OverrideWithoutReason), typeof(GoesOnElsewhere), typeof(RecastTakenBack)];

    [Theory]
    [InlineData("recast.currency_differs", "EUR", null, null, Settlement.Credit)]
    [InlineData("recast.rate_not_usable", "USD", "1.1", null, Settlement.Credit)]
    [InlineData("recast.rate_not_usable", "EUR", "0", null, Settlement.Credit)]
    [InlineData("recast.rate_not_usable", "EUR", "0.12345678901", null, Settlement.Credit)]
    [InlineData("recast.no_credit_to_agree", "USD", null, 100L, Settlement.Refund)]
    [InlineData("recast.override_without_reason", "USD", null, 100L, Settlement.Credit)]
    [Rule("VER-4")]
    public void A_recast_is_refused_with_its_code(string code, string currency, string? rate, long? credit, Settlement settlement)
    {
        RecastContract wish = Wish(currency, settlement) with
        {
            Rate = rate is null ? null : decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture),
            CreditMinor = credit,
        };
        PreviewingRecast.Of(Life(), wish, ChangedOn).Refusal.Code.ShouldBe(code);
    }

    [Fact]
    [Rule("VER-4")]
    [Rule("PRO-4")]
    public void Units_that_leave_with_the_next_period_do_not_go_on_in_the_contract_that_follows()
    {
        var driver = new PureDriver();
        foreach (Act act in ScenarioParser.Parse("""
            2025-01-01 order term 12 months ends removals from next period
                charge seats per unit 10.00 per month billed every month, 10 units
                charge base flat 5.00 per month billed every month, 1 units
            2025-01-10 upgrade remove 4 seats, end base
            """).Acts)
        {
            driver.Play(act).RefusalCode.ShouldBeNull();
        }

        RecastTerms.UnitsOf(driver.Dossier.Existing, new DateOnly(2025, 1, 20)).ShouldBe([("seats", Quantity.Of(6))]);
    }

    [Theory]
    [InlineData("EUR", "0.92", 55_654)]
    [InlineData("JPY", "151.255", 91_499)]
    [InlineData("KWD", "0.3075", 186_016)]
    [Rule("VER-4")]
    [Rule("MON-2")]
    public void Credit_goes_over_into_another_currency_at_the_rate_that_was_stated(string currency, string rate, long carried)
    {
        RecastContract wish = Wish(currency, Settlement.Credit) with
        {
            Rate = decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture),
        };
        RecastPreview preview = PreviewingRecast.Of(Life(), wish, ChangedOn).Value;
        preview.Outcome.Fate.CreditMinor.ShouldBe(60_493);
        preview.Outcome.Carried.ShouldBe(carried);
    }

    [Fact]
    [Rule("VER-4")]
    [Rule("VER-5")]
    public void A_contract_that_goes_on_as_another_is_not_reinstated()
    {
        Dossier closed = PreviewingRecast.Of(Life(), Wish("USD", Settlement.Credit), ChangedOn).Value.Closed.After;
        Previewing.Reinstate(closed, new ReinstateContract(ChangedOn, BillsGap: false, []), ChangedOn)
            .Refusal.ShouldBeOfType<GoesOnElsewhere>().Successor.ShouldBe(Wish("USD", Settlement.Credit).OpenedId);
    }

    [Fact]
    [Rule("VER-4")]
    public void Taken_back_before_its_day_the_one_goes_on_and_the_other_has_no_day()
    {
        var early = new DateOnly(2025, 6, 1);
        RecastPreview preview = PreviewingRecast.Of(Life(), Wish("USD", Settlement.Credit), early).Value;
        Dossier back = Previewing.Withdraw(preview.Closed.After, early.AddDays(3)).Value.After;
        back.Existing.Ending.ShouldBeNull();
        Dossier cancelled = PreviewingRecast.Cancel(preview.Opened.After, early.AddDays(3)).Value.After;
        cancelled.Existing.Ending!.On.ShouldBe(cancelled.Existing.Start);
        CarryingOut.Through(cancelled, new DateOnly(2027, 1, 1)).Documents.ShouldBeEmpty();
        Previewing.Withdraw(cancelled, early.AddDays(4)).Refusal.ShouldBeOfType<RecastTakenBack>();
        Previewing.Reinstate(cancelled, new ReinstateContract(ChangedOn, BillsGap: false, []), ChangedOn).Refusal.ShouldBeOfType<RecastTakenBack>();
        CarriedOut through = CarryingOut.Through(back, new DateOnly(2025, 12, 1));
        through.Documents.ShouldBeEmpty();
        Carrying.DueOn(through.After).ShouldBeNull();
    }

    [Fact]
    [Rule("VER-4")]
    [Rule("CON-5")]
    public void Nothing_given_back_the_preview_says_what_is_forfeited()
    {
        RecastOutcome outcome = PreviewingRecast.Of(Life(), Wish("USD", Settlement.Nothing), ChangedOn).Value.Outcome;
        outcome.Fate.ForfeitedMinor.ShouldBe(60_493);
        outcome.Carried.ShouldBe(0);
    }

    [Fact]
    [Rule("VER-4")]
    public void What_a_late_payment_leaves_goes_over_as_well()
    {
        Dossier unpaid = Life("2025-01-01 run");
        Dossier closed = PreviewingRecast.Of(unpaid, Wish("USD", Settlement.Credit), ChangedOn).Value.Closed.After;
        closed = CarryingOut.Through(closed, ChangedOn).After;
        Carrying.DueOn(closed).ShouldBeNull();
        closed = Previewing.Pay(closed, new Receivables.RecordPayment(120_000, ChangedOn, null), ChangedOn).Value.After;
        CarriedOut gone = Carrying.Out(closed, ChangedOn);
        gone.Credit!.Amounts.ShouldBe([new CarriedAmount(CreditKind.Overpayment, 60_493)]);
        gone.Entries.ShouldHaveSingleItem().Postings.ShouldBe(
            [new Posting(Accounts.CustomerCredit, 60_493), new Posting(Accounts.CreditCarried, -60_493)]);
    }

    private static Dossier Life(string? money = null)
    {
        var driver = new PureDriver();
        string text = money is null ? Paid : Paid[..Paid.IndexOf("2025-01-01 run", StringComparison.Ordinal)] + money;
        foreach (Act act in ScenarioParser.Parse(text).Acts)
        {
            driver.Play(act).RefusalCode.ShouldBeNull();
        }

        return driver.Dossier;
    }

    private static RecastContract Wish(string currency, Settlement settlement)
    {
        string life = $"currency {currency}\n2025-07-01 order term 12 months\n    charge other flat 2000 per year billed every year";
        OrderContract opened = ((OrderDeed)ScenarioParser.Parse(life).Acts[0].Deed).Command;
        return new RecastContract(
            ChangedOn, settlement, "grown", opened,
            new Guid("00000000-0000-8000-8000-00000000b002"), new Guid("00000000-0000-8000-8000-00000000b001"));
    }
}
