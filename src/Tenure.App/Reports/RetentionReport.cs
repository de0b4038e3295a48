// `report retention`: what became of the recurring revenue with which each window opened. Sums and rates are exact; opening and
// closing of a row are rounded once, and what lies between is rounded so that the row adds up (BOOK-4).
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Core.Metrics;
using Tenure.Storage;

namespace Tenure.App.Reports;

internal static class RetentionReport
{
    private static readonly (string Name, ChurnDay Day)[] ChurnDays =
        [("paid service", ChurnDay.PaidServiceEnd), ("end", ChurnDay.ServiceEnd), ("recorded", ChurnDay.Recorded)];

    public static Command Build(CliHost host)
    {
        var options = new WindowOptions("a year before --to", "today");
        var by = new Option<string?>("--by") { Description = "Cut the window: month, quarter or year (default: not at all)" };
        var churnOn = new Option<string?>("--churn-on")
        {
            Description = "When an end counts: when 'paid service' is over, on the day of the 'end', or on the day it was 'recorded' (default: paid service)",
        };
        var uplifts = new Option<bool>("--without-uplifts") { Description = "Take rises that were agreed beforehand out of expansion and net retention" };
        Command command = options.AddTo(new Command("retention", "Gross and net revenue retention, and customers lost") { by, churnOn, uplifts });
        return command.Runs(host, async context =>
        {
            var window = options.Read(context, static today => new Window(today.AddYears(-1).AddDays(1), today));
            if (!window.IsAccepted)
            {
                return context.Refuse(window.Refusal);
            }

            string? cut = context.Get(by);
            if (cut is not (null or "month" or "quarter" or "year"))
            {
                return context.Refuse(new OptionNotReadable("--by", cut, "month, quarter or year"));
            }

            string named = context.Get(churnOn) ?? ChurnDays[0].Name;
            int policy = Array.FindIndex(ChurnDays, known => known.Name == named);
            return policy < 0
                ? context.Refuse(new OptionNotReadable("--churn-on", named, "'paid service', 'end' or 'recorded'"))
                : await RunAsync(context, options.Listing, window.Value.Window, cut, ChurnDays[policy], context.Get(uplifts));
        });
    }

    private static async Task<int> RunAsync(
        CliContext context, ListingOptions listing, Window window, string? by, (string Name, ChurnDay Day) churn, bool withoutUplifts)
    {
        var sums = new RetentionSums([.. Windows.Of(window, by)]);
        WaitingWork waiting;
        await using (Session session = await context.Database.BeginAsync(context.TenantId, Access.Read))
        {
            await sums.LoadAsync(session, churn.Day, withoutUplifts);
            waiting = await WaitingWork.UntilAsync(session, window.To);
        }

        JsonObject about = window.AsJson();
        about["by"] = by;
        about["churnOn"] = churn.Name;
        about["withoutUplifts"] = withoutUplifts;
        return ListingOf(by).Show(
            context, listing, [.. sums.Rows.Select(static pair => new Row(pair.Key.Currency, pair.Key.Window, pair.Value))], about,
            $"Retention {window.Words}{(by is null ? "" : " by " + by)}", waiting: waiting);
    }

    private static Listing<Row> ListingOf(string? by) => new(
        "retention",
        [
            new(by ?? "window", by ?? "window", static row => Cell.Text(row.Window.Name)),
            new("currency", null, static row => Cell.Text(row.Currency.Code)),
            new("customers", ">customers", static row => Cell.Whole(row.Kept.Customers)),
            new("customersLost", ">lost", static row => Cell.Whole(row.Kept.CustomersLost)),
            new("logoChurnPercent", ">logo churn %", static row => Cell.Percent(row.Kept.LogoChurn)),
            new("opening", ">opening", static row => Cell.Amount(row.OpeningMinor, row.Currency)),
            new("contraction", ">contraction", static row => Cell.Change(row.PartsMinor[0], row.Currency)),
            new("churn", ">churn", static row => Cell.Change(row.PartsMinor[1], row.Currency)),
            new("expansion", ">expansion", static row => Cell.Change(row.PartsMinor[2], row.Currency)),
            new("uplifts", ">uplifts", static row => Cell.Change(row.PartsMinor[3], row.Currency)),
            new("closing", ">closing", static row => Cell.Amount(row.ClosingMinor, row.Currency)),
            new("grossRetentionPercent", ">GRR %", static row => Cell.Percent(row.Kept.Gross)),
            new("netRetentionPercent", ">NRR %", static row => Cell.Percent(row.Kept.Net)),
        ]);

    private sealed record Row(Currency Currency, NamedWindow Window, RetainedRevenue Kept)
    {
        public long OpeningMinor => Kept.Opening.RoundToLong();

        public long ClosingMinor => Kept.Closing.RoundToLong();

        public long[] PartsMinor => RowRounding.To(
            ClosingMinor - OpeningMinor, [-Kept.Contraction, -Kept.Churn, Kept.Expansion, Kept.Uplifts]);
    }
}
