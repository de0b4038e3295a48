// Reads what happens in an act: the first line of it, then the charges and discounts that belong to it.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>A deed that is being read.</summary>
internal sealed class ScenarioDeeds
{
    private readonly Currency currency;
    private readonly List<(Charge Charge, Quantity Quantity)> charges = [];
    private readonly List<Discount> discounts = [];
    private readonly List<DatedPrice> prices = [];
    private Func<Deed> finish = static () => new LookDeed();

    private ScenarioDeeds(int lineNumber, Currency currency)
    {
        LineNumber = lineNumber;
        this.currency = currency;
    }

    public int LineNumber { get; }

    public static ScenarioDeeds Begin(ScenarioWords words, DateOnly on, Currency currency)
    {
        var deed = new ScenarioDeeds(words.LineNumber, currency);
        string verb = words.Word();
        deed.finish = verb switch
        {
            "order" => deed.Order(words, on),
            "upgrade" => deed.Upgrade(words, on),
            "renew" => deed.Renew(words),
            "terminate" => Terminate(words, currency),
            "recast" => deed.Recast(words, on),
            "transfer" => Transfer(words, on),
            "withdraw" => Withdraw(words),
            "reschedule" => Reschedule(words),
            "decline" => Decline(words),
            "extend" => Extend(words),
            "amend" => Amend(words),
            "grant" => Grant(words, on, currency),
            "record" => Record(words),
            "milestone" => Milestone(words, on),
            "deliver" => Deliver(words, on),
            "reinstate" => Reinstate(words, on),
            "pause" => Pause(words, on),
            "resume" => Resume(words, on),
            "offer" => () => new OfferDeed([.. deed.charges.Select(static charge => charge.Charge)]),
            "pay" => Pay(words, on, currency),
            "unapply" => Unapply(words),
            "use" => UseCredit(words),
            "run" => static () => new RunDeed(),
            "look" => static () => new LookDeed(),
            _ => throw words.Unreadable("order, upgrade, renew, recast, transfer, terminate, decline, extend, amend, grant, record, milestone, deliver, withdraw, reinstate, pause, resume, offer, pay, unapply, use, run or look"),
        };
        return deed;
    }

    public Deed Finish() => finish();

    /// <summary>Reads a charge or a discount; false when the line is something else.</summary>
    public bool Detail(ScenarioWords words)
    {
        if (words.Take("charge"))
        {
            charges.Add(ReadCharge(words));
            return true;
        }

        if (words.Take("price"))
        {
            string code = words.Word();
            decimal price = words.Price(currency).Amount;
            words.Expect("from");
            prices.Add(new DatedPrice(code, words.Day(), price));
            return true;
        }

        if (words.Take("discount"))
        {
            discounts.Add(ScenarioDiscounts.Read(words));
            return true;
        }

        return false;
    }

    private Func<Deed> Recast(ScenarioWords words, DateOnly on)
    {
        DateOnly day = words.Take("on") ? words.Day() : on;
        Settlement settlement = ReadSettlement(words);
        words.Expect("reason");
        string reason = words.Word();
        long? agreed = words.Take("agreed") ? words.Minor(currency) : null;
        string? why = words.Take("because") ? words.Word() : null;
        Leftover leftover = words.Take("leftover", "refund") ? Leftover.Refund : Leftover.Keep;
        words.Expect("order");
        Func<Deed> order = Order(words, day);
        return () => new RecastDeed(new RecastContract(
            day, settlement, reason, ((OrderDeed)order()).Command, Guid.Empty, Guid.Empty)
        {
            CreditMinor = agreed,
            OverrideReason = why,
            Leftover = leftover,
        });
    }

    private static Func<Deed> Transfer(ScenarioWords words, DateOnly on)
    {
        DateOnly day = words.Take("on") ? words.Day() : on;
        words.Expect("unused");
        bool goesOver = words.Take("goes", "over");
        if (!goesOver)
        {
            words.Expect("comes");
            words.Expect("back");
        }

        words.Expect("reason");
        string reason = words.Word();
        return () => new TransferDeed(day, goesOver, reason);
    }

    private static Settlement ReadSettlement(ScenarioWords words) =>
        words.Take("credit") ? Settlement.Credit
        : words.Take("refund") ? Settlement.Refund
        : words.Take("nothing") ? Settlement.Nothing
        : throw words.Unreadable("credit, refund or nothing");

    private Func<Deed> Order(ScenarioWords words, DateOnly on)
    {
        DateOnly start = words.Take("start") ? words.Day() : on;
        words.Expect("term");
        Cadence term = words.Length();
        RenewalClause renewal = ReadRenewal(words, term);
        NoticeClause notice = words.Take("notice") ? ScenarioNotices.Read(words) : NoticeClause.None;
        DateOnly? paidFrom = words.Take("paid", "from") ? words.Day() : words.Take("whole", "trial") ? null : start;
        BillingGrid grid = ReadGrid(words);
        MonthEndRule monthEnd = words.Take("sticks", "to", "month", "ends") ? MonthEndRule.StickToMonthEnd : MonthEndRule.Clamp;
        ChangeDay day = words.Take("last", "days", "named") ? ChangeDay.OldTerms : ChangeDay.NewTerms;
        var clauses = new Clauses("Etc/UTC", term, renewal, notice, grid, monthEnd, day, day)
        {
            DayCount = ReadDayCount(words),
            LongestPauseDays = words.Take("longest", "pause") ? words.Number() : 180,
            CreditUse = words.Take("credits", "to", "next", "invoice") ? CreditUse.NextInvoice : CreditUse.DebtFirst,
            Goodwill = words.Take("goodwill", "caps", "only") ? GoodwillEffect.CapOnly : GoodwillEffect.PriceReduction,
            MostGranted = words.Take("most", "granted") ? words.Decimal() : null,
            LeadDays = words.Take("invoiced") ? ReadLead(words) : 0,
            Arrears = words.Take("arrears", "at", "period", "end") ? ArrearsIssue.PeriodEnd : ArrearsIssue.OwnEnd,
            LateUsageDays = words.Take("late", "usage") ? words.Number() : 60,
            Removals = words.Take("removals", "from", "next", "period") ? RemovalCredit.FromNextPeriod
                : words.Take("removals", "without", "credit") ? RemovalCredit.No
                : RemovalCredit.Yes,
            TermPrice = words.Take("term", "price", "by", "days") ? TermPriceRule.ByDays : TermPriceRule.ByMonths,
            Percents = words.Take("percents", "added") ? PercentRule.Added : PercentRule.OneAfterAnother,
            OneTimeRevenue = words.Take("items", "earned", "over", "the", "term") ? OneTimeRevenue.OverTheTerm : OneTimeRevenue.AtDelivery,
            TaxRates = words.Take("tax") ? words.TaxRates() : TaxRates.None,
            TaxBasis = words.Take("per", "line") ? TaxBasis.PerLine : TaxBasis.PerDocument,
            Documents = words.Take("documents", "per", "customer") ? DocumentScope.PerCustomer : DocumentScope.PerContract,
            MinimumInvoice = words.Take("minimum", "invoice") ? words.Decimal() : null,
            TerminationFee = words.Take("fee") ? words.Fee() : TerminationFee.None,
        };
        return () => new OrderDeed(new OrderContract(
            ScenarioIds.Customer, "plan", ScenarioIds.PlanVersion, currency, start, paidFrom, clauses,
            [.. charges.Select(static charge => new OrderItem(charge.Charge, charge.Quantity))], [.. discounts])
        {
            Prices = [.. prices],
        });
    }

    private static int ReadLead(ScenarioWords words)
    {
        int days = words.Number();
        words.Expect("days", "ahead");
        return days;
    }

    private static DayCount ReadDayCount(ScenarioWords words)
    {
        if (!words.Take("day", "count"))
        {
            return DayCount.Actual;
        }

        foreach (DayCount count in DayCounts.All)
        {
            if (words.Take(DayCounts.NameOf(count).Split(' ')))
            {
                return count;
            }
        }

        throw words.Unreadable("a day count");
    }

    private static Func<Deed> Decline(ScenarioWords words)
    {
        bool bySupplier = words.Take("by", "supplier");
        words.Expect("reason");
        string reason = words.Word();
        return () => new DeclineDeed(new DeclineRenewal(bySupplier, reason));
    }

    private static Func<Deed> Extend(ScenarioWords words)
    {
        words.Expect("by");
        int days = words.Number();
        words.Expect("days");
        bool keeps = words.Take("keeping", "the", "billing", "days");
        return () => new ExtendDeed(new ExtendContract(days, keeps));
    }

    private static Func<Deed> Grant(ScenarioWords words, DateOnly on, Currency currency)
    {
        long amount = words.Minor(currency);
        if (words.Take("credit"))
        {
            words.Expect("reason");
            string why = words.Word();
            return () => new GrantDeed(new GrantCredit(amount, why));
        }

        words.Expect("on", "line");
        int line = words.Number();
        DateOnly day = words.Take("in", "the", "period", "of") ? words.Day() : on;
        words.Expect("reason");
        string reason = words.Word();
        return () => new GoodwillDeed(new GrantGoodwill(day, line, amount, reason));
    }

    private static BillingGrid ReadGrid(ScenarioWords words) =>
        words.Take("grid", "calendar") ? BillingGrid.CalendarMonths
        : words.Take("grid", "day") ? BillingGrid.BillingDay(words.Number())
        : words.Take("grid", "from", "start") || words.Next != "grid" ? BillingGrid.FromStart
        : throw words.Unreadable("grid calendar, grid day N or grid from start");

    private static Func<Deed> Record(ScenarioWords words)
    {
        long micros = words.Micros();
        words.Expect("of");
        int? line = words.Take("line") ? words.Number() : null;
        string charge = line is null ? words.Word() : string.Empty;
        words.Expect("in");
        DateRange days = words.Days();
        string reference = words.Take("as") ? words.Word() : string.Empty;
        return () => new UsageDeed(new RecordUsage(days, micros, reference) { Line = line, ChargeCode = charge });
    }

    private static Func<Deed> Milestone(ScenarioWords words, DateOnly on)
    {
        string code = words.Word();
        if (words.Take("taken", "back"))
        {
            return () => new MilestoneDeed(new UndoMilestone(code));
        }

        DateOnly day = words.Take("on") ? words.Day() : on;
        return () => new MilestoneDeed(new ReachMilestone(day, code));
    }

    private static Func<Deed> Deliver(ScenarioWords words, DateOnly on)
    {
        var delivered = new Quantity(words.Micros());
        words.Expect("of", "line");
        int line = words.Number();
        DateOnly day = words.Take("on") ? words.Day() : on;
        return () => new DeliverDeed(new DeliverUnits(day, line, delivered));
    }

    private static Func<Deed> Amend(ScenarioWords words)
    {
        RenewalClause? renewal = words.Next is "renews" or "ends" ? ReadRenewal(words, Cadence.Months(12)) : null;
        NoticeClause? notice = words.Take("notice") ? ScenarioNotices.Read(words) : null;
        int? longest = words.Take("longest", "pause") ? words.Number() : null;
        GridStep? grid = words.Next == "grid" ? new GridStep(default, ReadGrid(words)) : null;
        grid = grid is { } step && words.Take("from") ? step with { On = words.Day() } : grid;
        TaxRates rates = words.Take("tax") ? words.TaxRates() : TaxRates.None;
        return () => new AmendDeed(new AmendContract(renewal, notice, longest) { Grid = grid, TaxRates = rates });
    }

    private static Func<Deed> Reinstate(ScenarioWords words, DateOnly on)
    {
        DateOnly day = words.Take("on") ? words.Day() : on;
        bool bills = words.Take("billing", "the", "gap");
        var drop = new List<int>();
        while (words.Take("without", "event"))
        {
            drop.Add(words.Number());
        }

        return () => new ReinstateDeed(new ReinstateContract(day, bills, [.. drop]));
    }

    private static Func<Deed> Pause(ScenarioWords words, DateOnly on)
    {
        DateOnly from = words.Take("from") ? words.Day() : on;
        DateOnly? until = words.Take("until") ? words.Day() : null;
        bool bySupplier = words.Take("by", "supplier");
        PausedDays days = words.Take("billed", "days", "moved") ? PausedDays.Moved : PausedDays.Credited;
        PausedTerm term = words.Take("term", "shifted") ? PausedTerm.Shifted : PausedTerm.Fixed;
        BillingDaysAfter billing = words.Take("billing", "from", "the", "new", "end") ? BillingDaysAfter.NewEnd
            : words.Take("billing", "from", "the", "return") ? BillingDaysAfter.Return
            : BillingDaysAfter.Kept;
        return () => new PauseDeed(new PauseContract(from, until, bySupplier) { BilledDays = days, Term = term, BillingDays = billing });
    }

    private static Func<Deed> Resume(ScenarioWords words, DateOnly on)
    {
        DateOnly day = words.Take("on") ? words.Day() : on;
        return () => new ResumeDeed(day);
    }

    private static RenewalClause ReadRenewal(ScenarioWords words, Cadence term)
    {
        if (!words.Take("renews"))
        {
            words.Take("ends");
            return new RenewalClause(RenewalKind.None, term, null);
        }

        RenewalKind kind = words.Take("automatic") ? RenewalKind.Automatic
            : words.Take("manual") ? RenewalKind.Manual
            : words.Take("evergreen") ? RenewalKind.Evergreen
            : throw words.Unreadable("automatic, manual or evergreen");
        Cadence length = words.Length();
        return new RenewalClause(kind, length, words.Take("at", "most") ? words.Number() : null)
        {
            Uplift = words.Take("uplift") ? words.Uplift() : Uplift.None,
        };
    }

    private static NoticeClause ReadNotice(ScenarioWords words)
    {
        Cadence length = words.Length();
        return new NoticeClause(length.Count, length.Unit);
    }

    private Func<Deed> Upgrade(ScenarioWords words, DateOnly on)
    {
        bool atRenewal = words.Take("at", "renewal");
        DateOnly day = words.Take("on") ? words.Day() : on;
        bool toOffer = words.Take("to", "the", "plan", "on", "offer");
        var changes = ScenarioChanges.Read(words, currency);
        return () => new UpgradeDeed(
            new UpgradeContract(day, changes.Offered(charges), changes.Remove)
            {
                Change = changes.Changed(charges),
                AtRenewal = atRenewal,
                Discounts = [.. discounts],
                EndDiscounts = changes.EndDiscounts,
                CutsDiscounts = changes.CutsDiscounts,
            },
            toOffer);
    }

    private Func<Deed> Renew(ScenarioWords words)
    {
        Cadence? length = words.Take("for") ? words.Length() : null;
        Uplift? uplift = words.Take("uplift") ? words.Uplift() : null;
        var changes = ScenarioChanges.Read(words, currency);
        return () => new RenewDeed(
            new RenewContract(length, changes.Offered(charges), changes.Remove) { Uplift = uplift, Change = changes.Changed(charges) });
    }

    private static Func<Deed> Withdraw(ScenarioWords words)
    {
        bool nth = words.Take("nth");
        int? change = words.Take("change") ? words.Number() : null;
        return () => change is { } sequence ? new DropDeed(new DropChange(sequence)) { IsNth = nth } : new WithdrawDeed();
    }

    private static Func<Deed> Reschedule(ScenarioWords words)
    {
        bool nth = words.Take("nth");
        words.Expect("change");
        int sequence = words.Number();
        words.Expect("to");
        DateOnly day = words.Day();
        return () => new RescheduleDeed(new RescheduleChange(sequence, day)) { IsNth = nth };
    }

    private static Func<Deed> Terminate(ScenarioWords words, Currency currency)
    {
        DateOnly? day = words.Take("on") ? words.Day() : null;
        Settlement settlement = ReadSettlement(words);
        words.Expect("reason");
        string reason = words.Word();
        UsageAtEnd usage = words.Take("waiving", "usage") ? UsageAtEnd.Waived : UsageAtEnd.Billed;
        AgreedFee? fee = words.Take("fee") ? ReadFee(words, currency) : null;
        BalanceAtEnd balance = ScenarioBalances.Read(words);
        return () => new TerminateDeed(new TerminateContract(day, settlement, reason) { Usage = usage, Fee = fee, Balance = balance });
    }

    private static AgreedFee ReadFee(ScenarioWords words, Currency currency)
    {
        long amount = words.Take("waived") ? 0 : words.Minor(currency);
        words.Expect("because");
        return new AgreedFee(amount, words.Word());
    }

    private static Func<Deed> Pay(ScenarioWords words, DateOnly on, Currency currency)
    {
        bool back = words.Take("back");
        long amount = words.Minor(currency);
        int? document = words.Take("for", "document") ? words.Number() : null;
        DateOnly day = words.Take("received") || words.Take("on") ? words.Day() : on;
        return () => back ? new PayBackDeed(new RecordRefund(amount, day)) : new PayDeed(new RecordPayment(amount, day, document));
    }

    private static Func<Deed> Unapply(ScenarioWords words)
    {
        string what = words.Take("payment") ? "payment" : words.Take("refund") ? "refund" : words.Take("use") ? "use" : words.Take("credit") ? "credit"
            : throw words.Unreadable("payment, refund, use or credit");
        int number = words.Number();
        return () => new UnapplyDeed(what, number);
    }

    private static Func<Deed> UseCredit(ScenarioWords words)
    {
        words.Expect("credit");
        int? document = words.Take("for", "document") ? words.Number() : null;
        return () => new UseCreditDeed(new UseCredit(document));
    }

    private (Charge Charge, Quantity Quantity) ReadCharge(ScenarioWords words)
    {
        string code = words.Word();
        Charge charge = ScenarioPrices.Read(words, code, currency);
        if (words.Take("once"))
        {
            charge = ScenarioPrices.ReadTerms(words, charge with { Kind = ChargeKind.OneTime, BillingCadence = null }, currency);
        }
        else if (words.Take("usage", "per"))
        {
            Cadence period = words.Length();
            charge = ScenarioPrices.ReadTerms(
                words, charge with { Kind = ChargeKind.Usage, PricePeriod = period, BillingCadence = period, Timing = BillingTiming.InArrears }, currency);
        }
        else
        {
            words.Expect("per");
            charge = ScenarioPrices.ReadTerms(words, charge with { PricePeriod = words.Length() }, currency);
            words.Expect("billed", "every");
            charge = charge with
            {
                BillingCadence = words.Take("term") ? null : words.Length(),
                Timing = words.Take("in", "arrears") ? BillingTiming.InArrears : BillingTiming.InAdvance,
            };
        }

        Quantity units = Quantity.One;
        if (words.Take(","))
        {
            units = words.Quantity();
            words.Expect("units");
        }

        return (charge, units);
    }
}

/// <summary>The ids of every scenario.</summary>
public static class ScenarioIds
{
    /// <summary>The customer.</summary>
    public static PartyId Customer { get; } = new(new Guid("00000000-0000-8000-8000-00000000c001"));

    /// <summary>Who holds the contract after so many transfers, from 1.</summary>
    public static PartyId CustomerAfter(int transfers) =>
        new(new Guid(FormattableString.Invariant($"00000000-0000-8000-8000-00000000d{transfers:D3}")));

    /// <summary>The plan version that is signed.</summary>
    public static PlanVersionId PlanVersion { get; } = new(new Guid("00000000-0000-8000-8000-000000000a01"));

    /// <summary>A version of the plan, from 1.</summary>
    public static PlanVersionId VersionOf(int number) =>
        new(new Guid(FormattableString.Invariant($"00000000-0000-8000-8000-000000000a{number:D2}")));
}
