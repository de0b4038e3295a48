// What is owed, left and to be paid back over random lives: the books and the account agree, no money appears or is lost, and
// nothing is ever below zero (BIL-3, BOOK-1).
using System.Collections.Immutable;
using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Ledger;
using Tenure.Core.Receivables;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every customer's account.</summary>
public class AccountProperties
{
    private const int Many = 400;

    [Fact]
    [Rule("BIL-3")]
    [Rule("BOOK-1")]
    public void The_account_is_what_the_books_say_and_no_money_appears_or_is_lost()
    {
        int moved = 0;
        RandomLives.Hold(Many, life =>
        {
            if (Played.Of(life, Runs.OnSomeDays) is not { } played)
            {
                return;
            }

            CustomerAccount account = played.Dossier.Account;
            account.OpenMinor.ShouldBe(played.Driver.BalanceOf(Accounts.Receivable));
            account.CreditMinor.ShouldBe(-played.Driver.BalanceOf(Accounts.CustomerCredit));
            account.RefundOwedMinor.ShouldBe(-played.Driver.BalanceOf(Accounts.RefundsPayable));
            long paid = account.Moves.Sum(static move => move.CashMinor);
            paid.ShouldBe(played.Driver.BalanceOf(Accounts.Cash));
            long billed = 0;
            foreach (BilledLine line in played.Dossier.Billed.Lines)
            {
                billed += line.GrossMinor;
            }

            long granted = account.Moves.Sum(static move => move.GrantedMinor);
            granted.ShouldBe(played.Driver.BalanceOf(Accounts.Goodwill));
            long forfeited = -account.Moves.Sum(static move => move.ForfeitedMinor);
            forfeited.ShouldBe(-played.Driver.BalanceOf(Accounts.ForfeitIncome));
            account.WrittenOffMinor.ShouldBe(played.Driver.BalanceOf(Accounts.WriteOff));
            (billed - paid - granted + forfeited - account.WrittenOffMinor).ShouldBe(account.OpenMinor - account.CreditMinor - account.RefundOwedMinor);
            moved += account.CreditMinor > 0 ? 1 : 0;
        });
        moved.ShouldBeGreaterThan(Many / 50);
    }

    [Fact]
    [Rule("BIL-3")]
    public void No_debt_is_below_zero_and_no_more_is_paid_back_than_was_paid() => RandomLives.Hold(Many, static life =>
    {
        if (Played.Of(life, Runs.AtEveryStep) is not { } played)
        {
            return;
        }

        CustomerAccount account = played.Dossier.Account;
        account.Invoices.ShouldAllBe(static invoice => invoice.OpenMinor >= 0 && invoice.PaidMinor >= 0 && invoice.CreditUsedMinor >= 0 && invoice.WrittenOffMinor >= 0);
        account.Credits.ShouldAllBe(static credit => credit.LeftMinor > 0);
        account.RefundOwedMinor.ShouldBeInRange(0, account.Moves.Sum(static move => move.CashMinor + move.GrantedMinor));
        account.Payments.Values.ShouldAllBe(static payment => payment.To.Sum(static to => to.Minor) + payment.OverMinor == payment.AmountMinor);
    });

    [Fact]
    [Rule("BIL-3")]
    [Rule("BOOK-1")]
    public void What_is_taken_back_leaves_the_account_as_if_it_had_never_come()
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        RandomLives.Hold(3 * Many, life =>
        {
            if (Played.Of(life, Runs.OnSomeDays) is not { } played)
            {
                return;
            }

            foreach (RecordedFact recorded in played.Dossier.History.Where(static recorded => recorded.Fact is PaymentRecorded or RefundPaid or CreditUsed))
            {
                Decision<Preview> decision = Previewing.Unapply(played.Dossier, recorded.Sequence, played.Until);
                if (decision.IsAccepted)
                {
                    Preview preview = decision.Value;
                    IsAsIfItHadNeverCome(preview.After);
                    preview.After.Account.Moves.Take(preview.Before.Account.Moves.Length).ShouldBe(preview.Before.Account.Moves);
                    bool wasUsed = preview.After.Account.Moves[^1] is { CashMinor: < 0 } move && move.CashMinor != -move.ReceivableMinor;
                    Count(seen, recorded.Fact.GetType().Name + (wasUsed ? " of which something was left or used" : " taken back"));
                }
                else
                {
                    Count(seen, decision.Refusal.Code);
                    RefusedForGood(played.Dossier, recorded, decision.Refusal);
                }
            }
        });
        string told = string.Join(", ", seen);
        foreach (string what in new[]
        {
            "PaymentRecorded taken back", "PaymentRecorded of which something was left or used", "RefundPaid taken back", "CreditUsed taken back", "payment.in_use",
        })
        {
            seen.GetValueOrDefault(what).ShouldBeGreaterThan(4, told);
        }
    }

    [Fact]
    [Rule("BIL-3")]
    [Rule("BOOK-1")]
    public void No_decision_about_money_and_no_run_changes_what_moved_before() => RandomLives.Hold(Many, static life =>
    {
        if (Played.Of(life, Runs.OnSomeDays) is not { } played)
        {
            return;
        }

        foreach (Decided decided in played.Decisions.Where(static decided => decided.Preview.After.KnowsMoney && decided.Before.Contract is not null))
        {
            ImmutableArray<AccountMove> before = decided.Before.Account.Moves;
            decided.Preview.After.Account.Moves.Take(before.Length).ShouldBe(before);
        }

        IsAsIfItHadNeverCome(played.Dossier);
        CarryingOut.Through(played.Dossier, played.Until).Entries.ShouldBeEmpty();
    });

    [Fact]
    [Rule("BIL-3")]
    public void A_statement_adds_up_to_what_is_owed_less_what_is_left_and_to_be_paid_back() => RandomLives.Hold(Many, static life =>
    {
        if (Played.Of(life, Runs.OnSomeDays) is not { } played)
        {
            return;
        }

        CustomerAccount account = played.Dossier.Account;
        ImmutableArray<StatementRow> rows = Statement.Of(
            account, played.Dossier.History, played.Dossier.Billed,
            played.Issues.ToDictionary(static issue => issue.Document.Ordinal, static issue => issue.Document.IssueOn));
        (rows.IsEmpty ? 0 : rows[^1].BalanceMinor).ShouldBe(account.BalanceMinor);
        rows.Select(static row => row.On).ShouldBeInOrder();
        rows.Where(static row => row.Event > 0).DistinctBy(static row => row.Event).Count()
            .ShouldBe(played.Dossier.History.Count(static recorded => recorded.Fact is PaymentFact));
        rows.Where(static row => row.Event == 0).DistinctBy(static row => row.Document).Count().ShouldBe(played.Dossier.Documents);
    });

    /// <summary>Only money that was paid back since stands in the way, and once that refund is taken back it does no longer.</summary>
    private static void RefusedForGood(Dossier dossier, RecordedFact recorded, Refusal refusal)
    {
        if (dossier.History.Any(other => other.Fact is PaymentUnapplied unapplied && unapplied.PaymentSequence == recorded.Sequence))
        {
            refusal.ShouldBeOfType<PaymentUnknown>();
            return;
        }

        PaymentInUse inUse = refusal.ShouldBeOfType<PaymentInUse>();
        inUse.Uncovered.ShouldBeGreaterThan(recorded.Sequence);
        dossier.History[inUse.Uncovered - 1].Fact.ShouldBeOfType<RefundPaid>();
    }

    private static void IsAsIfItHadNeverCome(Dossier dossier)
    {
        HashSet<int> gone = [.. dossier.History.Select(static recorded => (recorded.Fact as PaymentUnapplied)?.PaymentSequence ?? 0)];
        RecordedFact[] kept = [.. dossier.History.Where(recorded => recorded.Fact is not PaymentUnapplied && !gone.Contains(recorded.Sequence))];
        CustomerAccount never = CustomerAccount.Of(dossier.Existing, kept, dossier.Billed);
        CustomerAccount account = dossier.Account;
        account.Invoices.ShouldBe(never.Invoices);
        account.Credits.ShouldBe(never.Credits);
        account.RefundOwedMinor.ShouldBe(never.RefundOwedMinor);
        Sum(account).ShouldBe(Sum(never));
    }

    private static AccountMove Sum(CustomerAccount account) => account.Moves.Aggregate(default(AccountMove), static (sum, move) => sum + move);

    private static void Count(SortedDictionary<string, int> seen, string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
}
