// `run --until DAY`: everything due by the day, in day order. Run it twice and the second writes nothing (BIL-1).
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Kernel;

namespace Tenure.App.Billing.Run;

internal static class RunCommand
{
    // A year from today is as far as a plan reaches. Further ahead is mostly a slip in a year, and what is issued stays issued.
    private const int FarDays = 366;

    public static Command Build(CliHost host)
    {
        var until = new Option<string?>("--until") { Description = "The last day to carry out, included, YYYY-MM-DD (default: today)" };
        var far = new Option<bool>("--far") { Description = $"Let --until lie more than {FarDays} days after today" };
        var command = new Command("run", "Carry out everything due: renewals locked in, contracts expired, documents issued") { until, far };
        return command.Runs(host, context => RunAsync(context, until, far));
    }

    private static async Task<int> RunAsync(CliContext context, Option<string?> until, Option<bool> far)
    {
        Decision<DateOnly> day = context.BusinessDay(until).Then<DateOnly>(
            asked => asked > context.Today.AddDays(FarDays) && !context.Get(far) ? new RunTooFar(asked, context.Today, FarDays) : asked);
        if (!day.IsAccepted)
        {
            return context.Refuse(day.Refusal);
        }

        RunOutcome outcome = await context.Answers.ProgressAsync(
            "carrying out", progress => new RunningDueWork(context.Database, context.TenantId, progress).UntilAsync(day.Value));
        return context.Answer(() => AsJson(day.Value, outcome), answers => AsText(answers, day.Value, outcome));
    }

    private static JsonObject AsJson(DateOnly until, RunOutcome outcome)
    {
        JsonObject json = Untaxed(until, outcome);
        if (outcome.TaxByCurrency.Count > 0)
        {
            json["tax"] = Sums(outcome.TaxByCurrency);
        }

        return json;
    }

    private static JsonObject Sums(SortedDictionary<string, long> sums) => new(sums.Select(pair =>
        KeyValuePair.Create<string, JsonNode?>(pair.Key, Parsing.Show(pair.Value, Currency.Of(pair.Key)))));

    private static JsonObject Untaxed(DateOnly until, RunOutcome outcome) => new()
    {
        ["until"] = Parsing.Show(until),
        ["contracts"] = outcome.Contracts,
        ["events"] = outcome.Events,
        ["documents"] = outcome.Documents,
        ["net"] = Sums(outcome.NetByCurrency),
        ["parked"] = new JsonArray([.. outcome.Parked.Select(park => new JsonObject
        {
            ["contract"] = park.ContractId.ToString(), ["reason"] = park.Reason,
        })]),
    };

    private static void AsText(Answers answers, DateOnly until, RunOutcome outcome)
    {
        if (outcome.Contracts == 0)
        {
            answers.Line($"Nothing is due on or before {Parsing.Show(until)}; nothing was written.");
            return;
        }

        answers.Heading($"Carried out through {Parsing.Show(until)}");
        answers.Pairs(
        [
            ("events", outcome.Events.ToString(CultureInfo.InvariantCulture)),
            ("documents", outcome.Documents.ToString(CultureInfo.InvariantCulture)),
            .. outcome.NetByCurrency.Select(pair => ("net " + pair.Key, Parsing.Show(pair.Value, Currency.Of(pair.Key))))
                .DefaultIfEmpty(("net", "nothing billed")),
            .. outcome.TaxByCurrency.Select(pair => ("tax " + pair.Key, Parsing.Show(pair.Value, Currency.Of(pair.Key)))),
            ("parked", outcome.Parked.Count.ToString(CultureInfo.InvariantCulture)),
        ]);
        answers.Notes(outcome.Parked.Select(static park => $"contract {park.ContractId} is parked: {park.Reason}"));
    }
}
