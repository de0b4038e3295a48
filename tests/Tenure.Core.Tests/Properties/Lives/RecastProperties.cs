// A random life is recast into another (VER-4): nothing that was billed for the unused days is lost or doubled, whatever was paid, and
// the order in which the machine runs does not show.
using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every recast.</summary>
public class RecastProperties
{
    private const int Many = 400;

    [Fact]
    [Rule("VER-4")]
    [Rule("BOOK-1")]
    public void What_the_unused_days_had_cost_is_conserved()
    {
        int carried = 0;
        int agreed = 0;
        RandomLives.Hold(Many, life =>
        {
            if (Recast.Of(life, daily: false) is not { } recast)
            {
                return;
            }

            PureDriver driver = recast.Driver;
            Dossier closed = driver.Closed[^1];
            UnusedDays unused = closed.Account.Unused;
            (unused.UnusedMinor + unused.GrantedMinor).ShouldBe(
                unused.DebtCancelledMinor + unused.CreditMinor + unused.RefundMinor + unused.ForfeitedMinor);
            Ending ending = closed.Existing.Ending!;
            long givenBack = 0;
            foreach (BilledLine line in closed.Billed.Lines)
            {
                givenBack -= line.Kind == BilledKind.GiveBack && line.Days.Start >= ending.On && line.Document > recast.DocumentsBefore ? line.GrossMinor : 0;
            }

            unused.UnusedMinor.ShouldBeGreaterThanOrEqualTo(givenBack);
            driver.BalanceOf(Accounts.CreditCarried).ShouldBe(0);
            long owed = driver.BalanceOf(Accounts.Receivable) + driver.BalanceOf(Accounts.CustomerCredit) + driver.BalanceOf(Accounts.RefundsPayable);
            long given = driver.BalanceOf(Accounts.Goodwill) + driver.BalanceOf(Accounts.ForfeitIncome);
            (owed + driver.BalanceOf(Accounts.Cash) + given).ShouldBe(driver.Documents.Sum(static document => document.GrossMinor));
            driver.BalanceOf(Accounts.Goodwill).ShouldBe(unused.GrantedMinor + GrantedBefore(closed));
            driver.BalanceOf(Accounts.ForfeitIncome).ShouldBe(-unused.ForfeitedMinor);
            closed.Account.CreditMinor.ShouldBe(0);
            driver.Dossier.Account.Invoices.ShouldAllBe(static invoice => invoice.OpenMinor >= 0);
            carried += driver.Dossier.History.Any(static recorded => recorded.Fact is CreditCarriedIn) ? 1 : 0;
            agreed += unused is { GrantedMinor: > 0 } or { ForfeitedMinor: > 0 } ? 1 : 0;
        });
        carried.ShouldBeGreaterThan(Many / 20);
        agreed.ShouldBeGreaterThan(Many / 50);
    }

    /// <summary>Credit that was granted on the contract before it was recast, as far as it was not taken back.</summary>
    private static long GrantedBefore(Dossier closed) => closed.History.Sum(granted => granted.Fact is CreditGranted credit
        && !closed.History.Any(recorded => recorded.Fact is PaymentUnapplied back && back.PaymentSequence == granted.Sequence) ? credit.AmountMinor : 0);

    [Fact]
    [Rule("VER-4")]
    [Rule("BIL-1")]
    public void Runs_on_every_day_and_one_at_the_end_leave_the_same_accounts() => RandomLives.Hold(Many, static life =>
    {
        if (Recast.Of(life, daily: false) is not { } once || Recast.Of(life, daily: true) is not { } daily)
        {
            return;
        }

        foreach (string account in new[] { Accounts.Receivable, Accounts.CustomerCredit, Accounts.RefundsPayable, Accounts.Cash, Accounts.Goodwill, Accounts.ForfeitIncome })
        {
            daily.Driver.BalanceOf(account).ShouldBe(once.Driver.BalanceOf(account), account);
        }
    });

    [Fact]
    [Rule("CON-5")]
    [Rule("VER-4")]
    public void The_preview_of_a_recast_says_what_becomes_of_the_unused_days() => RandomLives.Hold(Many, static life =>
    {
        if (Recast.Of(life, daily: true) is { Preview.Outcome: var outcome } recast && outcome.Fate.ForfeitedMinor == 0)
        {
            recast.FateOnTheDay.ShouldBe(outcome.Fate);
        }
    });

    private sealed record Recast(PureDriver Driver, RecastPreview Preview, int DocumentsBefore, UnusedDays FateOnTheDay)
    {
        /// <summary>Plays a life to a day, pays some of its invoices, recasts it, and runs on; nothing when it cannot be recast.</summary>
        public static Recast? Of(Scenario life, bool daily)
        {
            var random = new Seeded((ulong)life.Acts[0].On.DayNumber + (ulong)life.Acts.Length);
            var driver = new PureDriver();
            foreach (Act act in life.Acts)
            {
                if (driver.Dossier.Contract is not null)
                {
                    driver.Run(act.On);
                }

                driver.Play(act);
                if (driver.Dossier.Contract is null)
                {
                    return null;
                }
            }

            DateOnly on = life.Acts[^1].On.AddDays(random.Between(0, 40));
            driver.Run(on);
            long open = driver.Dossier.Account.OpenMinor;
            long paid = random.Pick(0, open, open / 2, open + 700);
            if (paid > 0)
            {
                driver.Play(new Act(0, on, new PayDeed(new RecordPayment(paid, on, null)), []));
            }

            int documents = driver.Dossier.Documents;
            DateOnly effective = on.AddDays(random.Pick(0, 0, 1, 20, 60));
            Decision<RecastPreview> made = driver.Recast(Wish(random, life, effective), on);
            return made.IsAccepted ? Finish(driver, made.Value, documents, effective, daily) : null;
        }

        private static Recast Finish(PureDriver driver, RecastPreview preview, int documents, DateOnly effective, bool daily)
        {
            DateOnly day = preview.Outcome.On;
            for (DateOnly each = daily ? effective.AddDays(-3) : day; each <= day; each = each.AddDays(1))
            {
                driver.Run(each);
            }

            UnusedDays fate = driver.Closed[^1].Account.Unused;
            for (int i = 0; daily && i < 100; i++)
            {
                driver.Run(day.AddDays(i * 3));
            }

            driver.Run(day.AddDays(400));
            driver.Run(day.AddDays(400)).ShouldBeEmpty();
            return new Recast(driver, preview, documents, fate);
        }

        private static RecastContract Wish(Seeded random, Scenario life, DateOnly effective)
        {
            OrderContract order = OrderIn(life.Currency, (ulong)effective.DayNumber);
            bool agreed = random.Chance(30);
            return new RecastContract(
                effective, agreed ? Settlement.Credit : random.Pick(Settlement.Credit, Settlement.Credit, Settlement.Refund, Settlement.Nothing), "grown",
                order with { StartOn = effective, PaidFrom = order.PaidFrom is null ? null : effective, Prices = [] },
                Guid.Empty, Guid.Empty)
            {
                CreditMinor = agreed ? random.Pick(0L, 100L, 100_000L) : null,
                OverrideReason = agreed ? "promise" : null,
                Leftover = random.Pick(Leftover.Keep, Leftover.Refund),
            };
        }

        private static OrderContract OrderIn(Currency currency, ulong seed)
        {
            while (true)
            {
                Scenario other = RandomLife.Of(seed++);
                if (other.Currency == currency)
                {
                    return ((OrderDeed)other.Acts[0].Deed).Command;
                }
            }
        }
    }
}
