// `milestone`: record that a milestone was reached, on which one-time items fall due, or take that back (PRO-6).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Milestone;

internal static class MilestoneCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var name = new Option<string>("--name") { Required = true, Description = "The milestone, as `contract show` names it beside its item" };
        var on = new Option<string?>("--effective") { Description = "The day it was reached, YYYY-MM-DD (default: today)" };
        var undo = new Option<bool>("--undo") { Description = "Take back that it was reached: what was billed is given back" };
        Command command = options.AddTo(new Command("milestone", "Record that a milestone was reached, on which one-time items fall due"));
        command.Options.Add(name);
        command.Options.Add(on);
        command.Options.Add(undo);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, businessOn) => Task.FromResult(Read(context, name, on, undo, businessOn))));
    }

    private static Decision<ProposedChange> Read(
        CliContext context, Option<string> name, Option<string?> on, Option<bool> undo, DateOnly businessOn)
    {
        string milestone = context.Get(name)!;
        if (context.Get(undo))
        {
            return context.Get(on) is { } day
                ? new OptionNotReadable("--effective", day, "no day beside --undo, which counts from the business day")
                : new UndoMilestone(milestone);
        }

        return (context.Get(on) is { } named ? Parsing.Day("--effective", named) : Decision<DateOnly>.Accept(businessOn))
            .Select<ProposedChange>(reached => new ReachMilestone(reached, milestone));
    }
}
