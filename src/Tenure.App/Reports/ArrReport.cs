// `report arr`: recurring revenue of a year on a day, that of live contracts and with it that of contracts that are signed and begin later.
// Sums are exact; each row is rounded once, so that the rows of a currency sum to its rounded total (BOOK-4).
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts.List;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class ArrReport
{
    public static Command Build(CliHost host)
    {
        var asOf = new Option<string?>("--as-of") { Description = "The day, YYYY-MM-DD (default: today)" };
        var on = new Option<string?>("--on") { Description = "The business day that counts as today, YYYY-MM-DD" };
        var by = new Option<string?>("--by") { Description = "customer, plan or currency (default: currency)" };
        var listing = new ListingOptions();
        Command command = listing.AddTo(new Command("arr", "Annual recurring revenue on a day, live and committed") { asOf, by, on });
        return command.Runs(host, async context =>
        {
            Decision<DateOnly> day = context.Get(asOf) is { } given ? Parsing.Day("--as-of", given) : context.BusinessDay(on);
            string grouped = context.Get(by) ?? "currency";
            return !day.IsAccepted ? context.Refuse(day.Refusal)
                : grouped is "customer" or "plan" or "currency" ? await RunAsync(context, listing, day.Value, grouped)
                : context.Refuse(new OptionNotReadable("--by", grouped, "customer, plan or currency"));
        });
    }

    private static async Task<int> RunAsync(CliContext context, ListingOptions listing, DateOnly asOf, string by)
    {
        var contracts = new Dictionary<Guid, Held>();
        WaitingWork waiting;
        await using (Session session = await context.Database.BeginAsync(context.TenantId, Access.Read))
        {
            await session.ForEachAsync(
                "SELECT c.contract_id, p.external_ref, c.customer_id, c.plan_code, c.currency, c.predecessor_id, e.business_on, m.on_day, m.mrr FROM contract c "
                + "JOIN mrr_step m ON m.tenant_id = c.tenant_id AND m.contract_id = c.contract_id "
                + "JOIN contract_event e ON e.tenant_id = c.tenant_id AND e.contract_id = c.contract_id AND e.sequence = 1 "
                + "LEFT JOIN party p ON p.tenant_id = c.tenant_id AND p.party_id = c.customer_id "
                + "WHERE c.tenant_id = @tenant ORDER BY c.contract_id, m.on_day",
                row =>
                {
                    if (!contracts.TryGetValue(row.GetGuid(0), out Held? held))
                    {
                        string group = by switch
                        {
                            "customer" => row.GetNullableText(1) ?? row.GetGuid(2).ToString(),
                            "plan" => row.GetText(3),
                            _ => row.GetText(4),
                        };
                        contracts.Add(row.GetGuid(0), held = new Held(Currency.Of(row.GetText(4)), group, row.GetNullableGuid(5), row.GetDate(6), []));
                    }

                    held.Steps.Add(new MrrStep(row.GetDate(7), MrrText.Parse(row.GetText(8))));
                });
            waiting = await WaitingWork.UntilAsync(session, asOf);
        }

        List<Row> rows = Rows(contracts, asOf);
        var about = new JsonObject { ["asOf"] = Parsing.Show(asOf), ["by"] = by };
        return ListingBy(by).Show(context, listing, rows, about, $"ARR on {Parsing.Show(asOf)} by {by}", waiting: waiting);
    }

    private static List<Row> Rows(Dictionary<Guid, Held> contracts, DateOnly asOf)
    {
        var rows = new List<Row>();
        var groups = contracts.Values
            .Select(held => (held.Currency, held.Group, Live: AnnualRevenue.Live(held.Steps, asOf), Signed: SignedBy(contracts, held, asOf)))
            .Where(static held => !held.Live.IsZero || !held.Signed.IsZero)
            .GroupBy(static held => held.Currency).OrderBy(static currency => currency.Key);
        foreach (var currency in groups)
        {
            var held = currency.GroupBy(static one => one.Group).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => (
                group.Key,
                Contracts: group.Count(),
                Live: group.Aggregate(Fraction.Zero, static (sum, one) => sum + one.Live),
                Signed: group.Aggregate(Fraction.Zero, static (sum, one) => sum + one.Signed))).ToList();
            long[] live = RowRounding.Of([.. held.Select(static group => group.Live)]);
            long[] committed = RowRounding.Of([.. held.Select(static group => group.Live + group.Signed)]);
            rows.AddRange(held.Select((group, i) => new Row(currency.Key, group.Key, group.Contracts, live[i], committed[i])));
        }

        return rows;
    }

    /// <summary>What takes the place of a live contract counts with the difference, or both would be counted.</summary>
    private static Fraction SignedBy(Dictionary<Guid, Held> contracts, Held held, DateOnly asOf)
    {
        Fraction signed = AnnualRevenue.SignedNotLive(held.Steps, held.SignedOn, asOf);
        return !signed.IsZero && held.Predecessor is { } before && contracts.TryGetValue(before, out Held? replaced)
            ? signed - AnnualRevenue.Live(replaced.Steps, asOf)
            : signed;
    }

    private static Listing<Row> ListingBy(string by) => new(
        "arr",
        [
            .. by == "currency" ? Array.Empty<Column<Row>>() : [new(by, by, static row => Cell.Text(row.Group))],
            new("currency", by == "currency" ? "currency" : null, static row => Cell.Text(row.Currency.Code)),
            new("contracts", ">contracts", static row => Cell.Whole(row.Contracts)),
            new("arr", ">ARR", static row => Cell.Amount(row.LiveMinor, row.Currency)),
            new("signedNotLive", ">signed, not live", static row => Cell.Change(row.CommittedMinor - row.LiveMinor, row.Currency)),
            new("carr", ">CARR", static row => Cell.Amount(row.CommittedMinor, row.Currency)),
        ]);

    private sealed record Held(Currency Currency, string Group, Guid? Predecessor, DateOnly SignedOn, List<MrrStep> Steps);

    private sealed record Row(Currency Currency, string Group, int Contracts, long LiveMinor, long CommittedMinor);
}
