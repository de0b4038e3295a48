// `reinstate`: let an ended contract go on, with or without billing the days between (VER-5).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Reinstate;

internal static class ReinstateCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var on = new Option<string?>("--effective") { Description = "The first day with service again, YYYY-MM-DD (default: today)" };
        var gap = new Option<string?>("--gap") { Description = "The days between the end and the return: 'not billed' or 'billed'" };
        var drop = new Option<int[]>("--drop") { Description = "The number of a suspended event that shall not come back; may be repeated" };
        Command command = options.AddTo(new Command("reinstate", "Let an ended contract go on"));
        command.Options.Add(on);
        command.Options.Add(gap);
        command.Options.Add(drop);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, businessOn) => Task.FromResult(Read(context, on, gap, drop, businessOn))));
    }

    private static Decision<ProposedChange> Read(
        CliContext context, Option<string?> on, Option<string?> gap, Option<int[]> drop, DateOnly businessOn)
    {
        string between = context.Get(gap) ?? "not billed";
        if (between is not ("billed" or "not billed"))
        {
            return new OptionNotReadable("--gap", between, "'billed' or 'not billed'");
        }

        Decision<DateOnly> first = context.Get(on) is { } named ? Parsing.Day("--effective", named) : businessOn;
        return first.Select<ProposedChange>(day => new ReinstateContract(day, between == "billed", [.. context.Get(drop) ?? []]));
    }
}
