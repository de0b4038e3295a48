using Shouldly;
using Tenure.Core.Billing;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Core.Tests.Scenarios;
using Xunit;

namespace Tenure.Core.Tests.Properties.Lives;

/// <summary>What must be true of every fee for an early end.</summary>
public class FeeProperties
{
    private const int Many = 300;

    [Fact]
    [Rule("VER-5")]
    public void A_fee_is_never_below_zero_and_a_percentage_never_above_the_remaining_value() => RandomLives.Hold(Many, static life =>
    {
        foreach (Contract contract in EndsOf(life))
        {
            if (Fees.Of(contract) is { } fee)
            {
                fee.FigureMinor.ShouldBeGreaterThanOrEqualTo(0);
                fee.Days.IsEmpty.ShouldBeFalse();
                long most = fee.Step is { IsAmount: true } ? long.MaxValue : fee.RemainingMinor;
                fee.ByClauseMinor.ShouldBeInRange(0, most);
            }
        }
    });

    [Fact]
    [Rule("VER-5")]
    public void What_an_ended_contract_costs_and_the_remaining_value_are_what_it_would_have_cost() => RandomLives.Hold(Many, static life =>
    {
        foreach (Contract contract in EndsOf(life))
        {
            // A forfeiting end may keep units billed that were to leave later, so that it costs more than what would have been.
            if (Fees.Of(contract) is { } fee && contract.Ending!.Forfeited.IsEmpty)
            {
                (RecurringOf(contract) + fee.RemainingMinor).ShouldBe(RecurringOf(contract.Uncut!));
            }
        }
    });

    [Fact]
    [Rule("VER-5")]
    public void An_end_costs_a_fee_only_within_a_fixed_term() => RandomLives.Hold(Many, static life =>
    {
        foreach (Contract contract in EndsOf(life))
        {
            Ending ending = contract.Ending!;
            bool cuts = ending is { IsExpiry: false, AtEndOfTerm: null, Successor: null } && ending.On > contract.Order.PaidFrom
                && contract.Uncut is { } uncut && uncut.Terms.Any(term => term.Kind != RenewalKind.Evergreen && term.PaidEnd > ending.On);
            (Fees.Of(contract) is not null).ShouldBe(cuts);
        }
    });

    private static long RecurringOf(Contract contract)
    {
        long sum = 0;
        foreach (TargetItem item in new Target(contract))
        {
            bool counts = item.Line.Charge.Kind == ChargeKind.Recurring && contract.Terms[item.TermIndex].Kind != RenewalKind.Evergreen;
            sum += counts ? item.FigureMinor : 0;
        }

        return sum;
    }

    /// <summary>The contract after each decision by which it has an end.</summary>
    private static IEnumerable<Contract> EndsOf(Scenario life) => (Played.Of(life, Runs.OnSomeDays)?.Decisions ?? [])
        .Select(static decided => decided.Preview.After.Existing).Where(static contract => contract.Ending is not null);
}
