// `draft list`: the drafts that fit, each previewed again on the day, so that the list tells which can still be committed.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

internal static class DraftListCommand
{
    private static readonly string[] States = [.. Enum.GetValues<DraftState>().Select(PreviewedDraft.NameOf)];

    private static readonly Listing<PreviewedDraft> Listed = new(
        "drafts",
        [
            new("name", "draft", static draft => Cell.Text(draft.Row.Name)),
            new("reference", "contract", static draft => Cell.Text(draft.Contract)),
            new("decision", null, static draft => Cell.Text(draft.Row.Type)),
            new("what", "what", static draft => Cell.Text(draft.What)),
            new("effectiveOn", null, static draft => Cell.Day(draft.Row.EffectiveOn)),
            new("seenOn", null, static draft => Cell.Day(draft.Row.BusinessOn)),
            new("state", "state", static draft => Cell.Text(PreviewedDraft.NameOf(draft.State))),
            new("committedEvent", null, static draft => Cell.Whole(draft.Row.CommittedSequence)),
            new("refusalCode", null, static draft => Cell.Text(draft.Refusal?.Code)),
            new("refusal", null, static draft => Cell.Text(draft.Refusal?.Sentence)),
            new("version", null, static draft => Cell.Whole(draft.Row.Version)),
            new("hash", null, static draft => Cell.Text(draft.Seen.ToString())),
            new("contractId", null, static draft => Cell.Text(draft.Row.ContractId.ToString())),
            new("draftId", null, static draft => Cell.Text(draft.Row.DraftId.ToString())),
        ]);

    public static Command Build(CliHost host)
    {
        var contract = new Option<string?>("--contract") { Description = "Of this contract: its reference or id" };
        var state = new Option<string?>("--state") { Description = $"{string.Join(", ", States)} (default: all but committed)" };
        var ids = new Option<bool>("--ids") { Description = "Print ids only, one a line" };
        Option<string?> on = DraftDoor.On();
        var listing = new ListingOptions();
        var command = new Command("list", "List drafts, with what has become of each") { contract, state, ids, on };
        return listing.AddTo(command).Runs(host, context => RunAsync(context, contract, state, ids, on, listing));
    }

    private static async Task<int> RunAsync(
        CliContext context, Option<string?> contract, Option<string?> state, Option<bool> ids, Option<string?> on, ListingOptions listing)
    {
        Decision<DateOnly> businessOn = context.BusinessDay(on);
        Decision<long?> limit = listing.RowsToRead(context);
        if (!businessOn.IsAccepted || !limit.IsAccepted)
        {
            return context.Refuse(businessOn.IsAccepted ? limit.Refusal : businessOn.Refusal);
        }

        if (context.Get(state) is { } unknown && !States.Contains(unknown))
        {
            return context.Refuse(new OptionNotReadable("--state", unknown, string.Join(", ", States)));
        }

        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        Guid? contractId = null;
        if (context.Get(contract) is { } given)
        {
            Decision<Guid> found = await ContractLookup.FindAsync(session, given);
            if (!found.IsAccepted)
            {
                return context.Refuse(found.Refusal);
            }

            contractId = found.Value;
        }

        List<PreviewedDraft> drafts = await LoadAsync(session, contractId, context.Get(state), businessOn.Value, limit.Value);
        return context.Get(ids)
            ? context.Answer(
                () => new JsonArray([.. drafts.Select(static draft => (JsonNode?)draft.Row.DraftId.ToString())]),
                answers => drafts.ForEach(draft => answers.Line(draft.Row.DraftId.ToString())))
            : Listed.Show(
                context, listing, drafts, new JsonObject { ["on"] = Parsing.Show(businessOn.Value) }, after: answers => Tell(answers, drafts));
    }

    /// <summary>Which state a draft is in is known once it was previewed; committed ones are told apart before.</summary>
    private static async Task<List<PreviewedDraft>> LoadAsync(Session session, Guid? contractId, string? state, DateOnly on, long? limit)
    {
        string committed = PreviewedDraft.NameOf(DraftState.Committed);
        List<DraftRow> rows = await DraftTables.ListAsync(
            session, contractId, isOpen: state != committed, state is null || state == committed ? limit : null);
        Dictionary<Guid, LoadedContract> contracts = await DossierStore.LoadAsync(session, [.. rows.Select(static row => row.ContractId).Distinct()]);
        var drafts = new List<PreviewedDraft>(rows.Count);
        foreach (DraftRow row in rows)
        {
            PreviewedDraft draft = await PreviewedDraft.OfAsync(session, row, contracts[row.ContractId].Dossier, on);
            if (state is null || PreviewedDraft.NameOf(draft.State) == state)
            {
                drafts.Add(draft);
            }
        }

        return drafts;
    }

    private static void Tell(Answers answers, List<PreviewedDraft> drafts)
    {
        answers.Line("  " + Counted.Of(drafts.Count, "draft"));
        List<string> notes = [.. PreviewedDraft.WhyNot(drafts)];
        if (drafts.Exists(static draft => draft.State == DraftState.Stale))
        {
            notes.Add("the effects of a stale draft are no longer those that were seen: 'draft show' tells what changed, 'draft rebase' keeps it.");
        }

        answers.Notes(notes);
    }
}
