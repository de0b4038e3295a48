// `upgrade`: units, products, prices, discounts and the plan change within the contract's dates, or from its next term on (VER-2).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Upgrade;

internal static class UpgradeCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var changes = new ChangeOptions();
        var effective = new Option<string?>("--effective") { Description = "The day of the change, YYYY-MM-DD (default: the business day)" };
        var at = new Option<string?>("--at") { Description = "'renewal': from the first day of the next term on" };
        at.AcceptOnlyFromAmong("renewal");
        var discounts = new DiscountOptions();
        Command command = changes.AddTo(options.AddTo(new Command(
            "upgrade", "Change units, products, prices, discounts or the plan within the contract's dates, or from the next term on")));
        discounts.AddTo(command);
        command.Options.Add(effective);
        command.Options.Add(at);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            async (session, dossier, businessOn) => (await ReadAsync(
                context, session, dossier.Existing, businessOn, changes, context.Get(effective), context.Get(at) is not null))
                .Then(upgrade => discounts.On(context, upgrade))));
    }

    private static async Task<Decision<UpgradeContract>> ReadAsync(
        CliContext context, Session session, Contract contract, DateOnly businessOn, ChangeOptions changes, string? effective, bool atRenewal)
    {
        if (atRenewal && effective is not null)
        {
            return new OptionNotReadable("--at", "renewal", "either a day with --effective or the renewal with --at, not both");
        }

        Decision<DateOnly> on = effective is null ? businessOn : Parsing.Day("--effective", effective);
        if (!on.IsAccepted)
        {
            return on.Refusal;
        }

        DateOnly countsOn = atRenewal ? contract.LastTerm.Span.End : contract.Clauses.ChangeBoundary(on.Value);
        return (await changes.ReadAsync(context, session, contract, countsOn)).Select(named =>
            new UpgradeContract(on.Value, named.Add, named.Remove) { Change = named.Change, Plan = named.Plan, AtRenewal = atRenewal });
    }
}
