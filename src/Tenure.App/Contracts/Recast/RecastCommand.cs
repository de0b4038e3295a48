// `recast`: close a contract on a day and open another in its place, with what was not used credited to it (VER-4).
using System.CommandLine;
using Tenure.App.Cli;
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
        Decision<bool> stale = preview.Then(made => Deciding.IsStale(context, options.Decision, made.Hash, isEnd: false));
        if (!stale.IsAccepted)
        {
            return context.Refuse(stale.Refusal);
        }

        bool previewOnly = context.Get(options.Decision.Preview);
        Succession succession = preview.Value.Closed.After.Existing.Ending!.Successor!;
        if (!previewOnly)
        {
            await ContractWriter.WriteAsync(
                session,
                [
                    ContractChange.Of(id, preview.Value.Closed, Party.Machine.Id.Value, Cause),
                    ContractChange.Of(succession.Contract, preview.Value.Opened, Party.Machine.Id.Value, Cause),
                ]);
            await session.CommitAsync();
        }

        return RecastView.Show(context, id, preview.Value, previewOnly);
    }
}
