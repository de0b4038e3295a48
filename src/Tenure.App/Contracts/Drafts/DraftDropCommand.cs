// `draft drop`: forgets a draft, and the name that people gave it. What a committed one recorded stays.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

internal static class DraftDropCommand
{
    public static Command Build(CliHost host)
    {
        Argument<string> draft = DraftDoor.Draft();
        Option<string?> on = DraftDoor.On();
        return new Command("drop", "Forget a draft") { draft }.Runs(
            host, context => DraftDoor.WithAsync(context, draft, on, Access.Write, (session, found, _) => DropAsync(context, session, found)));
    }

    private static async Task<int> DropAsync(CliContext context, Session session, PreviewedDraft draft)
    {
        await DraftTables.DropAsync(session, draft.Row);
        await session.CommitAsync();
        return context.Answer(
            () => new JsonObject { ["dropped"] = true, ["draft"] = draft.ToJson() },
            answers => answers.Line($"Dropped the draft '{draft.Row.Name}' of {draft.Contract}; nothing was recorded or taken back."));
    }
}
