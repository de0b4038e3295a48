// `grant goodwill | credit`: what a seller gives without owing it (VER-11): less to pay for a line, or credit.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.App.Receivables.Payments;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Receivables;

namespace Tenure.App.Receivables.Grants;

internal static class GrantCommands
{
    public static Command Build(CliHost host) => new("grant", "Goodwill on a line, or credit, that nobody is owed") { BuildGoodwill(host), BuildCredit(host) };

    private static Command BuildGoodwill(CliHost host)
    {
        var options = new DecisionOptions();
        (Option<string> amount, Option<string> reason) = Shared();
        var line = new Option<int>("--line") { Description = "The line that costs less, as 'contract show' numbers it", Required = true };
        var effective = new Option<string?>("--effective") { Description = "A day of the billing period that costs less, YYYY-MM-DD (default: today)" };
        Command command = options.AddTo(new Command("goodwill", "Lower what a line costs in one billing period"));
        foreach (Option option in new Option[] { line, amount, reason, effective })
        {
            command.Options.Add(option);
        }

        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, dossier, businessOn) => Task.FromResult(
                Parsing.Minor("--amount", context.Get(amount)!, dossier.Existing.Order.Currency).Then(minor =>
                    (context.Get(effective) is { } day ? Parsing.Day("--effective", day) : businessOn).Select<ProposedChange>(on =>
                        new GrantGoodwill(on, context.Get(line), minor, context.Get(reason)!))))));
    }

    private static Command BuildCredit(CliHost host)
    {
        var options = new DecisionOptions();
        (Option<string> amount, Option<string> reason) = Shared();
        Command command = options.AddTo(new Command("credit", "Give credit for the next invoice"), withDraft: false);
        command.Options.Add(amount);
        command.Options.Add(reason);
        return command.Runs(host, context => Deciding.RunAsync(
            context, options, "command.grant_credit", isEnd: false,
            (_, dossier, businessOn) => Task.FromResult(
                Parsing.Minor("--amount", context.Get(amount)!, dossier.Existing.Order.Currency).Then(minor =>
                    Previewing.Grant(dossier, new GrantCredit(minor, context.Get(reason)!), businessOn))),
            PaymentView.OfAsync));
    }

    private static (Option<string> Amount, Option<string> Reason) Shared() => (
        new("--amount") { Description = "The amount in the contract's currency, with its digits", Required = true },
        new("--reason") { Description = "Why: a code of your list, such as outage", Required = true });
}
