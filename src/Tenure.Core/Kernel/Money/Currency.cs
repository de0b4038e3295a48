namespace Tenure.Core.Kernel;

/// <summary>
/// An ISO 4217 currency with the number of digits after its decimal point (its minor unit). One byte: an index into
/// <see cref="CurrencyTable"/>. The default value is <c>XXX</c>, ISO's "no currency", which no text parses to.
/// </summary>
/// <remarks>Refused by <see cref="Parse"/> with <c>text.currency</c>: lower case, unknown and metal codes.</remarks>
public readonly record struct Currency : IComparable<Currency>
{
    private readonly byte _index;

    private Currency(byte index) => _index = index;

    /// <summary>The three capital letters of ISO 4217, for example <c>EUR</c>.</summary>
    public string Code => CurrencyTable.Codes[_index];

    /// <summary>How many digits an amount has after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD, 4 for CLF.</summary>
    public int Digits => CurrencyTable.Digits[_index];

    /// <summary>How many minor units make one unit: 100 for EUR, 1 for JPY.</summary>
    public int MinorPerUnit => Digits switch { 0 => 1, 1 => 10, 2 => 100, 3 => 1000, _ => 10000 };

    /// <summary>The United States dollar.</summary>
    public static Currency Usd { get; } = Of("USD");

    /// <summary>The euro.</summary>
    public static Currency Eur { get; } = Of("EUR");

    /// <summary>Reads a currency code from outside: three capital letters of ISO 4217.</summary>
    /// <param name="code">For example <c>EUR</c>. Refused with <c>text.currency</c> when ISO 4217 has no such currency.</param>
    public static Decision<Currency> Parse(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        int index = CurrencyTable.IndexOf(code);
        return index > 0
            ? new Currency((byte)index)
            : new TextRefused("currency", code, "Write the three capital letters of ISO 4217, for example EUR.");
    }

    /// <summary>The currency of a code written in the program or read from our own storage; an unknown one breaks an invariant.</summary>
    /// <param name="code">For example <c>EUR</c>.</param>
    public static Currency Of(string code) => Parse(code).Value;

    /// <summary>Orders by code, ordinal.</summary>
    /// <param name="other">The currency to compare with.</param>
    public int CompareTo(Currency other) => string.CompareOrdinal(Code, other.Code);

    /// <summary>Whether the code sorts before the other's.</summary>
    public static bool operator <(Currency left, Currency right) => left.CompareTo(right) < 0;

    /// <summary>Whether the code sorts after the other's.</summary>
    public static bool operator >(Currency left, Currency right) => left.CompareTo(right) > 0;

    /// <summary>Whether the code sorts before the other's or is the same.</summary>
    public static bool operator <=(Currency left, Currency right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the code sorts after the other's or is the same.</summary>
    public static bool operator >=(Currency left, Currency right) => left.CompareTo(right) >= 0;

    /// <summary>The code.</summary>
    public override string ToString() => Code;
}
