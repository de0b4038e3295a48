// `usage record | list`: totals of what was used, for days that are over (BIL-2). Metering is somebody else's work; a reference makes it
// safe to send a total again.
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Usage;

internal static class UsageCommands
{
    public static Command Build(CliHost host) => new("usage", "Totals of what was used on a contract") { BuildRecord(host), BuildList(host) };

    private static Command BuildRecord(CliHost host)
    {
        var options = new DecisionOptions();
        var of = new Argument<string>("of") { Description = "The usage charge, or the number of its line" };
        var from = new Option<string?>("--from") { Description = "The first day of the total, YYYY-MM-DD", Required = true };
        var last = new Option<string?>("--last-day") { Description = "Its last day, YYYY-MM-DD (default: its first)" };
        var quantity = new Option<string>("--quantity")
        {
            Description = "How many units were used; below zero when an earlier total was too high",
            Required = true,
        };
        var reference = new Option<string>("--reference")
        {
            Description = "What the metering system calls it: a total with it is recorded once",
            DefaultValueFactory = _ => string.Empty,
        };
        Command command = options.AddTo(new Command("record", "Record a total for days that are over"), withDraft: false);
        command.Arguments.Add(of);
        foreach (Option option in new Option[] { from, last, quantity, reference })
        {
            command.Options.Add(option);
        }

        return command.Runs(host, context =>
        {
            Decision<RecordUsage> given = Read(
                context.Get(of)!, context.Get(from)!, context.Get(last), context.Get(quantity)!, context.Get(reference)!);
            return !given.IsAccepted
                ? Task.FromResult(context.Refuse(given.Refusal))
                : Deciding.WithContractAsync(context, options, (session, id, dossier, businessOn) =>
                    Recording.Before(dossier.Existing, given.Value) is { } before
                        ? Task.FromResult(ShowKnown(context, before))
                        : Deciding.FinishAsync(
                            context, options, session, id, "command.usage_record", isEnd: false,
                            Previewing.Record(dossier, given.Value, businessOn)));
        });
    }

    private static Command BuildList(CliHost host)
    {
        var options = new DecisionOptions();
        var command = new Command("list", "List the totals of a contract, and what becomes of each") { options.Contract };
        return command.Runs(host, async context =>
        {
            await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
            Decision<Guid> found = await ContractLookup.FindAsync(session, context.Get(options.Contract)!);
            if (!found.IsAccepted)
            {
                return context.Refuse(found.Refusal);
            }

            Contract contract = (await DossierStore.LoadAsync(session, [found.Value]))[found.Value].Dossier.Existing;
            List<ListedUsage> listed = [.. contract.Usage.Select(used => ListedUsage.Of(contract, used))];
            return context.Answer(
                () => new JsonArray([.. listed.Select(static used => (JsonNode)used.ToJson())]), answers => Show(answers, listed));
        });
    }

    private static Decision<RecordUsage> Read(string of, string from, string? last, string quantity, string reference)
    {
        Decision<DateOnly> first = Parsing.Day("--from", from);
        Decision<DateOnly> end = last is null ? first : Parsing.Day("--last-day", last);
        bool below = quantity.StartsWith('-');
        Decision<Quantity> units = Quantity.Parse(below ? quantity[1..] : quantity);
        return !first.IsAccepted ? first.Refusal
            : !end.IsAccepted ? end.Refusal
            : end.Value < first.Value ? new OptionNotReadable("--last-day", last!, "a day on or after --from")
            : !units.IsAccepted ? units.Refusal
            : new RecordUsage(DateRange.Through(first.Value, end.Value), below ? -units.Value.Micros : units.Value.Micros, reference)
            {
                Line = int.TryParse(of, NumberStyles.None, CultureInfo.InvariantCulture, out int line) ? line : null,
                ChargeCode = of,
            };
    }

    /// <summary>A total that was sent again is no error: whoever sends it wants to be sure.</summary>
    private static int ShowKnown(CliContext context, RecordedUsage before) => context.Answer(
        () => new JsonObject { ["committed"] = false, ["recordedBefore"] = true, ["event"] = before.Event },
        answers => answers.Line(string.Create(
            CultureInfo.InvariantCulture, $"Event {before.Event} has recorded this total as '{before.Reference}'; nothing was written.")));

    private static void Show(Answers answers, List<ListedUsage> listed)
    {
        if (listed.Count == 0)
        {
            answers.Line("Nothing was recorded.");
            return;
        }

        answers.Table(
            [">event", "recorded", "charge", "first day", "last day", ">units", "reference", "becomes"],
            listed.Select(static used => (IReadOnlyList<string>)
            [
                used.Recorded.Event.ToString(CultureInfo.InvariantCulture), Parsing.Show(used.Recorded.RecordedOn), used.Charge,
                Parsing.Show(used.Recorded.Days.Start), Parsing.ShowLast(used.Recorded.Days.End), used.Recorded.Text, used.Recorded.Reference,
                used.State,
            ]));
    }
}

/// <summary>A total in a list, with what becomes of it.</summary>
internal sealed record ListedUsage(RecordedUsage Recorded, string Charge, string State)
{
    public static ListedUsage Of(Contract contract, RecordedUsage used) => new(
        used, contract.FindLine(used.Line)!.Charge.Code,
        UsageTotals.IsWaived(contract, used) ? "waived" : "due " + Parsing.Show(UsageTotals.DueOn(contract, used)));

    public JsonObject ToJson() => new()
    {
        ["event"] = Recorded.Event,
        ["recordedOn"] = Parsing.Show(Recorded.RecordedOn),
        ["line"] = Recorded.Line,
        ["charge"] = Charge,
        ["firstDay"] = Parsing.Show(Recorded.Days.Start),
        ["lastDay"] = Parsing.ShowLast(Recorded.Days.End),
        ["endOn"] = Parsing.Show(Recorded.Days.End),
        ["quantity"] = Recorded.Text,
        ["reference"] = Recorded.Reference,
        ["becomes"] = State,
    };
}
