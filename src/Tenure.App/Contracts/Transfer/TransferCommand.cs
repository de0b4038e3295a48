// `transfer`: hand a contract over to another customer, with its lines, prices and dates (VER-8).
using System.CommandLine;
using Tenure.App.Catalogue;
using Tenure.App.Cli;
using Tenure.App.Contracts.Order;
using Tenure.App.Contracts.Recast;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Transfer;

internal static class TransferCommand
{
    private const string Cause = "command.transfer";

    public static Command Build(CliHost host)
    {
        var options = new TransferOptions();
        var command = new Command("transfer", "Hand a contract over to another customer, with its lines, prices and dates");
        options.AddTo(command);
        return command.Runs(host, context => Deciding.WithContractAsync(
            context, options.Decision, (session, id, dossier, businessOn) => TransferAsync(context, session, options, id, dossier, businessOn)));
    }

    private static async Task<int> TransferAsync(
        CliContext context, Session session, TransferOptions options, Guid id, Dossier dossier, DateOnly businessOn)
    {
        string to = context.Get(options.To)!;
        if (!Parsing.IsName(to) || !Parsing.IsName(context.Get(options.ToName) ?? "-"))
        {
            return context.Refuse(new OptionNotReadable("--to or --to-name", "what was given", Parsing.NameExpected));
        }

        OrderingCustomer customer = await OrderingCustomer.FindAsync(session, to, context.Get(options.ToName));
        Contract contract = (businessOn < dossier.NewestOn ? dossier : CarryingOut.LockIns(dossier, businessOn)).Existing;
        string reference = context.Get(options.Reference) ?? await RecastReader.NextReferenceAsync(session, contract.Order.Reference);
        if (context.Get(options.Reference) is { } named && await ContractLookup.IsTakenAsync(session, named))
        {
            return context.Refuse(new ReferenceTaken(named));
        }

        Decision<RecastContract> wished = Parsing.Day("--effective", context.Get(options.Effective)!).Then(on =>
            Transferring.AsRecast(contract, new TransferContract(
                on, customer.Id, context.Get(options.Unused) == "new", context.Get(options.Reason)!, reference,
                RecastReader.OpenedId(context, id, dossier, on), id)));
        PlanVersion? onOffer = wished.IsAccepted ? await PlanStore.NewestAsync(session, wished.Value.Opened.PlanCode) : null;
        Decision<RecastPreview> preview = wished.Then(recast => PreviewingRecast.Of(dossier, recast, businessOn, onOffer));
        return await RecastCommand.FinishAsync(context, session, options.Decision, id, Cause, preview, customer);
    }
}
