// Writes a life as scenario text, so that a random life that fails can be read, and kept as a scenario.
using System.Globalization;
using System.Text;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>Acts to text; what is expected of them is left out.</summary>
public static class ScenarioWriter
{
    /// <summary>The text of a life, which <see cref="ScenarioParser"/> reads back.</summary>
    public static string Write(Scenario life)
    {
        var text = new StringBuilder();
        text.Append("# ").AppendLine(life.Title);
        text.Append("rules ").AppendJoin(' ', life.Rules).AppendLine();
        text.Append("currency ").AppendLine(life.Currency.Code).AppendLine();
        foreach (Act act in life.Acts)
        {
            text.Append(DayText.Of(act.On)).Append(' ');
            Write(text, act.Deed, life.Currency);
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Deed deed, Currency currency)
    {
        switch (deed)
        {
            case OrderDeed order:
                WriteOrder(text, order.Command);
                break;
            case UpgradeDeed upgrade:
                WriteUpgrade(text, upgrade);
                break;
            case RenewDeed renew:
                WriteRenewal(text, renew.Command);
                break;
            case TerminateDeed terminate:
                WriteEnd(text, terminate.Command, currency);
                break;
            case UsageDeed used:
                WriteUsage(text, used.Command);
                break;
            case MilestoneDeed milestone:
                WriteMilestone(text, milestone);
                break;
            case DeliverDeed { Command: var deliver }:
                text.AppendLine(FormattableString.Invariant($"deliver {deliver.Delivered} of line {deliver.Line} on {deliver.On:yyyy-MM-dd}"));
                break;
            case DeclineDeed { Command: var command }:
                text.Append("decline").Append(command.BySupplier ? " by supplier" : string.Empty).Append(" reason ").AppendLine(command.ReasonCode);
                break;
            case GoodwillDeed or GrantDeed:
                WriteGrant(text, deed, currency);
                break;
            case AmendDeed { Command: var command }:
                WriteTerms(text, command);
                break;
            case ExtendDeed { Command: var command }:
                text.AppendLine(FormattableString.Invariant($"extend by {command.Days} days{(command.KeepsBillingAnchor ? " keeping the billing days" : string.Empty)}"));
                break;
            case ReinstateDeed or PauseDeed or ResumeDeed:
                WriteInterruption(text, deed);
                break;
            case OfferDeed offer:
                WriteOffer(text, offer);
                break;
            case TransferDeed transfer:
                text.AppendLine(FormattableString.Invariant($"transfer on {transfer.On:yyyy-MM-dd} unused {(transfer.UnusedGoesOver ? "goes over" : "comes back")} reason {transfer.ReasonCode}"));
                break;
            case RecastDeed { Command: var command }:
                WriteRecast(text, command, currency);
                break;
            case PayDeed or UnapplyDeed or PayBackDeed or UseCreditDeed:
                WriteMoney(text, deed, currency);
                break;
            case WithdrawDeed or DropDeed or RescheduleDeed:
                WriteTakenBack(text, deed);
                break;
            default:
                text.AppendLine("run");
                break;
        }
    }

    private static void WriteTakenBack(StringBuilder text, Deed deed) => text.AppendLine(deed switch
    {
        DropDeed drop => FormattableString.Invariant($"withdraw {(drop.IsNth ? "nth " : "")}change {drop.Command.Sequence}"),
        RescheduleDeed move => FormattableString.Invariant(
            $"reschedule {(move.IsNth ? "nth " : "")}change {move.Command.Sequence} to {move.Command.On:yyyy-MM-dd}"),
        _ => "withdraw",
    });

    private static void WriteInterruption(StringBuilder text, Deed deed)
    {
        switch (deed)
        {
            case ReinstateDeed { Command: var command }:
                text.Append("reinstate on ").Append(DayText.Of(command.On)).Append(command.BillsGap ? " billing the gap" : string.Empty)
                    .AppendLine(string.Concat(command.Drop.Select(static sequence => FormattableString.Invariant($" without event {sequence}"))));
                break;
            case PauseDeed pause:
                WritePause(text, pause.Command);
                break;
            case ResumeDeed resume:
                text.Append("resume on ").AppendLine(DayText.Of(resume.On));
                break;
        }
    }

    private static void WriteUpgrade(StringBuilder text, UpgradeDeed upgrade)
    {
        text.Append("upgrade ").Append(upgrade.Command.AtRenewal ? "at renewal" : "on " + DayText.Of(upgrade.Command.On))
            .Append(upgrade.ToOffer ? " to the plan on offer" : string.Empty);
        WriteChanges(text, upgrade.Command);
    }

    private static void WriteRenewal(StringBuilder text, RenewContract command)
    {
        text.Append("renew").Append(command.Length is { } length ? " for " + length : string.Empty)
            .Append(command.Uplift is { } uplift ? " uplift " + uplift : string.Empty);
        WriteChanges(text, command.ChangesOn(default));
    }

    private static void WritePause(StringBuilder text, PauseContract command) =>
        text.Append("pause from ").Append(DayText.Of(command.On))
            .Append(command.ResumesOn is { } back ? " until " + DayText.Of(back) : string.Empty)
            .Append(command.BySupplier ? " by supplier" : string.Empty)
            .Append(command.BilledDays == PausedDays.Moved ? " billed days moved" : string.Empty)
            .Append(command.Term == PausedTerm.Shifted ? " term shifted" : string.Empty)
            .AppendLine(command.BillingDays switch
            {
                BillingDaysAfter.Kept => string.Empty,
                BillingDaysAfter.NewEnd => " billing from the new end",
                BillingDaysAfter.Return => " billing from the return",
            });

    private static void WriteEnd(StringBuilder text, TerminateContract command, Currency currency) =>
        text.Append("terminate").Append(command.On is { } day ? " on " + DayText.Of(day) : string.Empty)
            .Append(' ').Append(FactCodec.NameOf(command.Settlement))
            .Append(" reason ").Append(command.ReasonCode).Append(command.Usage == UsageAtEnd.Waived ? " waiving usage" : string.Empty)
            .Append(command.Fee is not { } fee ? string.Empty
                : $" fee {(fee.AmountMinor == 0 ? "waived" : new Money(fee.AmountMinor, currency).AmountText)} because {fee.ReasonCode}")
            .AppendLine(ScenarioBalances.Write(command.Balance));

    private static void WriteMilestone(StringBuilder text, MilestoneDeed milestone) => text.AppendLine(milestone.Command switch
    {
        ReachMilestone reach => $"milestone {reach.Milestone} on {DayText.Of(reach.On)}",
        UndoMilestone undo => $"milestone {undo.Milestone} taken back",
        _ => throw new InvalidOperationException("no milestone: " + milestone.Command),
    });

    private static void WriteUsage(StringBuilder text, RecordUsage command) =>
        text.Append("record ").Append(new Quantity(command.Micros)).Append(" of ")
            .Append(command.Line is { } line ? FormattableString.Invariant($"line {line}") : command.ChargeCode)
            .Append(" in ").Append(DayText.Of(command.Days.Start)).Append("..").Append(DayText.Of(command.Days.End.AddDays(-1)))
            .AppendLine(command.Reference.Length > 0 ? " as " + command.Reference : string.Empty);

    private static void WriteGrant(StringBuilder text, Deed deed, Currency currency)
    {
        if (deed is GoodwillDeed { Command: var goodwill })
        {
            text.Append(CultureInfo.InvariantCulture, $"grant {new Money(goodwill.AmountMinor, currency).AmountText} on line {goodwill.Line}")
                .Append(" in the period of ").Append(DayText.Of(goodwill.On)).Append(" reason ").AppendLine(goodwill.ReasonCode);
        }
        else if (deed is GrantDeed { Command: var credit })
        {
            text.AppendLine($"grant {new Money(credit.AmountMinor, currency).AmountText} credit reason {credit.ReasonCode}");
        }
    }

    private static void WriteTerms(StringBuilder text, AmendContract command) =>
        text.Append("amend").Append(command.Renewal is { } renewal ? Text(renewal) : string.Empty)
            .Append(command.Notice is { } notice ? ScenarioNotices.Write(notice) : string.Empty)
            .Append(command.LongestPauseDays is { } longest ? FormattableString.Invariant($" longest pause {longest}") : string.Empty)
            .Append(command.Grid is { } grid ? FormattableString.Invariant($" grid {grid.Grid} from {grid.On:yyyy-MM-dd}") : string.Empty)
            .AppendLine(Text(command.TaxRates));

    private static void WriteOffer(StringBuilder text, OfferDeed offer)
    {
        text.AppendLine("offer");
        foreach (Charge charge in offer.Charges)
        {
            WriteCharge(text, charge, Quantity.One);
        }
    }

    private static void WriteRecast(StringBuilder text, RecastContract command, Currency currency)
    {
        text.Append("recast on ").Append(DayText.Of(command.On)).Append(' ').Append(FactCodec.NameOf(command.Settlement))
            .Append(" reason ").Append(command.ReasonCode)
            .Append(command.CreditMinor is { } agreed ? $" agreed {new Money(agreed, currency).AmountText}" : string.Empty)
            .Append(command.OverrideReason is { } why ? " because " + why : string.Empty)
            .Append(command.Leftover == Leftover.Refund ? " leftover refund " : " ");
        WriteOrder(text, command.Opened);
    }

    private static void WriteMoney(StringBuilder text, Deed deed, Currency currency)
    {
        switch (deed)
        {
            case PayDeed { Command: var command }:
                text.Append("pay ").Append(new Money(command.AmountMinor, currency).AmountText)
                    .Append(command.Document is { } document ? FormattableString.Invariant($" for document {document}") : string.Empty)
                    .Append(" received ").AppendLine(DayText.Of(command.ReceivedOn));
                break;
            case UnapplyDeed unapply:
                text.AppendLine(CultureInfo.InvariantCulture, $"unapply {unapply.What} {unapply.Number}");
                break;
            case UseCreditDeed { Command: var command }:
                text.Append("use credit").AppendLine(
                    command.Document is { } named ? FormattableString.Invariant($" for document {named}") : string.Empty);
                break;
            case PayBackDeed { Command: var command }:
                text.Append("pay back ").Append(new Money(command.AmountMinor, currency).AmountText).Append(" on ").AppendLine(DayText.Of(command.PaidOn));
                break;
        }
    }

    private static void WriteOrder(StringBuilder text, OrderContract order)
    {
        Clauses clauses = order.Clauses;
        text.Append("order start ").Append(DayText.Of(order.StartOn)).Append(" term ").Append(clauses.TermLength);
        text.Append(Text(clauses.Renewal)).Append(clauses.Notice.IsNone ? string.Empty : ScenarioNotices.Write(clauses.Notice));
        text.Append(order.PaidFrom is not { } paid ? " whole trial" : paid == order.StartOn ? string.Empty : " paid from " + DayText.Of(paid));
        text.Append(clauses.Grid.IsFromStart ? string.Empty : " grid " + clauses.Grid);
        text.Append(clauses.MonthEnd == MonthEndRule.Clamp ? string.Empty : " sticks to month ends");
        text.Append(clauses.EndsOn == ChangeDay.NewTerms ? string.Empty : " last days named");
        text.Append(clauses.DayCount == DayCount.Actual ? string.Empty : " day count " + DayCounts.NameOf(clauses.DayCount));
        text.Append(clauses.LongestPauseDays == 180 ? string.Empty : FormattableString.Invariant($" longest pause {clauses.LongestPauseDays}"))
            .Append(clauses.CreditUse == CreditUse.DebtFirst ? string.Empty : " credits to next invoice")
            .Append(clauses.Goodwill == GoodwillEffect.PriceReduction ? string.Empty : " goodwill caps only")
            .Append(clauses.MostGranted is { } granted ? " most granted " + DecimalText.Of(granted) : string.Empty)
            .Append(clauses.LeadDays == 0 ? string.Empty : FormattableString.Invariant($" invoiced {clauses.LeadDays} days ahead"))
            .Append(clauses.Arrears == ArrearsIssue.OwnEnd ? string.Empty : " arrears at period end")
            .Append(clauses.LateUsageDays == 60 ? string.Empty : FormattableString.Invariant($" late usage {clauses.LateUsageDays}"))
            .Append(clauses.Removals switch
            {
                RemovalCredit.No => " removals without credit",
                RemovalCredit.FromNextPeriod => " removals from next period",
                _ => string.Empty,
            })
            .Append(clauses.TermPrice == TermPriceRule.ByMonths ? string.Empty : " term price by days")
            .Append(clauses.Percents == PercentRule.OneAfterAnother ? string.Empty : " percents added")
            .Append(clauses.OneTimeRevenue == OneTimeRevenue.AtDelivery ? string.Empty : " items earned over the term")
            .Append(Text(clauses.TaxRates)).Append(clauses.TaxBasis == TaxBasis.PerDocument ? string.Empty : " per line")
            .Append(clauses.Documents == DocumentScope.PerContract ? string.Empty : " documents per customer")
            .Append(clauses.MinimumInvoice is { } minimum ? " minimum invoice " + DecimalText.Of(minimum) : string.Empty)
            .AppendLine(clauses.TerminationFee.IsNone ? string.Empty : " fee " + Joined(clauses.TerminationFee.ToString()));
        foreach (OrderItem item in order.Items)
        {
            WriteCharge(text, item.Charge, item.Quantity);
        }

        foreach (DatedPrice price in order.Prices)
        {
            text.AppendLine(FormattableString.Invariant($"    price {price.ChargeCode} {DecimalText.Of(price.Price)} from {DayText.Of(price.On)}"));
        }

        foreach (Discount discount in order.Discounts)
        {
            ScenarioDiscounts.Write(text, discount);
        }
    }

    private static string Text(RenewalClause renewal) =>
        renewal.Kind switch
        {
            RenewalKind.Automatic => " renews automatic " + renewal.Length,
            RenewalKind.Manual => " renews manual " + renewal.Length,
            RenewalKind.Evergreen => " renews evergreen " + renewal.Length,
            _ => " ends",
        }
        + (renewal is { MaxRenewals: { } most, Kind: not RenewalKind.None } ? FormattableString.Invariant($" at most {most}") : string.Empty)
        + (renewal.Uplift.Kind == UpliftKind.None ? string.Empty : " uplift " + renewal.Uplift);

    private static string Text(TaxRates rates) =>
        rates.IsEmpty ? string.Empty : " tax " + Joined(rates.ToString());

    private static string Joined(string listed) => listed.Replace(", ", " and ", StringComparison.Ordinal);

    private static void WriteCharge(StringBuilder text, Charge charge, Quantity units)
    {
        text.Append("    charge ").Append(charge.Code).Append(' ').Append(ScenarioPrices.Write(charge));
        if (charge.Kind == ChargeKind.Usage)
        {
            text.Append(" usage per ").Append(charge.PricePeriod).Append(ScenarioPrices.WriteTerms(charge))
                .AppendLine(charge.IsPrepaid ? $", {units} units" : string.Empty);
            return;
        }

        text.Append(charge.Kind == ChargeKind.OneTime
            ? " once" + ScenarioPrices.WriteTerms(charge)
            : $" per {charge.PricePeriod}{ScenarioPrices.WriteTerms(charge)} billed every {charge.BillingCadence?.ToString() ?? "term"}");
        text.Append(charge is { Timing: BillingTiming.InArrears, Kind: ChargeKind.Recurring } ? " in arrears" : string.Empty);
        text.Append(", ").Append(units).AppendLine(" units");
    }

    private static void WriteChanges(StringBuilder text, UpgradeContract changes)
    {
        ScenarioChanges.Write(text, changes);
        foreach (Charge offered in ScenarioChanges.ChargesOf(changes.Add, changes.Change))
        {
            WriteCharge(text, offered, Quantity.One);
        }

        foreach (Discount discount in changes.Discounts)
        {
            ScenarioDiscounts.Write(text, discount);
        }
    }
}
