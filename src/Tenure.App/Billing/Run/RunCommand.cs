// `run --until DAY`: everything due by the day, in day order. Run it twice and the second writes nothing (BIL-1).
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Kernel;

namespace Tenure.App.Billing.Run;

internal static class RunCommand
{
    public static Command Build(CliHost host)
    {
        var until = new Option<string?>("--until") { Description = "The last day to carry out, included, YYYY-MM-DD (default: today)" };
        var command = new Command("run", "Carry out everything due: renewals locked in, contracts expired, documents issued") { until };
        return command.Runs(host, context => RunAsync(context, until));
    }

    private static async Task<int> RunAsync(CliContext context, Option<string?> until)
    {
        Decision<DateOnly> day = await context.BusinessDayAsync(until);
        if (!day.IsAccepted)
        {
            return context.Refuse(day.Refusal);
        }

        RunOutcome outcome = await context.Answers.ProgressAsync(
            "carrying out", progress => new RunningDueWork(context.Database, context.TenantId, progress).UntilAsync(day.Value));
        return context.Answer(() => AsJson(day.Value, outcome), answers => AsText(answers, day.Value, outcome));
    }

    private static JsonObject AsJson(DateOnly until, RunOutcome outcome) => new()
    {
        ["until"] = Parsing.Show(until),
        ["contracts"] = outcome.Contracts,
        ["events"] = outcome.Events,
        ["documents"] = outcome.Documents,
        ["net"] = new JsonObject(outcome.NetByCurrency.Select(pair => KeyValuePair.Create<string, JsonNode?>(
            pair.Key, Parsing.Show(pair.Value, Currency.Of(pair.Key))))),
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
            .. outcome.NetByCurrency.Select(pair => ("net " + pair.Key, Parsing.Show(pair.Value, Currency.Of(pair.Key)))),
            ("parked", outcome.Parked.Count.ToString(CultureInfo.InvariantCulture)),
        ]);
        foreach ((Guid id, string reason) in outcome.Parked)
        {
            answers.Line($"parked {id}: {reason}");
        }
    }
}
