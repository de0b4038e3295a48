namespace Tenure.Core.Kernel;

/// <summary>
/// An amount in whole minor units (cents) of one currency (MON-1). Arithmetic is checked: an amount that leaves 64 bits
/// throws <see cref="OverflowException"/>, and mixing currencies breaks an invariant. Ordered by amount.
/// </summary>
/// <param name="Minor">The amount in minor units; negative is a credit.</param>
/// <param name="Currency">The currency, which says how many minor units make one unit.</param>
[Rule("MON-1")]
public readonly record struct Money(long Minor, Currency Currency) : IComparable<Money>
{
    /// <summary>Whether the amount is zero.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>Whether the amount is below zero.</summary>
    public bool IsNegative => Minor < 0;

    /// <summary>The amount without its currency: <c>-1200.00</c>. A decimal point by the currency's digits, no grouping.</summary>
    public string AmountText => MinorText.Of(Minor, Currency.Digits);

    /// <summary>Nothing, in a currency.</summary>
    /// <param name="currency">The currency.</param>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>Reads an amount from outside, such as <c>1200</c>, <c>-3.5</c> or <c>1200.00</c>.</summary>
    /// <param name="amount">
    /// Digits with an optional minus sign and decimal point. Refused with <c>text.amount</c>: grouping, a comma, an exponent,
    /// more digits after the point than the currency has (even zeros, as 1.000 may mean a thousand), more than 64 bits.
    /// </param>
    /// <param name="currency">The currency.</param>
    public static Decision<Money> Parse(string amount, Currency currency)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return MinorText.TryParse(amount, currency.Digits, out long minor) ? new Money(minor, currency) : Refused(amount, currency);
    }

    /// <summary>Refuses an amount that the currency cannot hold and that would be rounded to it (<c>text.amount</c>).</summary>
    /// <param name="amount">Major units.</param>
    /// <param name="currency">The currency.</param>
    public static Refusal? CheckDigits(decimal amount, Currency currency) =>
        decimal.Round(amount, currency.Digits, MidpointRounding.AwayFromZero) == amount ? null : Refused(DecimalText.Of(amount), currency);

    private static TextRefused Refused(string amount, Currency currency) => new("amount", amount, currency.Digits == 0
        ? $"Write it like 1200: {currency.Code} has no digits after the point."
        : $"Write it like {MinorText.Of(1200L * currency.MinorPerUnit, currency.Digits)}: {currency.Code} has at most {currency.Digits} digits after the point.");

    /// <summary>The sum; mixing currencies breaks an invariant, leaving 64 bits throws.</summary>
    public static Money operator +(Money left, Money right) => new(left.Minor + left.Same(right).Minor, left.Currency);

    /// <summary>The difference; mixing currencies breaks an invariant, leaving 64 bits throws.</summary>
    public static Money operator -(Money left, Money right) => new(left.Minor - left.Same(right).Minor, left.Currency);

    /// <summary>The amount with its sign turned.</summary>
    public static Money operator -(Money money) => new(-money.Minor, money.Currency);

    /// <summary>Whether less; mixing currencies breaks an invariant.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>Whether more; mixing currencies breaks an invariant.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>Whether less or the same; mixing currencies breaks an invariant.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>Whether more or the same; mixing currencies breaks an invariant.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>Orders by amount; mixing currencies breaks an invariant.</summary>
    /// <param name="other">An amount of the same currency.</param>
    public int CompareTo(Money other) => Minor.CompareTo(Same(other).Minor);

    /// <summary>The canonical text: <c>1200.00 USD</c>.</summary>
    public override string ToString() => $"{AmountText} {Currency.Code}";

    private Money Same(Money other)
    {
        if (Currency != other.Currency)
        {
            Invariant.Broken($"{this} and {other} are of two currencies and cannot be added or compared.");
        }

        return other;
    }
}
