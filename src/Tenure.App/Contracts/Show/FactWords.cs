// What was decided, in words: the timeline of a contract and the causes of an amount read alike.
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Show;

internal static class FactWords
{
    /// <summary>A fact in words.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="currency">The currency of the contract, in which amounts of money are.</param>
    /// <param name="numberOf">The number of a document by its ordinal; without it no document is named.</param>
    public static string Of(Fact fact, Currency currency, Func<int, string?>? numberOf = null) => fact switch
    {
        ContractOrdered ordered => $"ordered plan {ordered.PlanCode}{(ordered.Continues is not null ? ", taken over with its dates" : ordered.Recasts is null ? "" : " in place of another contract")}: {Lines(ordered.Lines)}{Paid(ordered)}",
        ContractUpgraded upgraded => Of(upgraded, currency),
        ContractRenewed renewed => string.Create(
            CultureInfo.InvariantCulture,
            $"{Of(renewed.Kind)} for {renewed.Length}: term {renewed.TermIndex + 1}{Of(renewed.Uplift)}"),
        ContractTerminated terminated => Of(terminated, currency),
        TerminationWithdrawn withdrawn => $"took back the termination of event {withdrawn.WithdrawnSequence}",
        ChangeDropped dropped => $"took back the change of event {dropped.DroppedSequence}, before {Parsing.Show(dropped.EffectiveOn)}",
        RenewalDeclined declined => string.Create(
            CultureInfo.InvariantCulture,
            $"renewal declined by the {(declined.BySupplier ? "supplier" : "customer")}: ends with term {declined.TermIndex + 1}, last day {Parsing.ShowLast(declined.EffectiveOn)}; reason {declined.ReasonCode}"),
        ContractExtended extended =>
            $"extended by {Cadence.Days(extended.Days)} at no cost: term {(extended.TermIndex + 1).ToString(CultureInfo.InvariantCulture)} until {Parsing.ShowLast(extended.EffectiveOn.AddDays(extended.Days))}",
        ContractAmended amended => "amended: " + string.Join("; ", Of(amended)),
        ContractReinstated reinstated => $"reinstated after the end of event {reinstated.EndedSequence}"
            + (reinstated.BillsGap ? ", the days between billed" : string.Empty)
            + (reinstated.Dropped.IsEmpty ? string.Empty : ", without event " + string.Join(", ", reinstated.Dropped)),
        ContractPaused paused => (paused.BySupplier ? "suspended by the supplier" : "paused")
            + (paused.ResumesOn is { } back ? $", service again on {Parsing.Show(back)}" : ", until resumed")
            + (paused.BeginsAnew ? "; billing periods begin anew with service" : string.Empty) + Of(paused.Moves, paused.EffectiveOn),
        ContractResumed resumed => resumed.ByItself ? "resumed: the pause had lasted as long as it may" : "resumed",
        ContractExpired => $"expired: nothing renewed the term that ended on {Parsing.ShowLast(fact.EffectiveOn)}",
        PaymentRecorded payment => $"payment of {new Money(payment.AmountMinor, currency)} received{For(payment.Document, numberOf)}{(payment.Joint is null ? string.Empty : ", a part of one for several contracts")}",
        CreditUsed used => used.Document is null ? "credit used, the oldest debt first" : $"credit used{For(used.Document, numberOf)}",
        PaymentUnapplied unapplied => $"took back event {unapplied.PaymentSequence}",
        CreditGranted granted => $"credit of {new Money(granted.AmountMinor, currency)} granted; reason {granted.ReasonCode}",
        GoodwillGranted granted => string.Create(
            CultureInfo.InvariantCulture,
            $"goodwill of {new Money(granted.AmountMinor, currency)} on line {granted.Line}, in the billing period of {Parsing.Show(granted.EffectiveOn)}; reason {granted.ReasonCode}"),
        UsageRecorded used => $"{new Core.Catalogue.Quantity(used.Micros)} used on line {used.Line}, {Parsing.Show(used.EffectiveOn)} to {Parsing.ShowLast(used.End)}"
            + (used.Reference.Length > 0 ? $", reference {used.Reference}" : string.Empty)
            + (used.IsWaived ? "; waived: recorded too late after the end" : string.Empty),
        MilestoneReached reached => $"milestone '{reached.Milestone}' reached",
        DeliveryRecorded delivered => $"{delivered.Delivered} units of line {Parsing.Whole(delivered.Line)} delivered by {Parsing.Show(delivered.EffectiveOn)}",
        MilestoneTakenBack taken => $"took back the milestone of event {Parsing.Whole(taken.ReachedSequence)}",
        BalanceSettled settled => $"what was open or left was settled as the end of event {settled.EndedSequence} chose",
        CreditLapsed => "the days for which credit was kept after the end are over: what was left is forfeited",
        CreditCarriedOut => "credit went over to the contract that follows",
        CreditCarriedIn carried => $"credit of {new Money(carried.Amounts.Sum(static amount => amount.AmountMinor), currency)} came over",
        RefundPaid refund => $"{new Money(refund.AmountMinor, currency)} paid back",
        FenceSet { FenceOn: { } fence } => $"fence: no debit may bill service on or after {Parsing.Show(fence)}",
        FenceSet => "fence lifted",
        _ => throw Invariant.Broken("a fact without words"),
    };

    private static string Of(MovedEnd? moves, DateOnly from) => moves is null ? string.Empty
        : (moves.BilledUntil > from ? $"; its days before {Parsing.Show(moves.BilledUntil)} come again as free days" : string.Empty)
            + (moves.IsShifted ? $"; those from {Parsing.Show(moves.BilledUntil)} on come again at the end of term {Parsing.Whole(moves.TermIndex + 1)}" : string.Empty);

    private static IEnumerable<string> Of(ContractAmended amended)
    {
        if (amended.Renewal is { } renewal)
        {
            yield return $"renewal {ClauseWords.Of(renewal)}";
            yield return $"prices {ClauseWords.Of(renewal.Uplift)}";
        }

        if (amended.Notice is { } notice)
        {
            yield return $"notice {ClauseWords.Of(notice)}";
        }

        if (amended.LongestPauseDays is { } longest)
        {
            yield return $"a pause may last {Cadence.Days(longest)}";
        }

        if (amended.Grid is { } grid)
        {
            yield return $"billing periods {ClauseWords.Of(grid.Grid)}, as of the first that begins on or after {Parsing.Show(grid.On)}";
        }

        if (!amended.TaxRates.IsEmpty)
        {
            yield return $"tax {ClauseWords.Of(amended.TaxRates)}";
        }
    }

    private static string For(int? document, Func<int, string?>? numberOf) =>
        document is { } ordinal && numberOf?.Invoke(ordinal) is { } number ? " for " + number : string.Empty;

    /// <summary>How a further term came about.</summary>
    public static string Of(RenewalKind kind) => kind switch
    {
        RenewalKind.Evergreen => "runs on",
        RenewalKind.Automatic => "renewed by itself",
        _ => "renewed by decision",
    };

    private static string Of(Uplift uplift) => uplift.Kind switch
    {
        UpliftKind.None => string.Empty,
        UpliftKind.Percent => $", prices up {uplift}",
        UpliftKind.List => ", at list prices",
        UpliftKind.Capped => $", at list prices, up {DecimalText.Of(uplift.Percent)}% at most",
    };

    private static string Of(RemovedUnits left) =>
        left.LeavesOn is { } leavesOn ? $" as of {Parsing.Show(leavesOn)}"
        : left.PaidUntil is { } paidUntil ? $", paid until {Parsing.Show(paidUntil)}"
        : string.Empty;

    private static string Of(ContractUpgraded upgraded, Currency currency)
    {
        var parts = new List<string>(2);
        var changed = upgraded.Added.Where(static line => line.Replaces is not null).ToList();
        var added = upgraded.Added.Except(changed).ToList();
        var removed = upgraded.Removed.Where(left => changed.TrueForAll(line => line.Replaces != left.Line)).ToList();
        if (added.Count > 0)
        {
            parts.Add($"added {Lines(added)}");
        }

        if (removed.Count > 0)
        {
            parts.Add("removed " + string.Join(", ", removed.Select(static left => $"{left.Quantity} of line {left.Line}{Of(left)}")));
        }

        parts.AddRange(changed.Select(line => string.Create(
            CultureInfo.InvariantCulture,
            $"{upgraded.Removed.First(left => left.Line == line.Replaces).Quantity} of line {line.Replaces} became {line.Quantity} x {line.Charge.Code}{(line.PricedAnew ? $" at {line.Charge.PriceText}" : "")} (line {line.Line})")));

        if (upgraded.Plan is { } plan)
        {
            parts.Add($"plan {plan.Code}");
        }

        string when = upgraded.CutsDiscounts ? "from the day" : "with the next billing period";
        parts.AddRange(upgraded.Discounts.Select(discount => $"discount {discount.Code} {when}: {DiscountWords.Of(discount, currency)}"));
        parts.AddRange(upgraded.EndedDiscounts.Select(code => $"ended discount {code} {when}"));

        return (upgraded.AtTerm is { } term ? string.Create(CultureInfo.InvariantCulture, $"with term {term + 1}: ") : string.Empty)
            + string.Join("; ", parts);
    }

    private static string Of(ContractTerminated terminated, Currency currency)
    {
        string when = terminated.Successor is not null ? "to go on as another contract"
            : terminated.AtEndOfTerm is { } term
            ? string.Create(CultureInfo.InvariantCulture, $"at the end of term {term + 1}")
            : "on a day";
        string settled = terminated.Settlement == Settlement.Credit ? "unused days credited"
            : terminated.Settlement == Settlement.Refund ? "unused days credited, what was paid to be paid back"
            : terminated.Forfeited.IsEmpty ? "nothing given back"
            : "billed days forfeited";
        string agreed = terminated.Successor?.CreditMinor is { } credit
            ? $", as agreed {new Money(credit, currency)} ({terminated.Successor.OverrideReason})"
            : string.Empty;
        return $"{(terminated.Successor is null ? "terminated" : "recast")} {when}, last day {Parsing.ShowLast(terminated.EffectiveOn)}, {settled}{agreed}"
            + $"{(terminated.Usage == UsageAtEnd.Waived ? ", unbilled usage waived" : "")}{Of(terminated.Fee, currency)}"
            + $"{BalanceWords.After(terminated.Balance)}; reason {terminated.ReasonCode}";
    }

    private static string Of(AgreedFee? fee, Currency currency) => fee is null ? string.Empty
        : (fee.AmountMinor == 0 ? ", its fee waived" : $", for a fee of {new Money(fee.AmountMinor, currency)} as agreed") + $" ({fee.ReasonCode})";

    private static string Paid(ContractOrdered ordered) =>
        ordered.PaidFrom is null ? "; a trial"
        : ordered.PaidFrom > ordered.EffectiveOn ? $"; a trial until {Parsing.ShowLast(ordered.PaidFrom)}"
        : string.Empty;

    private static string Lines(IEnumerable<OrderedLine> lines) =>
        string.Join(", ", lines.Select(static line => $"{line.Quantity} x {line.Charge.Code} (line {line.Line})"));
}
