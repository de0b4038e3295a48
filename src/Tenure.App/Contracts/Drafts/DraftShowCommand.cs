// `draft show`: the preview as the verb's own preview shows it today, and what changed since it was seen.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

internal static class DraftShowCommand
{
    private const string Seen = "seen";
    private const string Now = "now";

    public static Command Build(CliHost host)
    {
        Argument<string> draft = DraftDoor.Draft();
        Option<string?> on = DraftDoor.On();
        return new Command("show", "Show what a draft would do, and what changed since it was seen") { draft, on }.Runs(
            host, context => DraftDoor.WithAsync(context, draft, on, Access.Read, (_, found, _) => Task.FromResult(Show(context, found))));
    }

    private static int Show(CliContext context, PreviewedDraft draft) => context.Answer(() => AsJson(draft), answers => AsText(answers, draft));

    private static JsonObject AsJson(PreviewedDraft draft)
    {
        JsonObject json = draft.ToJson();
        json["effects"] = JsonNode.Parse(draft.Row.Effects.Span);
        if (draft.Now is { IsAccepted: true, Value.Preview: var now })
        {
            json["now"] = new JsonObject
            {
                ["version"] = now.Before.Version,
                ["hash"] = now.Hash.ToString(),
                ["effects"] = JsonNode.Parse(now.Effects.Span),
            };
            json["changed"] = ChangedJson(draft);
        }

        return json;
    }

    private static void AsText(Answers answers, PreviewedDraft draft)
    {
        answers.Heading($"Draft '{draft.Row.Name}'");
        answers.Pairs(
        [
            ("id", draft.Row.DraftId.ToString()),
            ("decision", draft.What),
            ("seen on", $"{Parsing.Show(draft.Row.BusinessOn)}, version {Parsing.Whole(draft.Row.Version)} of {draft.Contract}"),
            ("state", StateOf(draft)),
        ]);
        if (draft.Now is { IsAccepted: true, Value: var now })
        {
            answers.Heading("What it would do");
            now.Text(answers, draft.Row.ContractId, now.Preview);
            ShowChanged(answers, draft);
        }
        else
        {
            string heading = draft.State == DraftState.Committed ? "What it did" : "What it would have done when it was seen";
            Compared.ShowOne(answers, heading, draft.SeenRows);
        }
    }

    private static string StateOf(PreviewedDraft draft) => draft.State switch
    {
        DraftState.Current => "current: its effects are those that were seen",
        DraftState.Stale when draft.Dossier.Version != draft.Row.Version =>
            $"stale: the contract moved on to version {Parsing.Whole(draft.Dossier.Version)}",
        DraftState.Stale => "stale: its effects are others by now",
        DraftState.NotPossible => "not possible: " + draft.Refusal!.Sentence,
        DraftState.Committed => $"committed as event {Parsing.Whole(draft.Row.CommittedSequence!.Value)}",
    };

    /// <summary>What a draft would do otherwise than when it was seen.</summary>
    public static JsonArray ChangedJson(PreviewedDraft draft) =>
        Compared.AsJson(Compared.Rows(draft.SeenRows, draft.NowRows).Where(static row => row.Differs), Seen, Now);

    /// <summary>The same for people; nothing of a current draft.</summary>
    public static void ShowChanged(Answers answers, PreviewedDraft draft)
    {
        if (draft.State != DraftState.Stale)
        {
            return;
        }

        List<ComparedRow> changed = [.. Compared.Rows(draft.SeenRows, draft.NowRows).Where(static row => row.Differs)];
        Compared.Show(answers, "Changed since it was seen", changed, Seen, Now, onlyDiffering: true);
        answers.Notes(Compared.DoTheSame(draft.SeenRows, draft.NowRows)
            ? ["it would make the same changes as when it was seen; what it makes them on has changed."]
            : []);
    }
}
