// What a proposed change comes to (CON-5): one function for the verb that records it, for the draft that keeps it, and for the commit
// of that draft later.
using Tenure.App.Catalogue;
using Tenure.App.Contracts.Withdraw;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts;

/// <summary>A proposed change with its preview on a day.</summary>
/// <param name="Change">The change.</param>
/// <param name="Preview">What it will do.</param>
internal sealed record Proposed(ProposedChange Change, Preview Preview)
{
    /// <summary>How people read it.</summary>
    public PreviewText Text { get; init; } = PreviewView.ShowChange;

    /// <summary>What it does to another contract in the same transaction.</summary>
    public (Guid ContractId, Preview Preview)? Also { get; init; }

    /// <summary>The code of the verb, recorded with the events.</summary>
    public string Cause => "command." + ProposedChangeCodec.NameOf(Change);
}

internal static class Proposing
{
    /// <summary>The change previewed on a contract as a business day finds it; refused as the verb refuses it.</summary>
    public static async Task<Decision<Proposed>> PreviewAsync(Session session, Dossier dossier, ProposedChange change, DateOnly businessOn)
    {
        if (change is RenewContract { Uplift.NeedsList: true })
        {
            Contract contract = dossier.Existing;
            string plan = contract.PlanOn(contract.LastTerm.Span.End).Code;
            dossier = dossier with { OnOffer = await PlanStore.OnOfferAsync(session, plan, contract.Order.Currency) };
        }

        Decision<Proposed> made = Previewing.Of(dossier, change, businessOn).Select(preview => new Proposed(change, preview));
        return made.IsAccepted && change is WithdrawTermination
            ? await WithdrawingRecast.WithSuccessorAsync(session, made.Value, businessOn)
            : made;
    }
}
