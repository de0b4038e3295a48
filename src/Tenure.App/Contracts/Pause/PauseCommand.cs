// `pause`: stop service for a while and give the billed days back (VER-7).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Pause;

internal static class PauseCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var from = new Option<string?>("--from") { Description = "The day the pause begins, YYYY-MM-DD (default: today)" };
        var until = new Option<string?>("--until") { Description = "The first day with service again, YYYY-MM-DD (default: when it is resumed)" };
        var bySupplier = new Option<bool>("--by-supplier") { Description = "The supplier suspends service for default" };
        Command command = options.AddTo(new Command("pause", "Stop service for a while and give its billed days back"));
        command.Options.Add(from);
        command.Options.Add(until);
        command.Options.Add(bySupplier);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, businessOn) => Task.FromResult(Read(context, from, until, bySupplier, businessOn))));
    }

    private static Decision<ProposedChange> Read(
        CliContext context, Option<string?> from, Option<string?> until, Option<bool> bySupplier, DateOnly businessOn)
    {
        Decision<DateOnly> first = context.Get(from) is { } named ? Parsing.Day("--from", named) : businessOn;
        return first.Then(day => context.Get(until) is { } back
            ? Parsing.Day("--until", back).Select<ProposedChange>(again => new PauseContract(day, again, context.Get(bySupplier)))
            : new PauseContract(day, null, context.Get(bySupplier)));
    }
}
