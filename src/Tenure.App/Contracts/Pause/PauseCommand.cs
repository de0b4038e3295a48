// `pause`: stop service for a while and give the billed days back, or move them to the end of the term (VER-7).
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
        var days = new Option<string?>("--billed-days") { Description = "credited, or moved: they come again as free days at the end (default: credited)" };
        var term = new Option<string?>("--term") { Description = "fixed, or shifted: its end comes as many days later (default: fixed)" };
        var billing = new Option<string?>("--billing-days") { Description = "kept; new end: later terms are billed from the end that moved; return: periods begin anew on the day of return (default: kept)" };
        Command command = options.AddTo(new Command("pause", "Stop service for a while and give its billed days back"));
        command.Options.Add(from);
        command.Options.Add(until);
        command.Options.Add(bySupplier);
        command.Options.Add(days);
        command.Options.Add(term);
        command.Options.Add(billing);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, _, businessOn) => Task.FromResult(Read(context, from, until, bySupplier, businessOn).Then(pause =>
                PauseTerms.ParseDays(context.Get(days) ?? "credited").Then(moved =>
                PauseTerms.ParseTerm(context.Get(term) ?? "fixed").Then(shifted =>
                PauseTerms.ParseBillingDays(context.Get(billing) ?? "kept").Select<ProposedChange>(after =>
                    pause with { BilledDays = moved, Term = shifted, BillingDays = after })))))));
    }

    private static Decision<PauseContract> Read(
        CliContext context, Option<string?> from, Option<string?> until, Option<bool> bySupplier, DateOnly businessOn)
    {
        Decision<DateOnly> first = context.Get(from) is { } named ? Parsing.Day("--from", named) : businessOn;
        return first.Then(day => context.Get(until) is { } back
            ? Parsing.Day("--until", back).Select(again => new PauseContract(day, again, context.Get(bySupplier)))
            : new PauseContract(day, null, context.Get(bySupplier)));
    }
}
