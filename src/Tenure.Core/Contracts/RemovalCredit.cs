// What is given back for units that leave within a billing period that is already due (PRO-4). Decided at the door: the event says from
// which day on they leave, and up to which day their money stays, so that folding never asks what was due when.
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>Whether units that leave within a period bring credit (PRO-4). Charges whose units cannot be priced apart are always given
/// back and billed anew.</summary>
public enum RemovalCredit
{
    /// <summary>They leave on their day, and the rest of the period is given back.</summary>
    Yes,

    /// <summary>They leave on their day, and their money stays to the end of the period that is due already.</summary>
    No,

    /// <summary>They leave when the next period begins.</summary>
    FromNextPeriod,
}

/// <summary>The stored names, and the days that the clause yields.</summary>
[Rule("PRO-4")]
public static class RemovalCredits
{
    /// <summary>The stored name, which people write as well.</summary>
    public static string NameOf(RemovalCredit credit) => credit switch
    {
        RemovalCredit.Yes => "yes",
        RemovalCredit.No => "no",
        RemovalCredit.FromNextPeriod => "from next period",
    };

    /// <summary>Reads a name; refuses another (<c>text.removal_credit</c>).</summary>
    public static Decision<RemovalCredit> Parse(string text) => text switch
    {
        "yes" => RemovalCredit.Yes,
        "no" => RemovalCredit.No,
        "from next period" => RemovalCredit.FromNextPeriod,
        _ => new TextRefused("removal_credit", text, "Write yes, no or from next period."),
    };

    /// <summary>Units of a line as the clause lets them leave.</summary>
    /// <param name="removed">The line and its units, which leave on a day.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="line">The line.</param>
    /// <param name="on">The day; the first without the units unless the clause moves it.</param>
    /// <param name="businessOn">The business day of the decision: periods of the day's term that were due by it keep their money.</param>
    internal static RemovedUnits Under(RemovedUnits removed, Contract contract, Line line, DateOnly on, DateOnly businessOn)
    {
        if (contract.Clauses.Removals == RemovalCredit.Yes || line.Charge.Kind != ChargeKind.Recurring || line.Charge.PricesAsOne
            || contract.IsTrialOn(on))
        {
            return removed;
        }

        if (PeriodOn(contract, line, on) is not { } period || period.Start == on)
        {
            return removed;
        }

        if (contract.Clauses.Removals == RemovalCredit.FromNextPeriod)
        {
            return removed with { LeavesOn = period.End };
        }

        DateOnly paidUntil = on;
        while (line.Charge.Timing == BillingTiming.InAdvance && contract.Clauses.LedFrom(period.Start) <= businessOn)
        {
            paidUntil = period.End;
            if (PeriodOn(contract, line, paidUntil) is not { } next || next.Start != paidUntil || contract.TermOn(on) != contract.TermOn(paidUntil))
            {
                break;
            }

            period = next;
        }

        return paidUntil > on ? removed with { PaidUntil = paidUntil } : removed;
    }

    /// <summary>The paid days of the billing period that holds a day, or <c>null</c> when none does.</summary>
    internal static DateRange? PeriodOn(Contract contract, Line line, DateOnly day) =>
        contract.TermOn(day) is { } term && TermPeriods.PaidDays(contract.Order, term).Contains(day)
            ? TermPeriods.Serving(contract.Order, contract.Grids, term, line.Charge.BillingCadence, day)
            : null;
}
