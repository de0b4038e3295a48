// `report mrr`: monthly recurring revenue on a day (BOOK-4), by customer, plan or currency. Sums are exact; each row is rounded
// once, so that the rows of a currency sum to its rounded total.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts.List;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class MrrReport
{
    public static Command Build(CliHost host)
    {
        var asOf = new Option<string?>("--as-of") { Description = "The day, YYYY-MM-DD (default: today)" };
        var on = new Option<string?>("--on") { Description = "The business day that counts as today, YYYY-MM-DD" };
        var by = new Option<string?>("--by") { Description = "customer, plan or currency (default: currency)" };
        var listing = new ListingOptions();
        Command command = listing.AddTo(new Command("mrr", "Monthly recurring revenue on a day") { asOf, by, on });
        return command.Runs(host, async context =>
        {
            Decision<DateOnly> day =
                context.Get(asOf) is { } given ? Parsing.Day("--as-of", given) : context.BusinessDay(on);
            if (!day.IsAccepted)
            {
                return context.Refuse(day.Refusal);
            }

            string grouped = context.Get(by) ?? "currency";
            return grouped is "customer" or "plan" or "currency"
                ? await RunAsync(context, listing, day.Value, grouped)
                : context.Refuse(new OptionNotReadable("--by", grouped, "customer, plan or currency"));
        });
    }

    private static async Task<int> RunAsync(CliContext context, ListingOptions listing, DateOnly asOf, string by)
    {
        var sums = new Dictionary<(Currency Currency, string Group), (int Contracts, Fraction Mrr)>();
        WaitingWork waiting;
        await using (Session session = await context.Database.BeginAsync(context.TenantId, Access.Read))
        {
            await session.ForEachAsync(
                $"SELECT p.external_ref, c.customer_id, c.plan_code, c.currency, {ExpectedEnds.MrrSql("@as_of")} FROM contract c "
                + "LEFT JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id "
                + "WHERE c.tenant_id = @tenant AND c.start_on <= @as_of ORDER BY c.contract_id",
                row =>
                {
                    Fraction mrr = MrrText.Parse(row.GetNullableText(4));
                    if (!mrr.IsZero)
                    {
                        string group = by switch
                        {
                            "customer" => row.GetNullableText(0) ?? row.GetGuid(1).ToString(),
                            "plan" => row.GetText(2),
                            _ => row.GetText(3),
                        };
                        var key = (Currency.Of(row.GetText(3)), group);
                        sums.TryGetValue(key, out (int Contracts, Fraction Mrr) sum);
                        sums[key] = (sum.Contracts + 1, sum.Mrr + mrr);
                    }
                },
                ("as_of", asOf));
            waiting = await WaitingWork.UntilAsync(session, asOf);
        }

        List<Row> rows = Rows(sums);
        var about = new JsonObject { ["asOf"] = Parsing.Show(asOf), ["by"] = by, ["totals"] = Totals(rows) };
        return ListingBy(by).Show(
            context, listing, rows, about, $"MRR on {Parsing.Show(asOf)} by {by}",
            answers =>
            {
                foreach (IGrouping<Currency, Row> group in rows.GroupBy(static row => row.Currency))
                {
                    answers.Line(
                        $"  {new Money(group.Sum(static row => row.MrrMinor), group.Key)} per month from {Counted.Of(group.Sum(static row => row.Contracts), "contract")}");
                }
            },
            waiting);
    }

    /// <summary>By currency, the largest first, then by name.</summary>
    private static List<Row> Rows(Dictionary<(Currency Currency, string Group), (int Contracts, Fraction Mrr)> sums)
    {
        var rows = new List<Row>(sums.Count);
        foreach (var currency in sums.GroupBy(static sum => sum.Key.Currency).OrderBy(static group => group.Key))
        {
            var ordered = currency.OrderByDescending(static sum => sum.Value.Mrr)
                .ThenBy(static sum => sum.Key.Group, StringComparer.Ordinal).ToList();
            long[] rounded = RowRounding.Of([.. ordered.Select(static sum => sum.Value.Mrr)]);
            rows.AddRange(ordered.Select((sum, i) => new Row(sum.Key.Group, currency.Key, sum.Value.Contracts, rounded[i])));
        }

        return rows;
    }

    private static JsonArray Totals(List<Row> rows) => new(
    [
        .. rows.GroupBy(static row => row.Currency).Select(static group => (JsonNode)new JsonObject
        {
            ["currency"] = group.Key.Code,
            ["contracts"] = group.Sum(static row => row.Contracts),
            ["mrrMinor"] = group.Sum(static row => row.MrrMinor),
        }),
    ]);

    private static Listing<Row> ListingBy(string by)
    {
        var columns = new List<Column<Row>>
        {
            new("currency", by == "currency" ? "currency" : null, static row => Cell.Text(row.Currency.Code)),
            new("contracts", ">contracts", static row => Cell.Whole(row.Contracts)),
            new("mrr", ">MRR", static row => Cell.Amount(row.MrrMinor, row.Currency)),
        };
        if (by != "currency")
        {
            columns.Insert(0, new Column<Row>(by, by, static row => Cell.Text(row.Group)));
        }

        return new Listing<Row>("mrr", columns);
    }

    private sealed record Row(string Group, Currency Currency, int Contracts, long MrrMinor);
}
