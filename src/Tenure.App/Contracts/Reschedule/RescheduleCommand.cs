// `reschedule`: a change that was recorded for a later day comes on another one (VER-2).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;

namespace Tenure.App.Contracts.Reschedule;

internal static class RescheduleCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var change = new Option<int>("--change")
        {
            Description = "The event of an upgrade, a pause or other billing days that is still to come, as 'contract show' numbers it",
            Required = true,
        };
        var effective = new Option<string>("--effective") { Description = "The other day, YYYY-MM-DD", Required = true };
        Command command = options.AddTo(new Command("reschedule", "Move a change that is still to come to another day"));
        command.Options.Add(change);
        command.Options.Add(effective);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, _) => Task.FromResult(Parsing.Day("--effective", context.Get(effective)!)
                .Select<ProposedChange>(day => new RescheduleChange(context.Get(change), day)))));
    }
}
