// `decline`: say that a contract does not renew, before its renewal is fixed (VER-10).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Decline;

internal static class DeclineCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var bySupplier = new Option<bool>("--by-supplier") { Description = "The supplier declines, rather than the customer" };
        var reason = new Option<string>("--reason") { Description = "A reason code", DefaultValueFactory = _ => "unknown" };
        Command command = options.AddTo(new Command("decline", "Decline the next renewal: the contract ends with its term"));
        command.Options.Add(bySupplier);
        command.Options.Add(reason);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, _) => Task.FromResult<Decision<ProposedChange>>(new DeclineRenewal(context.Get(bySupplier), context.Get(reason)!))));
    }
}
