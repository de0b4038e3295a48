// From what people type to the draft they mean, held with its contract when something is to be written.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Drafts;

internal static class DraftDoor
{
    /// <summary>The draft that a command is about.</summary>
    public static Argument<string> Draft(string name = "draft") => new(name) { Description = "The draft's name or id" };

    /// <summary>The business day on which drafts are previewed.</summary>
    public static Option<string?> On() =>
        new("--on") { Description = "The business day to preview it on, YYYY-MM-DD (default: today in the tenant's zone)" };

    /// <summary>Finds a draft, previews it on the business day and acts on it. For writing the contract's head is held first and the draft
    /// read again, so that nobody else commits, rebases or drops it meanwhile.</summary>
    public static async Task<int> WithAsync(
        CliContext context, Argument<string> draft, Option<string?> on, Access access, Func<Session, PreviewedDraft, DateOnly, Task<int>> act)
    {
        Decision<DateOnly> businessOn = context.BusinessDay(on);
        if (!businessOn.IsAccepted)
        {
            return context.Refuse(businessOn.Refusal);
        }

        await using Session session = await context.Database.BeginAsync(context.TenantId, access);
        Decision<PreviewedDraft> found = await PreviewAsync(session, context.Get(draft)!, businessOn.Value);
        return found.IsAccepted ? await act(session, found.Value, businessOn.Value) : context.Refuse(found.Refusal);
    }

    /// <summary>The draft that people mean, previewed.</summary>
    public static async Task<Decision<PreviewedDraft>> PreviewAsync(Session session, string given, DateOnly businessOn)
    {
        Decision<DraftRow> found = await FindAsync(session, given);
        if (!found.IsAccepted)
        {
            return found.Refusal;
        }

        Guid contractId = found.Value.ContractId;
        Dossier dossier = (await DossierStore.LoadAsync(session, [contractId]))[contractId].Dossier;
        return await DraftTables.FindAsync(session, found.Value.DraftId) is { } held
            ? await PreviewedDraft.OfAsync(session, held, dossier, businessOn)
            : new DraftUnknown(given);
    }

    /// <summary>An open draft; refuses one that was committed.</summary>
    public static Decision<PreviewedDraft> Open(PreviewedDraft draft) => draft.Row.CommittedSequence is { } sequence
        ? new DraftCommitted(draft.Row.Name, sequence)
        : draft;

    /// <summary>By id, else by name; of one name an open draft before committed ones.</summary>
    private static async Task<Decision<DraftRow>> FindAsync(Session session, string given)
    {
        if (Guid.TryParse(given, out Guid id))
        {
            return await DraftTables.FindAsync(session, id) is { } row ? row : new DraftUnknown(given);
        }

        List<DraftRow> named = await DraftTables.NamedAsync(session, given);
        List<DraftRow> meant = named.Exists(static row => row.IsOpen) ? named.FindAll(static row => row.IsOpen) : named;
        return meant.Count switch
        {
            1 => meant[0],
            0 => new DraftUnknown(given),
            _ => new DraftAmbiguous(given, meant.Count),
        };
    }
}
