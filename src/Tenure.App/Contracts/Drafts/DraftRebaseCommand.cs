// `draft rebase`: previews a draft on its contract as it stands today, and keeps that preview as the one that was seen.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

internal static class DraftRebaseCommand
{
    public static Command Build(CliHost host)
    {
        Argument<string> draft = DraftDoor.Draft();
        Option<string?> on = DraftDoor.On();
        return new Command("rebase", "Preview a draft on its contract as it stands, and keep that preview") { draft, on }.Runs(
            host, context => DraftDoor.WithAsync(context, draft, on, Access.Write, (session, found, _) => RebaseAsync(context, session, found)));
    }

    private static async Task<int> RebaseAsync(CliContext context, Session session, PreviewedDraft draft)
    {
        Decision<Proposed> now = DraftDoor.Open(draft).Then(static open => open.Now!.Value);
        if (!now.IsAccepted)
        {
            return context.Refuse(now.Refusal);
        }

        DraftRow row = PreviewedDraft.SeenRow(session, draft.Row, now.Value.Preview);
        await DraftTables.WriteAsync(session, row);
        await session.CommitAsync();
        return PreviewView.Show(
            context, row.ContractId, now.Value.Preview, previewOnly: true, wasStale: false, now.Value.Text,
            new PreviewFrame(
                draft.State == DraftState.Stale
                    ? $"Rebased draft '{row.Name}': nothing was recorded"
                    : $"Draft '{row.Name}' is current: nothing changed since it was seen",
                json =>
                {
                    json["draft"] = (draft with { Row = row }).ToJson();
                    json["changed"] = DraftShowCommand.ChangedJson(draft);
                },
                answers => DraftShowCommand.ShowChanged(answers, draft)));
    }
}
