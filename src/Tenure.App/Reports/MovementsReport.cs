// `report movements`: how recurring revenue came from its opening to its closing (BOOK-4). Sums are exact. Opening and closing
// are rounded once; the kinds between are rounded so that each row adds up to the cent. By customer the rows stand for
// themselves: each adds up, and the sum below them is the sum of what they show.
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class MovementsReport
{
    public static Command Build(CliHost host)
    {
        var options = new WindowOptions("the first day of the month eleven months before --to's default", "today");
        var by = new Option<string?>("--by") { Description = "month, day or customer (default: month)" };
        Command command = options.AddTo(new Command("movements", "How MRR moved: new, expansion, contraction, churn, reactivation, pauses") { by });
        return command.Runs(host, async context =>
        {
            var window = options.Read(context, static today => new Window(
                new DateOnly(today.Year, today.Month, 1).AddMonths(-11), today));
            if (!window.IsAccepted)
            {
                return context.Refuse(window.Refusal);
            }

            string grouped = context.Get(by) ?? "month";
            return grouped is "month" or "day" or "customer"
                ? await RunAsync(context, options.Listing, window.Value.Window, grouped)
                : context.Refuse(new OptionNotReadable("--by", grouped, "month, day or customer"));
        });
    }

    private static async Task<int> RunAsync(CliContext context, ListingOptions listing, Window window, string by)
    {
        var sums = new MovementSums(window, by switch
        {
            "month" => static (movement, _) => Month(movement.On),
            "day" => static (movement, _) => Parsing.Show(movement.On),
            _ => static (_, customer) => customer,
        });
        WaitingWork waiting;
        await using (Session session = await context.Database.BeginAsync(context.TenantId, Access.Read))
        {
            await sums.LoadAsync(session);
            waiting = await WaitingWork.UntilAsync(session, window.To);
        }

        List<Row> rows = by == "customer" ? ByCustomer(sums) : ByTime(sums, window, by == "month");
        JsonObject about = window.AsJson();
        about["by"] = by;
        return ListingBy(by).Show(
            context, listing, rows, about, $"MRR movements {window.Words} by {by}", answers => Sum(answers, rows, window, by),
            waiting);
    }

    /// <summary>Each row opens with what the row before closed with.</summary>
    private static List<Row> ByTime(MovementSums sums, Window window, bool months)
    {
        var rows = new List<Row>();
        IEnumerable<Currency> currencies = sums.Openings.Keys.Select(static key => key.Currency)
            .Concat(sums.Rows.Keys.Select(static key => key.Currency)).Distinct().Order();
        foreach (Currency currency in currencies)
        {
            Fraction opening = sums.Openings.Where(pair => pair.Key.Currency == currency)
                .Aggregate(Fraction.Zero, static (sum, next) => sum + next.Value);
            IEnumerable<string> names = months
                ? MonthsOf(window)
                : sums.Rows.Keys.Where(key => key.Currency == currency).Select(static key => key.Row).Order(StringComparer.Ordinal);
            foreach (string name in names)
            {
                Row row = RowOf(name, currency, opening, sums.Rows.GetValueOrDefault((currency, name)), out opening);
                rows.Add(row);
            }
        }

        return rows;
    }

    private static List<Row> ByCustomer(MovementSums sums) =>
    [
        .. sums.Openings.Keys.Concat(sums.Rows.Keys.Select(static key => (key.Currency, Customer: key.Row))).Distinct()
            .OrderBy(static key => key.Currency).ThenBy(static key => key.Customer, StringComparer.Ordinal)
            .Select(key => RowOf(
                key.Customer, key.Currency, sums.Openings.GetValueOrDefault(key),
                sums.Rows.GetValueOrDefault((key.Currency, key.Customer)), out _))
            .Where(static row => row.OpeningMinor != 0 || row.ClosingMinor != 0 || row.KindsMinor.Any(static kind => kind != 0)),
    ];

    private static Row RowOf(string name, Currency currency, Fraction opening, KindSums? sums, out Fraction closing)
    {
        closing = opening + (sums?.Net ?? Fraction.Zero);
        (long first, long last) = (opening.RoundToLong(), closing.RoundToLong());
        long[] kinds = sums is null ? new long[KindSums.Kinds.Length] : RowRounding.To(last - first, sums.Sums);
        return new Row(name, currency, first, kinds, last);
    }

    private static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private static IEnumerable<string> MonthsOf(Window window)
    {
        for (var month = new DateOnly(window.From.Year, window.From.Month, 1); month <= window.To; month = month.AddMonths(1))
        {
            yield return Month(month);
        }
    }

    private static void Sum(Answers answers, List<Row> rows, Window window, string by)
    {
        foreach (IGrouping<Currency, Row> group in rows.GroupBy(static row => row.Currency))
        {
            bool each = by == "customer";
            long opening = each ? group.Sum(static row => row.OpeningMinor) : group.First().OpeningMinor;
            long closing = each ? group.Sum(static row => row.ClosingMinor) : group.Last().ClosingMinor;
            answers.Line(
                $"  {group.Key.Code}: {Parsing.Show(opening, group.Key)} before {Parsing.Show(window.From)}, "
                + $"{Parsing.Show(closing, group.Key)} on {Parsing.Show(window.To)}");
        }
    }

    private static Listing<Row> ListingBy(string by)
    {
        var columns = new List<Column<Row>>
        {
            new(by, by, static row => Cell.Text(row.Name)),
            new("currency", null, static row => Cell.Text(row.Currency.Code)),
            new("opening", ">opening", static row => Cell.Amount(row.OpeningMinor, row.Currency)),
        };
        foreach (MovementKind kind in KindSums.Kinds)
        {
            string name = kind switch
            {
                MovementKind.New => "new",
                MovementKind.Expansion => "expansion",
                MovementKind.Contraction => "contraction",
                MovementKind.Churn => "churn",
                MovementKind.Reactivation => "reactivation",
                MovementKind.Paused => "paused",
                MovementKind.Resumed => "resumed",
            };
            columns.Add(new Column<Row>(name, ">" + name, row => Cell.Change(row.KindsMinor[(int)kind], row.Currency)));
        }

        columns.Add(new Column<Row>("closing", ">closing", static row => Cell.Amount(row.ClosingMinor, row.Currency)));
        return new Listing<Row>("movements", columns);
    }

    private sealed record Row(string Name, Currency Currency, long OpeningMinor, long[] KindsMinor, long ClosingMinor);
}
