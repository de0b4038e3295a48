// `deliver`: record how much of a one-time item was delivered, of which an end gives back the rest (PRO-6).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Deliver;

internal static class DeliverCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var line = new Option<int>("--line") { Required = true, Description = "The line of the item, as 'contract show' numbers it" };
        var units = new Option<string>("--units") { Required = true, Description = "All units delivered so far; fewer than were recorded before correct that" };
        var effective = new Option<string?>("--effective") { Description = "The day by which they were delivered, YYYY-MM-DD (default: today)" };
        Command command = options.AddTo(new Command("deliver", "Record how much of a one-time item was delivered"));
        foreach (Option option in new Option[] { line, units, effective })
        {
            command.Options.Add(option);
        }

        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, businessOn) => Task.FromResult(
                Quantity.Parse(context.Get(units)!).Then(delivered =>
                    (context.Get(effective) is { } day ? Parsing.Day("--effective", day) : Decision<DateOnly>.Accept(businessOn))
                        .Select<ProposedChange>(on => new DeliverUnits(on, context.Get(line), delivered))))));
    }
}
