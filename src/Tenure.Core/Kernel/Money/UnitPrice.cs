namespace Tenure.Core.Kernel;

/// <summary>
/// The exact price of one unit, which may have more digits than its currency (0.0125 USD per call). It becomes
/// <see cref="Money"/> only through one <see cref="Rounding"/> of a whole figure (MON-1, MON-2).
/// </summary>
[Rule("MON-1")]
public readonly record struct UnitPrice
{
    /// <summary>An exact price.</summary>
    /// <param name="amount">The price in units (not minor units) of the currency; trailing zeros are dropped.</param>
    /// <param name="currency">The currency.</param>
    public UnitPrice(decimal amount, Currency currency)
    {
        Amount = DecimalText.Normal(amount);
        Currency = currency;
    }

    /// <summary>The price in units (not minor units) of the currency, without trailing zeros.</summary>
    public decimal Amount { get; }

    /// <summary>The currency.</summary>
    public Currency Currency { get; }

    /// <summary>Whether the price is zero.</summary>
    public bool IsZero => Amount == 0m;

    /// <summary>The price as an exact number of minor units, to calculate with before the one rounding.</summary>
    public Fraction Minor => Fraction.FromDecimal(Amount) * Currency.MinorPerUnit;

    /// <summary>The price without its currency: <c>0.0125</c>, without trailing zeros.</summary>
    public string AmountText => DecimalText.Of(Amount);

    /// <summary>Reads a price from outside.</summary>
    /// <param name="amount">Digits with an optional minus sign and decimal point, no more than a decimal holds exactly; else refused with <c>text.price</c>.</param>
    /// <param name="currency">The currency.</param>
    public static Decision<UnitPrice> Parse(string amount, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return DecimalText.TryParse(amount, out decimal value)
            ? new UnitPrice(value, currency)
            : new TextRefused("price", amount, "Write it like 0.0125: digits with a decimal point, at most 28 of them.");
    }

    /// <summary>The canonical text: <c>0.0125 USD</c>.</summary>
    public override string ToString() => $"{AmountText} {Currency.Code}";
}
