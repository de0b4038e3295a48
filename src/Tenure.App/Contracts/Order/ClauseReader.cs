// From the words of the command line to the clauses that an order freezes.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Order;

internal static class ClauseReader
{
    /// <summary>Every clause: as given, else those of another contract, else the defaults.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="options">The words of the order.</param>
    /// <param name="basis">The contract's clauses that a recast keeps where nothing else is said.</param>
    public static Decision<Clauses> Read(CliContext context, OrderOptions options, Clauses? basis = null) =>
        AsGiven(context, options).Select(given => basis is null ? given : Kept(context, options, given, basis));

    /// <summary>The clauses of a contract with those that may be agreed anew.</summary>
    public static Decision<Clauses> Amended(CliContext context, OrderOptions options, Clauses basis) =>
        RenewalOf(context, options, basis.Renewal.Length).Then(renewal =>
            NoticeReader.Read(context, options).Then(notice =>
            OrderConventions.LongestPause(context, options).Select(longest =>
                KeptAmendable(context, options, basis with { Renewal = renewal, Notice = notice, LongestPauseDays = longest }, basis))));

    private static Clauses Kept(CliContext context, OrderOptions options, Clauses given, Clauses basis)
    {
        T Of<T>(Option option, T from, T otherwise) => context.IsGiven(option) ? from : otherwise;
        return KeptAmendable(context, options, given, basis) with
        {
            Zone = Of(options.Zone, given.Zone, basis.Zone),
            TermLength = Of(options.Term, given.TermLength, basis.TermLength),
            Grid = Of(options.Grid, given.Grid, basis.Grid),
            MonthEnd = Of(options.MonthEnd, given.MonthEnd, basis.MonthEnd),
            ChangesOn = Of(options.ChangeDay, given.ChangesOn, basis.ChangesOn),
            EndsOn = Of(options.EndDay, given.EndsOn, basis.EndsOn),
            DayCount = Of(options.DayCount, given.DayCount, basis.DayCount),
            LeadDays = Of(options.LeadDays, given.LeadDays, basis.LeadDays),
            Arrears = Of(options.Arrears, given.Arrears, basis.Arrears),
            LateUsageDays = Of(options.LateUsage, given.LateUsageDays, basis.LateUsageDays),
            TerminationFee = Of(options.TerminationFee, given.TerminationFee, basis.TerminationFee),
            Documents = Of(options.Documents, given.Documents, basis.Documents),
            MinimumInvoice = Of(options.MinimumInvoice, given.MinimumInvoice, basis.MinimumInvoice),
            CreditUse = Of(options.CreditUse, given.CreditUse, basis.CreditUse),
            Removals = Of(options.RemovalCredit, given.Removals, basis.Removals),
            TermPrice = Of(options.TermPrice, given.TermPrice, basis.TermPrice),
            Percents = Of(options.PercentDiscounts, given.Percents, basis.Percents),
            OneTimeRevenue = Of(options.OneTimeRevenue, given.OneTimeRevenue, basis.OneTimeRevenue),
            Goodwill = Of(options.Goodwill, given.Goodwill, basis.Goodwill),
            MostGranted = Of(options.MostGranted, given.MostGranted, basis.MostGranted),
            TaxRates = Of(options.Tax, given.TaxRates, basis.TaxRates),
            TaxBasis = Of(options.TaxBasis, given.TaxBasis, basis.TaxBasis),
        };
    }

    private static Clauses KeptAmendable(CliContext context, OrderOptions options, Clauses given, Clauses basis)
    {
        T Of<T>(Option option, T from, T otherwise) => context.IsGiven(option) ? from : otherwise;
        RenewalClause renewal = basis.Renewal;
        return given with
        {
            Renewal = new RenewalClause(
                Of(options.Renewal, given.Renewal.Kind, renewal.Kind),
                context.IsGiven(options.RenewalLength) || context.IsGiven(options.Term) ? given.Renewal.Length : renewal.Length,
                Of(options.MaxRenewals, given.Renewal.MaxRenewals, renewal.MaxRenewals))
            {
                Uplift = Of(options.Uplift, given.Renewal.Uplift, renewal.Uplift),
            },
            Notice = NoticeReader.Kept(context, options, given.Notice, basis.Notice),
            LongestPauseDays = Of(options.LongestPause, given.LongestPauseDays, basis.LongestPauseDays),
        };
    }

    private static Decision<Clauses> AsGiven(CliContext context, OrderOptions options)
    {
        string zone = context.Get(options.Zone)!;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            return new OptionNotReadable("--zone", zone, "a time zone such as Europe/Berlin");
        }

        MonthEndRule? monthEnd = context.Get(options.MonthEnd) switch
        {
            "clamp" => MonthEndRule.Clamp,
            "stick" => MonthEndRule.StickToMonthEnd,
            _ => null,
        };
        if (monthEnd is not { } rule)
        {
            return new OptionNotReadable("--month-end", context.Get(options.MonthEnd)!, "'clamp' or 'stick'");
        }

        return Parsing.Cadence("--term", context.Get(options.Term)!).Then(term =>
            RenewalOf(context, options, term).Then(renewal =>
            NoticeReader.Read(context, options).Then(notice =>
            GridOf(context.Get(options.Grid)).Then(grid => OrderConventions.On(
                new Clauses(zone, term, renewal, notice, grid, rule, ChangeDay.NewTerms, ChangeDay.NewTerms),
                context,
                options)))));
    }

    private static Decision<RenewalClause> RenewalOf(CliContext context, OrderOptions options, Cadence term)
    {
        RenewalKind? kind = context.Get(options.Renewal) switch
        {
            "automatic" => RenewalKind.Automatic,
            "manual" => RenewalKind.Manual,
            "evergreen" => RenewalKind.Evergreen,
            "none" => RenewalKind.None,
            _ => null,
        };
        if (kind is not { } renews)
        {
            return new OptionNotReadable("--renewal", context.Get(options.Renewal)!, "'automatic', 'manual', 'evergreen' or 'none'");
        }

        if (context.Get(options.MaxRenewals) is < 0)
        {
            return new OptionNotReadable("--max-renewals", "a negative number", "zero or more");
        }

        return Parsing.Cadence("--renewal-length", context.Get(options.RenewalLength) ?? term.ToString()).Then(length =>
            Parsing.Uplift("--uplift", context.Get(options.Uplift)!).Select(uplift =>
                new RenewalClause(renews, length, context.Get(options.MaxRenewals)) { Uplift = uplift }));
    }

    public static Decision<BillingGrid> GridOf(string? given)
    {
        Decision<BillingGrid> grid = BillingGrid.Parse(given ?? "from start");
        return grid.IsAccepted ? grid : new OptionNotReadable("--grid", given!, "'from start', 'calendar' or 'day 15'");
    }
}
