// `draft commit`: records a draft by the path of its verb (CON-5), and previews the other open drafts of the contract on what it left
// behind (CON-6). The contract's head is held throughout, and the draft's row says in the same transaction that it was committed.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

internal static class DraftCommitCommand
{
    public static Command Build(CliHost host)
    {
        Argument<string> draft = DraftDoor.Draft();
        var options = new DecisionOptions();
        return new Command("commit", "Record a draft, and preview the other drafts of its contract again") { draft, options.Hash, options.On }.Runs(
            host, context => DraftDoor.WithAsync(
                context, draft, options.On, Access.Write, (session, found, businessOn) => CommitAsync(context, options, session, found, businessOn)));
    }

    private static async Task<int> CommitAsync(
        CliContext context, DecisionOptions options, Session session, PreviewedDraft draft, DateOnly businessOn)
    {
        Decision<Proposed> now = DraftDoor.Open(draft).Then(static open => open.Now!.Value).Then(made => NotStale(draft, made));
        Decision<bool> stale = now.Then(made => Deciding.IsStale(context, options, made.Preview.Hash, made.Change.IsEnd));
        if (!stale.IsAccepted)
        {
            return context.Refuse(stale.Refusal);
        }

        Preview preview = now.Value.Preview;
        await Deciding.WriteAsync(session, draft.Row.ContractId, now.Value.Cause, preview, now.Value.Also);
        DraftRow row = PreviewedDraft.SeenRow(session, draft.Row, preview) with { CommittedSequence = preview.Before.Version + 1 };
        await DraftTables.WriteAsync(session, row);
        List<PreviewedDraft> others = await OthersAsync(session, row.ContractId, preview.After, businessOn);
        await session.CommitAsync();
        return PreviewView.Show(
            context, row.ContractId, preview, previewOnly: false, stale.Value || draft.State == DraftState.Stale, now.Value.Text,
            new PreviewFrame(
                Heading: null,
                json =>
                {
                    json["draft"] = (draft with { Row = row, Now = null }).ToJson();
                    json["otherDrafts"] = new JsonArray([.. others.Select(static other => (JsonNode?)AsJson(other))]);
                },
                answers => ShowOthers(answers, others, draft.Contract)));
    }

    /// <summary>A changed hash refuses any change but an end, which is recorded and shown again (CON-5).</summary>
    private static Decision<Proposed> NotStale(PreviewedDraft draft, Proposed made) =>
        draft.State == DraftState.Stale && !made.Change.IsEnd ? new DraftStale(draft.Row.Name, draft.Row.BusinessOn) : made;

    /// <summary>The other open drafts on the contract as the commit leaves it.</summary>
    private static async Task<List<PreviewedDraft>> OthersAsync(Session session, Guid contractId, Dossier after, DateOnly businessOn)
    {
        var others = new List<PreviewedDraft>();
        foreach (DraftRow row in await DraftTables.OpenOfAsync(session, contractId))
        {
            others.Add(await PreviewedDraft.OfAsync(session, row, after, businessOn));
        }

        return others;
    }

    private static string OutcomeOf(PreviewedDraft draft) =>
        draft.Refusal is not null ? "no longer possible"
        : Compared.DoTheSame(draft.SeenRows, draft.NowRows) ? "unchanged"
        : "changed";

    private static JsonObject AsJson(PreviewedDraft draft)
    {
        JsonObject json = draft.ToJson();
        json["outcome"] = OutcomeOf(draft);
        json["changed"] = DraftShowCommand.ChangedJson(draft);
        return json;
    }

    private static void ShowOthers(Answers answers, List<PreviewedDraft> others, string contract)
    {
        if (others.Count == 0)
        {
            return;
        }

        answers.Heading($"Other drafts of {contract}, previewed again");
        answers.Table(
            ["draft", "what", "preview"],
            others.Select(static draft => (IReadOnlyList<string>)[draft.Row.Name, draft.What, OutcomeOf(draft)]));
        List<string> notes = [.. PreviewedDraft.WhyNot(others)];
        if (others.Exists(static draft => draft.State == DraftState.Stale))
        {
            notes.Add("to commit one of these, 'draft rebase' it first: that shows what changed.");
        }

        answers.Notes(notes);
    }
}
