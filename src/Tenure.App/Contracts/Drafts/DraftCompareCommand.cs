// `draft compare`: two drafts of one contract side by side, both previewed on the same day.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

internal static class DraftCompareCommand
{
    public static Command Build(CliHost host)
    {
        Argument<string> first = DraftDoor.Draft("first");
        Argument<string> second = DraftDoor.Draft("second");
        Option<string?> on = DraftDoor.On();
        return new Command("compare", "Lay two drafts of one contract side by side") { first, second, on }.Runs(
            host, context => DraftDoor.WithAsync(context, first, on, Access.Read, async (session, one, businessOn) =>
            {
                Decision<PreviewedDraft> other = await DraftDoor.PreviewAsync(session, context.Get(second)!, businessOn);
                Decision<(PreviewedDraft, PreviewedDraft)> both = DraftDoor.Open(one).Then(a => other.Then(DraftDoor.Open).Then(b => Both(a, b)));
                return both.IsAccepted ? Show(context, both.Value.Item1, both.Value.Item2, businessOn) : context.Refuse(both.Refusal);
            }));
    }

    private static Decision<(PreviewedDraft, PreviewedDraft)> Both(PreviewedDraft first, PreviewedDraft second) =>
        first.Row.ContractId == second.Row.ContractId ? (first, second) : new DraftsOfTwoContracts(first.Contract, second.Contract);

    private static int Show(CliContext context, PreviewedDraft first, PreviewedDraft second, DateOnly on)
    {
        List<ComparedRow> rows = Compared.Rows(first.NowRows, second.NowRows);
        return context.Answer(
            () => new JsonObject
            {
                ["on"] = Parsing.Show(on),
                ["first"] = AsJson(first),
                ["second"] = AsJson(second),
                ["rows"] = Compared.AsJson(rows, "first", "second"),
            },
            answers =>
            {
                answers.Heading($"Drafts of {first.Contract} on {Parsing.Show(on)}");
                answers.Pairs(new[] { first, second }.Select(static draft => (draft.Row.Name, $"{draft.What}; {PreviewedDraft.NameOf(draft.State)}")));
                Compared.Show(answers, "What each would do", rows, first.Row.Name, second.Row.Name, onlyDiffering: false);
                answers.Notes(PreviewedDraft.WhyNot([first, second]));
            });
    }

    private static JsonObject AsJson(PreviewedDraft draft)
    {
        JsonObject json = draft.ToJson();
        json["effects"] = draft.Now is { IsAccepted: true, Value.Preview: var now } ? JsonNode.Parse(now.Effects.Span) : null;
        return json;
    }
}
