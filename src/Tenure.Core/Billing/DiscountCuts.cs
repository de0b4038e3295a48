// Where the last day of a discount cuts the billing periods of a line (MON-4): the parts before and after it are priced apart, as for a
// change of the price.
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Billing;

/// <summary>Cuts of billing periods.</summary>
[Rule("MON-4")]
internal static class DiscountCuts
{
    /// <summary>The days on which discounts that end within a billing period cut it for a line, in day order. Only agreed units are priced
    /// by days, so that nothing else is cut; a line that has no part in a discount is not either.</summary>
    public static List<DateOnly> Of(Contract contract, Line line, in BillingPeriod period, int termIndex)
    {
        var cuts = new List<DateOnly>();
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            if (agreed.Discount.End is { } end && end > line.From && end > period.Served.Start && end < period.Served.End && !cuts.Contains(end)
                && Discounting.Counts(contract, agreed, line, period, termIndex)
                && (agreed.Discount.Form == DiscountForm.Percent || FixedDiscounts.Reaches(contract, agreed, line, period)))
            {
                cuts.Add(end);
            }
        }

        cuts.Sort();
        return cuts;
    }

    /// <summary>Whether the end of a discount may cut billing periods of a line.</summary>
    public static bool MayCut(Contract contract, Line line)
    {
        foreach (AgreedDiscount agreed in contract.Discounts)
        {
            if (agreed.Discount.End is not null && line.Charge.Kind == ChargeKind.Recurring && agreed.Discount.Covers(line.Charge))
            {
                return true;
            }
        }

        return false;
    }
}
