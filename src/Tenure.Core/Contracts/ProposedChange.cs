// A change that somebody wishes for a contract, before it is decided. The set is closed: what can be previewed can be kept as a
// draft (CON-6), and a draft is decided by the same function as a change that was never one (CON-5).
namespace Tenure.Core.Contracts;

/// <summary>The wish to change an existing contract: <see cref="UpgradeContract"/>, <see cref="RenewContract"/>,
/// <see cref="TerminateContract"/>, <see cref="WithdrawTermination"/>, <see cref="DeclineRenewal"/>, <see cref="DropChange"/>, <see cref="RescheduleChange"/>, <see cref="ExtendContract"/>,
/// <see cref="AmendContract"/>, <see cref="GrantGoodwill"/>, <see cref="ReachMilestone"/>, <see cref="UndoMilestone"/>, <see cref="DeliverUnits"/>, <see cref="PauseContract"/>, <see cref="ResumeContract"/> or <see cref="ReinstateContract"/>. Holds days, quantities and codes; no
/// names and no free text (CON-3).</summary>
public abstract record ProposedChange
{
    private protected ProposedChange()
    {
    }

    /// <summary>Whether it ends the contract: an end is recorded even when its effects are others than those that were seen, and shown
    /// again; any other change is refused then (CON-5).</summary>
    public bool IsEnd => this is TerminateContract or DeclineRenewal;
}
