// `resume`: service comes back after a pause, or on another day than was planned (VER-7).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Resume;

internal static class ResumeCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var on = new Option<string?>("--effective") { Description = "The first day with service again, YYYY-MM-DD (default: today)" };
        Command command = options.AddTo(new Command("resume", "Bring service back after a pause"));
        command.Options.Add(on);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, businessOn) => Task.FromResult(
                (context.Get(on) is { } named ? Parsing.Day("--effective", named) : Decision<DateOnly>.Accept(businessOn))
                .Select<ProposedChange>(static day => new ResumeContract(day)))));
    }
}
