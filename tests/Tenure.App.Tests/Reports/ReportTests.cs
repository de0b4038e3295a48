// Reports: amounts checked by hand on the small book, rows that add up on the demo book, the same bytes on both engines.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Reports;
using Tenure.App.Tests.Lists;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Reports;

[Collection(ReadBooks.Name)]
public sealed class ReportTests(ReadBooks books)
{
    private static readonly string[] Kinds = ["newMinor", "expansionMinor", "contractionMinor", "churnMinor", "reactivationMinor"];

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4")]
    public async Task MRR_is_exact_and_its_rows_sum_to_the_total(Engine engine)
    {
        JsonNode mrr = await JsonAsync(engine, "small", "report mrr --as-of 2025-12-01");
        mrr["totals"]!.AsArray().Select(row => $"{row!["currency"]} {row["mrrMinor"]}").ShouldBe(["EUR 12960", "JPY 8333"]);
        foreach (string by in new[] { "customer", "plan" })
        {
            JsonNode grouped = await JsonAsync(engine, "demo", "report mrr --by " + by);
            JsonNode total = await JsonAsync(engine, "demo", "report mrr");
            grouped["totals"]!.ToJsonString().ShouldBe(total["totals"]!.ToJsonString());
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4")]
    public async Task Opening_and_movements_make_the_closing_in_every_row(Engine engine)
    {
        foreach (string by in new[] { "month", "day", "customer" })
        {
            JsonNode report = await JsonAsync(engine, "demo", $"report movements --from 2024-01-01 --to 2025-12-01 --by {by}");
            var closings = new Dictionary<string, long>();
            foreach (JsonNode? row in report["movements"]!.AsArray())
            {
                long opening = row!["openingMinor"]!.GetValue<long>();
                long closing = row["closingMinor"]!.GetValue<long>();
                (opening + Kinds.Sum(kind => row[kind]!.GetValue<long>())).ShouldBe(closing);
                string currency = row["currency"]!.GetValue<string>();
                if (by != "customer")
                {
                    opening.ShouldBe(closings.GetValueOrDefault(currency));
                    closings[currency] = closing;
                }
            }

            JsonNode mrr = await JsonAsync(engine, "demo", "report mrr --as-of 2025-12-01");
            if (by != "customer")
            {
                closings.Select(static pair => $"{pair.Key} {pair.Value}").ShouldBe(
                    mrr["totals"]!.AsArray().Select(row => $"{row!["currency"]} {row["mrrMinor"]}"));
            }
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4")]
    public async Task A_small_book_moves_as_reckoned_by_hand(Engine engine)
    {
        JsonNode report = await JsonAsync(engine, "small", "report movements --from 2025-04-01 --to 2025-08-31");
        report["movements"]!.AsArray().Where(row => row!["currency"]!.GetValue<string>() == "EUR").Select(row => string.Join(
            ' ', row!["month"], row["openingMinor"], string.Join(' ', Kinds.Select(kind => row[kind])), row["closingMinor"]))
            .ShouldBe(
            [
                "2025-04 24132 0 5400 0 0 0 29532",
                "2025-05 29532 0 0 -4999 0 0 24533",
                "2025-06 24533 0 0 -3240 0 0 21293",
                "2025-07 21293 0 0 0 0 0 21293",
                "2025-08 21293 0 0 0 -8333 0 12960",
            ]);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CAL-5")]
    public async Task Renewals_and_deadlines_say_what_follows(Engine engine)
    {
        JsonNode renewals = await JsonAsync(engine, "small", "report renewals --from 2025-10-01 --to 2026-01-31");
        renewals["renewals"]!.AsArray().Select(row => string.Join(
            ' ', row!["termLastDay"], row["contract"], row["deadlineOn"], row["lockedIn"], row["next"])).ShouldBe(
            [
                "2025-10-31 GAMMA-1 2025-09-01 true renewed for 12 months",
                "2025-12-19 ACME-2  false ends",
                "2025-12-31 ACME-1 2025-11-01 true renewed for 12 months",
            ]);
        JsonNode deadlines = await JsonAsync(engine, "small", "report deadlines --to 2027-01-01");
        deadlines["deadlines"]!.AsArray().Select(row => string.Join(
            ' ', row!["deadlineOn"], row["sendBy"], row["contract"], row["ifNobodyActs"])).ShouldBe(
            [
                "2026-09-01 2026-08-27 GAMMA-1 renews for 12 months",
                "2026-11-01 2026-10-27 ACME-1 renews for 12 months",
            ]);
    }

    [Fact, Rule("STO-5")]
    public async Task Both_engines_report_the_same_bytes()
    {
        foreach (string report in new[]
        {
            "mrr", "mrr --by customer", "movements", "movements --by day", "movements --by customer", "renewals",
            "renewals --from 2024-01-01 --to 2026-12-31", "renewals --from 2024-01-01 --to 2026-12-31 --by quarter", "retention",
            "retention --from 2024-01-01 --to 2025-12-01 --by month --without-uplifts", "arr", "arr --by plan", "deadlines --to 2026-12-31",
        })
        {
            foreach (string form in new[] { "", " --csv", " --json" })
            {
                ReadBooks.Answer one = await books.RunAsync(Engine.Sqlite, "demo", "report " + report + form);
                one.Code.ShouldBe(ExitCodes.Done, report);
                one.Out.Length.ShouldBeGreaterThan(40);
                (await books.RunAsync(Engine.Postgres, "demo", "report " + report + form)).ShouldBe(one);
            }
        }
    }

    [Fact, Rule("MON-3")]
    public void Rows_are_rounded_so_that_they_sum()
    {
        RowRounding.Of([new(1, 3), new(1, 3), new(1, 3)]).ShouldBe([1, 0, 0]);
        RowRounding.To(1, [new(5, 2), new(-3, 2), Fraction.Zero]).ShouldBe([3, -2, 0]);
        RowRounding.To(-1, [new(-1, 2), new(-1, 4)]).ShouldBe([-1, 0]);
        RowRounding.To(7, [7, Fraction.Zero]).ShouldBe([7, 0]);
        RowRounding.To(6, [7, Fraction.Zero]).ShouldBe([6, 0]);
    }

    private async Task<JsonNode> JsonAsync(Engine engine, string book, string command)
    {
        ReadBooks.Answer answer = await books.RunAsync(engine, book, command + " --json");
        answer.Code.ShouldBe(ExitCodes.Done, answer.Out);
        return JsonNode.Parse(answer.Out)!;
    }
}
