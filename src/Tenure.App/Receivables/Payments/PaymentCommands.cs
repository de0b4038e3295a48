// `payment record | unapply | refund`: money that came, that turned out not to have come, and that was paid back (BIL-3).
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
        BuildRecord(host), BuildUnapply(host), BuildRefund(host),
    };

    private static Command BuildRecord(CliHost host)
    {
        var options = new DecisionOptions();
        Option<string> amount = Amount();
        var document = new Option<string?>("--document") { Description = "The invoice it is for, such as INV-1 (default: the oldest debt first)" };
        var received = new Option<string?>("--received") { Description = "The day the money arrived, YYYY-MM-DD (default: today)" };
        Command command = options.AddTo(new Command("record", "Record money that a customer paid"));
        command.Options.Add(amount);
        command.Options.Add(document);
        command.Options.Add(received);
        return command.Runs(host, context => Deciding.RunAsync(
            context, options, "command.payment_record", isEnd: false,
            async (session, dossier, businessOn) =>
            {
                Decision<int?> paid = await OrdinalAsync(session, context.Get(options.Contract)!, context.Get(document));
                return paid.Then(ordinal => MinorOf(context.Get(amount)!, dossier).Then(minor =>
                    Day(context, received, businessOn).Then(day =>
                        Previewing.Pay(dossier, new RecordPayment(minor, day, ordinal), businessOn))));
            }));
    }

    private static Command BuildUnapply(CliHost host)
    {
        var options = new DecisionOptions();
        var payment = new Option<int>("--payment") { Description = "The payment's event, as 'account' lists it", Required = true };
        Command command = options.AddTo(new Command("unapply", "Take back a payment that bounced or was not meant for the contract"));
        command.Options.Add(payment);
        return command.Runs(host, context => Deciding.RunAsync(
            context, options, "command.payment_unapply", isEnd: false,
            (_, dossier, businessOn) => Task.FromResult(Previewing.Unapply(dossier, context.Get(payment), businessOn))));
    }

    private static Command BuildRefund(CliHost host)
    {
        var options = new DecisionOptions();
        Option<string> amount = Amount();
        var paid = new Option<string?>("--paid") { Description = "The day it was paid, YYYY-MM-DD (default: today)" };
        Command command = options.AddTo(new Command("refund", "Record money that was paid back to a customer"));
        command.Options.Add(amount);
        command.Options.Add(paid);
        return command.Runs(host, context => Deciding.RunAsync(
            context, options, "command.payment_refund", isEnd: false,
            (_, dossier, businessOn) => Task.FromResult(MinorOf(context.Get(amount)!, dossier).Then(minor =>
                Day(context, paid, businessOn).Then(day => Previewing.PayBack(dossier, new RecordRefund(minor, day), businessOn))))));
    }

    private static Option<string> Amount() => new("--amount") { Description = "The amount in the contract's currency, such as 1200.00", Required = true };

    private static Decision<DateOnly> Day(CliContext context, Option<string?> option, DateOnly businessOn) =>
        context.Get(option) is { } given ? Parsing.Day(option.Name, given) : businessOn;

    private static Decision<long> MinorOf(string given, Dossier dossier)
    {
        Decision<Money> read = Money.Parse(given, dossier.Existing.Order.Currency);
        return read.IsAccepted
            ? read.Value.Minor
            : new OptionNotReadable("--amount", given, $"an amount with the digits of {dossier.Existing.Order.Currency.Code}, such as 1200.00");
    }

    /// <summary>The ordinal of a document; one of another contract is none of this contract's invoices.</summary>
    private static async Task<Decision<int?>> OrdinalAsync(Session session, string contract, string? given)
    {
        if (given is null)
        {
            return Decision<int?>.Accept(null);
        }

        FoundDocument? found = await DocumentLookup.FindAsync(session, given);
        return found is null ? new DocumentUnknown(given)
            : found.ContractId != (await ContractLookup.FindAsync(session, contract)).Value ? new NoInvoice(found.Ordinal)
            : Decision<int?>.Accept(found.Ordinal);
    }
}
