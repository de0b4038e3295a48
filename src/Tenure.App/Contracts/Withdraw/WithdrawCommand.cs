// `withdraw`: take a scheduled termination back before it takes effect (VER-5). With a recast goes the contract that was to follow:
// it is cancelled before it begins.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Withdraw;

internal static class WithdrawCommand
{
    private const string Cause = "command.withdraw";

    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var command = options.AddTo(new Command("withdraw", "Take a scheduled termination or recast back before it takes effect"));
        return command.Runs(host, context => Deciding.WithContractAsync(
            context, options, (session, id, dossier, businessOn) => WithdrawAsync(context, session, options, id, dossier, businessOn)));
    }

    private static async Task<int> WithdrawAsync(
        CliContext context, Session session, DecisionOptions options, Guid id, Dossier dossier, DateOnly businessOn)
    {
        Decision<Preview> preview = Previewing.Withdraw(dossier, businessOn);
        if (!preview.IsAccepted || dossier.Existing.Ending?.Successor is not { } successor)
        {
            return await Deciding.FinishAsync(context, options, session, id, Cause, isEnd: false, preview);
        }

        Dossier opened = (await DossierStore.LoadAsync(session, [successor.Contract]))[successor.Contract].Dossier;
        if (opened.Existing.Ending?.Successor is { } beyond)
        {
            return context.Refuse(new GoesOnElsewhere(beyond.Contract));
        }

        bool isCancelled = opened.Existing.Ending is { } ending && ending.On <= opened.Existing.Start;
        Decision<Preview> cancelled = isCancelled ? preview : PreviewingRecast.Cancel(opened, businessOn);
        return !cancelled.IsAccepted
            ? context.Refuse(cancelled.Refusal)
            : await Deciding.FinishAsync(
                context, options, session, id, Cause, isEnd: false, preview,
                (_, _) => Task.FromResult<PreviewText>((answers, contractId, made) =>
                {
                    PreviewView.ShowChange(answers, contractId, made);
                    answers.Notes([$"{PreviewView.NameOf(opened.Existing, successor.Contract)}, which was to follow, is cancelled before it begins."]);
                }),
                also: isCancelled ? null : (successor.Contract, cancelled.Value));
    }
}
