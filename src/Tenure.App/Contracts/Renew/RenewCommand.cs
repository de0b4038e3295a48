// `renew`: one more term by decision, with what comes or leaves on its first day (VER-3).
using System.CommandLine;
using Tenure.App.Cli;
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
        var changes = new ChangeOptions();
        var end = new CommonEndOptions("--length");
        Command command = options.AddTo(new Command("renew", "Renew for one more term, with what changes on its first day"));
        command.Options.Add(length);
        end.AddTo(command);
        command.Options.Add(uplift);
        changes.AddTo(command);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            async (session, dossier, _) =>
            {
                Contract contract = dossier.Existing;
                Decision<Cadence?> chosen = await LengthAsync(context, session, contract, end, context.Get(length));
                return chosen.IsAccepted
                    ? await ReadAsync(context, session, contract, changes, chosen.Value, context.Get(uplift))
                    : chosen.Refusal;
            }));
    }

    private static async Task<Decision<Cadence?>> LengthAsync(
        CliContext context, Session session, Contract contract, CommonEndOptions end, string? length)
    {
        Decision<DateOnly?> until = await end.ReadAsync(
            context, session, contract.Order.Customer, contract.LastTerm.Span.End, lengthIsGiven: length is not null);
        return until.Then<Cadence?>(day => day is { } named ? CommonEnd.LengthOf(contract, named).Select<Cadence?>(static found => found)
            : length is not null ? Parsing.Cadence("--length", length).Select<Cadence?>(static read => read)
            : Decision<Cadence?>.Accept(null));
    }

    private static async Task<Decision<ProposedChange>> ReadAsync(
        CliContext context, Session session, Contract contract, ChangeOptions changes, Cadence? chosen, string? uplift)
    {
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

        return (await changes.ReadAsync(context, session, contract, contract.LastTerm.Span.End)).Select<ProposedChange>(named =>
            new RenewContract(chosen, named.Add, named.Remove) { Uplift = raised, Change = named.Change, Plan = named.Plan });
    }
}
