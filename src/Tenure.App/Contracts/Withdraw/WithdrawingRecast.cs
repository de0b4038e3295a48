// With a recast that is taken back goes the contract that was to follow: it is cancelled before it begins (VER-4).
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Withdraw;

internal static class WithdrawingRecast
{
    /// <summary>A withdrawal with what it does to the contract that was to follow, when there is one. Refused when that contract goes on
    /// elsewhere by now.</summary>
    public static async Task<Decision<Proposed>> WithSuccessorAsync(Session session, Proposed made, DateOnly businessOn)
    {
        if (made.Preview.Before.Existing.Ending?.Successor is not { } successor)
        {
            return made;
        }

        Dossier opened = (await DossierStore.LoadAsync(session, [successor.Contract]))[successor.Contract].Dossier;
        if (opened.Existing.Ending?.Successor is { } beyond)
        {
            return new GoesOnElsewhere(beyond.Contract);
        }

        Proposed told = made with
        {
            Text = (answers, contractId, preview) =>
            {
                PreviewView.ShowChange(answers, contractId, preview);
                answers.Notes([$"{PreviewView.NameOf(opened.Existing, successor.Contract)}, which was to follow, is cancelled before it begins."]);
            },
        };
        return opened.Existing.Ending is { } ending && ending.On <= opened.Existing.Start
            ? told
            : PreviewingRecast.Cancel(opened, businessOn).Select(cancelled => told with { Also = (successor.Contract, cancelled) });
    }
}
