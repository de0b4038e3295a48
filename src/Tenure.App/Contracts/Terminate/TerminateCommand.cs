// `terminate`: end a contract at its renewal or on a day, and choose what happens to billed days after it (VER-5).
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Terminate;

internal static class TerminateCommand
{
    public static Command Build(CliHost host)
    {
        var options = new DecisionOptions();
        var at = new Option<string?>("--at")
        {
            Description = "'renewal' for the end of the term (of an evergreen contract for the end of its notice), or a day, YYYY-MM-DD: the first "
                + "day without service",
        };
        var settlement = new Option<string?>("--settlement")
        {
            Description = "'nothing' (billed days after the end are forfeited), 'credit' (they are given back, what was paid stays as credit) "
                + "or 'refund' (what was paid for them in money is to be paid back)",
        };
        var usage = new Option<string>("--usage")
        {
            Description = "Usage not billed by the end: 'billed' (what was used before it is invoiced) or 'waived'",
            DefaultValueFactory = _ => "billed",
        };
        var reason = new Option<string>("--reason") { Description = "A reason code", DefaultValueFactory = _ => "unknown" };
        var fee = new Option<string>("--fee")
        {
            Description = "The fee for an end within a fixed term: 'agreed' (what the contract's clause says), 'waived' or another amount such as 500.00",
            DefaultValueFactory = _ => "agreed",
        };
        var feeReason = new Option<string?>("--fee-reason") { Description = "Why another fee than the clause's was agreed, a code" };
        var unpaid = new Option<string>("--unpaid")
        {
            Description = "What is still open on invoices then: 'collected' (it stays a claim), 'offset' (credit and what is to be paid back pay it "
                + "first) or 'written-off' (so, and the rest is written off)",
            DefaultValueFactory = _ => "collected",
        };
        var leftover = new Option<string>("--leftover")
        {
            Description = "Credit that is left then: 'keep', 'keep 90 days' (then it is forfeited) or 'refund' (what was paid in money is to be paid back)",
            DefaultValueFactory = _ => "keep",
        };
        var command = new Command("terminate", "End a contract at its renewal or on a day");
        options.AddTo(command);
        command.Options.Add(at);
        command.Options.Add(settlement);
        command.Options.Add(usage);
        command.Options.Add(reason);
        command.Options.Add(fee);
        command.Options.Add(feeReason);
        command.Options.Add(unpaid);
        command.Options.Add(leftover);
        return command.Runs(host, context => Deciding.ProposeAsync(
            context, options,
            (_, dossier, _) => Task.FromResult(Read(context.Get(at), context.Get(settlement), context.Get(usage)!, context.Get(reason)!).Then(
                change => FeeOf(context.Get(fee)!, context.Get(feeReason), dossier.Existing.Order.Currency).Then(
                    agreed => BalanceOf(context.Get(unpaid)!, context.Get(leftover)!).Select<ProposedChange>(
                        balance => (TerminateContract)change with { Fee = agreed, Balance = balance }))))));
    }

    /// <summary>Neither the day nor the settlement is ever implied (VER-5).</summary>
    private static Decision<ProposedChange> Read(string? at, string? settlement, string usage, string reason)
    {
        if (at is null)
        {
            return new OptionMissing("--at", "say 'renewal' or the first day without service; an end is chosen, never implied");
        }

        Decision<DateOnly> on = at == "renewal" ? DateOnly.MinValue : Parsing.Day("--at", at);
        return UsageAtEnds.Parse(usage).TryValue(out UsageAtEnd used, out _)
            ? SettlementOf(settlement).Then<ProposedChange>(settles =>
                at == "renewal" ? new TerminateContract(null, settles, reason) { Usage = used }
                : on.IsAccepted ? new TerminateContract(on.Value, settles, reason) { Usage = used }
                : new OptionNotReadable("--at", at, "'renewal' or a day, YYYY-MM-DD"))
            : new OptionNotReadable("--usage", usage, "'billed' or 'waived'");
    }

    /// <summary>Another fee than the clause's, with its reason; <c>null</c> for the clause's.</summary>
    private static Decision<AgreedFee?> FeeOf(string given, string? reason, Currency currency)
    {
        if (given == "agreed")
        {
            return reason is null
                ? Decision<AgreedFee?>.Accept(null)
                : new OptionNotReadable("--fee-reason", reason, "a code beside another fee than the clause's; leave it out, or name that fee");
        }

        Decision<Money> amount = given == "waived" ? new Money(0, currency) : Money.Parse(given, currency);
        return !amount.IsAccepted ? new OptionNotReadable("--fee", given, "'agreed', 'waived' or an amount such as 500.00")
            : reason is null ? new OptionMissing("--fee-reason", "give the code of the reason why another fee than the clause's was agreed")
            : new AgreedFee(amount.Value.Minor, reason);
    }

    /// <summary>What becomes of open debt and of credit that is left.</summary>
    private static Decision<BalanceAtEnd> BalanceOf(string unpaid, string leftover) => UnpaidAtEnds.Parse(unpaid).Then(
        debt => LeftoverAtEnd.Parse(leftover).Select(credit => new BalanceAtEnd(debt, credit)));

    /// <summary>What happens to billed days; never implied.</summary>
    internal static Decision<Settlement> SettlementOf(string? given) => given switch
    {
        "nothing" => Settlement.Nothing,
        "credit" => Settlement.Credit,
        "refund" => Settlement.Refund,
        null => new OptionMissing("--settlement", "say 'nothing', 'credit' or 'refund'; what happens to billed days is chosen, never implied"),
        _ => new OptionNotReadable("--settlement", given, "'nothing', 'credit' or 'refund'"),
    };
}
