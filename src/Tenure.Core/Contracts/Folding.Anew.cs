// Billing periods that begin anew when service comes back from a pause (VER-7). A part of Folding, kept apart for its length.
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

public static partial class Folding
{
    private sealed partial class Builder
    {
        /// <summary>The grids that the contract begins with, and the days on which pauses that were agreed make periods begin anew. Those days
        /// stay whatever end cuts a pause short, as what was billed from them on keeps its place.</summary>
        private List<GridStep> GridsFrom(Continuation? other)
        {
            List<GridStep> agreed = other is not null ? [.. other.Grids] : [new GridStep(DateOnly.MinValue, clauses.Grid)];
            foreach (Gap gap in interruptions.Gaps)
            {
                if (gap.AnewOn is { } day)
                {
                    agreed.Add(new GridStep(day, BillingGrid.FromStart) { IsReturn = true });
                }
            }

            return [.. agreed.OrderBy(static step => step.On)];
        }

        /// <summary>Of two grids from one day on the later event counts, and one that was agreed for a later day is agreed no more. A return
        /// that is still to come makes periods begin anew all the same.</summary>
        private void Agree(GridStep grid)
        {
            grids.RemoveAll(step => step.On >= grid.On && !step.IsReturn);
            grids.Insert(grids.FindLastIndex(step => step.On <= grid.On) + 1, grid);
        }

        /// <summary>A return within a term moves the billing anchor of the terms after it, unless the end of the term did so since (CAL-3).</summary>
        private void BeginAnew(DateOnly after, DateOnly until)
        {
            foreach (GridStep step in grids)
            {
                if (step.IsReturn && step.On > after && step.On <= until && step.On > billingAnchor.Origin)
                {
                    billingAnchor = TermPeriods.AnchorOn(order, step.On);
                }
            }
        }

        /// <summary>Up to which day units that left stay paid: no longer than the period that was due when they left.</summary>
        private DateOnly PaidUntil(RemovedUnits removed, DateOnly on)
        {
            DateOnly until = removed.PaidUntil ?? on;
            foreach (GridStep step in grids)
            {
                until = step.IsReturn && step.On > on && step.On < until ? step.On : until;
            }

            return until;
        }
    }
}
