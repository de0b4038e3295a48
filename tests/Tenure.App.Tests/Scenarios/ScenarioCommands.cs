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
        UpgradeDeed upgrade => upgrade.Command.Add.Where(static added => added.Offered is not null).Select(static added => added.Offered!),
        RenewDeed renew => renew.Command.Add.Where(static added => added.Offered is not null).Select(static added => added.Offered!),
        _ => [],
    };

    /// <summary>The command of a deed.</summary>
    public static string[] Of(Deed deed, string contract, Currency currency) => deed switch
    {
        OrderDeed order => [.. Order(order.Command, contract)],
        UpgradeDeed { Command: var upgrade } =>
            ["upgrade", contract, "--effective", DayText.Of(upgrade.On), .. Changes(upgrade.Add, upgrade.Remove)],
        RenewDeed { Command: var renew } =>
        [
            "renew", contract, .. (renew.Length is { } length ? new[] { "--length", length.ToString() } : []),
            .. (renew.Uplift is { } uplift ? new[] { "--uplift", uplift.ToString() } : []), .. Changes(renew.Add, renew.Remove),
        ],
        TerminateDeed { Command: var end } =>
        [
            "terminate", contract, "--at", end.On is { } day ? DayText.Of(day) : "renewal",
            "--settlement", FactCodec.NameOf(end.Settlement), "--reason", end.ReasonCode,
        ],
        RecastDeed { Command: var recast } => [.. Recast(recast, contract, currency)],
        WithdrawDeed => ["withdraw", contract],
        DeclineDeed { Command: var decline } =>
            ["decline", contract, "--reason", decline.ReasonCode, .. (decline.BySupplier ? new[] { "--by-supplier" } : [])],
        ExtendDeed { Command: var extend } =>
        [
            "extend", contract, "--days", extend.Days.ToString(CultureInfo.InvariantCulture),
            .. (extend.KeepsBillingAnchor ? new[] { "--keep-billing-days" } : []),
        ],
        ReinstateDeed { Command: var back } =>
        [
            "reinstate", contract, "--effective", DayText.Of(back.On), "--gap", back.BillsGap ? "billed" : "not billed",
            .. back.Drop.SelectMany(static sequence => new[] { "--drop", sequence.ToString(CultureInfo.InvariantCulture) }),
        ],
        PauseDeed { Command: var pause } =>
        [
            "pause", contract, "--from", DayText.Of(pause.On),
            .. (pause.ResumesOn is { } until ? new[] { "--until", DayText.Of(until) } : []), .. (pause.BySupplier ? new[] { "--by-supplier" } : []),
        ],
        PayDeed { Command: var pay } =>
            ["payment", "record", contract, "--amount", Amount(pay.AmountMinor, currency), "--received", DayText.Of(pay.ReceivedOn)],
        PayBackDeed { Command: var refund } =>
            ["payment", "refund", contract, "--amount", Amount(refund.AmountMinor, currency), "--paid", DayText.Of(refund.PaidOn)],
        UseCreditDeed => ["payment", "use-credit", contract],
        ResumeDeed resume => ["resume", contract, "--effective", DayText.Of(resume.On)],
        _ => throw new InvalidOperationException("no command for " + deed),
    };

    private static string Amount(long minor, Currency currency) => new Money(minor, currency).AmountText;

    /// <summary>The words of an order without its customer, reference and start.</summary>
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
            "--renewal", clauses.Renewal.Kind switch
            {
                RenewalKind.Automatic => "automatic",
                RenewalKind.Manual => "manual",
                RenewalKind.None => "none",
                RenewalKind.Evergreen => "evergreen",
            },
            "--renewal-length", clauses.Renewal.Length.ToString(),
            "--uplift", clauses.Renewal.Uplift.ToString(),
            "--grid", clauses.Grid.ToString(),
            "--month-end", clauses.MonthEnd == MonthEndRule.Clamp ? "clamp" : "stick",
            "--day-count", DayCounts.NameOf(clauses.DayCount),
            "--change-day", clauses.ChangesOn == ChangeDay.NewTerms ? "new" : "old",
            "--end-day", clauses.EndsOn == ChangeDay.NewTerms ? "new" : "old",
            "--credit-use", CreditUses.NameOf(clauses.CreditUse),
            "--lead-days", clauses.LeadDays.ToString(CultureInfo.InvariantCulture),
            "--arrears", ArrearsIssues.NameOf(clauses.Arrears),
            "--longest-pause", clauses.LongestPauseDays.ToString(CultureInfo.InvariantCulture),
            "--zone", clauses.Zone,
        ];
        Add(command, "--max-renewals", clauses.Renewal.MaxRenewals?.ToString(CultureInfo.InvariantCulture));
        Add(command, "--notice", clauses.Notice.IsNone ? null : new Cadence(clauses.Notice.Count, clauses.Notice.Unit).ToString());
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
        return $"{discount.Code}={value}{lasts}{(discount.ChargeCode is { } charge ? "@" + charge : "")}";
    }

    private static IEnumerable<string> Changes(IEnumerable<Addition> add, IEnumerable<Removal> remove) =>
    [
        .. add.SelectMany(static added => new[] { "--add", $"{added.ChargeCode}={added.Quantity}" }),
        .. remove.SelectMany(static removed => new[]
        {
            "--remove", $"{removed.ChargeCode}={removed.Quantity}" + (removed.Line is { } line ? FormattableString.Invariant($"@{line}") : ""),
        }),
    ];

    private static void Add(List<string> command, string option, string? value)
    {
        if (value is not null)
        {
            command.Add(option);
            command.Add(value);
        }
    }
}
