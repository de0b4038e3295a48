using System.Text.Json.Nodes;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Conformance;

/// <summary>How a kind of case is played: what the engine says to its inputs, under the names that the case uses.</summary>
internal delegate JsonObject Play(Given given, Settings settings, Currency currency);

/// <summary>The ways to play a case, by the names that the files of cases use.</summary>
internal static class Plays
{
    internal static IReadOnlyDictionary<string, Play> ByName { get; } = new Dictionary<string, Play>
    {
        ["slices"] = PlayedSlices.Play,
        ["slices, unchanged documents"] = PlayedSlices.PlayUnchanged,
        ["add-on"] = PlayedSlices.PlayAddOn,
        ["cycles"] = PlayedPeriods.Cycles,
        ["one slice"] = PlayedPeriods.OneSlice,
        ["parts"] = PlayedPeriods.Parts,
        ["stub"] = PlayedPeriods.Stub,
        ["quarter by months"] = PlayedPeriods.QuarterByMonths,
        ["units added"] = PlayedPeriods.UnitsAdded,
        ["shares"] = PlayedPeriods.Shares,
        ["multiplier"] = PlayedPeriods.Multiplier,
        ["swap"] = PlayedChanges.Swap,
        ["leaves"] = PlayedChanges.Leaves,
        ["fixed charges"] = PlayedChanges.FixedCharges,
        ["ended"] = PlayedChanges.Ended,
        ["credited line by line"] = PlayedChanges.CreditedLineByLine,
        ["by instants"] = PlayedChanges.ByInstants,
        ["value after an end"] = PlayedChanges.ValueAfterAnEnd,
        ["comes back"] = PlayedChanges.ComesBack,
        ["owed and back"] = PlayedChanges.OwedAndBack,
        ["first dates"] = PlayedDates.FirstDates,
        ["billed through"] = PlayedDates.BilledThrough,
        ["runs"] = PlayedDates.Runs,
        ["runs to the end"] = PlayedDates.RunsToTheEnd,
        ["arrears"] = PlayedDates.Arrears,
        ["billing day moved"] = PlayedDates.BillingDayMoved,
        ["steps"] = PlayedDates.Steps,
        ["next"] = PlayedDates.Next,
        ["cycle ends"] = PlayedDates.CycleEnds,
        ["periods"] = PlayedDates.Periods,
        ["instants"] = PlayedDates.Instants,
        ["terms"] = PlayedDates.Terms,
        ["notice"] = PlayedDates.Notice,
        ["added"] = PlayedBooks.Added,
        ["value"] = PlayedBooks.Value,
        ["gross and net"] = PlayedBooks.GrossAndNet,
        ["renewed price"] = PlayedBooks.RenewedPrice,
        ["moves"] = PlayedBooks.Moves,
        ["evergreen value"] = PlayedBooks.EvergreenValue,
        ["uplift"] = PlayedUplifts.Once,
        ["co-terminated"] = PlayedUplifts.CoTerminated,
        ["ramp value"] = PlayedUplifts.RampValue,
        ["uplift by years"] = PlayedUplifts.ByYears,
        ["ended part paid"] = PlayedPayments.EndedPartPaid,
        ["credited twice"] = PlayedPayments.CreditedTwice,
        ["swapped after goodwill"] = PlayedPayments.SwappedAfterGoodwill,
        ["paid by credit"] = PlayedPayments.PaidByCredit,
        ["ended after goodwill"] = PlayedPayments.EndedAfterGoodwill,
        ["refunded with more"] = PlayedPayments.RefundedWithMore,
        ["consumed"] = PlayedUsage.Consumed,
        ["usage grants"] = PlayedUsage.Grants,
        ["annual revenue leaves out"] = PlayedMetrics.AnnualRevenueLeavesOut,
        ["committed revenue adds"] = PlayedMetrics.CommittedRevenueAdds,
        ["churn days"] = PlayedMetrics.ChurnDays,
        ["retained"] = PlayedMetrics.Retained,
        ["escalated"] = PlayedMetrics.Escalated,
        ["renewals"] = PlayedMetrics.Renewals,
        ["expected"] = PlayedMetrics.Expected,
        ["first period"] = PlayedEnds.FirstPeriod,
        ["refunded first"] = PlayedEnds.RefundedFirst,
        ["refund policy"] = PlayedEnds.RefundPolicy,
        ["instalments"] = PlayedEnds.Instalments,
        ["recast"] = PlayedEnds.Recast,
        ["not at all"] = static (_, _, _) => [],
    };
}
