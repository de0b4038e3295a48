using System.Globalization;
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Conformance;

/// <summary>Cases of a change within a contract, and of an end: what is given back and what is charged instead.</summary>
internal static class PlayedChanges
{
    /// <summary>One plan gives way to another within a period.</summary>
    internal static JsonObject Swap(Given given, Settings settings, Currency currency)
    {
        DateRange period = given.Days("period");
        Cadence every = Lengths.Of(period);
        Sold old = Priced(given, "old", every);
        Sold next = Priced(given, "new", every);
        var life = new Life(settings, currency) { TaxRates = given.Tax };
        life.Order(period.Start, [old]).Run(period.Start);
        life.PayAll(period.Start);
        DateOnly named = given.On("change_date");
        IReadOnlyList<IssuedLine> issued = life.Change(named, [next], [old]).Run(named.AddDays(1));
        long creditLeft = life.Seen.CreditMinor;
        IssuedLine credit = issued.Single(static line => line.Minor < 0);
        IssuedLine charge = issued.Single(static line => line.Minor > 0);
        IReadOnlyList<IssuedLine> following = life.Run(period.End);
        long owedNext = life.Seen.ReceivableMinor;
        life.Run(period.End.AddMonths(1));
        return new JsonObject
        {
            ["days"] = charge.Days.Days,
            ["period_days"] = charge.Period.Days,
            ["used_days"] = charge.Days.Start.DayNumber - period.Start.DayNumber,
            ["remaining_days"] = charge.Days.Days,
            ["credit"] = life.Text(-credit.Minor),
            ["charge"] = life.Text(charge.Minor),
            ["net"] = life.Text(charge.Minor + credit.Minor),
            ["net_credit"] = life.Text(-charge.Minor - credit.Minor),
            ["new_charge_excl_tax"] = life.Text(charge.Minor),
            ["credit_note_subtotal"] = life.Text(-credit.Minor),
            ["credit_note_total_incl_tax"] = life.Text(-credit.Gross),
            ["following_invoice"] = life.Text(following.Sum(static line => line.Minor)),
            ["credit_balance"] = life.Text(creditLeft),
            ["next_invoice"] = life.Text(owedNext),
            ["next_invoice_if_credit_applied"] = life.Text(owedNext),
            ["next_two_invoices"] = life.Text(life.Seen.ReceivableMinor),
        };
    }

    /// <summary>A line of any amount leaves within its period: how much of it comes back, and what is owed on its unpaid invoice.</summary>
    internal static JsonObject Leaves(Given given, Settings settings, Currency currency)
    {
        DateRange period = given.Days("period");
        var line = new Sold("line", 123.46m, Lengths.Of(period));
        var life = new Life(settings, currency);
        long billed = life.Order(period.Start, [line]).Run(period.Start).Sum(static issued => issued.Minor);
        IssuedLine credit = life.Change(given.On("change_date"), [], [line]).Run(given.On("change_date")).ShouldHaveSingleItem();
        Life paid = new Life(settings, currency).Order(period.Start, [line]);
        paid.Run(period.Start);
        paid.PayAll(period.Start).Change(given.On("change_date"), [], [line]).Run(given.On("change_date"));
        bool cancelsDebt = life.Seen.ReceivableMinor == billed + credit.Minor && life.Seen.ReceivableMinor >= 0;
        return new JsonObject
        {
            ["credit"] = new Fraction(-credit.Minor, billed) == new Fraction(1, 2) ? "X/2" : life.Text(-credit.Minor),
            ["days"] = credit.Days.Days,
            ["period_days"] = credit.Period.Days,
            ["if_invoice_unpaid"] = TypeOf(life, life.Seen.CreditMinor, cancelsDebt, credit),
            ["if_invoice_paid"] = TypeOf(paid, paid.Seen.CreditMinor, paid.Seen.CreditMinor == 0, credit),
        };
    }

    private static JsonObject TypeOf(Life life, long left, bool cancelsDebt, IssuedLine credit) => new()
    {
        ["credit_type"] = cancelsDebt ? "debt_cancellation" : "credit_to_balance",
        ["balance_increase"] = left == -credit.Minor ? "X/2" : life.Text(left),
    };

    /// <summary>Charges of a plan stay, come and go on one day; the old base is billed in arrears.</summary>
    internal static JsonObject FixedCharges(Given given, Settings settings, Currency currency)
    {
        DateRange period = given.Days("period");
        DateOnly changedOn = given.On("change_date");
        Given kept = given.Of("fixed_charge_same_add_on");
        var old = new Sold("old", kept.Amount("old_full"), Cadence.Month);
        var next = new Sold("next", kept.Amount("new_full"), Cadence.Month);
        var added = new Sold("added", given.Amount("fixed_charge_new_add_on_full"), Cadence.Month);
        var life = new Life(settings, currency);
        life.Order(period.Start, [old]).Run(period.Start);
        IReadOnlyList<IssuedLine> issued = life.Change(changedOn, [next, added], [old]).Run(changedOn);
        IssuedLine whole = issued.Single(static line => line.Code == "added");
        var seats = new Sold("base", given.Amount("old_base_in_arrears_full"), Cadence.Month);
        var arrears = new Life(settings with { InArrears = true }, currency);
        IReadOnlyList<IssuedLine> usedUp = arrears.Order(period.Start, [seats]).End(changedOn, period.Start).Run(period.End);
        return new JsonObject
        {
            ["days"] = whole.Days.Days,
            ["period_days"] = whole.Period.Days,
            ["same_add_on_delta"] = life.Text(issued.Where(static line => line.Code != "added").Sum(static line => line.Minor)),
            ["new_add_on"] = life.Text(whole.Minor),
            ["old_base_fee"] = arrears.Text(usedUp.ShouldHaveSingleItem().Minor),
        };
    }

    /// <summary>A contract that is billed, then ends within a period.</summary>
    internal static JsonObject Ended(Given given, Settings settings, Currency currency)
    {
        bool isStub = given.Has("termination_date");
        DateRange period = isStub ? default : given.Days("period");
        DateOnly start = isStub ? given.On("start") : period.Start;
        DateOnly named = isStub ? given.On("termination_date") : given.Days("unused_slice").Start.AddDays(-1);
        var life = new Life(settings, currency) { TaxRates = given.Tax };
        var plan = new Sold("plan", given.Amount("full_amount"), isStub ? Cadence.Month : Lengths.Of(period));
        IssuedLine first = life.Order(start, [plan, PlayedUsage.Calls]).Run(start).ShouldHaveSingleItem();
        bool hasUsage = given.Has("final_usage_excl_tax") || given.Has("final_usage_incl_tax");
        if (hasUsage)
        {
            life.PayAll(start);
        }

        IssuedLine credit = life.End(named).Run(named.AddDays(1)).ShouldHaveSingleItem();
        var seen = new JsonObject
        {
            ["first_invoice"] = Subtotal(life, first),
            ["credit_note"] = Subtotal(life, credit),
        };
        if (hasUsage)
        {
            PlayedUsage.Final(life, given, named, seen);
        }

        return seen;
    }

    /// <summary>Every line of an invoice leaves, one after the other, the last with the contract; and what it comes to where each line is
    /// taxed by itself.</summary>
    internal static JsonObject CreditedLineByLine(Given given, Settings settings, Currency currency)
    {
        DateOnly start = new(2025, 4, 1);
        Sold[] sold = [.. given.Texts("invoice_lines_excl_tax").Select(static (price, i) =>
            new Sold("line" + i.ToString(CultureInfo.InvariantCulture), decimal.Parse(price, CultureInfo.InvariantCulture), Cadence.Month))];
        var life = new Life(settings, currency) { TaxRates = given.Tax };
        life.Order(start, sold).Run(start);
        foreach (Sold line in sold[..^1])
        {
            life.Change(start, [], [line]).Run(start);
        }

        life.End(start).Run(start);
        life.Documents.Count.ShouldBe(1 + sold.Length);
        Life apart = new Life(settings, currency) { TaxRates = given.Tax, TaxBasis = TaxBasis.PerLine }.Order(start, sold);
        return new JsonObject
        {
            ["invoice_total"] = life.Text(life.Documents[0].GrossMinor),
            ["sum_of_naive_line_credit_notes"] = life.Text(apart.Run(start).Sum(static line => line.Gross)),
            ["max_creditable_total"] = life.Text(-life.Documents.Skip(1).Sum(static document => document.GrossMinor)),
        };
    }

    /// <summary>The old plan's unused part comes back, the next plan begins its own period on that day.</summary>
    internal static JsonObject ByInstants(Given given, Settings settings, Currency currency)
    {
        DateOnly from = Moment(given, "period_start_unix");
        DateOnly changedOn = Moment(given, "change_unix");
        var old = new Life(settings, currency);
        old.Order(from, [new Sold("old", given.Amount("old_full"), Cadence.Month)]).Run(from);
        IssuedLine credit = old.End(changedOn).Run(changedOn).ShouldHaveSingleItem();
        credit.Period.End.ShouldBe(Moment(given, "period_end_unix"));
        var next = new Life(settings, currency);
        long charged = next.Order(changedOn, [new Sold("next", given.Amount("new_first_charge"), Cadence.Month)])
            .Run(changedOn).Sum(static line => line.Minor);
        return new JsonObject
        {
            ["unused_days"] = credit.Days.Days,
            ["period_days"] = credit.Period.Days,
            ["credit"] = old.Text(credit.Minor),
            ["invoice_total"] = old.Text(charged + credit.Minor),
        };
    }

    /// <summary>A year that ends early, by the value of the contract before, with and without the end, and renewed.</summary>
    internal static JsonObject ValueAfterAnEnd(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        var life = new Life(settings, currency);
        life.Order(
            start, [new Sold("plan", given.Amount("per_month"), Cadence.Month)], Cadence.Year,
            new RenewalClause(RenewalKind.Manual, Cadence.Year, null));
        string signed = life.Text(life.Seen.ValueMinor);
        string ended = life.Text(life.End(given.On("end"), start).Seen.ValueMinor);
        string again = life.Text(life.Do(start, new WithdrawDeed()).Seen.ValueMinor);
        long renewed = life.Do(start, new RenewDeed(new RenewContract(null, [], []))).Seen.ValueMinor;
        return new JsonObject
        {
            ["signed"] = signed,
            ["ended"] = ended,
            ["withdrawn"] = again,
            ["next_term"] = life.Text(renewed - decimal.ToInt64(decimal.Parse(again, CultureInfo.InvariantCulture) * life.Scale)),
        };
    }

    /// <summary>A subscription by the month is cancelled within it, and comes back before or after its end.</summary>
    internal static JsonObject ComesBack(Given given, Settings settings, Currency currency)
    {
        var seen = new JsonObject();
        DateOnly start = given.On("start");
        var plan = new Sold("plan", 30m, Cadence.Month);
        foreach (string text in given.Texts("back"))
        {
            DateOnly back = Kernel.Dates.Day(text);
            Life life = new Life(settings, currency).Order(start, [plan], Cadence.Month);
            life.Run(start);
            life.End(given.On("cancelled"), settlement: Settlement.Nothing);
            string? refused = life.Try(back, new ReinstateDeed(new ReinstateContract(back, BillsGap: false, [])));
            IReadOnlyList<IssuedLine> issued = refused is null
                ? life.Run(back)
                : new Life(settings, currency).Order(back, [plan], Cadence.Month).Run(back);
            seen[text] = issued.Count == 0 ? "same period" : "new period from " + DayText.Of(issued[0].Period.Start);
        }

        return seen;
    }

    /// <summary>A bill is open when the contract ends for default; when it comes back, the next one is open beside it.</summary>
    internal static JsonObject OwedAndBack(Given given, Settings settings, Currency currency)
    {
        DateOnly start = given.On("start");
        var life = new Life(settings, currency);
        life.Order(start, [new Sold("plan", given.Amount("per_month"), Cadence.Month)], Cadence.Year).Run(start);
        DateOnly end = given.On("end");
        life.End(end, start.AddDays(10), Settlement.Nothing);
        life.Do(end, new ReinstateDeed(new ReinstateContract(end, BillsGap: false, []))).Run(end);
        return new JsonObject { ["owed"] = life.Text(life.Seen.ReceivableMinor) };
    }

    private static Sold Priced(Given given, string name, Cadence every)
    {
        (long units, decimal price) = given.Has(name) ? given.Priced(name)
            : (1, given.Amount(given.Has(name + "_full") ? name + "_full" : name + "_full_amount"));
        return new Sold(name, price, every, units);
    }

    private static JsonObject Subtotal(Life life, IssuedLine line) => new()
    {
        ["days"] = line.Days.Days,
        ["period_days"] = line.Period.Days,
        ["subtotal"] = life.Text(Math.Abs(line.Minor)),
        ["tax"] = life.Text(Math.Abs(line.Tax)),
        ["total"] = life.Text(Math.Abs(line.Gross)),
    };

    private static DateOnly Moment(Given given, string name) =>
        DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeSeconds(given.Count(name)).UtcDateTime);
}
