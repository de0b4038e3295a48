using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>Random lives must be worth the name: a property that nothing reaches proves nothing.</summary>
public class RandomLifeTests
{
    [Fact]
    [Rule("BIL-1")]
    public void Random_lives_do_everything_that_a_contract_can_do()
    {
        var seen = new Dictionary<string, int>();
        RandomLives.Hold(2000, life =>
        {
            Played? played = Played.Of(life, Runs.OnSomeDays);
            Count(seen, played is null ? "order refused" : "ordered");
            foreach (Decided decided in played?.Decisions ?? [])
            {
                CountDecision(seen, decided);
            }

            foreach (Line line in played?.Contract.Lines ?? [])
            {
                Count(seen, line.Charge.Model.ToString());
                Count(seen, line.Replaces is null ? "line of its own" : "in the place of another");
                Count(seen, line.Charge.Minimum == 0 ? "no minimum" : "minimum");
                Count(seen, line.Charge.Included.IsZero ? "none included" : "included");
                Count(seen, line.Charge.Thresholds.ToString());
                Count(seen, line.Awaits ? "item waits" : "nothing waits");
            }

            if (played is not null)
            {
                CountPrices(seen, played);
                CountUsage(seen, played);
                CountDiscounts(seen, played);
                CountBills(seen, played);
                CountBalances(seen, played);
            }

            CountFee(seen, played?.Contract);
            Count(seen, played?.Contract.Ending is { Forfeited.IsEmpty: false } ? "forfeited" : "not forfeited");
            Count(seen, played?.Contract.Ending is { IsExpiry: true } ? "expired" : "not expired");
            Count(seen, played?.Contract.Terms.Length > 1 ? "renewed" : "one term");
            Count(seen, played?.Contract.RunsOn == true ? played.Contract.Ending is null ? "runs on" : "ran on until notice" : "does not run on");
        });
        string told = string.Join(", ", seen.OrderBy(static pair => pair.Key).Select(static pair => $"{pair.Key} {pair.Value}"));
        string[] wanted =
        [
            "ordered", "OrderDeed", "UpgradeDeed", "RenewDeed", "TerminateDeed", "WithdrawDeed", "ReinstateDeed", "PauseDeed", "ResumeDeed", "ExtendDeed", "DeclineDeed", "PayDeed", "UnapplyDeed", "PayBackDeed", "UseCreditDeed", "settled by Credit", "settled by Nothing", "MilestoneDeed", "milestone reached", "milestone taken back", "item waits", "delivered", "billed days moved", "term shifted", "billed days moved and term shifted", "moved again", "billing from the return", "billing periods begun anew",
            "AmendDeed", "other billing days", "GoodwillDeed", "GrantDeed", "Reprice", "Rebill", "Swap", "EndPart", "at the renewal", "kept until its period ends", "leaves with the next period", "to the plan on offer", "items over the term", "removed", "back-dated", "Slice", "OneTime", "Usage", "UsageDeed", "usage", "usage corrected", "usage waived", "usage too late", "a further batch", "usage credited", "prepaid and used in part", "prepaid and used up", "prepaid given back", "GiveBack", "Reduction", "forfeited", "expired", "renewed", "runs on", "ran on until notice", "Fee", "fee given back", "fee of a percentage", "fee of an amount", "fee agreed", "fee waived",
            "Flat", "PerUnit", "Graduated", "Volume", "Package", "Stairstep", "in the place of another", "minimum", "included", "Prorated",
            "too small to invoice", "invoiced with what waited", "taxed per document", "taxed per line", "two rates on a document", "another rate from a day on", "given back ProRata", "given back FullWithin", "given back Undelivered", "invoiced ahead", "arrears after their end",
            "offset", "written off", "to be paid back at the end",
            "DropDeed", "RescheduleDeed", "an upgrade taken back", "a pause taken back", "Percent until a day", "Fixed until a day", "for added lines", "agreed later", "agreed later, from the day", "discount ended on a day",
            "discount ended with a period", "percents added", "cut by a discount's end",
            "price raised by Percent", "price raised by List", "price raised by Capped", "price dated ahead",
        ];
        foreach (string what in wanted)
        {
            seen.GetValueOrDefault(what).ShouldBeGreaterThan(15, $"{what}: {told}");
        }

        seen["ordered"].ShouldBeGreaterThan(500, told);
    }

    [Fact]
    [Rule("CON-2")]
    public void A_random_life_comes_back_from_its_text() => RandomLives.Hold(300, static life =>
    {
        string text = ScenarioWriter.Write(life);
        Scenario read = ScenarioParser.Parse(text);
        ScenarioWriter.Write(read).ShouldBe(text);
        Played? one = Played.Of(life, Runs.AtTheEnd);
        Played? other = Played.Of(read, Runs.AtTheEnd);
        other?.Sums().ShouldBe(one?.Sums()!);
    });

    private static void CountUsage(Dictionary<string, int> seen, Played played)
    {
        foreach (PrepaidStanding standing in played.Decisions.SelectMany(static decided =>
            decided.Before.Contract is { } before ? PrepaidUnits.On(before, decided.Act.On) : []))
        {
            Count(seen, standing.Used.IsZero ? "prepaid and unused" : standing.Left.IsZero ? "prepaid and used up" : "prepaid and used in part");
        }

        foreach (RecordedUsage used in played.Contract.Usage)
        {
            Count(seen, used.IsLate ? "usage too late" : UsageTotals.IsWaived(played.Contract, used) ? "usage waived" : used.Micros < 0 ? "usage corrected" : "usage");
        }
    }

    private static void CountPrices(Dictionary<string, int> seen, Played played)
    {
        foreach (PriceStep step in played.Contract.Lines.SelectMany(static line => line.Prices))
        {
            Fact made = played.Dossier.History[step.Event - 1].Fact;
            Count(seen, made is ContractRenewed renewed ? "price raised by " + renewed.Uplift.Kind : "price dated ahead");
        }
    }

    private static void CountDiscounts(Dictionary<string, int> seen, Played played)
    {
        foreach (AgreedDiscount agreed in played.Contract.Discounts)
        {
            Count(seen, agreed.Discount.End is null ? "without a last day" : agreed.Discount.Form + " until a day");
            Count(seen, agreed.Discount.ReachesAdded ? "for added lines" : "for lines as agreed");
            Count(seen, agreed.Begins.Event == 1 ? "discount of the order" : agreed.Begins.Cuts ? "agreed later, from the day" : "agreed later");
            Count(seen, agreed.Ends is not { } ends ? "not ended" : ends.Cuts ? "discount ended on a day" : "discount ended with a period");
        }

        Count(seen, played.Contract is { Clauses.OneTimeRevenue: OneTimeRevenue.OverTheTerm } earning && earning.Lines.Any(line => Recognition.EarnedUntil(earning, line) is not null)
            ? "items over the term" : "items at delivery");
        Count(seen, played.Contract is { Clauses.Percents: PercentRule.Added, Discounts.Length: > 1 } ? "percents added" : "percents one after another");
        foreach (TargetItem item in new Target(played.Contract))
        {
            Count(seen, item.Period.Served == item.Period.Uncut ? "not cut" : "cut by a discount's end");
        }
    }

    private static void CountBalances(Dictionary<string, int> seen, Played played)
    {
        foreach (AccountMove move in played.Dossier.Account.Moves.Where(static move => move.Event > 0))
        {
            Fact fact = played.Dossier.History[move.Event - 1].Fact;
            Count(seen, fact is not BalanceSettled ? "not settled" : move.WrittenOffMinor > 0 ? "written off" : "not written off");
            Count(seen, fact is BalanceSettled && move.ReceivableMinor + move.WrittenOffMinor < 0 ? "offset" : "not offset");
            Count(seen, fact is BalanceSettled && move.RefundMinor < 0 ? "to be paid back at the end" : "nothing to be paid back");
        }
    }

    private static void CountFee(Dictionary<string, int> seen, Contract? contract)
    {
        if (contract is not null && Fees.Of(contract) is { } fee)
        {
            AgreedFee? agreed = contract.Ending!.Fee;
            Count(seen, agreed is { AmountMinor: 0 } ? "fee waived" : agreed is not null ? "fee agreed"
                : fee.Step is not { } step ? "no fee any more" : step.IsAmount ? "fee of an amount" : "fee of a percentage");
        }
    }

    private static void CountBills(Dictionary<string, int> seen, Played played)
    {
        foreach (BilledLine line in played.Dossier.Billed.Lines)
        {
            Count(seen, line.Kind.ToString());
            Count(seen, line is { ContractLine: Fees.Line, AmountMinor: < 0 } ? "fee given back" : "no fee given back");
            Count(seen, line is { Kind: BilledKind.Usage, Generation: > 0 } ? "a further batch" : "not a further batch");
            Charge? item = played.Contract.FindLine(line.ContractLine)?.Charge;
            Count(seen, item is { Kind: ChargeKind.Usage } && line.AmountMinor < 0 ? "usage credited" : "usage kept");
            Count(seen, item is { IsPrepaid: true } && line.AmountMinor < 0 ? "prepaid given back" : "not prepaid");
            Count(seen, item is { Kind: ChargeKind.OneTime } && line.AmountMinor < 0 ? "given back " + item.GivenBack.Kind : "not an item");
        }

        Clauses clauses = played.Contract.Clauses;
        Count(seen, Reconciling.WaitingOn(played.Contract, played.Dossier.Billed, played.Until) > 0 ? "too small to invoice" : "nothing waits to be invoiced");
        Count(seen, clauses.TaxRates.IsEmpty ? "not taxed" : "taxed " + TaxBases.NameOf(clauses.TaxBasis));
        Count(seen, played.Dossier.History.Any(static recorded => recorded.Fact is ContractAmended { TaxRates.IsEmpty: false }) ? "another rate from a day on" : "rates as ordered");
        foreach (DraftDocument document in played.Driver.Documents)
        {
            bool gathered = clauses.MinimumInvoice is not null && document.Lines.GroupBy(static line => line.ContractLine).Any(static line => line.Count() > 1);
            Count(seen, document.Kind == DocumentKind.Invoice && gathered ? "invoiced with what waited" : "invoiced alone");
            Count(seen, document.Lines.DistinctBy(static line => line.TaxPercent).Count() > 1 ? "two rates on a document" : "one rate on a document");
            foreach (DraftLine line in document.Lines.Where(static line => line.Kind == BilledKind.Slice))
            {
                bool late = played.Contract.Clauses.Arrears == ArrearsIssue.PeriodEnd && line.Days.End < document.IssueOn;
                Count(seen, line.Days.Start > document.IssueOn ? "invoiced ahead" : late ? "arrears after their end" : "invoiced in time");
            }
        }
    }

    private static void CountDecision(Dictionary<string, int> seen, Decided decided)
    {
        Count(seen, decided.Act.Deed.GetType().Name);
        Count(seen, decided.Act.Deed is TerminateDeed terminate ? "settled by " + terminate.Command.Settlement : "not an end");
        Count(seen, decided.Preview.Facts.Any(static recorded => recorded.Fact is ContractUpgraded { Removed.IsEmpty: false }) ? "removed" : "kept");
        foreach (LineChange change in (decided.Act.Deed as UpgradeDeed)?.Command.Change ?? [])
        {
            Count(seen, change.GetType().Name);
        }

        foreach (RemovedUnits removed in decided.Preview.Facts.Select(static recorded => recorded.Fact).OfType<ContractUpgraded>().SelectMany(static upgraded => upgraded.Removed))
        {
            Count(seen, removed.PaidUntil is not null ? "kept until its period ends" : removed.LeavesOn is not null ? "leaves with the next period" : "given back");
        }

        foreach (ChangeDropped dropped in decided.Preview.Facts.Select(static recorded => recorded.Fact).OfType<ChangeDropped>())
        {
            Count(seen, decided.Before.History[dropped.DroppedSequence - 1].Fact is ContractPaused ? "a pause taken back" : "an upgrade taken back");
        }

        Count(seen, decided.Preview.Facts.Any(static recorded => recorded.Fact is ContractAmended { Grid: not null }) ? "other billing days" : "billing days kept");
        Count(seen, decided.Preview.Facts.Any(static recorded => recorded.Fact is MilestoneReached) ? "milestone reached" : "no milestone");
        Count(seen, decided.Preview.Facts.Any(static recorded => recorded.Fact is DeliveryRecorded) ? "delivered" : "nothing delivered");
        Count(seen, decided.Preview.Facts.Any(static recorded => recorded.Fact is MilestoneTakenBack) ? "milestone taken back" : "none taken back");
        foreach (MovedEnd moves in decided.Preview.Facts.Select(static recorded => recorded.Fact).OfType<ContractPaused>().Select(static paused => paused.Moves).OfType<MovedEnd>())
        {
            bool moved = decided.Act.Deed is PauseDeed { Command.BilledDays: PausedDays.Moved };
            Count(seen, !moves.IsShifted ? "billed days moved" : moved ? "billed days moved and term shifted" : "term shifted");
        }

        Count(seen, decided.Act.Deed is PauseDeed { Command.BillingDays: BillingDaysAfter.Return } ? "billing from the return" : "billing as it was");
        Count(seen, decided.Preview.After.Existing.Gaps.Any(static gap => gap.AnewOn is not null) ? "billing periods begun anew" : "billing as it was");
        Count(seen, decided.Act.Deed is ResumeDeed && decided.Before.Existing.Gaps.Any(static gap => gap.Moves is not null) ? "moved again" : "moved once");
        Count(seen, decided.Act.Deed is UpgradeDeed { Command.AtRenewal: true } ? "at the renewal" : "on a day");
        Count(seen, decided.Act.Deed is UpgradeDeed { ToOffer: true } ? "to the plan on offer" : "within the plan");
        Count(seen, decided.Preview.Facts.Any(recorded => recorded.Fact is ContractUpgraded && recorded.Fact.EffectiveOn < decided.Act.On) ? "back-dated" : "in time");
    }

    private static void Count(Dictionary<string, int> seen, string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
}
