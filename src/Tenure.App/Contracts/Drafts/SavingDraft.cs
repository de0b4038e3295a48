// `VERB ... --draft NAME`: keeps what the verb would record, with the preview that is shown, and records nothing.
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

internal static class SavingDraft
{
    private const string NameExpected = Parsing.NameExpected + " that is no id";

    /// <summary>Whether a name can be used; a draft shows its preview anyway, so it is not asked for beside one.</summary>
    public static Refusal? CheckName(string name, bool previewOnly) =>
        previewOnly ? new OptionNotReadable("--draft", name, "only one of --draft and --preview")
        : !Parsing.IsName(name) || Guid.TryParse(name, out _) ? new OptionNotReadable("--draft", name, NameExpected)
        : null;

    /// <summary>Saves a draft and shows its preview. Refused when the contract has an open draft of the name, or when the effects are
    /// not those whose hash was given.</summary>
    public static async Task<int> SaveAsync(
        CliContext context, DecisionOptions options, Session session, Guid contractId, Proposed made, string name)
    {
        Decision<bool> stale = Deciding.IsStale(context, options, made.Preview.Hash, isEnd: false);
        if (!stale.IsAccepted)
        {
            return context.Refuse(stale.Refusal);
        }

        if ((await DraftTables.OpenOfAsync(session, contractId)).Exists(draft => draft.Name == name))
        {
            return context.Refuse(new DraftNameTaken(name));
        }

        var empty = new DraftRow(
            Guid.CreateVersion7(context.Host.Time.GetUtcNow()), contractId, name, ProposedChangeCodec.NameOf(made.Change),
            ProposedChangeCodec.CurrentVersion, ProposedChangeCodec.Write(made.Change), default, default, default, default, 0, [], default, null);
        DraftRow row = PreviewedDraft.SeenRow(session, empty, made.Preview);
        await DraftTables.WriteAsync(session, row);
        await session.CommitAsync();
        return PreviewView.Show(
            context, contractId, made.Preview, previewOnly: true, wasStale: false, made.Text,
            new PreviewFrame(
                $"Saved as draft '{name}': nothing was recorded",
                json => json["draft"] = new JsonObject { ["draftId"] = row.DraftId.ToString(), ["name"] = name }));
    }
}
