// `renew`: one more term by decision, with what comes or leaves on its first day (VER-3).
using System.CommandLine;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Renew;

internal static class RenewCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var length = new Option<string?>("--length") { Description = "The length of the new term, such as '12 months' (default: the clause's)" };
        var uplift = new Option<string?>("--uplift")
        {
            Description = "What prices do in the new term: 'none', '5%', 'list' or 'list at most 5%' (default: the clause's)",
        };
        var add = new Option<string[]>("--add") { Description = "Units that come with the new term, CHARGE=UNITS; may be repeated" };
        var remove = new Option<string[]>("--remove") { Description = "Units that leave with the new term; may be repeated" };
        var command = new Command("renew", "Renew for one more term, with what comes or leaves on its first day");
        options.AddTo(command);
        command.Options.Add(length);
        command.Options.Add(uplift);
        command.Options.Add(add);
        command.Options.Add(remove);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (session, dossier, _) => ReadAsync(
                session, dossier, context.Get(length), context.Get(uplift), context.Get(add), context.Get(remove))));
    }

    private static async Task<Decision<ProposedChange>> ReadAsync(
        Session session, Dossier dossier, string? length, string? uplift, string[]? add, string[]? remove)
    {
        Cadence? chosen = null;
        if (length is not null)
        {
            Decision<Cadence> read = Parsing.Cadence("--length", length);
            if (!read.IsAccepted)
            {
                return read.Refusal;
            }

            chosen = read.Value;
        }

        Uplift? raised = null;
        if (uplift is not null)
        {
            Decision<Uplift> read = Parsing.Uplift("--uplift", uplift);
            if (!read.IsAccepted)
            {
                return read.Refusal;
            }

            raised = read.Value;
        }

        Core.Catalogue.PlanVersion? offered = await PlanStore.FindAsync(session, dossier.Existing.Order.PlanVersion);
        return ItemSyntax.Additions(add, offered).Then(added => ItemSyntax.Removals(remove).Select<ProposedChange>(removed =>
            new RenewContract(chosen, added, removed) { Uplift = raised }));
    }
}
