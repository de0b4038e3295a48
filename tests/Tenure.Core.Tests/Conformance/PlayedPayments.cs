// What credits do to invoices that were paid in part: the peers' numbers through the account of a contract.
using System.Text.Json.Nodes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;

namespace Tenure.Core.Tests.Conformance;

internal static class PlayedPayments
{
    private static readonly DateOnly Start = new(2025, 4, 1);

    /// <summary>An invoice of April, part of which is paid; an end leaves so many of its thirty days unused as the peer gives back.</summary>
    internal static JsonObject EndedPartPaid(Given given, Settings settings, Currency currency)
    {
        decimal total = given.Amount("invoice_total");
        int unused = (int)(30 * given.Amount("unused_total_incl_tax") / total);
        var life = new Life(settings, currency);
        life.Order(Start, [new Sold("base", total, Cadence.Month)]).Run(Start);
        Pay(life, given.Amount("paid")).End(Start.AddDays(30 - unused), Start.AddDays(2), Settlement.Refund).Run(Start.AddMonths(1));
        return new JsonObject { ["refund"] = life.Text(life.Seen.RefundMinor), ["credit"] = life.Text(life.Seen.CreditMinor) };
    }

    /// <summary>Two credits on one invoice, of which no more than the money paid comes back.</summary>
    internal static JsonObject CreditedTwice(Given given, Settings settings, Currency currency)
    {
        var first = new Sold("first", given.Amount("previous_credits"), Cadence.Month);
        var second = new Sold("second", given.Amount("potential_credit"), Cadence.Month);
        var life = new Life(settings, currency);
        life.Order(Start, [first, second, new Sold("stays", 10m, Cadence.Month)]).Run(Start);
        Pay(life, given.Amount("amount_paid")).Change(Start, [], [first]).Run(Start);
        long before = life.Seen.CreditMinor;
        life.Change(Start, [], [second]).Run(Start);
        return new JsonObject { ["credit"] = life.Text(life.Seen.CreditMinor - before) };
    }

    private static Life Pay(Life life, decimal amount) =>
        life.Do(Start, new Scenarios.PayDeed(new RecordPayment((long)(amount * life.Scale), Start, null)));
}
