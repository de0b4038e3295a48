// The clauses of a contract in plain words, one line each, so that nobody needs the manual to read a contract.
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Show;

internal static class ClauseWords
{
    /// <summary>Every clause and discount, by the name people know it under.</summary>
    public static IEnumerable<(string Name, string Words)> Of(Contract contract)
    {
        foreach ((string Name, string Words) clause in Of(contract.Order, contract.Clauses))
        {
            yield return clause;
        }

        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            yield return ($"discount {agreed.Discount.Code}", DiscountWords.Of(agreed, contract.Order.Currency));
        }

        if (contract.Discounts.Count(static agreed => agreed.Discount.Form == DiscountForm.Percent) > 1 || contract.Clauses.Percents == PercentRule.Added)
        {
            yield return Of(contract.Clauses.Percents);
        }
    }

    /// <summary>What several discounts in percent do to each other.</summary>
    public static (string Name, string Words) Of(PercentRule percents) => ("several percentages", percents == PercentRule.Added
        ? "are added up, to no more than the whole price"
        : "each take their part of what the one before leaves");

    /// <summary>The clauses of an order as they are by now, without its discounts.</summary>
    public static IEnumerable<(string Name, string Words)> Of(ContractOrdered order, Clauses clauses)
    {
        yield return ("first term", order.Continues is { } other
            ? $"{clauses.TermLength} from {Parsing.Show(other.TermFrom)}, taken over on {Parsing.Show(order.EffectiveOn)}"
            : $"{clauses.TermLength} from {Parsing.Show(order.EffectiveOn)}");
        yield return ("renewal", Of(clauses.Renewal));
        if (clauses.Renewal.Kind != RenewalKind.None)
        {
            yield return (
                clauses.Renewal.Kind == RenewalKind.Evergreen ? "prices as it runs on" : "prices at a renewal", Of(clauses.Renewal.Uplift));
        }

        yield return ("notice", Of(clauses.Notice));
        yield return ("billing periods", order.Continues is not null && clauses.Grid.IsFromStart ? "those of the contract that was taken over" : Of(clauses.Grid));
        yield return ("part of a period", Of(clauses.DayCount));
        foreach ((string name, string words) in OfMoney(order, clauses))
        {
            yield return (name, words);
        }

        yield return ("month ends", clauses.MonthEnd == MonthEndRule.Clamp
            ? "a date past the end of a short month falls on its last day, and comes back in longer months"
            : "a date on the last day of a month stays on the last day of every month");
        yield return ("day of a change", clauses.ChangesOn == ChangeDay.NewTerms
            ? "the day named is the first of the new terms"
            : "the day named is the last of the old terms");
        yield return ("day of an end", clauses.EndsOn == ChangeDay.NewTerms
            ? "the day named is the first without service"
            : "the day named is the last of service");
        yield return ("time zone", clauses.Zone);
        yield return ("longest pause", Days(clauses.LongestPauseDays));
        foreach (IGrouping<string, DatedPrice> charge in order.Prices.GroupBy(static price => price.ChargeCode))
        {
            yield return ($"price of {charge.Key}", string.Join(", ", charge.OrderBy(static price => price.On).Select(price =>
                $"{Parsing.Show(new UnitPrice(price.Price, order.Currency))} {order.Currency.Code} from {Parsing.Show(price.On)}")));
        }
    }

    /// <summary>What is billed when, given back, granted and taxed.</summary>
    private static IEnumerable<(string Name, string Words)> OfMoney(ContractOrdered order, Clauses clauses)
    {
        yield return ("billed in advance", clauses.LeadDays == 0
            ? "invoiced on the first day of each period"
            : $"invoiced {Days(clauses.LeadDays)} before each period begins, not before it was agreed or its renewal fixed");
        yield return ("billed in arrears", clauses.Arrears == ArrearsIssue.OwnEnd
            ? "invoiced when a period is over, or earlier when service stops within it"
            : "invoiced when a period is over, also when service stops within it");
        if (clauses.Documents == DocumentScope.PerCustomer)
        {
            yield return ("documents", "shared with what other contracts of the customer owe on the same day");
        }

        if (clauses.MinimumInvoice is { } minimum)
        {
            yield return ("smallest invoice", $"{Parsing.Show(new UnitPrice(minimum, order.Currency))} {order.Currency.Code} before tax; less waits for what comes, until the contract is over");
        }

        if (clauses.OneTimeRevenue == OneTimeRevenue.OverTheTerm)
        {
            yield return ("one-time items", "are earned by day until the end of the term in which they fall due");
        }

        yield return ("late usage", clauses.LateUsageDays == 0
            ? "of days before an end is invoiced when it is recorded by the end, later it is waived"
            : $"of days before an end is invoiced when it is recorded within {Days(clauses.LateUsageDays)} after it, later it is waived");
        yield return ("early end", Of(clauses.TerminationFee, order.Currency));
        yield return ("credits", clauses.CreditUse == CreditUse.DebtFirst
            ? "cancel what is open of their invoice first; what was paid is kept for the next invoice"
            : "bring what was paid to the next invoice; only the rest cancels debt");
        yield return ("units that leave", clauses.Removals switch
        {
            RemovalCredit.Yes => "bring credit for the rest of their period",
            RemovalCredit.No => "bring no credit for the period that is due already",
            RemovalCredit.FromNextPeriod => "leave when the next period begins",
        });
        if (order.Lines.Any(static line => line.Charge is { Kind: ChargeKind.Recurring, BillingCadence: null }))
        {
            yield return ("price of another term", clauses.TermPrice == TermPriceRule.ByMonths
                ? "carried by the months of the term"
                : "carried by the days of the term");
        }

        yield return ("goodwill", (clauses.Goodwill == GoodwillEffect.PriceReduction
            ? "lowers the price of its period, and later credits by its part"
            : "leaves later credits as they are, as far as anything is left to give back")
            + (clauses.MostGranted is { } most ? $"; at most {Parsing.Show(new UnitPrice(most, order.Currency))} {order.Currency.Code} a term with granted credit" : string.Empty));
        if (!clauses.TaxRates.IsEmpty)
        {
            yield return ("tax", $"{Of(clauses.TaxRates)}; figured "
                + (clauses.TaxBasis == TaxBasis.PerDocument ? "for each document and rate, and split to the lines" : "for each line and billing period"));
        }
    }

    public static string Of(DayCount count) => count switch
    {
        DayCount.Actual => "its days over the days of the period",
        DayCount.ActualOver30 => "its days over 30 for each month, never more than the whole",
        DayCount.Thirty360 => "by a calendar of 30-day months and 360-day years",
        DayCount.MonthsFirst => "whole months from its first day, then days over the days of their month",
        DayCount.CalendarMonthsFirst => "whole calendar months, and days over the days of their calendar month",
        DayCount.WholePeriods => "a started period counts as a whole one",
        DayCount.None => "nothing is prorated but the first days of the contract",
    };

    public static string Of(RenewalClause renewal) => renewal.Kind switch
    {
        RenewalKind.Automatic => $"by itself for {renewal.Length}, "
            + (renewal.MaxRenewals is { } most ? $"at most {Times(most)}" : "again and again, unless notice is given in time"),
        RenewalKind.Manual => $"only when somebody decides so, for {renewal.Length}"
            + (renewal.MaxRenewals is { } most ? $", at most {Times(most)}" : string.Empty) + "; otherwise it ends with its term",
        RenewalKind.None => "none: it ends with its term",
        RenewalKind.Evergreen => $"evergreen: after its term it runs on, {renewal.Length} at a time, until notice is given",
    };

    public static string Of(Uplift uplift) => uplift.Kind switch
    {
        UpliftKind.None => "stay as they are",
        UpliftKind.Percent => $"rise by {DecimalText.Of(uplift.Percent)} percent, {Rounded(uplift)}",
        UpliftKind.List => "become those of the price list on the day the renewal is recorded",
        UpliftKind.Capped => "become those of the price list on the day the renewal is recorded, but rise by no more than "
            + $"{DecimalText.Of(uplift.Percent)} percent, {Rounded(uplift)}",
    };

    /// <summary>Rates as people say them: <c>20 percent; books 7 percent; 21 percent on documents from 2026-07-01</c>.</summary>
    public static string Of(TaxRates rates) => string.Join("; ", rates.Steps.Select(static step =>
        $"{(step.ChargeCode is { } charge ? charge + " " : string.Empty)}{DecimalText.Of(step.Percent)} percent"
        + (step.FromOn is { } day ? $" on documents from {Parsing.Show(day)}" : string.Empty)));

    public static string Of(NoticeClause notice)
    {
        string words = notice.IsNone
            ? "none needed: up to the last day of service"
            : $"{new Cadence(notice.Count, notice.Unit)} before the end, the day of notice not counted";
        words += notice.Landing switch
        {
            NoticeLanding.AnyDay => string.Empty,
            NoticeLanding.MonthEnd => "; it ends with a calendar month",
            NoticeLanding.QuarterEnd => "; it ends with a calendar quarter",
            NoticeLanding.TermEnd => "; it ends with the term",
        };
        words += notice.IsNone ? string.Empty
            : notice.CountedFrom == NoticeCountedFrom.Dispatch ? "; the day it is sent counts"
            : "; the day it arrives counts";
        words += notice.TransitDays > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {Days(notice.TransitDays)} in transit") : string.Empty;
        words += notice.InternalLeadDays > 0 ? $"; {Days(notice.InternalLeadDays)} of our own to prepare" : string.Empty;
        return words + notice.Roll switch
        {
            NoticeRoll.None => string.Empty,
            NoticeRoll.Back => $"; a deadline on a day of rest ({notice.WorkingDays.Text}) moves to the working day before",
            NoticeRoll.Forward => $"; a deadline on a day of rest ({notice.WorkingDays.Text}) moves to the working day after",
        };
    }

    public static string Of(BillingGrid grid) =>
        grid.IsFromStart ? "counted from the first paid day"
        : grid.IsCalendar ? "calendar months, quarters or years"
        : string.Create(CultureInfo.InvariantCulture, $"from day {grid.Day} of the month");

    /// <summary>A price as people say it: <c>49.00 EUR per unit and month</c>.</summary>
    public static string PriceOf(Charge charge)
    {
        if (!charge.IsPlain)
        {
            return PriceWords.Of(charge);
        }

        if (charge.IsPrepaid)
        {
            return PriceWords.Of(charge);
        }

        if (charge.Kind == ChargeKind.Usage)
        {
            return $"{Parsing.Show(charge.Price)} {charge.Price.Currency.Code} per unit used";
        }

        string each = charge.Model == PriceModel.PerUnit ? " per unit" : string.Empty;
        string price = $"{Parsing.Show(charge.Price)} {charge.Price.Currency.Code}";
        return charge.Kind == ChargeKind.OneTime
            ? $"{price}{each}, once"
            : $"{price}{each}{(each.Length > 0 ? " and" : " per")} {PeriodOf(charge.PricePeriod)}";
    }

    /// <summary>When a charge is billed.</summary>
    public static string BillingOf(Charge charge) => charge.Kind == ChargeKind.OneTime
        ? (charge.Milestone.Length > 0 ? $"once, on {charge.Milestone}" : "once") + (charge.GivenBack.GivesBack ? ", " + Of(charge.GivenBack) : string.Empty)
        : (charge.BillingCadence is { } cadence ? $"every {PeriodOf(cadence)}" : "each term at once")
            + (charge.Timing == BillingTiming.InAdvance ? ", in advance" : ", in arrears")
            + (charge.IsPrepaid ? $"; {Of(charge.Prepaid)}" : string.Empty);

    /// <summary>What becomes of prepaid units when the contract or their line ends within their period.</summary>
    public static string Of(PrepaidClause clause) => clause switch
    {
        PrepaidClause.UnusedShare => "those not used are given back",
        PrepaidClause.Time => "given back by the days that are left",
        _ => "not given back",
    };

    /// <summary>What becomes of a one-time item when the contract ends early or its units leave.</summary>
    public static string Of(GiveBackClause clause) => clause.Kind switch
    {
        GiveBackKind.No => "not given back",
        GiveBackKind.ProRata => "given back for the rest of the term in which it fell due",
        GiveBackKind.Undelivered => "given back as far as it was not delivered",
        GiveBackKind.FullWithin => $"given back in full within {Days(clause.WithinDays)} of its day, then not at all",
    };

    public static string PeriodOf(Cadence cadence) => cadence.Count == 1 ? cadence.ToString()[2..] : cadence.ToString();

    /// <summary>What an end within a fixed term costs.</summary>
    public static string Of(TerminationFee fee, Currency currency)
    {
        if (fee.IsNone)
        {
            return "costs no fee";
        }

        IEnumerable<string> steps = fee.Steps.Select(step => (step.IsAmount ? new Money(Rounding.ToMinor(step.Value, currency), currency).ToString()
                : step.Value == TerminationFee.Whole ? "all of the remaining value"
                : $"{DecimalText.Of(step.Value)}% of the remaining value")
            + (step.UntilMonths is { } months ? $" before {Cadence.Months(months)} of the term have passed" : string.Empty));
        return "within a fixed term costs " + string.Join(", then ", steps) + (fee.Steps[^1].UntilMonths is null ? string.Empty : ", then nothing");
    }

    private static string Rounded(Uplift uplift) => uplift.Digits is { } digits
        ? string.Create(CultureInfo.InvariantCulture, $"rounded to {digits} {(digits == 1 ? "digit" : "digits")}")
        : "rounded to the digits of the price";

    private static string Times(int count) => count == 1 ? "once" : string.Create(CultureInfo.InvariantCulture, $"{count} times");

    private static string Days(int count) => Cadence.Days(count).ToString();
}
