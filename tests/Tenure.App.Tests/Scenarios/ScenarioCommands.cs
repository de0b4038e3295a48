// A scenario's deeds in the words of the command line.
using System.Globalization;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.App.Tests.Scenarios;

internal static class ScenarioCommands
{
    /// <summary>The code of the plan that every scenario orders from.</summary>
    public const string Plan = "plan";

    /// <summary>Every charge that a deed names with its price.</summary>
    public static IEnumerable<Charge> ChargesOf(Deed deed) => deed switch
    {
        OrderDeed order => order.Command.Items.Select(static item => item.Charge),
        RecastDeed recast => recast.Command.Opened.Items.Select(static item => item.Charge),
        UpgradeDeed upgrade => ScenarioChanges.ChargesOf(upgrade.Command.Add, upgrade.Command.Change),
        RenewDeed renew => ScenarioChanges.ChargesOf(renew.Command.Add, renew.Command.Change),
        _ => [],
    };

    /// <summary>The command of a deed.</summary>
    public static string[] Of(Deed deed, string contract, Currency currency) => deed switch
    {
        OrderDeed order => [.. Order(order.Command, contract)],
        UpgradeDeed { Command: var upgrade } =>
        [
            "upgrade", contract, .. (upgrade.AtRenewal ? new[] { "--at", "renewal" } : ["--effective", DayText.Of(upgrade.On)]),
            .. (((UpgradeDeed)deed).ToOffer ? new[] { "--plan", Plan } : []), .. Changes(upgrade), .. Discounts(upgrade),
        ],
        RenewDeed { Command: var renew } =>
        [
            "renew", contract, .. (renew.Length is { } length ? new[] { "--length", length.ToString() } : []),
            .. (renew.Uplift is { } uplift ? new[] { "--uplift", uplift.ToString() } : []), .. Changes(renew.ChangesOn(default)),
        ],
        TerminateDeed { Command: var end } => End(end, contract, currency),
        UsageDeed { Command: var used } =>
        [
            "usage", "record", contract, used.Line?.ToString(CultureInfo.InvariantCulture) ?? used.ChargeCode,
            "--from", DayText.Of(used.Days.Start), "--last-day", DayText.Of(used.Days.End.AddDays(-1)),
            "--quantity", new Quantity(used.Micros).ToString(), "--reference", used.Reference,
        ],
        TransferDeed transfer =>
        [
            "transfer", contract, "--to", "after-" + contract.Replace('/', '-'), "--effective", DayText.Of(transfer.On),
            "--unused", transfer.UnusedGoesOver ? "new" : "old", "--reason", transfer.ReasonCode,
        ],
        RecastDeed { Command: var recast } => [.. Recast(recast, contract, currency)],
        WithdrawDeed => ["withdraw", contract],
        DropDeed { Command: var drop } => ["withdraw", contract, "--change", drop.Sequence.ToString(CultureInfo.InvariantCulture)],
        RescheduleDeed { Command: var move } =>
            ["reschedule", contract, "--change", move.Sequence.ToString(CultureInfo.InvariantCulture), "--effective", DayText.Of(move.On)],
        DeclineDeed { Command: var decline } =>
            ["decline", contract, "--reason", decline.ReasonCode, .. (decline.BySupplier ? new[] { "--by-supplier" } : [])],
        ExtendDeed { Command: var extend } =>
        [
            "extend", contract, "--days", extend.Days.ToString(CultureInfo.InvariantCulture),
            .. (extend.KeepsBillingAnchor ? new[] { "--keep-billing-days" } : []),
        ],
        AmendDeed { Command: var amend } => ["amend", contract, .. Amended(amend)],
        ReinstateDeed { Command: var back } =>
        [
            "reinstate", contract, "--effective", DayText.Of(back.On), "--gap", back.BillsGap ? "billed" : "not billed",
            .. back.Drop.SelectMany(static sequence => new[] { "--drop", sequence.ToString(CultureInfo.InvariantCulture) }),
        ],
        PauseDeed { Command: var pause } =>
        [
            "pause", contract, "--from", DayText.Of(pause.On),
            .. (pause.ResumesOn is { } until ? new[] { "--until", DayText.Of(until) } : []), .. (pause.BySupplier ? new[] { "--by-supplier" } : []),
            "--billed-days", PauseTerms.NameOf(pause.BilledDays), "--term", PauseTerms.NameOf(pause.Term),
            "--billing-days", PauseTerms.NameOf(pause.BillingDays),
        ],
        MilestoneDeed { Command: ReachMilestone reach } => ["milestone", contract, "--name", reach.Milestone, "--effective", DayText.Of(reach.On)],
        MilestoneDeed { Command: UndoMilestone undo } => ["milestone", contract, "--name", undo.Milestone, "--undo"],
        DeliverDeed { Command: var deliver } =>
            ["deliver", contract, "--line", deliver.Line.ToString(CultureInfo.InvariantCulture), "--units", deliver.Delivered.ToString(), "--effective", DayText.Of(deliver.On)],
        ResumeDeed resume => ["resume", contract, "--effective", DayText.Of(resume.On)],
        _ => Money(deed, contract, currency),
    };

    /// <summary>The command of a deed about money alone.</summary>
    private static string[] Money(Deed deed, string contract, Currency currency) => deed switch
    {
        GoodwillDeed { Command: var granted } =>
        [
            "grant", "goodwill", contract, "--line", granted.Line.ToString(CultureInfo.InvariantCulture), "--amount", Amount(granted.AmountMinor, currency),
            "--effective", DayText.Of(granted.On), "--reason", granted.ReasonCode,
        ],
        GrantDeed { Command: var granted } =>
            ["grant", "credit", contract, "--amount", Amount(granted.AmountMinor, currency), "--reason", granted.ReasonCode],
        PayDeed { Command: var pay } =>
            ["payment", "record", contract, "--amount", Amount(pay.AmountMinor, currency), "--received", DayText.Of(pay.ReceivedOn)],
        PayBackDeed { Command: var refund } =>
            ["payment", "refund", contract, "--amount", Amount(refund.AmountMinor, currency), "--paid", DayText.Of(refund.PaidOn)],
        UseCreditDeed => ["payment", "use-credit", contract],
        _ => throw new InvalidOperationException("no command for " + deed),
    };

    private static string Amount(long minor, Currency currency) => new Money(minor, currency).AmountText;

    /// <summary>The words of an order without its customer, reference and start.</summary>
    private static string[] End(TerminateContract end, string contract, Currency currency) =>
    [
        "terminate", contract, "--at", end.On is { } day ? DayText.Of(day) : "renewal",
        "--settlement", FactCodec.NameOf(end.Settlement), "--reason", end.ReasonCode, "--usage", UsageAtEnds.NameOf(end.Usage),
        .. (end.Fee is not { } fee ? [] : new[] { "--fee", fee.AmountMinor == 0 ? "waived" : Amount(fee.AmountMinor, currency), "--fee-reason", fee.ReasonCode }),
        "--unpaid", UnpaidAtEnds.NameOf(end.Balance.Unpaid), "--leftover", end.Balance.Leftover.ToString(),
    ];

    private static List<string> Recast(RecastContract recast, string contract, Currency currency)
    {
        List<string> command =
        [
            "recast", contract, "--effective", DayText.Of(recast.On), "--plan", Plan, "--settlement", FactCodec.NameOf(recast.Settlement),
            "--reason", recast.ReasonCode, "--leftover", Leftovers.NameOf(recast.Leftover),
        ];
        Add(command, "--credit", recast.CreditMinor is { } agreed ? Amount(agreed, currency) : null);
        Add(command, "--credit-reason", recast.OverrideReason);
        command.AddRange(Terms(recast.Opened));
        return command;
    }

    private static List<string> Order(OrderContract order, string reference) =>
    [
        "order", "--customer", "customer", "--plan", Plan, "--reference", reference, "--start", DayText.Of(order.StartOn), .. Terms(order),
    ];

    private static List<string> Terms(OrderContract order)
    {
        Clauses clauses = order.Clauses;
        List<string> command =
        [
            "--term", clauses.TermLength.ToString(),
            .. Renewal(clauses.Renewal),
            "--grid", clauses.Grid.ToString(),
            "--month-end", clauses.MonthEnd == MonthEndRule.Clamp ? "clamp" : "stick",
            "--day-count", DayCounts.NameOf(clauses.DayCount),
            "--change-day", clauses.ChangesOn == ChangeDay.NewTerms ? "new" : "old",
            "--end-day", clauses.EndsOn == ChangeDay.NewTerms ? "new" : "old",
            "--goodwill", GoodwillEffects.NameOf(clauses.Goodwill),
            "--most-granted", clauses.MostGranted is { } granted ? DecimalText.Of(granted) : "no limit",
            "--tax-rate", clauses.TaxRates.ToString(),
            "--tax-basis", TaxBases.NameOf(clauses.TaxBasis),
            "--credit-use", CreditUses.NameOf(clauses.CreditUse),
            "--lead-days", clauses.LeadDays.ToString(CultureInfo.InvariantCulture),
            "--removal-credit", RemovalCredits.NameOf(clauses.Removals),
            "--percent-discounts", PercentRules.NameOf(clauses.Percents),
            "--one-time-revenue", OneTimeRevenues.NameOf(clauses.OneTimeRevenue),
            "--term-price", TermPriceRules.NameOf(clauses.TermPrice),
            "--arrears", ArrearsIssues.NameOf(clauses.Arrears),
            "--late-usage", clauses.LateUsageDays.ToString(CultureInfo.InvariantCulture),
            "--longest-pause", clauses.LongestPauseDays.ToString(CultureInfo.InvariantCulture),
            "--documents", DocumentScopes.NameOf(clauses.Documents),
            "--minimum-invoice", MinimumInvoices.NameOf(clauses.MinimumInvoice),
            "--termination-fee", clauses.TerminationFee.ToString(),
            "--zone", clauses.Zone,
        ];
        command.AddRange(clauses.Notice.IsNone ? [] : Of(clauses.Notice));
        if (order.PaidFrom is not { } paidFrom)
        {
            command.Add("--trial");
        }
        else if (paidFrom != order.StartOn)
        {
            Add(command, "--trial-until", DayText.Of(paidFrom));
        }

        foreach (OrderItem item in order.Items)
        {
            Add(command, "--line", $"{item.Charge.Code}={item.Quantity}");
        }

        foreach (DatedPrice price in order.Prices)
        {
            Add(command, "--price", FormattableString.Invariant($"{price.ChargeCode}={price.Price}@{DayText.Of(price.On)}"));
        }

        foreach (Discount discount in order.Discounts)
        {
            Add(command, "--discount", Text(discount));
        }

        return command;
    }

    private static string Text(Discount discount)
    {
        string value = discount.Value.ToString(CultureInfo.InvariantCulture) + (discount.Form == DiscountForm.Percent ? "%" : "");
        string lasts = discount.Renews ? ":renews" : discount.Periods is { } periods ? FormattableString.Invariant($":{periods}") : "";
        lasts += discount.Start is { } start ? ":from=" + DayText.Of(start) : "";
        lasts += discount.End is { } end ? ":until=" + DayText.Of(end.AddDays(-1)) : "";
        lasts += discount.ReachesAdded ? ":added" : "";
        return $"{discount.Code}={value}{lasts}{(discount.ChargeCode is { } charge ? "@" + charge : "")}";
    }

    private static IEnumerable<string> Discounts(UpgradeContract changes) =>
    [
        .. changes.Discounts.SelectMany(static discount => new[] { "--discount", Text(discount) }),
        .. changes.EndDiscounts.SelectMany(static code => new[] { "--end-discount", code }),
        "--discounts-from", changes.CutsDiscounts ? "day" : "next period",
    ];

    private static List<string> Amended(AmendContract amend)
    {
        List<string> command = [];
        if (amend.Renewal is { } renewal)
        {
            command.AddRange(Renewal(renewal));
        }

        command.AddRange(amend.Notice is { } notice ? Of(notice) : []);
        Add(command, "--tax-rate", amend.TaxRates.IsEmpty ? null : amend.TaxRates.ToString());
        Add(command, "--longest-pause", amend.LongestPauseDays?.ToString(CultureInfo.InvariantCulture));
        Add(command, "--grid", amend.Grid?.Grid.ToString());
        Add(command, "--from", amend.Grid is { } grid ? DayText.Of(grid.On) : null);
        return command;
    }

    private static List<string> Renewal(RenewalClause renewal)
    {
        List<string> command =
        [
            "--renewal", renewal.Kind switch
            {
                RenewalKind.Automatic => "automatic",
                RenewalKind.Manual => "manual",
                RenewalKind.None => "none",
                RenewalKind.Evergreen => "evergreen",
            },
            "--renewal-length", renewal.Length.ToString(),
            "--uplift", renewal.Uplift.ToString(),
        ];
        Add(command, "--max-renewals", renewal.MaxRenewals?.ToString(CultureInfo.InvariantCulture));
        return command;
    }

    private static IEnumerable<string> Changes(UpgradeContract changes) =>
    [
        .. changes.Add.SelectMany(static added => new[] { "--add", $"{added.ChargeCode}={added.Quantity}" }),
        .. changes.Remove.SelectMany(static removed => new[] { "--remove", $"{removed.ChargeCode}={removed.Quantity}{At(removed.Line)}" }),
        .. changes.Change.SelectMany(static change => change switch
        {
            Reprice price => new[] { "--reprice", $"{price.ChargeCode}{At(price.Line)}={Text(price.Price)}" },
            Rebill bill =>
            [
                "--rebill", $"{bill.ChargeCode}{At(bill.Line)}={bill.Cadence?.ToString() ?? "term"}{(bill.Timing == BillingTiming.InArrears ? " in arrears" : "")}",
            ],
            Swap swap => ["--swap", $"{swap.ChargeCode}{At(swap.Line)}={swap.IntoCode}"],
            _ => ["--end", change.ChargeCode + At(change.Line)],
        }),
    ];

    private static string At(int? line) => line is { } number ? FormattableString.Invariant($"@{number}") : string.Empty;

    private static string Text(PriceAmounts price) =>
        !price.Tiers.IsEmpty ? price.Tiers.ToString()
        : (price.Block.IsZero ? string.Empty : price.Block + "@") + DecimalText.Of(price.Price);

    private static void Add(List<string> command, string option, string? value)
    {
        if (value is not null)
        {
            command.Add(option);
            command.Add(value);
        }
    }

    /// <summary>Every part of a notice clause, so that an amendment leaves none as it was.</summary>
    private static string[] Of(NoticeClause notice) =>
    [
        "--notice", new Cadence(notice.Count, notice.Unit).ToString(),
        "--notice-landing", ScenarioNotices.Word(notice.Landing),
        "--notice-from", notice.CountedFrom == NoticeCountedFrom.Dispatch ? "dispatch" : "receipt",
        "--notice-transit", notice.TransitDays.ToString(CultureInfo.InvariantCulture),
        "--notice-lead", notice.InternalLeadDays.ToString(CultureInfo.InvariantCulture),
        "--notice-roll", ScenarioNotices.Word(notice.Roll),
    ];
}
