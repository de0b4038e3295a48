using System.Numerics;

namespace Tenure.Core.Kernel;

/// <summary>Where a value goes that lies half-way between two whole numbers.</summary>
public enum Halves
{
    /// <summary>To the one farther from zero: 2.5 becomes 3.</summary>
    AwayFromZero,

    /// <summary>To the even one: 2.5 becomes 2, 3.5 becomes 4.</summary>
    ToEven,
}

/// <summary>The one rounding of the house: half away from zero, on exact integers, once per figure (MON-2).</summary>
[Rule("MON-2")]
public static class Rounding
{
    /// <summary>The quotient, rounded half away from zero: 5/2 is 3, -5/2 is -3.</summary>
    /// <param name="numerator">Any value.</param>
    /// <param name="denominator">Above zero, or an invariant breaks.</param>
    /// <returns>The nearest whole number; one that leaves 64 bits throws <see cref="OverflowException"/>.</returns>
    public static long HalfAwayFromZero(Int128 numerator, Int128 denominator)
    {
        Invariant.Holds(denominator > 0, "A rounding needs a denominator above zero.");
        Int128 whole = numerator / denominator;
        Int128 rest = Int128.Abs(numerator - (whole * denominator));
        bool isHalfOrMore = rest >= denominator - rest;
        return (long)(isHalfOrMore ? whole + (numerator < 0 ? -1 : 1) : whole);
    }

    /// <summary>What a derivation calls it.</summary>
    public static string NameOf(Halves halves) => halves == Halves.ToEven ? "half to even" : "half away from zero";

    /// <summary>What a derivation says; another text breaks an invariant.</summary>
    public static Halves Named(string name) =>
        Enum.GetValues<Halves>().Cast<Halves?>().FirstOrDefault(halves => NameOf(halves!.Value) == name) ?? throw Invariant.Broken("a rounding is known: " + name);

    /// <summary>The quotient of two values above or equal to zero, rounded once.</summary>
    /// <param name="numerator">Zero or above.</param>
    /// <param name="denominator">Above zero.</param>
    /// <param name="halves">Where a half goes.</param>
    public static BigInteger Nearest(BigInteger numerator, BigInteger denominator, Halves halves)
    {
        var whole = BigInteger.DivRem(numerator, denominator, out BigInteger rest);
        int half = (2 * rest).CompareTo(denominator);
        return half > 0 || (half == 0 && (halves == Halves.AwayFromZero || !whole.IsEven)) ? whole + 1 : whole;
    }

    /// <summary>value x numerator / denominator, exact in between, rounded once half away from zero.</summary>
    /// <param name="value">Usually minor units.</param>
    /// <param name="numerator">Usually the days of the slice.</param>
    /// <param name="denominator">Usually the days of the period. Above zero, or an invariant breaks.</param>
    /// <returns>The nearest whole number; one that leaves 64 bits throws <see cref="OverflowException"/>.</returns>
    public static long MulDiv(long value, long numerator, long denominator)
    {
        Invariant.Holds(denominator > 0, "A rounding needs a denominator above zero.");
        long high = Math.BigMul(value, numerator, out long low);
        if (high != low >> 63)
        {
            return HalfAwayFromZero((Int128)value * numerator, denominator);
        }

        // The product fits 64 bits, as nearly every price times days does: no 128-bit division.
        (long whole, long rest) = Math.DivRem(low, denominator);
        long size = Math.Abs(rest);
        return size >= denominator - size ? whole + (low < 0 ? -1 : 1) : whole;
    }

    /// <summary>An exact amount in units as whole minor units, rounded once half away from zero.</summary>
    /// <param name="amount">In units of the currency: 12.345 EUR is 1235.</param>
    /// <param name="currency">Its digits say what a minor unit is.</param>
    public static long ToMinor(decimal amount, Currency currency)
    {
        (Int128 digits, Int128 scale) = Fraction.Parts(amount);
        return HalfAwayFromZero(digits * currency.MinorPerUnit, scale);
    }
}
