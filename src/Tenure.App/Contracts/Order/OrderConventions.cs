// How an order counts days, changes, ends and pauses: the settings that docs/guide/conventions.md explains, put on its clauses.
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Order;

internal static class OrderConventions
{
    private const int LongestPauseAllowed = 3660;

    public static Decision<Clauses> On(Clauses clauses, CliContext context, OrderOptions options)
    {
        if (TermsOf(context.Get(options.ChangeDay)) is not { } changes)
        {
            return new OptionNotReadable("--change-day", context.Get(options.ChangeDay)!, "'new' or 'old'");
        }

        if (TermsOf(context.Get(options.EndDay)) is not { } ends)
        {
            return new OptionNotReadable("--end-day", context.Get(options.EndDay)!, "'new' or 'old'");
        }

        Decision<int> longestPause = LongestPause(context, options);
        if (!longestPause.IsAccepted)
        {
            return longestPause.Refusal;
        }

        int leadDays = context.Get(options.LeadDays);
        if (leadDays is < 0 or > Clauses.MostLeadDays)
        {
            return new OptionNotReadable("--lead-days", leadDays.ToString(System.Globalization.CultureInfo.InvariantCulture), "0 to 90 days");
        }

        int lateUsage = context.Get(options.LateUsage);
        if (lateUsage is < 0 or > Clauses.MostLateUsageDays)
        {
            return new OptionNotReadable("--late-usage", lateUsage.ToString(System.Globalization.CultureInfo.InvariantCulture), "0 to 365 days");
        }

        return Money(clauses, context, options).Then(money =>
            TaxOf(context, options).Then(tax =>
            DayCounts.Parse(context.Get(options.DayCount) ?? DayCounts.NameOf(DayCount.Actual)).Select(count => money with
            {
                ChangesOn = changes,
                EndsOn = ends,
                DayCount = count,
                LongestPauseDays = longestPause.Value,
                LeadDays = leadDays,
                LateUsageDays = lateUsage,
                TaxRates = tax.Rates,
                TaxBasis = tax.Basis,
            })));
    }

    /// <summary>What is billed when, given back and granted.</summary>
    private static Decision<Clauses> Money(Clauses clauses, CliContext context, OrderOptions options) =>
        GoodwillEffects.Parse(context.Get(options.Goodwill)!).Then(goodwill =>
            MostGranted("--most-granted", context.Get(options.MostGranted)).Then(granted =>
            ArrearsIssues.Parse(context.Get(options.Arrears)!).Then(arrears =>
            RemovalCredits.Parse(context.Get(options.RemovalCredit)!).Then(removals =>
            TermPriceRules.Parse(context.Get(options.TermPrice)!).Then(termPrice =>
            PercentRules.Parse(context.Get(options.PercentDiscounts)!).Then(percents =>
            OneTimeRevenues.Parse(context.Get(options.OneTimeRevenue)!).Then(oneTime =>
            TerminationFee.Parse(context.Get(options.TerminationFee)!).Then(fee =>
            DocumentScopes.Parse(context.Get(options.Documents)!).Then(documents =>
            MinimumInvoices.Parse(context.Get(options.MinimumInvoice)!).Then(minimum =>
            CreditUses.Parse(context.Get(options.CreditUse)!).Select(creditUse => clauses with
            {
                Arrears = arrears,
                CreditUse = creditUse,
                Removals = removals,
                TermPrice = termPrice,
                Percents = percents,
                OneTimeRevenue = oneTime,
                Goodwill = goodwill,
                MostGranted = granted,
                TerminationFee = fee,
                Documents = documents,
                MinimumInvoice = minimum,
            })))))))))));

    private static Decision<(TaxRates Rates, TaxBasis Basis)> TaxOf(CliContext context, OrderOptions options) =>
        TaxRates.Parse(context.Get(options.Tax)!).Then(rates =>
            TaxBases.Parse(context.Get(options.TaxBasis)!).Select(basis => (rates, basis)));

    /// <summary>How many days a pause may last.</summary>
    public static Decision<int> LongestPause(CliContext context, OrderOptions options) => context.Get(options.LongestPause) is var days
        && days is < 1 or > LongestPauseAllowed
            ? new OptionNotReadable("--longest-pause", days.ToString(System.Globalization.CultureInfo.InvariantCulture), "1 to 3660 days")
            : days;

    /// <summary>An amount in major units, or no limit.</summary>
    private static Decision<decimal?> MostGranted(string option, string? given) =>
        given is null or "no limit" ? Decision<decimal?>.Accept(null)
        : DecimalText.TryParse(given, out decimal amount) && amount is >= 0 and <= Granting.MostGrantable ? amount
        : new OptionNotReadable(option, given, "an amount of zero or more such as 500.00, or 'no limit'");

    private static ChangeDay? TermsOf(string? terms) => terms switch
    {
        "new" => ChangeDay.NewTerms,
        "old" => ChangeDay.OldTerms,
        _ => null,
    };
}
