// `amend`: other terms for what comes: how the contract renews, how notice is given, how long a pause may last, on which days billing
// periods begin, at which rate it is taxed (VER-9).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts.Order;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Amend;

internal static class AmendCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var terms = new OrderOptions();
        var from = new Option<string?>("--from")
        {
            Description = "With --grid: the day on or after which periods begin anew, YYYY-MM-DD (default: the earliest day possible)",
        };
        Command command = options.AddTo(new Command("amend", "Agree another renewal, notice, longest pause, billing days or tax rate"));
        terms.AddAmendableTo(command);
        command.Options.Add(from);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, dossier, businessOn) => Task.FromResult(Read(context, terms, from, dossier.Existing, businessOn))));
    }

    private static Decision<ProposedChange> Read(
        CliContext context, OrderOptions terms, Option<string?> from, Contract contract, DateOnly businessOn) =>
        GridOf(context, terms, from, contract, businessOn).Then(grid =>
            TaxRates.Parse(context.Get(terms.Tax)!).Then(rates =>
            ClauseReader.Amended(context, terms, contract.Clauses).Select<ProposedChange>(clauses =>
                AmendContract.Between(contract.Clauses, clauses) with { Grid = grid, TaxRates = rates })));

    private static Decision<GridStep?> GridOf(
        CliContext context, OrderOptions terms, Option<string?> from, Contract contract, DateOnly businessOn)
    {
        string? named = context.Get(from);
        if (!context.IsGiven(terms.Grid))
        {
            return named is null
                ? Decision<GridStep?>.Accept(null)
                : new OptionNotReadable("--from", named, "a day together with --grid, from which billing periods begin anew");
        }

        Decision<DateOnly> on = named is null ? Amending.EarliestGridOn(contract, businessOn) : Parsing.Day("--from", named);
        return on.Then(day => ClauseReader.GridOf(context.Get(terms.Grid)).Select<GridStep?>(grid => new GridStep(day, grid)));
    }
}
