// `report revenue`: what each month invoiced and earned, and what it leaves deferred (BOOK-2). Earned is computed from document lines and
// the days they are for, so a month that is over changes only by what is invoiced or credited for it later.
using System.CommandLine;
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class RevenueReport
{
    private static readonly Listing<Row> Columns = new("revenue",
    [
        new("month", "month", static row => Cell.Text(row.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture))),
        new("currency", null, static row => Cell.Text(row.Currency.Code)),
        new("invoiced", ">invoiced", static row => Cell.Amount(row.InvoicedMinor, row.Currency)),
        new("earned", ">earned", static row => Cell.Amount(row.EarnedMinor, row.Currency)),
        new("deferred", ">deferred", static row => Cell.Amount(row.DeferredMinor, row.Currency)),
    ]);

    public static Command Build(CliHost host)
    {
        var options = new WindowOptions("the first day of the month eleven months before --to's default", "today");
        Command command = options.AddTo(new Command("revenue", "What each month invoiced, earned and left deferred"));
        return command.Runs(host, async context =>
        {
            var window = options.Read(context, static today => new Window(new DateOnly(today.Year, today.Month, 1).AddMonths(-11), today));
            return window.IsAccepted ? await RunAsync(context, options.Listing, window.Value.Window) : context.Refuse(window.Refusal);
        });
    }

    private static async Task<int> RunAsync(CliContext context, ListingOptions listing, Window window)
    {
        var invoiced = new Dictionary<(Currency Currency, DateOnly Month), long>();
        var earned = new Dictionary<(Currency Currency, DateOnly Month), long>();
        WaitingWork waiting;
        await using (Session session = await context.Database.BeginAsync(context.TenantId, Access.Read))
        {
            await session.ForEachAsync(
                "SELECT d.currency, d.issue_on, l.service_start, l.service_end, l.amount_minor, c.end_on, i.earned_until_on FROM document_line l "
                + "JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id "
                + "JOIN contract c ON c.tenant_id = l.tenant_id AND c.contract_id = l.contract_id "
                + "LEFT JOIN contract_line i ON i.tenant_id = l.tenant_id AND i.contract_id = l.contract_id AND i.line = l.contract_line "
                + "WHERE l.tenant_id = @tenant ORDER BY l.document_id, l.line_index",
                row =>
                {
                    var currency = Currency.Of(row.GetText(0));
                    long amount = row.GetLong(4);
                    Add(invoiced, currency, MonthOf(row.GetDate(1)), amount);
                    DateRange days = Recognition.DaysOf(new DateRange(row.GetDate(2), row.GetDate(3)), row.GetNullableDate(6));
                    foreach (EarnedRevenue month in Recognition.ByMonth(amount, days, row.GetNullableDate(5)))
                    {
                        Add(earned, currency, month.MonthStart, month.Minor);
                    }
                });
            waiting = await WaitingWork.UntilAsync(session, window.To);
        }

        List<Row> rows = Rows(invoiced, earned, MonthOf(window.From), MonthOf(window.To));
        return Columns.Show(context, listing, rows, window.AsJson(), $"Revenue {window.Words}", answers => Sum(answers, rows), waiting);
    }

    private static List<Row> Rows(
        Dictionary<(Currency Currency, DateOnly Month), long> invoiced, Dictionary<(Currency Currency, DateOnly Month), long> earned,
        DateOnly first, DateOnly last)
    {
        var rows = new List<Row>();
        foreach (Currency currency in invoiced.Keys.Select(static key => key.Currency).Distinct().Order())
        {
            long deferred = Before(invoiced, currency, first) - Before(earned, currency, first);
            for (DateOnly month = first; month <= last; month = month.AddMonths(1))
            {
                long asked = invoiced.GetValueOrDefault((currency, month));
                long earnt = earned.GetValueOrDefault((currency, month));
                deferred += asked - earnt;
                rows.Add(new Row(month, currency, asked, earnt, deferred));
            }
        }

        return rows;
    }

    private static long Before(Dictionary<(Currency Currency, DateOnly Month), long> sums, Currency currency, DateOnly month) =>
        sums.Where(pair => pair.Key.Currency == currency && pair.Key.Month < month).Sum(static pair => pair.Value);

    private static void Add(Dictionary<(Currency Currency, DateOnly Month), long> sums, Currency currency, DateOnly month, long minor) =>
        sums[(currency, month)] = sums.GetValueOrDefault((currency, month)) + minor;

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static void Sum(Answers answers, List<Row> rows)
    {
        foreach (IGrouping<Currency, Row> group in rows.GroupBy(static row => row.Currency))
        {
            answers.Line(
                $"  {group.Key.Code}: {Parsing.Show(group.Sum(static row => row.InvoicedMinor), group.Key)} invoiced, "
                + $"{Parsing.Show(group.Sum(static row => row.EarnedMinor), group.Key)} earned, "
                + $"{Parsing.Show(group.Last().DeferredMinor, group.Key)} deferred at the end");
        }
    }

    private sealed record Row(DateOnly Month, Currency Currency, long InvoicedMinor, long EarnedMinor, long DeferredMinor);
}
