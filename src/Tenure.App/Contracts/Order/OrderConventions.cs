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

        int longestPause = context.Get(options.LongestPause);
        if (longestPause is < 1 or > LongestPauseAllowed)
        {
            return new OptionNotReadable("--longest-pause", longestPause.ToString(System.Globalization.CultureInfo.InvariantCulture), "1 to 3660 days");
        }

        int leadDays = context.Get(options.LeadDays);
        if (leadDays is < 0 or > Clauses.MostLeadDays)
        {
            return new OptionNotReadable("--lead-days", leadDays.ToString(System.Globalization.CultureInfo.InvariantCulture), "0 to 90 days");
        }

        return ArrearsIssues.Parse(context.Get(options.Arrears)!).Then(arrears =>
            CreditUses.Parse(context.Get(options.CreditUse)!).Then(creditUse =>
            DayCounts.Parse(context.Get(options.DayCount) ?? DayCounts.NameOf(DayCount.Actual)).Select(count => clauses with
            {
                ChangesOn = changes,
                EndsOn = ends,
                DayCount = count,
                LongestPauseDays = longestPause,
                LeadDays = leadDays,
                Arrears = arrears,
                CreditUse = creditUse,
            })));
    }

    private static ChangeDay? TermsOf(string? terms) => terms switch
    {
        "new" => ChangeDay.NewTerms,
        "old" => ChangeDay.OldTerms,
        _ => null,
    };
}
