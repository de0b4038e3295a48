// Discounts that are agreed or ended by a change (MON-4). A part of Folding, kept apart for its length.
using Tenure.Core.Catalogue;

namespace Tenure.Core.Contracts;

public static partial class Folding
{
    private sealed partial class Builder
    {
        /// <summary>A change for a term counts from its first day, since nothing of a term is invoiced before it is fixed.</summary>
        private void ChangeDiscounts(ContractUpgraded upgraded, RecordedFact recorded)
        {
            DateOnly on = upgraded.EffectiveOn;
            DateOnly periodsFrom = upgraded.AtTerm is not null ? on : Later(on, ChangingDiscounts.EarliestPeriodOn(order.Clauses, recorded.BusinessOn));
            var step = new DiscountStep(on, periodsFrom, upgraded.CutsDiscounts, recorded.Sequence);
            foreach (string code in upgraded.EndedDiscounts)
            {
                int place = discounts.FindIndex(agreed => agreed.Discount.Code == code);
                if (place >= 0 && discounts[place].Ends is null)
                {
                    discounts[place] = discounts[place] with { Ends = step };
                }
            }

            foreach (Discount discount in upgraded.Discounts)
            {
                Charge? like = lines.Find(line => discount.Covers(line.Charge) && !line.QuantityOn(Later(on, line.From)).IsZero)?.Charge;
                DiscountStep begins = discount.Start is { } start && start > periodsFrom ? new DiscountStep(start, start, false, recorded.Sequence) : step;
                discounts.Add(new AgreedDiscount(discount, begins, like));
            }
        }
    }
}
