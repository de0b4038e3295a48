// `order`: begin a contract from a plan, with every clause that it freezes (VER-1, CON-1).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.App.Contracts.Policies;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Order;

internal static class OrderCommand
{
    public static Command Build(CliHost host)
    {
        var decision = new DecisionOptions();
        var order = new OrderOptions();
        var command = new Command("order", "Begin a contract from a plan");
        decision.AddTo(command, withContract: false);
        order.AddTo(command);
        return command.Runs(host, context => OrderAsync(context, decision, order));
    }

    private static async Task<int> OrderAsync(CliContext context, DecisionOptions decision, OrderOptions options)
    {
        Decision<DateOnly> businessOn = context.BusinessDay(decision.On);
        if (!businessOn.IsAccepted)
        {
            return context.Refuse(businessOn.Refusal);
        }

        bool previewOnly = context.Get(decision.Preview);
        await using Session session = await context.Database.BeginAsync(
            context.TenantId, previewOnly ? Access.Read : Access.Write);
        Decision<OrderDraft> draft = await OrderReader.ReadAsync(context, session, options);
        if (!draft.IsAccepted)
        {
            return context.Refuse(draft.Refusal);
        }

        Decision<Preview> preview = Previewing.Order(draft.Value.Command, businessOn.Value, draft.Value.OnOffer);
        var contract = Guid.CreateVersion7(context.Host.Time.GetUtcNow());
        if (preview.IsAccepted && !previewOnly)
        {
            await draft.Value.Customer.WriteAsync(session);
            await Notes.AddAsync(session, draft.Value.Policy is { } policy ? [NamedPolicy.NoteOf(context.TenantId, contract, policy)] : []);
        }

        return await Deciding.FinishAsync(
            context, decision, session, contract, "command.order", isEnd: false, preview);
    }
}
