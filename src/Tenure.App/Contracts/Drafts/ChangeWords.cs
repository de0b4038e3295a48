// What a draft would decide, in one line.
using Tenure.App.Cli;
using Tenure.App.Contracts.Show;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Drafts;

internal static class ChangeWords
{
    /// <summary>A proposed change in words, beginning with its verb.</summary>
    public static string Of(ProposedChange change) => change switch
    {
        UpgradeContract upgrade => $"upgrade {(upgrade.AtRenewal ? "at the renewal" : $"on {Parsing.Show(upgrade.On)}")}{Units(upgrade)}",
        RenewContract renew => "renew"
            + (renew.Length is { } length ? $" for {length}" : string.Empty)
            + (renew.Uplift is { } uplift ? $", uplift {uplift}" : string.Empty)
            + Units(renew.ChangesOn(default)),
        TerminateContract terminate => $"terminate {(terminate.On is { } on ? $"on {Parsing.Show(on)}" : "at the renewal")}"
            + $", {FactCodec.NameOf(terminate.Settlement)} ({terminate.ReasonCode})"
            + (terminate.Fee is not { } fee ? string.Empty : $", {(fee.AmountMinor == 0 ? "its fee waived" : "another fee")} ({fee.ReasonCode})")
            + BalanceWords.After(terminate.Balance),
        WithdrawTermination => "withdraw the termination",
        DropChange drop => $"take back the change of event {Parsing.Whole(drop.Sequence)}",
        RescheduleChange move => $"move the change of event {Parsing.Whole(move.Sequence)} to {Parsing.Show(move.On)}",
        DeclineRenewal decline => $"decline the renewal{(decline.BySupplier ? " by the supplier" : string.Empty)} ({decline.ReasonCode})",
        ExtendContract extend => $"extend by {Cadence.Days(extend.Days)}{(extend.KeepsBillingAnchor ? ", billing days kept" : string.Empty)}",
        AmendContract amend => "amend " + string.Join(", ", new[]
        {
            amend.Renewal is null ? null : "the renewal",
            amend.Notice is null ? null : "the notice",
            amend.LongestPauseDays is null ? null : "the longest pause",
            amend.Grid is null ? null : "the billing days",
        }.OfType<string>()),
        GrantGoodwill goodwill => $"goodwill on line {Parsing.Whole(goodwill.Line)} ({goodwill.ReasonCode})",
        ReachMilestone reach => $"milestone '{reach.Milestone}' reached on {Parsing.Show(reach.On)}",
        DeliverUnits deliver => $"{deliver.Delivered} units of line {Parsing.Whole(deliver.Line)} delivered by {Parsing.Show(deliver.On)}",
        UndoMilestone undo => $"take back the milestone '{undo.Milestone}'",
        PauseContract pause => $"{(pause.BySupplier ? "suspend" : "pause")} from {Parsing.Show(pause.On)} until "
            + (pause.ResumesOn is { } back ? Parsing.Show(back) : "resumed")
            + (pause.BilledDays == PausedDays.Moved ? ", billed days moved" : string.Empty)
            + (pause.Term == PausedTerm.Shifted ? ", term shifted" : string.Empty)
            + (pause.BillingDays == BillingDaysAfter.Return ? ", billing from the return" : string.Empty),
        ResumeContract resume => $"resume on {Parsing.Show(resume.On)}",
        ReinstateContract reinstate => $"reinstate on {Parsing.Show(reinstate.On)}"
            + (reinstate.BillsGap ? ", the days between billed" : string.Empty)
            + (reinstate.Drop.IsEmpty ? string.Empty : ", without event " + string.Join(", ", reinstate.Drop)),
        _ => throw Invariant.Broken("a proposed change without words"),
    };

    private static string Units(UpgradeContract changes)
    {
        string[] parts =
        [
            .. changes.Plan is { } plan ? new[] { $"plan {plan.PlanCode}" } : [],
            .. changes.Change.Select(static one => one switch
            {
                Reprice => $"another price of {one.ChargeCode}",
                Swap swap => $"{swap.IntoCode} in place of {one.ChargeCode}",
                Rebill => $"other billing days of {one.ChargeCode}",
                _ => $"end {one.ChargeCode}",
            }),
            .. changes.Discounts.Select(static discount => $"discount {discount.Code}"),
            .. changes.EndDiscounts.Select(static code => $"end discount {code}"),
            .. changes.Add.Select(static one => $"add {one.Quantity} {one.ChargeCode}"),
            .. changes.Remove.Select(static one =>
                $"remove {one.Quantity} {one.ChargeCode}{(one.Line is { } line ? $" of line {Parsing.Whole(line)}" : string.Empty)}"),
        ];
        return parts.Length == 0 ? string.Empty : ": " + string.Join(", ", parts);
    }
}
