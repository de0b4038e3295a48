// What credits do to invoices that were paid in part: the peers' numbers through the account of a contract.
using System.Text.Json.Nodes;
using Shouldly;
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
        decimal net = given.Has("tax_percent") ? total / (1 + (given.Amount("tax_percent") / 100)) : total;
        var life = new Life(settings, currency) { TaxRates = given.Tax };
        life.Order(Start, [new Sold("base", net, Cadence.Month), PlayedUsage.Calls]).Run(Start);
        DateOnly last = Start.AddDays(29 - unused);
        Pay(life, given.Amount("paid")).End(last.AddDays(1), Start.AddDays(2), Settlement.Refund).Run(last.AddDays(1));
        var seen = new JsonObject { ["refund"] = life.Text(life.Seen.RefundMinor), ["credit"] = life.Text(life.Seen.CreditMinor) };
        if (given.Has("final_usage_incl_tax"))
        {
            PlayedUsage.Final(life, given, last, seen);
        }

        return seen;
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

    /// <summary>Goodwill on the old plan caps what it gives back when a smaller one takes its place.</summary>
    internal static JsonObject SwappedAfterGoodwill(Given given, Settings settings, Currency currency)
    {
        Given[] lines = [.. given.Each("lines")];
        DateRange period = lines[0].Days("period");
        var old = new Sold("old", lines[0].Amount("full_amount"), Cadence.Month);
        var next = new Sold("next", lines[1].Amount("full_amount"), Cadence.Month);
        var life = new Life(settings, currency);
        life.Order(period.Start, [old]).Run(period.Start);
        life.PayAll(period.Start).Goodwill(period.Start, 1, -given.Amount("prior_adjustment")).Run(period.Start);
        long before = life.Seen.CreditMinor;
        IReadOnlyList<IssuedLine> issued = life.Change(lines[0].Days("slice").Start, [next], [old]).Run(lines[0].Days("slice").Start);
        long left = life.Seen.CreditMinor - before;
        return new JsonObject
        {
            ["lines"] = new JsonArray([.. issued.Select(line => (JsonNode)new JsonObject
            {
                ["days"] = line.Days.Days, ["period_days"] = line.Period.Days, ["amount"] = life.Text(line.Minor),
            })]),
            ["total"] = life.Text(issued.Sum(static line => line.Minor)),
            ["account_credit"] = life.Text(left),
        };
    }

    /// <summary>Credit that is there pays the first invoice.</summary>
    internal static JsonObject PaidByCredit(Given given, Settings settings, Currency currency)
    {
        Given line = given.Each("lines").Single();
        DateOnly start = line.Days("slice").Start;
        long credit = (long)(given.Amount("available_credit") * currency.MinorPerUnit);
        var life = new Life(settings, currency);
        life.Order(start, [new Sold("annual", line.Amount("full_amount"), Cadence.Year)])
            .Do(start, new Scenarios.GrantDeed(new GrantCredit(credit, "agreed")));
        IssuedLine issued = life.Run(start).Single(issued => issued.Days == line.Days("slice"));
        return new JsonObject
        {
            ["lines"] = new JsonArray(new JsonObject
            {
                ["days"] = issued.Days.Days,
                ["period_days"] = issued.Period.Days,
                ["amount"] = life.Text(issued.Minor),
            }),
            ["total"] = life.Text(issued.Minor),
            ["credit_applied"] = life.Text(credit - life.Seen.CreditMinor),
            ["amount_due"] = life.Text(life.Seen.ReceivableMinor),
            ["credit_left"] = life.Text(life.Seen.CreditMinor),
        };
    }

    /// <summary>A year with goodwill on its first day, ended half-way.</summary>
    internal static JsonObject EndedAfterGoodwill(Given given, Settings settings, Currency currency)
    {
        var life = new Life(settings, currency);
        life.Order(Start, [new Sold("base", given.Amount("full"), Cadence.Year)]).Run(Start);
        life.Goodwill(Start, 1, given.Amount("goodwill")).Run(Start);
        return new JsonObject { ["credit"] = life.Text(-life.End(Start.AddMonths(6)).Run(Start.AddMonths(6)).Single().Minor) };
    }

    /// <summary>More than is owed back is agreed: what is granted is a credit of its own, and both are paid back at once.</summary>
    internal static JsonObject RefundedWithMore(Given given, Settings settings, Currency currency)
    {
        decimal paid = given.Amount("paid");
        var life = new Life(settings, currency);
        life.Order(Start, [new Sold("base", paid / 11m, Cadence.Month) { Billed = null }], Cadence.Months(11)).Run(Start);
        life.PayAll(Start).End(Start.AddMonths(4), settlement: Settlement.Refund).Run(Start.AddMonths(4));
        life.Seen.RefundMinor.ShouldBe((long)(given.Amount("refund_due") * life.Scale));
        life.Do(Start.AddMonths(4), new Scenarios.GrantDeed(new GrantCredit((long)(given.Amount("granted") * life.Scale), "agreed")));
        long both = life.Seen.RefundMinor + life.Seen.CreditMinor;
        life.Do(Start.AddMonths(4), new Scenarios.PayBackDeed(new RecordRefund(both, Start.AddMonths(4))));
        (life.Seen.RefundMinor, life.Seen.CreditMinor).ShouldBe((0, 0));
        return new JsonObject { ["refund"] = life.Text(both) };
    }

    private static Life Pay(Life life, decimal amount) =>
        life.Do(Start, new Scenarios.PayDeed(new RecordPayment((long)(amount * life.Scale), Start, null)));
}
