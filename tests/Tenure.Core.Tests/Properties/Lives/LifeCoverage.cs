// What long lives reach: each verb while nothing, something and all was paid, on days before, on and after the one it is recorded on, at the
// ends of months and within them.
using System.Globalization;
using System.Text;
using Tenure.Core.Contracts;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal sealed class LifeCoverage
{
    private static readonly string[] Paid = ["unpaid", "part paid", "paid"];
    private static readonly string[] Days = ["back", "back, month end", "same day", "same day, month end", "ahead", "ahead, month end"];
    private readonly SortedDictionary<string, int[]> cells = new(StringComparer.Ordinal);

    /// <summary>The verbs that were seen.</summary>
    public IEnumerable<string> Verbs => cells.Keys;

    /// <summary>How often a verb was seen in a cell.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="paid">0 nothing, 1 something, 2 all of what was invoiced.</param>
    /// <param name="days">As <see cref="Days"/>.</param>
    public int this[string verb, int paid, int days] => cells.TryGetValue(verb, out int[]? row) ? row[(paid * Days.Length) + days] : 0;

    /// <summary>An act that was accepted.</summary>
    /// <param name="act">The act.</param>
    /// <param name="before">The account on which it was decided; <c>null</c> before the order.</param>
    public void Count(Act act, CustomerAccount? before)
    {
        foreach (string verb in VerbsOf(act.Deed))
        {
            DateOnly on = EffectiveOn(act);
            int day = (on < act.On ? 0 : on == act.On ? 2 : 4) + (on.AddDays(1).Day == 1 ? 1 : 0);
            if (!cells.TryGetValue(verb, out int[]? row))
            {
                cells.Add(verb, row = new int[Paid.Length * Days.Length]);
            }

            row[(PaidOf(before) * Days.Length) + day]++;
        }
    }

    /// <summary>The table, verb by verb.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{"",-22}");
        foreach (string paid in Paid)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {paid,-46}");
        }

        text.AppendLine().Append(CultureInfo.InvariantCulture, $"{"verb",-22}");
        foreach (string _ in Paid)
        {
            text.Append("|    back    ..end    same   ..end   ahead   ..end");
        }

        foreach ((string verb, int[] row) in cells)
        {
            text.AppendLine().Append(CultureInfo.InvariantCulture, $"{verb,-22}");
            for (int i = 0; i < row.Length; i++)
            {
                text.Append(i % Days.Length == 0 ? "|" : string.Empty).Append(CultureInfo.InvariantCulture, $"{row[i],8}");
            }
        }

        return text.AppendLine().ToString();
    }

    /// <summary>Whether an act of a verb can fall into a cell at all.</summary>
    public static bool CanBe(string verb, int paid, int days)
    {
        bool isPast = days < 2;
        bool isToday = days is 2 or 3;
        return verb switch
        {
            "order" => paid == 0,
            "record usage" => isPast, // a total is of days that are over
            "use credit" => isToday && paid == 1, // it needs credit that is left, and an open invoice
            "pay back" or "take back money" => isToday && paid > 0,
            "amend" or "change at renewal" or "decline" or "extend" or "grant credit" or "renew" or "withdraw" or "take a change back" or "undo a milestone"
                => isToday, // no day of their own
            "move a change" => !isPast,
            "recast" or "transfer" => !isPast, // VER-4, VER-8: now or later
            _ when verb.StartsWith("terminate", StringComparison.Ordinal) => !isPast, // VER-5: now or later
            _ => true,
        };
    }

    /// <summary>The cells that can be and were reached less often than that.</summary>
    public IEnumerable<string> Below(int times) =>
        from verb in Verbs
        from paid in Enumerable.Range(0, Paid.Length)
        from days in Enumerable.Range(0, Days.Length)
        where CanBe(verb, paid, days) && this[verb, paid, days] < times
        select $"{verb}, {Paid[paid]}, {Days[days]}: {this[verb, paid, days]}";

    private static int PaidOf(CustomerAccount? account) =>
        account is null || account.Invoices.All(static invoice => invoice.PaidMinor + invoice.CreditUsedMinor == 0) ? 0
        : account.OpenMinor > 0 ? 1
        : 2;

    private static IEnumerable<string> VerbsOf(Deed deed) => deed switch
    {
        OrderDeed => ["order"],
        UpgradeDeed upgrade => OfUpgrade(upgrade),
        RenewDeed => ["renew"],
        TerminateDeed terminate => ["terminate, " + FactCodec.NameOf(terminate.Command.Settlement)],
        WithdrawDeed => ["withdraw"],
        DeclineDeed => ["decline"],
        ReinstateDeed => ["reinstate"],
        ExtendDeed => ["extend"],
        PauseDeed => ["pause"],
        ResumeDeed => ["resume"],
        AmendDeed => ["amend"],
        GoodwillDeed => ["grant goodwill"],
        GrantDeed => ["grant credit"],
        RecastDeed => ["recast"],
        TransferDeed => ["transfer"],
        UsageDeed => ["record usage"],
        UseCreditDeed => ["use credit"],
        PayBackDeed => ["pay back"],
        UnapplyDeed => ["take back money"],
        DropDeed => ["take a change back"],
        RescheduleDeed => ["move a change"],
        MilestoneDeed { Command: ReachMilestone } => ["reach a milestone"],
        MilestoneDeed => ["undo a milestone"],
        DeliverDeed => ["deliver"],
        _ => [],
    };

    private static IEnumerable<string> OfUpgrade(UpgradeDeed upgrade)
    {
        UpgradeContract command = upgrade.Command;
        if (command.AtRenewal)
        {
            yield return "change at renewal";
            yield break;
        }

        if (upgrade.ToOffer)
        {
            yield return "move to the offer";
        }

        if (!command.Add.IsEmpty)
        {
            yield return "add units";
        }

        if (!command.Remove.IsEmpty)
        {
            yield return "remove units";
        }

        if (!command.Discounts.IsEmpty || !command.EndDiscounts.IsEmpty)
        {
            yield return "change discounts";
        }

        foreach (LineChange change in command.Change)
        {
            yield return change switch
            {
                Reprice => "re-price",
                Swap => "swap",
                Rebill => "bill otherwise",
                _ => "end a part",
            };
        }
    }

    private static DateOnly EffectiveOn(Act act) => act.Deed switch
    {
        OrderDeed order => order.Command.StartOn,
        UpgradeDeed { Command.AtRenewal: false } upgrade => upgrade.Command.On,
        TerminateDeed { Command.On: { } on } => on,
        ReinstateDeed reinstate => reinstate.Command.On,
        PauseDeed pause => pause.Command.On,
        ResumeDeed resume => resume.On,
        GoodwillDeed goodwill => goodwill.Command.On,
        RecastDeed recast => recast.Command.On,
        TransferDeed transfer => transfer.On,
        RescheduleDeed move => move.Command.On,
        MilestoneDeed { Command: ReachMilestone reached } => reached.On,
        DeliverDeed deliver => deliver.Command.On,
        UsageDeed used => used.Command.Days.End.AddDays(-1),
        _ => act.On,
    };
}
