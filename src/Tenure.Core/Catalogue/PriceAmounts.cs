// Another price for a charge as people write it: one amount, blocks with their price, or tiers. What it is a price of (the model, the
// period, what is included) stays the charge's own.
using Tenure.Core.Kernel;

namespace Tenure.Core.Catalogue;

/// <summary>The amounts of a price, without what they are for.</summary>
/// <param name="Price">Of a unit, of the whole when flat, or of a block, in major units; zero where tiers have the prices.</param>
/// <param name="Tiers">The tiers of a graduated, volume or stairstep price, else none.</param>
/// <param name="Block">The units of a block of a package price, else zero.</param>
public sealed record PriceAmounts(decimal Price, PriceTiers Tiers, Quantity Block)
{
    /// <summary>One amount for each unit or for the whole.</summary>
    public static PriceAmounts Of(decimal price) => new(price, PriceTiers.None, Quantity.Zero);

    /// <summary>Reads <c>49.00</c>, <c>50@30.00</c> for blocks of 50, or tiers such as <c>1-10@5.00,11+@4.00</c>. Refuses anything else
    /// with <c>text.price</c>, and prices with more digits than a price may have.</summary>
    public static Decision<PriceAmounts> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int at = text.IndexOf('@', StringComparison.Ordinal);
        if (at < 0)
        {
            return DecimalText.TryParse(text, out decimal price) ? Of(price) : Refused(text);
        }

        bool isBlock = text.AsSpan(0, at).IndexOfAny('-', '+') < 0;
        return !isBlock ? PriceTiers.Parse(text).Then(static tiers => Decision<PriceAmounts>.Accept(new PriceAmounts(0m, tiers, Quantity.Zero)))
            : Quantity.Parse(text[..at]).TryValue(out Quantity block, out _) && DecimalText.TryParse(text.AsSpan(at + 1), out decimal each)
                ? new PriceAmounts(each, PriceTiers.None, block)
            : Refused(text);
    }

    /// <summary>The charge at this price. Whether the price fits its model is what <see cref="Charge.Check"/> says.</summary>
    public Charge At(Charge charge) => charge with { Price = new UnitPrice(Price, charge.Price.Currency), Tiers = Tiers, Block = Block };

    private static TextRefused Refused(string text) =>
        new("price", text, "Write an amount like 49.00, blocks like 50@30.00, or tiers like 1-10@5.00,11+@4.00.");
}
