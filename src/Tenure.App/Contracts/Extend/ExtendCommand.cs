// `extend`: add free days after the paid ones (VER-6).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Extend;

internal static class ExtendCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var days = new Option<int>("--days") { Description = "How many free days follow the paid ones", Required = true };
        var keep = new Option<bool>("--keep-billing-days") { Description = "Later billing periods keep their days of the month" };
        Command command = options.AddTo(new Command("extend", "Add free days after the paid ones of the term"));
        command.Options.Add(days);
        command.Options.Add(keep);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, _) => Task.FromResult<Decision<ProposedChange>>(new ExtendContract(context.Get(days), context.Get(keep)))));
    }
}
