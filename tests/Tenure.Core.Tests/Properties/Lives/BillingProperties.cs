using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every life's bills.</summary>
public class BillingProperties
{
    private const int Many = 300;

    [Fact]
    [Rule("BIL-1")]
    public void Billing_at_every_step_and_once_at_the_end_give_the_same_net_amounts() => RandomLives.HoldShared(Many, static life =>
    {
        if (Played.Of(life, Runs.AtEveryStep) is not { Forfeits: false } steps)
        {
            return;
        }

        Played once = Played.Of(life, Runs.AtTheEnd)!;
        Played some = Played.Of(life, Runs.OnSomeDays)!;
        once.Sums().ShouldBe(steps.Sums());
        some.Sums().ShouldBe(steps.Sums());
    });

    [Fact]
    [Rule("BIL-1")]
    public void A_second_run_of_the_same_day_writes_nothing() => RandomLives.HoldShared(Many, static life =>
    {
        if (Played.Of(life, Runs.OnSomeDays) is { } played)
        {
            CarriedOut again = CarryingOut.Through(played.Dossier, played.Until);
            again.Documents.ShouldBeEmpty();
            again.Entries.ShouldBeEmpty();
            again.After.History.Count.ShouldBe(played.Dossier.History.Count);
        }
    });

    [Fact]
    [Rule("BIL-1")]
    public void With_a_run_at_every_step_each_document_is_dated_on_the_day_of_its_run() => RandomLives.HoldShared(Many, static life =>
    {
        if (Played.Of(life, Runs.AtEveryStep) is { } played)
        {
            foreach (Issue issue in played.Issues)
            {
                // Days that cost less than half a minor unit are not billed; the units they lead to later bear their first day.
                bool tiny = Math.Abs(issue.Document.NetMinor) <= issue.Document.Lines.Length
                    || issue.Document.Lines.All(line => line.Days.Start <= issue.On
                        && Math.Abs(line.AmountMinor) * (issue.On.DayNumber - line.Days.Start.DayNumber) <= line.Days.Days);
                (tiny ? issue.On : issue.Document.IssueOn).ShouldBe(issue.On);
            }
        }
    });

    [Fact]
    [Rule("PRO-3")]
    [Rule("BIL-1")]
    public void After_everything_due_is_billed_each_line_and_period_stands_at_its_figure() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.OnSomeDays, Runs.AtTheEnd })
        {
            if (Played.Of(life, runs) is not { } played)
            {
                return;
            }

            BillLaws.StandsAtItsFigures(played.Dossier, played.Until);
        }
    });

    [Fact]
    [Rule("BIL-2")]
    public void The_slices_of_a_line_tile_the_days_it_serves_and_no_day_is_covered_twice() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.OnSomeDays })
        {
            if (Played.Of(life, runs) is not { } played)
            {
                return;
            }

            Dossier settled = BillLaws.Settled(played.Dossier, played.Until);
            foreach (TargetItem item in new Target(played.Contract))
            {
                List<DateRange> covered = Coverage.Of(settled.Billed.Of(item.Line.Number, item.PeriodIndex));
                for (int i = 1; i < covered.Count; i++)
                {
                    covered[i].Start.ShouldBeGreaterThanOrEqualTo(covered[i - 1].End, "a day covered twice");
                }

                bool due = item.DueOn(played.Contract, new DateRange(item.ServedEnd, item.ServedEnd)) <= played.Until;
                if (item.Line.Charge.Kind != ChargeKind.Usage && due && item.FigureMinor != 0 && !IsTiny(item))
                {
                    DateOnly countedBy = BillLaws.CountedBy(played.Contract, item, played.Until);
                    DateOnly servedEnd = item.ServedEnd;
                    if (countedBy < DateOnly.MaxValue)
                    {
                        _ = Serving.Of(played.Contract, item.Place, countedBy, out servedEnd);
                    }

                    int served = Serving.Runs(played.Contract, item.Place, countedBy).Sum(run => run.Before(servedEnd).Days);
                    // Days that weigh nothing, as the 31st among months of 30 days, or what is left of a period after a month from
                    // 28 February, need no slice and are not given back.
                    bool whole = item.Share.Kept == item.Share.All;
                    if (played.Contract.Clauses.DayCount == DayCount.Actual || (played.Contract.Clauses.DayCount == DayCount.MonthsFirst && !whole))
                    {
                        covered.Sum(static range => range.Days).ShouldBe(served, $"line {item.Line.Number}, period {item.PeriodIndex}");
                    }
                }
            }
        }
    });

    [Fact]
    [Rule("BIL-3")]
    public void Credits_name_a_debit_and_never_exceed_it() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.OnSomeDays, Runs.AtTheEnd })
        {
            BillLaws.CreditsNameADebit(InDocumentOrder(Played.Of(life, runs)));
        }
    });

    [Fact]
    [Rule("BIL-8")]
    public void No_document_has_a_total_of_zero_or_the_wrong_sign() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.OnSomeDays, Runs.AtTheEnd })
        {
            foreach (Issue issue in Played.Of(life, runs)?.Issues ?? [])
            {
                (issue.Document.Kind == DocumentKind.Invoice ? issue.Document.NetMinor : -issue.Document.NetMinor).ShouldBeGreaterThan(0);
            }
        }
    });

    [Fact]
    [Rule("BIL-2")]
    public void A_slice_is_one_line_period_start_and_generation() => RandomLives.HoldShared(Many, static life =>
    {
        var seen = new HashSet<(int, int, DateOnly, int)>();
        foreach (BilledLine line in InDocumentOrder(Played.Of(life, Runs.OnSomeDays)))
        {
            if (line.CorrectsDocument == 0)
            {
                seen.Add((line.ContractLine, line.PeriodIndex, line.Days.Start, line.Generation)).ShouldBeTrue();
                line.Days.IsEmpty.ShouldBeFalse();
            }
        }
    });

    [Fact]
    [Rule("BIL-5")]
    public void No_debit_bills_service_beyond_the_fence() => RandomLives.HoldShared(Many, static life =>
    {
        foreach (Runs runs in new[] { Runs.AtEveryStep, Runs.OnSomeDays, Runs.AtTheEnd })
        {
            foreach (Issue issue in Played.Of(life, runs)?.Issues ?? [])
            {
                foreach (DraftLine line in issue.Document.Lines)
                {
                    if (line.AmountMinor > 0 && line.Kind != BilledKind.Fee && issue.FenceBefore is { } fence)
                    {
                        line.Days.End.ShouldBeLessThanOrEqualTo(fence);
                    }
                }
            }
        }
    });

    [Fact]
    [Rule("BOOK-1")]
    public void Entries_balance_and_the_receivable_is_the_sum_of_the_documents() => RandomLives.HoldShared(Many, static life =>
    {
        if (Played.Of(life, Runs.OnSomeDays) is { } played)
        {
            played.Driver.Entries.ShouldAllBe(static entry => entry.Postings.Sum(static posting => posting.AmountMinor) == 0);
            played.Driver.Entries.Where(static entry => entry.Document > 0).Select(static entry => entry.Document).ShouldBe(played.Driver.Documents.Select(static document => document.Ordinal));
            played.Driver.Documents.Select(static document => document.Ordinal).ShouldBe(Enumerable.Range(1, played.Dossier.Documents));
            played.Driver.Entries.Where(static entry => entry.Document > 0).SelectMany(static entry => entry.Postings)
                .Where(static posting => posting.Account == Accounts.Receivable).Sum(static posting => posting.AmountMinor)
                .ShouldBe(played.Driver.Documents.Sum(static document => document.GrossMinor));
        }
    });

    [Fact]
    [Rule("CAL-4")]
    public void Periods_tile_every_term() => RandomLives.HoldShared(Many, static life =>
    {
        if (Played.Of(life, Runs.AtTheEnd) is not { } played || played.Contract.IsTrial)
        {
            return;
        }

        DateOnly at = played.Contract.Start;
        foreach (Term term in played.Contract.Terms)
        {
            term.Span.Start.ShouldBe(at, "terms follow each other");
            at = term.Span.End;
        }

        foreach (OrderedLine line in played.Contract.Order.Lines)
        {
            at = played.Contract.Order.PaidFrom ?? played.Contract.Start;
            foreach (Term term in played.Contract.Terms)
            {
                var span = new DateRange(at, at > term.PaidEnd ? at : term.PaidEnd);
                foreach (BillingPeriod period in BillingPeriods.Of(
                    span, term.BillingAnchor, line.Charge.BillingCadence, played.Contract.Clauses.Grid))
                {
                    period.Served.Start.ShouldBe(at);
                    period.Grid.Contains(period.Served).ShouldBeTrue();
                    at = period.Served.End;
                }

                at.ShouldBe(span.End);
                at = term.Span.End;
            }
        }
    });

    /// <summary>A figure of which some day costs less than half a minor unit: its slices may be missing.</summary>
    private static bool IsTiny(in TargetItem item) => item.FullMinor < 4 * item.Period.Grid.Days;

    private static IEnumerable<BilledLine> InDocumentOrder(Played? played) => played is null ? [] : BillLaws.InDocumentOrder(played.Dossier);
}
