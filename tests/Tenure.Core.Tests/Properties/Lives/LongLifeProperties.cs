// Lives of at least thirty events, in which recasts, transfers, dropped changes and money come with everything else. One walk through each
// holds it to every law that can be asked of a life as it stands; comparisons of two lives are asked of shorter ones.
using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Metrics;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every long life.</summary>
public class LongLifeProperties
{
    private const int Many = 500;
    private const int ManyInALongRun = 20_000;
    private const int LeastOfACell = 50;

    private static readonly string[] Verbs =
    [
        "order", "add units", "remove units", "re-price", "swap", "bill otherwise", "end a part", "move to the offer", "change at renewal", "renew",
        "terminate, nothing", "terminate, credit", "terminate, refund", "withdraw", "decline", "reinstate", "extend", "pause", "resume", "amend",
        "grant goodwill", "grant credit", "recast", "transfer", "record usage", "use credit", "pay back", "take back money",
        "change discounts", "take a change back", "move a change", "reach a milestone", "undo a milestone",
    ];

    [Fact]
    [Rule("BIL-1")]
    [Rule("BIL-2")]
    [Rule("BIL-3")]
    [Rule("BIL-5")]
    [Rule("BOOK-1")]
    [Rule("BOOK-2")]
    [Rule("BOOK-4")]
    [Rule("CON-5")]
    [Rule("VER-4")]
    public void A_long_life_keeps_every_law()
    {
        var coverage = new LifeCoverage();
        int whole = 0;
        int compared = 0;
        IReadOnlyList<ulong> seeds = RandomLives.Shared(RandomLives.IsLong ? ManyInALongRun : Many);
        RandomLives.Hold(seeds, LongLife.Of, life =>
        {
            PureDriver driver = Live(life, coverage);
            if (driver.Dossier.Contract is null)
            {
                return;
            }

            DateOnly until = life.Acts[^1].On.AddDays(800);
            driver.Run(until);
            int entries = driver.Entries.Count;
            driver.Run(until).ShouldBeEmpty("a second run of the day writes nothing");
            driver.Entries.Count.ShouldBe(entries);
            foreach (Dossier dossier in Chain(driver))
            {
                BillLaws.StandsAtItsFigures(dossier, until);
                BillLaws.NoDayIsCoveredTwice(dossier);
                BillLaws.CreditsNameADebit(BillLaws.InDocumentOrder(dossier));
                FoldsAgain(dossier);
            }

            TheBooksBalance(driver);
            compared += RunsDoNotShow(life, driver, until) ? 1 : 0;
            RevenueMovesFromMonthToMonth(driver, until);
            WhatWasInvoicedIsEarned(driver);
            whole += life.Acts.Count(static act => act.Deed is not (RunDeed or OfferDeed)) >= LongLife.Decisions ? 1 : 0;
        });
        IsCovered(coverage);
        whole.ShouldBeGreaterThan(seeds.Count * 3 / 4, coverage.ToString());
        compared.ShouldBeGreaterThan(seeds.Count / 4, "lives played with and without runs");
    }

    private static PureDriver Live(Scenario life, LifeCoverage coverage)
    {
        var driver = new PureDriver();
        foreach (Act act in life.Acts)
        {
            Dossier before = driver.Dossier;
            CustomerAccount? account = before.Contract is null ? null : before.Account;
            int closed = driver.Closed.Count;
            Outcome outcome = driver.Play(act);
            if (outcome.RefusalCode is not null)
            {
                driver.Dossier.ShouldBeSameAs(before, "a refusal changes nothing");
                driver.Closed.Count.ShouldBe(closed);
                if (act.Deed is OrderDeed)
                {
                    return driver;
                }

                continue;
            }

            coverage.Count(act, account);
        }

        return driver;
    }

    private static IEnumerable<Dossier> Chain(PureDriver driver) => driver.Closed.Append(driver.Dossier);

    /// <summary>Every fact comes back from its bytes, and they fold to the same contract.</summary>
    private static void FoldsAgain(Dossier dossier)
    {
        List<RecordedFact> read = [.. dossier.History.Select(static recorded =>
        {
            var json = new CanonicalJson();
            FactCodec.Write(json, recorded.Fact);
            return recorded with { Fact = FactCodec.Read(FactCodec.TypeOf(recorded.Fact), FactCodec.CurrentVersion, json.ToArray()) };
        })];
        Contract again = Folding.Fold(read).Value;
        again.Terms.Select(static term => (term.Span, term.PaidEnd, term.BillingAnchor, term.Event))
            .ShouldBe(dossier.Existing.Terms.Select(static term => (term.Span, term.PaidEnd, term.BillingAnchor, term.Event)));
        again.Lines.Length.ShouldBe(dossier.Existing.Lines.Length);
        Reconciling.OutlookOf(again, Billed.Nothing).TotalMinor.ShouldBe(Reconciling.OutlookOf(dossier.Existing, Billed.Nothing).TotalMinor);
    }

    /// <summary>Without a run before the end the same is billed, unless something was forfeited or decided otherwise.</summary>
    private static bool RunsDoNotShow(Scenario life, PureDriver driver, DateOnly until)
    {
        if (life.Acts.Any(static act => act.Deed is TerminateDeed { Command.Settlement: Settlement.Nothing } or RecastDeed { Command.Settlement: Settlement.Nothing }))
        {
            return false;
        }

        var once = new PureDriver();
        foreach (Act act in life.Acts.Where(static act => act.Deed is not RunDeed))
        {
            once.Play(act);
        }

        once.Run(until);
        if (!Told(once).SequenceEqual(Told(driver)))
        {
            return false;
        }

        foreach ((Dossier one, Dossier other) in Chain(once).Zip(Chain(driver)))
        {
            BillLaws.SumsOf(BillLaws.Settled(one, until)).ShouldBe(BillLaws.SumsOf(BillLaws.Settled(other, until)));
        }

        return true;

        static IEnumerable<(int, string)> Told(PureDriver driver) => Chain(driver).SelectMany(static (dossier, place) =>
            dossier.History.Where(static recorded => recorded.Fact is not (FenceSet or ContractRenewed or ContractExpired or BalanceFact or PaymentUnapplied)).Select(recorded => (place, FactCodec.TypeOf(recorded.Fact))));
    }

    /// <summary>What was invoiced is owed, left, paid, paid back, granted or forfeited, over the whole chain of contracts.</summary>
    private static void TheBooksBalance(PureDriver driver)
    {
        driver.Entries.ShouldAllBe(static entry => entry.Postings.Sum(static posting => posting.AmountMinor) == 0);
        driver.BalanceOf(Accounts.CreditCarried).ShouldBe(0);
        long owed = driver.BalanceOf(Accounts.Receivable) + driver.BalanceOf(Accounts.CustomerCredit) + driver.BalanceOf(Accounts.RefundsPayable);
        long given = driver.BalanceOf(Accounts.Goodwill) + driver.BalanceOf(Accounts.ForfeitIncome) + driver.BalanceOf(Accounts.WriteOff);
        (owed + driver.BalanceOf(Accounts.Cash) + given).ShouldBe(driver.Documents.Sum(static document => document.GrossMinor));
        foreach (Dossier dossier in Chain(driver))
        {
            CustomerAccount account = dossier.Account;
            account.Invoices.ShouldAllBe(static invoice => invoice.OpenMinor >= 0 && invoice.PaidMinor >= 0 && invoice.CreditUsedMinor >= 0);
            account.Credits.ShouldAllBe(static credit => credit.LeftMinor > 0);
            UnusedDays unused = account.Unused;
            (unused.UnusedMinor + unused.GrantedMinor).ShouldBe(
                unused.DebtCancelledMinor + unused.CreditMinor + unused.RefundMinor + unused.ForfeitedMinor, "VER-4");
        }
    }

    /// <summary>Each month opens with what the month before closed with, and closes with what its contracts come to.</summary>
    private static void RevenueMovesFromMonthToMonth(PureDriver driver, DateOnly until)
    {
        foreach (IGrouping<PartyId, Contract> customer in Chain(driver).Select(static dossier => dossier.Existing).GroupBy(static contract => contract.Order.Customer))
        {
            IReadOnlyList<Movement> movements = Movements.Of(
                [.. customer.Select(static contract => new ContractMrr(contract.Start, contract.ExpectedEnd, MonthlyRevenue.StepsOf(contract)))], until);
            Fraction closing = Fraction.Zero;
            int next = 0;
            DateOnly first = customer.Min(static contract => contract.Start);
            for (var end = new DateOnly(first.Year, first.Month, DateTime.DaysInMonth(first.Year, first.Month)); end <= until; end = end.AddDays(1).AddMonths(1).AddDays(-1))
            {
                while (next < movements.Count && movements[next].On <= end)
                {
                    closing += movements[next++].DeltaMinor;
                }

                closing.ShouldBe(customer.Aggregate(Fraction.Zero, (sum, contract) => sum + MonthlyRevenue.On(contract, end)), $"{end:yyyy-MM}");
            }
        }
    }

    /// <summary>Over its life a contract earns what was invoiced less what was credited, nothing after its end, and in no month less than
    /// nothing beyond what splitting may cost each line.</summary>
    private static void WhatWasInvoicedIsEarned(PureDriver driver)
    {
        foreach (Dossier dossier in Chain(driver))
        {
            DateOnly? end = dossier.Existing.Ending?.On;
            var earned = new SortedDictionary<DateOnly, (long Minor, int Lines)>();
            long net = 0;
            foreach (BilledLine line in dossier.Billed.Lines)
            {
                net += line.AmountMinor;
                DateOnly? until = dossier.Existing.FindLine(line.ContractLine) is { } item ? Recognition.EarnedUntil(dossier.Existing, item) : null;
                foreach (EarnedRevenue month in Recognition.ByMonth(line.AmountMinor, Recognition.DaysOf(line.Days, until), end))
                {
                    (long minor, int lines) = earned.GetValueOrDefault(month.MonthStart);
                    earned[month.MonthStart] = (minor + month.Minor, lines + 1);
                }
            }

            earned.Values.Sum(static month => month.Minor).ShouldBe(net, "BOOK-2");
            foreach ((DateOnly month, (long minor, int lines)) in earned)
            {
                month.ShouldBeLessThanOrEqualTo(end ?? DateOnly.MaxValue);

                // Goodwill for a period comes off the days that are left of it, which may earn less than that; other day counts give
                // back more or less for a day than it earned.
                bool byDays = dossier.Existing is { Goodwill.IsEmpty: true, Clauses.DayCount: DayCount.Actual };
                (byDays ? minor : 0).ShouldBeGreaterThanOrEqualTo(-lines, $"{month:yyyy-MM}");
            }
        }
    }

    private static void IsCovered(LifeCoverage coverage)
    {
        if (Environment.GetEnvironmentVariable("TENURE_TEST_COVERAGE") is { Length: > 0 } path)
        {
            File.AppendAllText(path, coverage.ToString());
        }

        Verbs.Except(coverage.Verbs).ShouldBeEmpty(coverage.ToString());
        if (RandomLives.IsLong)
        {
            coverage.Below((LeastOfACell + RandomLives.Share.Of - 1) / RandomLives.Share.Of).ShouldBeEmpty(coverage.ToString());
        }
    }
}
