// `recast`: close a contract on a day and open another in its place, with what was not used credited to it (VER-4).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts.Order;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Parties;
using Tenure.Storage;

namespace Tenure.App.Contracts.Recast;

internal static class RecastCommand
{
    private const string Cause = "command.recast";

    public static Command Build(CliHost host)
    {
        var options = new RecastOptions();
        var command = new Command("recast", "Close a contract on a day and open another in its place, credited with what was not used");
        options.AddTo(command);
        return command.Runs(host, context => Deciding.WithContractAsync(
            context, options.Decision, (session, id, dossier, businessOn) => RecastAsync(context, session, options, id, dossier, businessOn)));
    }

    private static async Task<int> RecastAsync(
        CliContext context, Session session, RecastOptions options, Guid id, Dossier dossier, DateOnly businessOn)
    {
        Decision<RecastPreview> preview = (await RecastReader.ReadAsync(context, session, options, id, dossier, businessOn))
            .Then(wish => PreviewingRecast.Of(dossier, wish.Command, businessOn, wish.OnOffer));
        return await FinishAsync(context, session, options.Decision, id, Cause, preview);
    }

    /// <summary>Records both contracts, unless only a preview is wanted or another was seen, and shows what becomes of them.</summary>
    /// <param name="context">The command's surroundings.</param>
    /// <param name="session">Where it is written.</param>
    /// <param name="decision">The shared options.</param>
    /// <param name="id">The contract that closes.</param>
    /// <param name="cause">The code of the command, recorded with the events.</param>
    /// <param name="preview">What will happen.</param>
    /// <param name="to">The customer who takes the contract over; <c>null</c> when it stays with its own.</param>
    public static async Task<int> FinishAsync(
        CliContext context, Session session, DecisionOptions decision, Guid id, string cause, Decision<RecastPreview> preview,
        OrderingCustomer? to = null)
    {
        Decision<bool> stale = preview.Then(made => Deciding.IsStale(context, decision, made.Hash, isEnd: false));
        if (!stale.IsAccepted)
        {
            return context.Refuse(stale.Refusal);
        }

        bool previewOnly = context.Get(decision.Preview);
        Succession succession = preview.Value.Closed.After.Existing.Ending!.Successor!;
        if (!previewOnly)
        {
            await (to?.WriteAsync(session) ?? Task.CompletedTask);
            await ContractWriter.WriteAsync(
                session,
                [
                    ContractChange.Of(id, preview.Value.Closed, Party.Machine.Id.Value, cause),
                    ContractChange.Of(succession.Contract, preview.Value.Opened, Party.Machine.Id.Value, cause),
                ]);
            await session.CommitAsync();
        }

        return RecastView.Show(context, id, preview.Value, to?.Reference, previewOnly);
    }
}
