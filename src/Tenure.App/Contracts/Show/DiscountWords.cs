// Discounts in plain words, and the words in which people write them.
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Show;

internal static class DiscountWords
{
    /// <summary>What is taken off, from what, and how long.</summary>
    public static string Of(Discount discount, Currency currency)
    {
        string value = discount.Form == DiscountForm.Percent
            ? $"{DecimalText.Of(discount.Value)} percent off"
            : $"{Parsing.Show(new UnitPrice(discount.Value, currency))} {currency.Code} off each billing period";
        string covers = discount.ChargeCode is { } charge ? $" {charge}" : " every recurring charge";
        string added = discount.ReachesAdded ? ", added lines included" : string.Empty;
        string from = discount.Start is { } start ? $", from the first billing period on or after {Parsing.Show(start)}" : string.Empty;
        string lasts = discount.Periods switch
        {
            null => discount.Renews ? ", renewals included" : ", until the first renewal",
            1 => ", in the first billing period only",
            { } most => string.Create(CultureInfo.InvariantCulture, $", in the first {most} billing periods"),
        };
        string until = discount.End is { } end
            ? $", until {Parsing.ShowLast(end)}{(discount.Renews ? ", renewals included" : ", no longer than the first renewal")}"
            : lasts;
        return value + (discount.Form == DiscountForm.Percent ? covers : ", split over" + covers) + added + from + until;
    }

    /// <summary>The same, with the days on which a change began or ended it.</summary>
    public static string Of(AgreedDiscount agreed, Currency currency) => Of(agreed.Discount, currency)
        + (agreed.Begins.Event == 1 ? string.Empty : ", agreed from " + On(agreed.Begins))
        + (agreed.Ends is { } ends ? ", ended from " + On(ends) : string.Empty);

    private static string On(in DiscountStep step) => step.Cuts
        ? Parsing.Show(step.On)
        : $"the first billing period on or after {Parsing.Show(step.PeriodsFrom)}";
}
