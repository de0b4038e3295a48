// A random life is handed over to another customer (VER-8): what both are billed in the term is what one would have been.
using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every transfer.</summary>
public class TransferProperties
{
    private const int Many = 700;

    [Fact]
    [Rule("VER-8")]
    [Rule("PRO-1")]
    public void A_contract_handed_over_costs_both_what_it_would_have_cost_one()
    {
        int transferred = 0;
        int within = 0;
        RandomLives.Hold(Many, life =>
        {
            DateOnly on = life.Acts[^1].On.AddDays(3);
            (PureDriver one, PureDriver both) = (Play(WithoutMinimum(life)), Play(WithoutMinimum(life)));
            if (one.Dossier.Contract is not { } contract || !IsComparable(contract, on)
                || !both.Transfer(new TransferDeed(on, UnusedGoesOver: true, "sold"), on).IsAccepted)
            {
                return;
            }

            DateOnly until = both.Dossier.Existing.Terms[0].Span.End;
            until.ShouldBe(contract.TermOn(contract.Clauses.EndBoundary(on))!.Value.Span.End, "the new customer has the rest of the term");
            one.Run(until);
            both.Run(until);
            long cuts = both.Dossier.Existing.Lines.Length;
            Math.Abs(NetBefore(both, until) - NetBefore(one, until)).ShouldBeLessThanOrEqualTo(cuts, "one minor unit for each line that is cut");
            transferred++;
            foreach (BilledLine line in both.Closed[^1].Billed.Lines)
            {
                within += line.AmountMinor < 0 ? 1 : 0;
            }

        });
        transferred.ShouldBeGreaterThan(Many / 30);
        within.ShouldBeGreaterThan(Many / 50);
    }

    /// <summary>Each of two contracts has its own lines that wait below a minimum invoice, so these are compared without one.</summary>
    private static Scenario WithoutMinimum(Scenario life) => life.Acts[0].Deed is OrderDeed order
        ? life with { Acts = [life.Acts[0] with { Deed = order with { Command = order.Command with { Clauses = order.Command.Clauses with { MinimumInvoice = null } } } }, .. life.Acts[1..]] }
        : life;

    /// <summary>What was billed for days before the end of the term, which the terms after it do not share.</summary>
    private static long NetBefore(PureDriver driver, DateOnly until) => driver.Documents.Sum(document =>
        document.Lines.Where(line => line.Days.Start < until).Sum(static line => line.AmountMinor));

    private static PureDriver Play(Scenario life)
    {
        var driver = new PureDriver();
        foreach (Act act in life.Acts)
        {
            if (driver.Play(act).RefusalCode is not null && act.Deed is OrderDeed)
            {
                return driver;
            }
        }

        driver.Run(life.Acts[^1].On.AddDays(3));
        return driver;
    }

    /// <summary>Nothing else changes after the day, and parts of a period add up: items, usage and fixed discounts have rules of their own, what is
    /// scheduled does not go over, a pause before the day stays with the old contract, and a discount from a later day over charges of several
    /// cadences begins with the first of them.</summary>
    private static bool IsComparable(Contract contract, DateOnly on)
    {
        DateOnly start = contract.Clauses.EndBoundary(on);
        bool isAdditive = contract.Clauses.DayCount is DayCount.Actual or DayCount.Thirty360;
        return contract is { Ending: null, HasFixedDiscounts: false, Goodwill.IsEmpty: true }
            && contract.Clauses.DayCount != DayCount.None
            && contract.Discounts.All(static agreed => agreed.IsFromStart || agreed.Discount.ChargeCode is not null)
            && !contract.Gaps.Any(gap => gap.Days.End > start || !isAdditive)
            && contract.Lines.All(line => line.Charge.Kind != ChargeKind.Usage && line.Charge.GivenBack.Kind != GiveBackKind.Undelivered
                && line.From <= start && line.Steps.All(step => step.On <= start)
                && (line.Charge.Kind == ChargeKind.Recurring || line.Awaits || (!line.Charge.GivenBack.GivesBack && (line.Charge.Milestone.Length == 0 || line.ItemOn < start))));
    }
}
