// `withdraw`: take a scheduled termination back before it takes effect (VER-5), or another change that was recorded for a later day (VER-2).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Withdraw;

internal static class WithdrawCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var change = new Option<int?>("--change")
        {
            Description = "Instead of the termination: the event of an upgrade, a pause or other billing days that is still to come, as 'contract show' numbers it",
        };
        var command = options.AddTo(new Command("withdraw", "Take a scheduled termination, recast or other change back before it takes effect"));
        command.Options.Add(change);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, _) => Task.FromResult<Decision<ProposedChange>>(context.Get(change) is { } sequence ? new DropChange(sequence) : new WithdrawTermination())));
    }
}
