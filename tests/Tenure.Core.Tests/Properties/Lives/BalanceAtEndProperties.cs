// What ends choose for open debt and credit that is left, over random lives: nothing is lost, nothing is paid back that was never paid, and a
// contract that goes on stands as if nothing had been chosen (VER-5).
using System.Collections.Immutable;
using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Receivables;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every balance at an end.</summary>
public class BalanceAtEndProperties
{
    private const ulong FirstSeed = 20_260_401;
    private const int Many = 400;

    [Fact]
    [Rule("VER-5")]
    public void What_was_chosen_holds_once_everything_due_is_carried_out()
    {
        var seen = new SortedDictionary<string, int>(StringComparer.Ordinal);
        Hold(life =>
        {
            if (Played.Of(life, Runs.OnSomeDays) is not { Contract.Ending: { IsExpiry: false, Successor: null } ending } played)
            {
                return;
            }

            CustomerAccount account = played.Dossier.Account;
            long given = account.CreditMinor + account.RefundOwedMinor;
            if (ending.Balance.Unpaid == UnpaidAtEnd.Offset)
            {
                Math.Min(account.OpenMinor, given).ShouldBe(0, "debt beside what could pay it");
            }
            else if (ending.Balance.Unpaid == UnpaidAtEnd.WrittenOff)
            {
                account.OpenMinor.ShouldBe(0, "debt after writing it off");
                Math.Min(account.WrittenOffMinor, given).ShouldBe(0, "written off what could be paid");
            }

            if (ending.Balance.Leftover.Fate == Leftover.Refund)
            {
                account.PaidCreditMinor.ShouldBe(0, "money that is left is to be paid back");
            }

            IsCounted(seen, played, ending);
        });
        string told = string.Join(", ", seen);
        foreach (string what in new[] { "offset", "written off", "refund of what is left", "lapsed", "lapsed with nothing left", "taken back", "recovered" })
        {
            seen.GetValueOrDefault(what).ShouldBeGreaterThan(2, told);
        }
    }

    private static void IsCounted(SortedDictionary<string, int> seen, Played played, Ending ending)
    {
        RecordedFact[] lapsed = [.. played.Dossier.History.Where(recorded => recorded.Fact is CreditLapsed { EndedSequence: var ended } && ended == ending.Sequence)];
        lapsed.Length.ShouldBe(ending.LapsesOn <= played.Until ? 1 : 0, "credit lapses once");
        foreach (AccountMove move in played.Dossier.Account.Moves)
        {
            Fact? fact = move.Event > 0 ? played.Dossier.History[move.Event - 1].Fact : null;
            Count(seen, fact is BalanceSettled ? move.WrittenOffMinor > 0 ? "written off" : move.ReceivableMinor < 0 ? "offset" : "refund of what is left" : "other");
            Count(seen, fact is CreditLapsed ? "lapsed" : "other");
            Count(seen, fact is PaymentUnapplied back && played.Dossier.History[back.PaymentSequence - 1].Fact is BalanceFact ? "taken back" : "other");
            Count(seen, fact is PaymentRecorded && move.WrittenOffMinor < 0 ? "recovered" : "other");
        }

        Count(seen, lapsed.Any(recorded => played.Dossier.Account.Moves.All(move => move.Event != recorded.Sequence)) ? "lapsed with nothing left" : "other");
    }

    [Fact]
    [Rule("VER-4")]
    [Rule("VER-5")]
    public void What_an_end_gives_back_cancels_debt_is_left_or_to_be_paid_back_and_nothing_is_lost_in_settling() => Hold(static life =>
    {
        if (Played.Of(life, Runs.AtEveryStep) is not { } played)
        {
            return;
        }

        CustomerAccount account = played.Dossier.Account;
        long unused = 0;
        foreach (BilledLine line in played.Dossier.Billed.Lines)
        {
            unused -= line.CorrectsDocument > 0 ? line.GrossMinor : 0;
        }

        long granted = account.Moves.Sum(static move => move.GrantedMinor);
        long forfeited = -account.Moves.Sum(static move => move.ForfeitedMinor);
        long cash = account.Moves.Sum(static move => move.CashMinor);
        long paid = account.Invoices.Sum(static invoice => invoice.PaidMinor + invoice.CreditUsedMinor);
        (unused + granted + cash).ShouldBe(
            account.Invoices.Sum(static invoice => invoice.CancelledMinor) + account.CreditMinor + account.RefundOwedMinor + forfeited + paid);
        account.Moves.ShouldAllBe(static move => move.BalanceMinor == -(move.CashMinor + move.GrantedMinor + move.ForfeitedMinor + move.WrittenOffMinor));
    });

    [Fact]
    [Rule("BIL-3")]
    [Rule("VER-5")]
    public void No_end_makes_a_refund_of_what_was_granted() => Hold(static life =>
    {
        if (Played.Of(life, Runs.AtEveryStep) is not { } played || played.Dossier.History.Any(static recorded => recorded.Fact is RefundPaid))
        {
            return;
        }

        CustomerAccount account = played.Dossier.Account;
        account.RefundOwedMinor.ShouldBeInRange(0, account.Moves.Sum(static move => move.CashMinor));
    });

    [Fact]
    [Rule("VER-5")]
    public void A_contract_that_goes_on_has_the_account_of_one_whose_end_chose_nothing()
    {
        int compared = 0;
        Hold(life =>
        {
            Scenario plain = life with
            {
                Acts = [.. life.Acts.Select(static act => act.Deed is TerminateDeed { Command: var end }
                    ? act with { Deed = new TerminateDeed(end with { Balance = BalanceAtEnd.AsItIs }) } : act)],
            };
            if (Played.Of(life, Runs.AtEveryStep) is not { Contract.Ending: null or { IsExpiry: true } or { Balance.Acts: false } } chosen
                || !chosen.Dossier.History.Any(static recorded => recorded.Fact is BalanceFact)
                || Played.Of(plain, Runs.AtEveryStep) is not { } never || never.Decisions.Count != chosen.Decisions.Count)
            {
                return;
            }

            chosen.Dossier.Account.Invoices.ShouldBe(never.Dossier.Account.Invoices);
            chosen.Dossier.Account.Credits.ShouldBe(never.Dossier.Account.Credits);
            chosen.Dossier.Account.RefundOwedMinor.ShouldBe(never.Dossier.Account.RefundOwedMinor);
            compared++;
        });
        compared.ShouldBeGreaterThan(5);
    }

    [Fact]
    [Rule("BIL-1")]
    [Rule("VER-5")]
    public void One_run_long_after_the_end_settles_as_runs_on_every_day_do() => Hold(static life =>
    {
        var daily = new PureDriver();
        foreach (Act act in life.Acts)
        {
            if (daily.Dossier.Contract is not null)
            {
                daily.Run(act.On);
            }

            daily.Play(act);
            if (daily.Dossier.Contract is null)
            {
                return;
            }
        }

        if (daily.Dossier.Existing.Ending is not { Balance.Acts: true })
        {
            return;
        }

        DateOnly last = life.Acts[^1].On.AddDays(420);
        CustomerAccount late = CarryingOut.Through(daily.Dossier, last).After.Account;
        while (CarryingOut.NextDueOn(daily.Dossier) is { } next && next <= last)
        {
            daily.Run(next);
        }

        daily.Run(last);
        late.Invoices.ShouldBe(daily.Dossier.Account.Invoices);
        late.Credits.ShouldBe(daily.Dossier.Account.Credits);
        late.RefundOwedMinor.ShouldBe(daily.Dossier.Account.RefundOwedMinor);
        late.Moves.ShouldBe(daily.Dossier.Account.Moves);
    });

    private static void Hold(Action<Scenario> property) => RandomLives.Hold(
        Enumerable.Range(0, RandomLives.IsLong ? 10 * Many : Many).Select(static place => FirstSeed + (ulong)place), RandomBalance.Ended, property);

    private static void Count(SortedDictionary<string, int> seen, string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
}
