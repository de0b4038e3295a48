// Refusals around drafts (CON-6).
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Drafts;

/// <summary>No such draft.</summary>
internal sealed record DraftUnknown(string Given) : Refusal
{
    public override string Code => "draft.unknown";

    public override string Sentence => $"No draft has the id or name '{Given}': look it up with 'draft list', and check --db and --tenant.";
}

/// <summary>A name that drafts of several contracts share.</summary>
internal sealed record DraftAmbiguous(string Given, int Count) : Refusal
{
    public override string Code => "draft.ambiguous";

    public override string Sentence => $"{Counted.Of(Count, "draft")} have the name '{Given}': name one by its id, from 'draft list --ids'.";
}

/// <summary>A name that an open draft of the contract has.</summary>
internal sealed record DraftNameTaken(string Given) : Refusal
{
    public override string Code => "draft.name_taken";

    public override string Sentence =>
        $"The contract has an open draft named '{Given}': choose another name, or commit or drop that draft first.";
}

/// <summary>A draft whose effects are no longer those that were seen.</summary>
internal sealed record DraftStale(string Name, DateOnly SeenOn) : Refusal
{
    public override string Code => "draft.stale";

    public override string Sentence =>
        $"The effects of draft '{Name}' are no longer those seen on {SeenOn:yyyy-MM-dd}: look at what changed with 'draft show', keep it with "
        + "'draft rebase', and commit it then.";
}

/// <summary>A draft that was committed.</summary>
internal sealed record DraftCommitted(string Name, int Event) : Refusal
{
    public override string Code => "draft.committed";

    public override string Sentence => string.Create(
        CultureInfo.InvariantCulture,
        $"The draft '{Name}' was committed as event {Event} of its contract, and nothing is done twice: name an open draft, or make the change anew.");
}

/// <summary>Two drafts that cannot be compared.</summary>
internal sealed record DraftsOfTwoContracts(string First, string Second) : Refusal
{
    public override string Code => "draft.two_contracts";

    public override string Sentence => $"The drafts are of two contracts, {First} and {Second}: name two drafts of one contract.";
}
