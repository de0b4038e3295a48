// `amend`: other terms for what comes: how the contract renews, how notice is given, how long a pause may
// last, at which rate it is taxed (VER-9).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts.Order;
using Tenure.Core.Contracts;

namespace Tenure.App.Contracts.Amend;

internal static class AmendCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var terms = new OrderOptions();
        Command command = options.AddTo(new Command("amend", "Agree another renewal, notice, longest pause or tax rate from today on"));
        terms.AddAmendableTo(command);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, dossier, _) => Task.FromResult(TaxRates.Parse(context.Get(terms.Tax)!).Then(rates =>
                ClauseReader.Amended(context, terms, dossier.Existing.Clauses).Select<ProposedChange>(
                    clauses => new AmendContract(clauses.Renewal, clauses.Notice, clauses.LongestPauseDays) { TaxRates = rates })))));
    }
}
