// A life of at least thirty events, told by playing it, so that each act is one that the contract takes: every verb, paid, in part and not,
// on days before and after the one it is recorded on and on that day itself, often at the ends of months.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;

namespace Tenure.Core.Tests.Properties.Lives;

internal sealed class LongLife
{
    /// <summary>How many decisions a long life has at least; lock-ins and fences come on top.</summary>
    public const int Decisions = 30;

    private const ulong Apart = 0x10_6C1F;
    private const int MostTries = 300;

    private readonly ulong seed;
    private readonly Seeded random;
    private readonly Seeded balances;
    private readonly Seeded returns;
    private readonly Seeded deliveries;
    private readonly PureDriver driver = new();
    private readonly List<Act> acts = [];
    private readonly int paysPercent;
    private OrderContract order;
    private DateOnly day;
    private Act? last;

    private LongLife(ulong seed)
    {
        this.seed = seed;
        random = new Seeded(seed ^ Apart);
        balances = new Seeded(seed ^ Apart ^ 0xBA1A);
        returns = new Seeded(seed ^ RandomReturns.Apart);
        deliveries = new Seeded(seed ^ Apart ^ 0xDE11);
        paysPercent = random.Pick(0, 50, 50, 100, 100);
        Scenario begun = RandomLife.Of(seed);
        order = Lasting(((OrderDeed)begun.Acts[0].Deed).Command);
        day = begun.Acts[0].On;
        Currency = begun.Currency;
    }

    private Currency Currency { get; }

    private int Decided => acts.Count(static act => act.Deed is not (RunDeed or OfferDeed));

    private bool IsOver => driver.Dossier.Existing.Ending is { } ending && ending.On <= day;

    /// <summary>The long life that belongs to a seed; of an order that is refused only the order.</summary>
    public static Scenario Of(ulong seed)
    {
        var life = new LongLife(seed);
        try
        {
            life.Live();
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            life.acts.Add(life.last!); // whoever plays the life meets the fault, and can make the life smaller
        }

        return new Scenario("A long random life, seed " + seed, ["BIL-1"], life.Currency, [.. life.acts]);
    }

    private void Live()
    {
        if (!Try(new OrderDeed(order)))
        {
            acts.Add(new Act(0, day, new OrderDeed(order), []));
            return;
        }

        Try(RandomUplift.Offer(random, order));
        for (int i = 0; i < MostTries && Decided < Decisions; i++)
        {
            GoToAnotherDay();
            if (random.Chance(50))
            {
                Try(new RunDeed());
            }

            Pay();
            Deliver();
            Deed wish = Wish();
            if (!Try(wish) && IsOver && wish is ReinstateDeed { Command: { BillsGap: false, Drop.IsEmpty: true } })
            {
                return; // the term in which it could have gone on is over
            }
        }
    }

    /// <summary>An end in the way is often taken back, always one that comes with the end of a term; once it has come, the next thing is to
    /// go on.</summary>
    private void GoToAnotherDay()
    {
        DateOnly next = NextDay();
        Contract contract = driver.Dossier.Existing;
        if (contract.Ending is { } ending && ending.On > day && ending.On <= next
            && (ending.AtEndOfTerm is not null || contract.LastTerm.Span.End <= next || random.Chance(40)))
        {
            Try(new WithdrawDeed());
        }

        day = IsOver ? day : next;
    }

    private bool Try(Deed deed)
    {
        Act act = last = new Act(0, day, deed, []);
        bool isAccepted = driver.Play(act).RefusalCode is null;
        if (isAccepted)
        {
            acts.Add(act);
            order = deed is RecastDeed recast ? recast.Command.Opened : order;
        }

        return isAccepted;
    }

    /// <summary>It renews without end, and is no trial as a whole: or most lives would be over too soon.</summary>
    private static OrderContract Lasting(OrderContract wish) => wish with
    {
        PaidFrom = wish.PaidFrom ?? wish.StartOn,
        Clauses = wish.Clauses with
        {
            Renewal = wish.Clauses.Renewal with
            {
                Kind = wish.Clauses.Renewal.Kind == RenewalKind.Evergreen ? RenewalKind.Evergreen : RenewalKind.Automatic,
                Length = wish.Clauses.Renewal.Length,
                MaxRenewals = null,
            },
        },
    };

    private DateOnly NextDay() => random.Below(5) switch
    {
        0 => day,
        1 or 2 => day.AddDays(random.Between(1, 30)),
        _ => EndOfMonth(day.AddDays(random.Between(1, 15))),
    };

    /// <summary>A day before today, today, or one after it.</summary>
    private DateOnly Effective()
    {
        DateOnly on = random.Below(3) switch
        {
            0 => day.AddDays(-random.Between(1, 45)),
            1 => day,
            _ => day.AddDays(random.Between(1, 60)),
        };
        return on == day || random.Chance(50) ? on : on < day ? EndOfMonth(on.AddMonths(-1)) : EndOfMonth(on);
    }

    private static DateOnly EndOfMonth(DateOnly on) => new(on.Year, on.Month, DateTime.DaysInMonth(on.Year, on.Month));

    /// <summary>This customer pays all, half or nothing of what is open.</summary>
    private void Pay()
    {
        long open = driver.Dossier.Account.OpenMinor;
        if (open > 1 && paysPercent > 0 && random.Chance(70))
        {
            Try(new PayDeed(new RecordPayment(open * paysPercent / 100, day, null)));
        }
    }

    /// <summary>An item that is delivered by and by is, now and then, and a total that was too high corrected.</summary>
    private void Deliver()
    {
        if (driver.Dossier.Existing.Lines.LastOrDefault(static line => line.Charge.GivenBack.Kind == GiveBackKind.Undelivered) is { } item
            && deliveries.Chance(25))
        {
            Try(RandomDeliveries.Of(deliveries, day.AddDays(deliveries.Pick(0, 0, 0, -5, -40, 20)), item.Number));
        }
    }

    private Deed Wish()
    {
        Contract contract = driver.Dossier.Existing;
        if (IsOver)
        {
            bool again = random.Chance(50);
            return new ReinstateDeed(new ReinstateContract(
                again ? contract.Ending!.On : random.Chance(35) ? day : Effective(), !again && random.Chance(50), again ? [] : Dropped(contract)));
        }

        if (contract.Ending is not null && random.Chance(60))
        {
            return new WithdrawDeed();
        }

        if (contract.Gaps.Any(gap => gap.Kind != GapKind.Ended && gap.Days.End > day) && random.Chance(35))
        {
            return new ResumeDeed(Effective());
        }

        return random.Below(34) switch
        {
            0 => new UpgradeDeed(new UpgradeContract(Effective(), [RandomLife.Add(random, order)], [])),
            1 => new UpgradeDeed(new UpgradeContract(Effective(), [], [RandomLife.Remove(random, order)])),
            2 => new UpgradeDeed(new UpgradeContract(Effective(), [], []) { Change = [RandomChange.Billed(random, order)] }),
            < 8 => RandomChange.Of(random, order, new UpgradeContract(Effective(), [], [])),
            8 => new RenewDeed(new RenewContract(null, random.Chance(30) ? [RandomLife.Add(random, order)] : [], [])),
            < 12 => End(),
            12 => random.Chance(40) ? new DeclineDeed(new DeclineRenewal(random.Chance(20), "budget")) : new ExtendDeed(new ExtendContract(random.Pick(1, 7, 31), random.Chance(30))),
            13 => Pause(),
            14 => RandomChange.Terms(random, order, day),
            15 or 16 => RandomChange.Grant(random, Effective()),
            17 => Recast(),
            18 => new TransferDeed(Effective(), random.Chance(50), "sold"),
            19 or 20 => Usage(),
            21 => new UseCreditDeed(new UseCredit(null)),
            22 => new UpgradeDeed(RandomDiscounts.Changed(random, order, new UpgradeContract(Effective(), [], []), acts.Count)),
            23 => new UpgradeDeed(new UpgradeContract(day.AddDays(random.Between(10, 90)), [RandomLife.Add(random, order)], [])),
            24 => new PauseDeed(new PauseContract(EndOfMonth(day.AddDays(random.Between(10, 90))), null, false)),
            < 29 => Scheduled(),
            < 32 => Milestone(),
            32 => new PayBackDeed(new RecordRefund(Math.Max(1, driver.Dossier.Account.RefundOwedMinor / random.Pick(1, 2)), day)),
            _ => new UnapplyDeed(random.Pick("payment", "payment", "refund", "use", "credit"), random.Between(1, 4)),
        };
    }

    /// <summary>Of the changes that the end suspended, some are dropped.</summary>
    private ImmutableArray<int> Dropped(Contract contract) =>
    [
        .. driver.Dossier.History.Where(recorded => Reinstating.CanBeDropped(recorded, contract.Ending!) && random.Chance(40))
            .Select(static recorded => recorded.Sequence),
    ];

    private TerminateDeed End() => new(new TerminateContract(
        random.Chance(15) ? null : Effective(), random.Pick(Settlement.Nothing, Settlement.Credit, Settlement.Refund), "budget")
    {
        Fee = random.Chance(25) ? new AgreedFee(random.Pick(0L, 1L, 12345L), "agreed") : null,
        Balance = RandomBalance.Of(balances),
    });

    /// <summary>A change that was recorded for a later day is taken back or moved.</summary>
    private Deed Scheduled()
    {
        int newest = Math.Max(1, driver.Dossier.History.Count(static recorded => Rescheduling.IsSchedulable(recorded.Fact)));
        int number = random.Chance(80) ? newest : random.Between(1, newest);
        return random.Chance(50)
            ? new DropDeed(new DropChange(number)) { IsNth = true }
            : new RescheduleDeed(new RescheduleChange(number, Effective())) { IsNth = true };
    }

    private MilestoneDeed Milestone()
    {
        string name = order.Items.Select(static item => item.Charge.Milestone).FirstOrDefault(static milestone => milestone.Length > 0) ?? "acceptance";
        return new MilestoneDeed(random.Chance(40) ? new UndoMilestone(name) : new ReachMilestone(Effective(), name));
    }

    private PauseDeed Pause()
    {
        DateOnly from = Effective();
        var pause = new PauseContract(from, random.Chance(60) ? EndOfMonth(from.AddDays(random.Between(1, 60))) : null, random.Chance(20));
        pause = random.Chance(50) ? pause : RandomPauses.Of(random, pause);
        return new PauseDeed(RandomReturns.Of(returns, pause));
    }

    private RecastDeed Recast()
    {
        ulong other = seed + 1;
        Scenario found = RandomLife.Of(other);
        while (found.Currency != Currency)
        {
            found = RandomLife.Of(++other);
        }

        DateOnly on = Effective();
        OrderContract anew = Lasting(((OrderDeed)found.Acts[0].Deed).Command) with { StartOn = on, PaidFrom = on, Prices = [] };
        bool agreed = random.Chance(25);
        return new RecastDeed(new RecastContract(
            on, agreed ? Settlement.Credit : random.Pick(Settlement.Credit, Settlement.Refund, Settlement.Nothing), "grown", anew, Guid.Empty, Guid.Empty)
        {
            CreditMinor = agreed ? random.Pick(0L, 100L, 100_000L) : null,
            OverrideReason = agreed ? "promise" : null,
            Leftover = random.Pick(Leftover.Keep, Leftover.Refund),
        });
    }

    private UsageDeed Usage()
    {
        DateOnly on = Effective();
        DateOnly last = on < day ? on : day.AddDays(-random.Between(1, 20));
        string[] charges = [.. order.Items.Where(static item => item.Charge.Kind == ChargeKind.Usage).Select(static item => item.Charge.Code)];
        return new UsageDeed(new RecordUsage(
            DateRange.Through(last.AddDays(-random.Pick(0, 0, 3)), last), random.Pick(10L, 250L, 1333L, -10L) * 1_000_000L, string.Empty)
        {
            ChargeCode = charges.Length == 0 ? "calls" : random.Pick(charges),
        });
    }
}
