// What can be wrong with policies.
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Policies;

/// <summary>No such policy.</summary>
internal sealed record PolicyUnknown(string Given) : Refusal
{
    public override string Code => "policy.unknown";

    public override string Sentence => $"No policy has the name '{Given}': look it up with 'policy list', or keep one with 'policy set'.";
}

/// <summary>Another policy than there may be.</summary>
internal sealed record PoliciesFull(int Most) : Refusal
{
    public override string Code => "policy.too_many";

    public override string Sentence =>
        $"There are {Most} policies already, as many as there may be: remove one that is not used any more with 'policy remove', or change it with 'policy set'.";
}
