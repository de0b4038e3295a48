// A transfer (VER-8) closes a contract for one party and opens it for another, with its lines, prices, dates and periods. What was paid
// and not used goes to the new party or back to the old one; debts stay with the old.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>The wish to hand a contract over.</summary>
/// <param name="On">The day of the change, read by the clause about ends (CAL-6).</param>
/// <param name="To">Who holds it from then on.</param>
/// <param name="UnusedGoesOver">Whether what was paid and not used goes to the new party; otherwise it is paid back to the old.</param>
/// <param name="ReasonCode">A code of the seller's list.</param>
/// <param name="Reference">What people call the contract that the new party holds.</param>
/// <param name="OpenedId">Its id.</param>
/// <param name="ClosedId">The id of the contract that is handed over.</param>
public sealed record TransferContract(
    DateOnly On, PartyId To, bool UnusedGoesOver, string ReasonCode, string Reference, Guid OpenedId, Guid ClosedId);

/// <summary>Decides about transfers: a recast into the same terms, for another customer.</summary>
[Rule("VER-8")]
public static class Transferring
{
    /// <summary>The recast that a transfer is. Refuses with <c>transfer.to_itself</c>, <c>change.outside_dates</c>,
    /// <c>transfer.without_service</c>, <c>transfer.free_days</c> or <c>transfer.units_leaving</c>; the recast refuses as <see cref="Recasting"/> does.</summary>
    /// <param name="contract">The contract, with the renewals that are locked in.</param>
    /// <param name="command">What is wished.</param>
    public static Decision<RecastContract> AsRecast(Contract contract, TransferContract command)
    {
        DateOnly start = contract.Clauses.EndBoundary(command.On);
        if (command.To == contract.Order.Customer)
        {
            return new TransferToItself();
        }

        if (contract.TermOn(start) is not { } term || start >= contract.KnownEnd)
        {
            return new OutsideTheDates(start, contract.Start, contract.KnownEnd);
        }

        return contract.GapOn(start) is { } gap ? new TransferWhilePaused(start, gap.Days.IsOpen ? null : gap.Days.End)
            : term.PaidEnd != term.Span.End || !term.Shifted.IsEmpty ? new TransferWithFreeDays(term.Span.End < contract.ExpectedEnd ? term.Span.End : null)
            : LeavingOn(contract, start) is { } leavingOn ? new TransferBeforeUnitsLeave(leavingOn)
            : new RecastContract(
                command.On, command.UnusedGoesOver ? Settlement.Credit : Settlement.Refund, command.ReasonCode,
                Opened(contract, term, start, command.Reference), command.OpenedId, command.ClosedId)
            {
                To = command.To,
            };
    }

    /// <summary>The day on which units leave that a removal before the transfer gave up; <c>null</c> when all of them have left. What is
    /// agreed for a day after the transfer is suspended by it, and listed.</summary>
    private static DateOnly? LeavingOn(Contract contract, DateOnly start)
    {
        DateOnly? leavingOn = null;
        foreach (Line line in contract.Lines)
        {
            foreach (QuantityStep step in line.Steps)
            {
                if (step.CountsOn > start && step.DeltaMicros < 0 && step.IsPutOff)
                {
                    leavingOn = leavingOn is { } known && known > step.CountsOn ? known : step.CountsOn;
                }
            }
        }

        return leavingOn;
    }

    private static OrderContract Opened(Contract contract, in Term term, DateOnly start, string reference)
    {
        DateOnly? paidFrom = contract.Order.PaidFrom is { } paid ? paid > start ? paid : start : null;
        Clauses clauses = contract.Clauses;
        ImmutableArray<OrderItem> items = ItemsOn(contract, start, paidFrom ?? start);
        SignedPlan plan = contract.PlanOn(start);
        var opened = new OrderContract(
            contract.Order.Customer, plan.Code, plan.Version, contract.Order.Currency, start, paidFrom,
            clauses with
            {
                TermLength = term.Length,
                TaxRates = RecastTerms.TaxRatesOf(contract, items),
                Renewal = clauses.Renewal with { MaxRenewals = clauses.Renewal.MaxRenewals - term.Index },
            },
            items, DiscountsOn(contract, term, start, items), reference)
        {
            Continues = DatesOf(contract, term, start),
            RulesVersion = contract.Rules.Version,
        };
        return opened with { Prices = RecastTerms.PricesOf(contract, opened) };
    }

    /// <summary>The lines in force, each at its price, and the items of the day or that wait for a milestone, which the old customer no longer owes.</summary>
    private static ImmutableArray<OrderItem> ItemsOn(Contract contract, DateOnly start, DateOnly unitsOn) =>
    [
        .. contract.Lines
            .Where(line => (line.Charge.Kind != ChargeKind.OneTime || line.IsToComeOn(start)) && !line.QuantityOn(unitsOn).IsZero)
            .Select(line => new OrderItem(line.ChargeOn(start), line.QuantityOn(unitsOn))
            {
                SinceOn = line.SinceOn < start ? line.SinceOn : null,
                IsDiscounted = line.Discounted,
            }),
    ];

    /// <summary>A discount goes on for the periods that it has left; into a later term only if it renews.</summary>
    private static ImmutableArray<Discount> DiscountsOn(Contract contract, Term term, DateOnly start, ImmutableArray<OrderItem> items)
    {
        var discounts = ImmutableArray.CreateBuilder<Discount>();
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            if (items.FirstOrDefault(item => item.IsReachedBy(agreed.Discount)) is { } item && LeftOn(contract, agreed, term, start, item.Charge) is { } left)
            {
                discounts.Add(left);
            }
        }

        return discounts.ToImmutable();
    }

    /// <summary>What is left of a discount; <c>null</c> when it is over. Periods keep their places in the term, so that those it had before
    /// count with those that are left.</summary>
    private static Discount? LeftOn(Contract contract, AgreedDiscount agreed, in Term term, DateOnly start, Charge charge)
    {
        Discount left = agreed.Onwards(start);
        if (left.Start is null && !agreed.IsFromStart && !agreed.Begins.Cuts
            && Discounting.PeriodStartFrom(contract, charge, term, agreed.Begins.PeriodsFrom) is var next && next > start)
        {
            left = left with { Start = next }; // the period that is running began before the discount, and goes on without it
        }

        (int first, int index) = agreed.IsFromStart ? (0, 0) : Discounting.FirstPeriod(contract, agreed, charge);
        bool ended = agreed.Ends is { } ends && (ends.PeriodsFrom <= start || ends.Cuts);
        if (ended || !left.LastsOn(left.Start ?? start) || (!(left.Renews && left.Periods is null) && first < term.Index))
        {
            return null;
        }

        left = left.Start is null && first == term.Index ? left with { Periods = left.Periods + index } : left;
        DateOnly? end = agreed.Ends is { } ending ? Discounting.PeriodStartFrom(contract, charge, term, ending.PeriodsFrom) : null;
        return end is null || left.End <= end ? left : left with { End = end };
    }

    /// <summary>The day of the month that the term's end aims at: the contract's newest, or that of its billing periods, as free days of a
    /// later term may have moved one or the other since.</summary>
    private static int TermDayOf(Contract contract, in Term term, DateOnly first)
    {
        foreach (int day in (ReadOnlySpan<int>)[contract.TermAnchor.Day, term.BillingAnchor.Day])
        {
            var anchor = Anchor.On(first, contract.Clauses.MonthEnd, day);
            if (anchor.DateAt(Cadence.Month, 0) == first && (term.Length.MonthCount == 0 || anchor.DateAt(term.Length, 1) == term.Span.End))
            {
                return day;
            }
        }

        return first.Day;
    }

    private static bool IsLater(Contract contract, in Term term) => term.Index > 0 || contract.Order.Continues is { IsRenewed: true };

    private static Continuation DatesOf(Contract contract, in Term term, DateOnly start)
    {
        DateOnly first = term.Index > 0 ? term.Span.Start : contract.Order.Continues?.TermFrom ?? contract.Order.PaidFrom ?? contract.Start;
        return new Continuation(first, TermDayOf(contract, term, first), term.BillingAnchor.Origin, term.BillingAnchor.Day, IsLater(contract, term),
            [.. contract.Grids.Where(step => !step.IsReturn || step.On <= start)]);
    }
}

/// <summary>A transfer to the party that has the contract.</summary>
public sealed record TransferToItself : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "transfer.to_itself";

    /// <inheritdoc/>
    public override string Sentence => "This customer holds the contract already: name another one.";
}

/// <summary>A transfer on a day without service.</summary>
/// <param name="On">The day.</param>
/// <param name="BackOn">The day of return, when it is known.</param>
public sealed record TransferWhilePaused(DateOnly On, DateOnly? BackOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "transfer.without_service";

    /// <inheritdoc/>
    public override string Sentence => BackOn is { } back
        ? $"There is no service on {Show(On)}: choose {Show(back)} or a later day, or resume it first."
        : $"The contract is paused on {Show(On)}: resume it first, or choose an earlier day.";
}

/// <summary>A transfer in a term with free days.</summary>
/// <param name="NextOn">The first day of the term that follows; <c>null</c> when none does.</param>
public sealed record TransferWithFreeDays(DateOnly? NextOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "transfer.free_days";

    /// <inheritdoc/>
    public override string Sentence =>
        "Free days or a pause moved the end of the term, and that cannot be handed over: "
        + (NextOn is { } next ? $"choose {Show(next)}, with the next term, or end the contract and order one for the new customer." : "no term follows, so end the contract and order one for the new customer.");
}

/// <summary>A transfer before units leave that were given up already.</summary>
/// <param name="LeavingOn">The first day without them.</param>
public sealed record TransferBeforeUnitsLeave(DateOnly LeavingOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "transfer.units_leaving";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Units that were removed leave on {Show(LeavingOn)}, and the removal cannot be handed over: choose that day or a later one.";
}
