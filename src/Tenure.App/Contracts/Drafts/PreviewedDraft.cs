// A draft with what it would do today: previewed by the function that commits it (CON-5).
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

/// <summary>What has become of a draft.</summary>
internal enum DraftState
{
    /// <summary>Its effects are those that were seen.</summary>
    Current,

    /// <summary>Its effects are others by now.</summary>
    Stale,

    /// <summary>It would be refused.</summary>
    NotPossible,

    /// <summary>It was committed.</summary>
    Committed,
}

/// <summary>A draft on a business day.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="Dossier">Its contract as it stands.</param>
/// <param name="Change">What it would decide.</param>
/// <param name="Now">What it would do; <c>null</c> when it was committed.</param>
internal sealed record PreviewedDraft(DraftRow Row, Dossier Dossier, ProposedChange Change, Decision<Proposed>? Now)
{
    public Currency Currency => Dossier.Existing.Order.Currency;

    /// <summary>The contract as people call it.</summary>
    public string Contract => Dossier.Existing.Order.Reference is { Length: > 0 } reference ? reference : Row.ContractId.ToString();

    public string What => ChangeWords.Of(Change);

    /// <summary>The hash that was seen.</summary>
    public Hash32 Seen => Hash32.FromBytes(Row.Hash);

    public DraftState State => Now is not { } now ? DraftState.Committed
        : !now.IsAccepted ? DraftState.NotPossible
        : now.Value.Preview.Hash == Seen ? DraftState.Current
        : DraftState.Stale;

    /// <summary>Why it would be refused.</summary>
    public Refusal? Refusal => Now is { IsAccepted: false } now ? now.Refusal : null;

    /// <summary>The figures that were seen.</summary>
    public IReadOnlyList<EffectRow> SeenRows => EffectRow.Of(Row.Effects, Row.EffectiveOn, Currency);

    /// <summary>The figures as they are now; none when it would be refused.</summary>
    public IReadOnlyList<EffectRow> NowRows => Now is { IsAccepted: true, Value.Preview: var preview }
        ? EffectRow.Of(preview.Effects, preview.EffectiveOn, Currency)
        : [];

    /// <summary>Previews a draft on its contract as a business day finds it.</summary>
    public static async Task<PreviewedDraft> OfAsync(Session session, DraftRow row, Dossier dossier, DateOnly businessOn)
    {
        ProposedChange change = ProposedChangeCodec.Read(row.Type, row.TypeVersion, row.Body);
        return row.IsOpen
            ? new PreviewedDraft(row, dossier, change, await Proposing.PreviewAsync(session, dossier, change, businessOn))
            : new PreviewedDraft(row, dossier, change, Now: null);
    }

    /// <summary>The stored row of a preview that was seen: of a new draft, or of one that is rebased.</summary>
    public static DraftRow SeenRow(Session session, DraftRow row, Preview preview) => row with
    {
        SeenAt = session.RecordedAt,
        ActorId = Core.Parties.Party.Machine.Id.Value,
        BusinessOn = preview.BusinessOn,
        EffectiveOn = preview.EffectiveOn,
        Version = preview.Before.Version,
        Hash = preview.Hash.ToArray(),
        Effects = preview.Effects,
    };

    /// <summary>Why some drafts would be refused, each in a sentence.</summary>
    public static IEnumerable<string> WhyNot(IEnumerable<PreviewedDraft> drafts) => drafts.Where(static draft => draft.Refusal is not null)
        .Select(static draft => $"'{draft.Row.Name}' cannot be done: {draft.Refusal!.Sentence}");

    /// <summary>The state as people and programs read it.</summary>
    public static string NameOf(DraftState state) => state switch
    {
        DraftState.Current => "current",
        DraftState.Stale => "stale",
        DraftState.NotPossible => "not possible",
        DraftState.Committed => "committed",
    };

    /// <summary>What it is, for programs.</summary>
    public JsonObject ToJson() => new()
    {
        ["draftId"] = Row.DraftId.ToString(),
        ["name"] = Row.Name,
        ["contract"] = Row.ContractId.ToString(),
        ["reference"] = Dossier.Existing.Order.Reference,
        ["decision"] = Row.Type,
        ["what"] = What,
        ["change"] = JsonNode.Parse(Row.Body.Span),
        ["effectiveOn"] = Parsing.Show(Row.EffectiveOn),
        ["seenOn"] = Parsing.Show(Row.BusinessOn),
        ["version"] = Row.Version,
        ["hash"] = Seen.ToString(),
        ["state"] = NameOf(State),
        ["committedEvent"] = Row.CommittedSequence,
        ["refusal"] = Refusal is { } refusal ? new JsonObject { ["code"] = refusal.Code, ["detail"] = refusal.Sentence } : null,
    };
}
