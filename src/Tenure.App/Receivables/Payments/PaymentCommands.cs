// `payment record | use-credit | refund | unapply`: money that came, what is left and used, money that was paid back, and taking
// one of these back (BIL-3).
using System.CommandLine;
using Tenure.App.Billing.Invoices;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.Core.Changes;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Storage;

namespace Tenure.App.Receivables.Payments;

internal static class PaymentCommands
{
    public static Command Build(CliHost host) => new("payment", "Money that came in and money that was paid back")
    {
        BuildRecord(host), BuildUseCredit(host), BuildRefund(host), BuildUnapply(host),
    };

    private static Command BuildRecord(CliHost host)
    {
        var options = new DecisionOptions();
        Option<string> amount = Amount();
        var document = new Option<string?>("--document") { Description = "The invoice it is for, such as INV-1, of a joint one all its parts (default: the oldest debt first)" };
        var received = new Option<string?>("--received") { Description = "The day the money arrived, YYYY-MM-DD (default: today)" };
        Command command = options.AddTo(new Command("record", "Record money that a customer paid"), withDraft: false);
        command.Options.Add(amount);
        command.Options.Add(document);
        command.Options.Add(received);
        return command.Runs(host, async context => await JointPayments.PartsAsync(context, context.Get(document)) is { Count: > 1 } parts
            ? await JointPayments.RecordAsync(context, options, parts, amount, received)
            : await RecordAsync(context, options, amount, document, received));
    }

    private static Task<int> RecordAsync(
        CliContext context, DecisionOptions options, Option<string> amount, Option<string?> document, Option<string?> received) => Deciding.RunAsync(
        context, options, "command.payment_record", isEnd: false,
        async (session, dossier, businessOn) =>
        {
            Decision<int?> paid = await OrdinalAsync(session, context.Get(options.Contract)!, context.Get(document));
            return paid.Then(ordinal => MinorOf(context.Get(amount)!, dossier).Then(minor =>
                Day(context, received, businessOn).Then(day =>
                    Previewing.Pay(dossier, new RecordPayment(minor, day, ordinal), businessOn))));
        },
        PaymentView.OfAsync);

    private static Command BuildUseCredit(CliHost host)
    {
        var options = new DecisionOptions();
        var document = new Option<string?>("--document") { Description = "The invoice to use it on, such as INV-2 (default: the oldest debt first)" };
        Command command = options.AddTo(new Command("use-credit", "Use what a customer has left, then what is to be paid back, on open invoices"), withDraft: false);
        command.Options.Add(document);
        return command.Runs(host, context => Deciding.RunAsync(
            context, options, "command.payment_use_credit", isEnd: false,
            async (session, dossier, businessOn) => (await OrdinalAsync(session, context.Get(options.Contract)!, context.Get(document)))
                .Then(ordinal => Previewing.Use(dossier, new UseCredit(ordinal), businessOn)),
            PaymentView.OfAsync));
    }

    private static Command BuildUnapply(CliHost host)
    {
        var options = new DecisionOptions();
        var payment = new Option<int>("--payment") { Description = "The event of the payment, refund or use of credit, as 'account' lists it", Required = true };
        Command command = options.AddTo(new Command("unapply", "Take back a payment that bounced or was not meant for the contract, a refund that was not paid, or a use of credit"), withDraft: false);
        command.Options.Add(payment);
        return command.Runs(host, async context =>
            await JointPayments.PaidPartsAsync(context, context.Get(options.Contract)!, context.Get(payment)) is { Count: > 1 } parts
                ? await JointPayments.TakeBackAsync(context, options, parts, context.Get(payment))
                : await Deciding.RunAsync(
                    context, options, "command.payment_unapply", isEnd: false,
                    (_, dossier, businessOn) => Task.FromResult(Previewing.Unapply(dossier, context.Get(payment), businessOn)),
                    PaymentView.OfAsync));
    }

    private static Command BuildRefund(CliHost host)
    {
        var options = new DecisionOptions();
        Option<string> amount = Amount();
        var paid = new Option<string?>("--paid") { Description = "The day it was paid, YYYY-MM-DD (default: today)" };
        Command command = options.AddTo(new Command("refund", "Record money that was paid back to a customer"), withDraft: false);
        command.Options.Add(amount);
        command.Options.Add(paid);
        return command.Runs(host, context => Deciding.RunAsync(
            context, options, "command.payment_refund", isEnd: false,
            (_, dossier, businessOn) => Task.FromResult(MinorOf(context.Get(amount)!, dossier).Then(minor =>
                Day(context, paid, businessOn).Then(day => Previewing.PayBack(dossier, new RecordRefund(minor, day), businessOn)))),
            PaymentView.OfAsync));
    }

    private static Option<string> Amount() => new("--amount") { Description = "The amount in the contract's currency, with its digits, such as 1200.00 in EUR", Required = true };

    private static Decision<DateOnly> Day(CliContext context, Option<string?> option, DateOnly businessOn) =>
        context.Get(option) is { } given ? Parsing.Day(option.Name, given) : businessOn;

    private static Decision<long> MinorOf(string given, Dossier dossier) => Parsing.Minor("--amount", given, dossier.Existing.Order.Currency);

    /// <summary>The ordinal of a document, of a joint one that of the contract's part; one of another contract is none of this contract's
    /// invoices.</summary>
    private static async Task<Decision<int?>> OrdinalAsync(Session session, string contract, string? given)
    {
        if (given is null)
        {
            return Decision<int?>.Accept(null);
        }

        List<FoundDocument> found = await DocumentLookup.FindAllAsync(session, given);
        Guid id = (await ContractLookup.FindAsync(session, contract)).Value;
        return found.Count == 0 ? new DocumentUnknown(given)
            : found.Find(part => part.ContractId == id) is { } own ? Decision<int?>.Accept(own.Ordinal)
            : new NoInvoice(found[0].Ordinal);
    }
}
