// What is owed, left and to be paid back over random lives: the books and the account agree, no money appears or is lost, and
// nothing is ever below zero (BIL-3, BOOK-1).
using Shouldly;
using Tenure.Core.Billing;
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
                billed += line.AmountMinor;
            }

            (billed - paid).ShouldBe(account.OpenMinor - account.CreditMinor - account.RefundOwedMinor);
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
        account.Invoices.ShouldAllBe(static invoice => invoice.OpenMinor >= 0 && invoice.PaidMinor >= 0 && invoice.CreditUsedMinor >= 0);
        account.Credits.ShouldAllBe(static credit => credit.LeftMinor > 0);
        account.RefundOwedMinor.ShouldBeInRange(0, account.Moves.Sum(static move => move.CashMinor));
        account.Payments.Values.ShouldAllBe(static payment => payment.To.Sum(static to => to.Minor) + payment.OverMinor == payment.AmountMinor);
    });
}
