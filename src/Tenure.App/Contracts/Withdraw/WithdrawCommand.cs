// `withdraw`: take a scheduled termination back before it takes effect (VER-5).
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
        var command = options.AddTo(new Command("withdraw", "Take a scheduled termination or recast back before it takes effect"));
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options, static (_, _, _) => Task.FromResult<Decision<ProposedChange>>(new WithdrawTermination())));
    }
}
