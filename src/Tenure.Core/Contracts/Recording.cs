// Recording what was used (BIL-2): a total for days that are over, in one billing period of one line. A reference makes it safe to send
// again.
using System.Collections.Immutable;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>A total to record. The line is named, or the charge, whose line of the first day it is then.</summary>
/// <param name="Days">The days that it is of, at least one.</param>
/// <param name="Micros">Millionths of a unit; below zero when an earlier total was too high.</param>
/// <param name="Reference">A code by which it is recorded once; empty for none.</param>
public sealed record RecordUsage(DateRange Days, long Micros, string Reference)
{
    /// <summary>The line; <c>null</c> when the charge is named.</summary>
    public int? Line { get; init; }

    /// <summary>The charge; empty when the line is named.</summary>
    public string ChargeCode { get; init; } = string.Empty;
}

/// <summary>Decides about recorded totals.</summary>
[Rule("BIL-2")]
[Rule("BIL-6")]
public static class Recording
{
    /// <summary>The lines that a total may be of, the oldest first: prepaid units of a charge may stand on several. Refuses with
    /// <c>line.unknown</c>, <c>charge.unknown</c>, <c>usage.not_usage</c> or <c>line.not_in_force</c>.</summary>
    public static Decision<ImmutableArray<Line>> LinesOf(Contract contract, RecordUsage command)
    {
        Line? known = null;
        var inForce = ImmutableArray.CreateBuilder<Line>();
        foreach (Line line in contract.Lines)
        {
            if (command.Line is { } number ? line.Number != number : line.Charge.Code != command.ChargeCode)
            {
                continue;
            }

            known = line;
            if (line.Charge.Kind == ChargeKind.Usage && line.From <= command.Days.Start && command.Days.Start < line.EmptyFrom())
            {
                inForce.Add(line);
            }
        }

        return inForce.Count > 0 ? inForce.ToImmutable()
            : known is null ? (command.Line is { } unknown ? new LineUnknown(unknown) : new ChargeUnknown(command.ChargeCode))
            : known.Charge.Kind != ChargeKind.Usage ? new NotUsage(known.Charge.Code)
            : new LineNotInForce(known.Charge.Code, command.Days.Start);
    }

    /// <summary>The same total under the same reference, when it was recorded before; <c>null</c> when it was not, or has no reference.</summary>
    public static RecordedUsage? Before(Contract contract, RecordUsage command)
    {
        foreach (RecordedUsage used in contract.Usage)
        {
            bool same = command.Reference.Length > 0 && used.Reference == command.Reference && used.Days == command.Days && used.Micros == command.Micros;
            if (same && (command.Line ?? used.Line) == used.Line
                && (command.Line is not null || contract.FindLine(used.Line)!.Charge.Code == command.ChargeCode))
            {
                return used;
            }
        }

        return null;
    }

    /// <summary>The fact of a total. After an end it may be of days before it; more days later than the clause allows it is recorded and
    /// waived (BIL-6). Refuses with <c>order.reference_not_usable</c>, <c>usage.reference_taken</c>, <c>usage.not_over</c>,
    /// <c>usage.after_the_end</c>, <c>usage.outside_period</c>, <c>usage.prepaid_used_up</c> or <c>usage.total_out_of_range</c>.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="line">The line that the total is of.</param>
    /// <param name="period">The days that the line has in the billing period of the first day; <c>null</c> when none is billed there.</param>
    /// <param name="command">What is wished.</param>
    /// <param name="businessOn">The tenant's business day.</param>
    public static Decision<ImmutableArray<Fact>> Decide(
        Contract contract, Line line, DateRange? period, RecordUsage command, DateOnly businessOn)
    {
        Invariant.Holds(!command.Days.IsEmpty, "a total is of at least one day");
        bool late = contract.Ending is { } ended && businessOn > ended.On.AddDays(contract.Clauses.LateUsageDays);
        DateOnly last = command.Days.End.AddDays(-1);
        Refusal? refusal = !Ordering.IsReference(command.Reference) ? new ReferenceNotUsable()
            : Named(contract, command.Reference) is { } taken ? new UsageReferenceTaken(command.Reference, taken.Event)
            : command.Days.End > businessOn ? new UsageNotOver(last, businessOn)
            : contract.Ending is { } ending && command.Days.End > ending.On ? new UsageAfterTheEnd(ending.On)
            : period is not { } days || !days.Contains(command.Days) || IsWithoutService(contract, command.Days)
                ? new UsageOutsidePeriod(line.Charge.Code, command.Days.Start, last, period)
            : CheckTotal(contract, line, days, command.Micros, late);
        return refusal is not null ? refusal
            : ImmutableArray.Create<Fact>(
                new UsageRecorded(command.Days.Start, command.Days.End, line.Number, command.Micros, command.Reference) { IsWaived = late });
    }

    /// <summary>Whether a line takes a total, as far as its units go.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="line">The line.</param>
    /// <param name="period">The days that the line has in the billing period; <c>null</c> when none is billed there.</param>
    /// <param name="command">What is wished.</param>
    public static bool Takes(Contract contract, Line line, DateRange? period, RecordUsage command) =>
        period is { } days && CheckTotal(contract, line, days, command.Micros, late: false) is null;

    private static RecordedUsage? Named(Contract contract, string reference)
    {
        foreach (RecordedUsage used in contract.Usage)
        {
            if (reference.Length > 0 && used.Reference == reference)
            {
                return used;
            }
        }

        return null;
    }

    /// <summary>A total of a month in which service stopped for some days is a total all the same; one of nothing but such days is not.</summary>
    private static bool IsWithoutService(Contract contract, DateRange days)
    {
        for (DateOnly day = days.Start; day < days.End; day = day.AddDays(1))
        {
            if (contract.GapOn(day) is null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What was recorded for a period stays countable, and never falls below zero: neither all of it, nor what of it is
    /// invoiced.</summary>
    /// <summary>Beyond prepaid units only what has a price may be used.</summary>
    private static Refusal? CheckTotal(Contract contract, Line line, DateRange period, long micros, bool late)
    {
        long all = micros;
        long invoiced = late ? 0 : micros;
        foreach (RecordedUsage used in contract.Usage)
        {
            bool counts = used.Line == line.Number && period.Contains(used.Days);
            all += counts ? used.Micros : 0;
            invoiced += counts && !used.IsLate ? used.Micros : 0;
        }

        Charge charge = line.ChargeOn(period.Start);
        long bought = charge.IsPrepaid && charge.Overage is null ? charge.Bought(line.QuantityOn(period.Start)).Micros : long.MaxValue;
        if (all > bought)
        {
            return new PrepaidUsedUp(charge.Code, new Quantity(bought - (all - micros)).ToString());
        }

        long least = Math.Min(all, invoiced);
        bool fits = least >= 0 && all <= Quantity.MostMicros
            && (all == 0 || Ordering.Fits(charge with { Price = new UnitPrice(charge.Overage ?? charge.Price.Amount, charge.Price.Currency) }, new Quantity(all)));
        return fits ? null : new UsageTotalOutOfRange(line.Charge.Code, new Quantity(least < 0 ? least : all).ToString());
    }
}

/// <summary>A total of a charge that has agreed units.</summary>
/// <param name="ChargeCode">The charge.</param>
public sealed record NotUsage(string ChargeCode) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "usage.not_usage";

    /// <inheritdoc/>
    public override string Sentence => $"'{ChargeCode}' is not priced by usage: name a usage charge of the contract, or change its agreed units.";
}

/// <summary>A reference under which another total was recorded.</summary>
/// <param name="Reference">The reference.</param>
/// <param name="Event">The event that recorded it.</param>
public sealed record UsageReferenceTaken(string Reference, int Event) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "usage.reference_taken";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Event {Event} recorded another total as '{Reference}': give this one a reference of its own, or record the difference as a correction.";
}

/// <summary>A total of days that are not over.</summary>
/// <param name="LastDay">Its last day.</param>
/// <param name="BusinessOn">The business day.</param>
public sealed record UsageNotOver(DateOnly LastDay, DateOnly BusinessOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "usage.not_over";

    /// <inheritdoc/>
    public override string Sentence =>
        $"{Show(LastDay)} is not over on {Show(BusinessOn)}, and its total may still grow: record it from {Show(LastDay.AddDays(1))} on.";
}

/// <summary>A total of days on or after the end.</summary>
/// <param name="EndOn">The first day without service.</param>
public sealed record UsageAfterTheEnd(DateOnly EndOn) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "usage.after_the_end";

    /// <inheritdoc/>
    public override string Sentence => $"The contract has no service from {Show(EndOn)} on: record only what was used before that day.";
}

/// <summary>A total of days that are not of one billing period of the line.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="LastDay">Its last day.</param>
/// <param name="Period">The days that the line has in the billing period of the first day; <c>null</c> when it is not billed there.</param>
public sealed record UsageOutsidePeriod(string ChargeCode, DateOnly FirstDay, DateOnly LastDay, DateRange? Period) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "usage.outside_period";

    /// <inheritdoc/>
    public override string Sentence => Period is { } days && !(days.Start <= FirstDay && LastDay < days.End)
        ? $"The billing period of '{ChargeCode}' that holds {Show(FirstDay)} is {Show(days.Start)} to {Show(days.End.AddDays(-1))}: record the days of each period apart."
        : $"'{ChargeCode}' is not billed from {Show(FirstDay)} to {Show(LastDay)}, days that are free or without service: record only days on which it is.";
}

/// <summary>More than the prepaid units that are left.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Left">The units that are left on the line.</param>
public sealed record PrepaidUsedUp(string ChargeCode, string Left) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "usage.prepaid_used_up";

    /// <inheritdoc/>
    public override string Sentence =>
        $"Of the prepaid units of '{ChargeCode}' {Left} are left in this period, and more of them has no price: add another block, then record the total.";
}

/// <summary>A total that makes the sum of its period too small or too large.</summary>
/// <param name="ChargeCode">The charge.</param>
/// <param name="Total">What the sum would be.</param>
public sealed record UsageTotalOutOfRange(string ChargeCode, string Total) : ContractRefusal
{
    /// <inheritdoc/>
    public override string Code => "usage.total_out_of_range";

    /// <inheritdoc/>
    public override string Sentence =>
        $"The total of '{ChargeCode}' in its billing period would be {Total}: give a quantity that keeps it between zero and a thousand million "
        + "units, and its price countable over a hundred years.";
}
