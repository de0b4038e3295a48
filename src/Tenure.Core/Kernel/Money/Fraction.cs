namespace Tenure.Core.Kernel;

/// <summary>
/// An exact share (MON-1): a reduced quotient of two 128-bit integers with a denominator above zero, so that equal values
/// are equal parts. A result that leaves 128 bits throws <see cref="OverflowException"/>. The default value is zero.
/// </summary>
[Rule("MON-1")]
public readonly struct Fraction : IEquatable<Fraction>, IComparable<Fraction>
{
    // Kept as denominator minus one, so that the default value is 0/1 and not 0/0.
    private readonly Int128 _denominatorLessOne;

    /// <summary>The quotient of two integers, reduced.</summary>
    /// <param name="numerator">Any value.</param>
    /// <param name="denominator">Any value but zero, which breaks an invariant; its sign moves to the numerator.</param>
    public Fraction(Int128 numerator, Int128 denominator)
    {
        Invariant.Holds(denominator != 0, "A fraction needs a denominator.");
        if (denominator < 0)
        {
            (numerator, denominator) = (-numerator, -denominator);
        }

        Int128 divisor = GreatestDivisor(numerator, denominator);
        Numerator = numerator / divisor;
        _denominatorLessOne = (denominator / divisor) - 1;
    }

    /// <summary>The reduced numerator, which carries the sign.</summary>
    public Int128 Numerator { get; }

    /// <summary>The reduced denominator, above zero.</summary>
    public Int128 Denominator => _denominatorLessOne + 1;

    /// <summary>Nothing.</summary>
    public static Fraction Zero => default;

    /// <summary>The whole.</summary>
    public static Fraction One => 1;

    /// <summary>Whether the value is zero.</summary>
    public bool IsZero => Numerator == 0;

    /// <summary>A whole number.</summary>
    public static implicit operator Fraction(long value) => new(value, 1);

    /// <summary>The exact value of a decimal: 0.125 is 1/8.</summary>
    /// <param name="value">Any decimal.</param>
    public static Fraction FromDecimal(decimal value)
    {
        (Int128 digits, Int128 scale) = Parts(value);
        return new(digits, scale);
    }

    /// <summary>The sum.</summary>
    public static Fraction operator +(Fraction left, Fraction right)
    {
        // Over the least common denominator, so that long sums of like shares stay small.
        Int128 divisor = GreatestDivisor(left.Denominator, right.Denominator);
        Int128 rightScale = left.Denominator / divisor;
        Int128 leftScale = right.Denominator / divisor;
        return new((left.Numerator * leftScale) + (right.Numerator * rightScale), left.Denominator * leftScale);
    }

    /// <summary>The difference.</summary>
    public static Fraction operator -(Fraction left, Fraction right) => left + -right;

    /// <summary>The value with its sign turned.</summary>
    public static Fraction operator -(Fraction value) => new(-value.Numerator, value.Denominator);

    /// <summary>The product.</summary>
    public static Fraction operator *(Fraction left, Fraction right)
    {
        // Reduced crosswise first, so that only a result too large overflows, not a step on the way.
        Int128 first = GreatestDivisor(left.Numerator, right.Denominator);
        Int128 second = GreatestDivisor(right.Numerator, left.Denominator);
        return new(left.Numerator / first * (right.Numerator / second), left.Denominator / second * (right.Denominator / first));
    }

    /// <summary>The quotient; dividing by zero breaks an invariant.</summary>
    public static Fraction operator /(Fraction left, Fraction right) => left * new Fraction(right.Denominator, right.Numerator);

    /// <summary>Whether the values are the same.</summary>
    public static bool operator ==(Fraction left, Fraction right) => left.Equals(right);

    /// <summary>Whether the values differ.</summary>
    public static bool operator !=(Fraction left, Fraction right) => !left.Equals(right);

    /// <summary>Whether less.</summary>
    public static bool operator <(Fraction left, Fraction right) => left.CompareTo(right) < 0;

    /// <summary>Whether more.</summary>
    public static bool operator >(Fraction left, Fraction right) => left.CompareTo(right) > 0;

    /// <summary>Whether less or the same.</summary>
    public static bool operator <=(Fraction left, Fraction right) => left.CompareTo(right) <= 0;

    /// <summary>Whether more or the same.</summary>
    public static bool operator >=(Fraction left, Fraction right) => left.CompareTo(right) >= 0;

    /// <summary>The nearest whole number, half away from zero (MON-2); one that leaves 64 bits throws.</summary>
    public long RoundToLong() => Rounding.HalfAwayFromZero(Numerator, Denominator);

    /// <summary>Orders by value; exact for any two fractions, it never overflows.</summary>
    /// <param name="other">The fraction to compare with.</param>
    public int CompareTo(Fraction other)
    {
        // Compares whole parts, then the turned-over rests, as in Euclid's algorithm: no cross product that could overflow.
        (Int128 a, Int128 b, Int128 c, Int128 d) = (Numerator, Denominator, other.Numerator, other.Denominator);
        while (true)
        {
            (Int128 left, Int128 leftRest) = FloorDivide(a, b);
            (Int128 right, Int128 rightRest) = FloorDivide(c, d);
            if (left != right || leftRest == 0 || rightRest == 0)
            {
                return left != right ? left.CompareTo(right) : leftRest.CompareTo(rightRest);
            }

            (a, b, c, d) = (d, rightRest, b, leftRest);
        }
    }

    /// <summary>Whether the values are the same.</summary>
    /// <param name="other">The fraction to compare with.</param>
    public bool Equals(Fraction other) => Numerator == other.Numerator && _denominatorLessOne == other._denominatorLessOne;

    /// <summary>Whether the other is a fraction of the same value.</summary>
    /// <param name="obj">Anything.</param>
    public override bool Equals(object? obj) => obj is Fraction other && Equals(other);

    /// <summary>A hash of the value.</summary>
    public override int GetHashCode() => HashCode.Combine(Numerator, _denominatorLessOne);

    /// <summary>The reduced parts: <c>3/31</c>; a whole number is <c>2/1</c>.</summary>
    public override string ToString() => $"{Numerator}/{Denominator}";

    /// <summary>A decimal as its digits over a power of ten, neither rounded nor reduced.</summary>
    internal static (Int128 Digits, Int128 Scale) Parts(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        ulong low = unchecked((uint)bits[0] | ((ulong)(uint)bits[1] << 32));
        Int128 digits = new(unchecked((uint)bits[2]), low);
        Int128 scale = 1;
        for (int place = 0; place < value.Scale; place++)
        {
            scale *= 10;
        }

        return (value < 0m ? -digits : digits, scale);
    }

    private static (Int128 Whole, Int128 Left) FloorDivide(Int128 numerator, Int128 denominator)
    {
        Int128 whole = numerator / denominator;
        Int128 rest = numerator - (whole * denominator);
        return rest < 0 ? (whole - 1, rest + denominator) : (whole, rest);
    }

    private static Int128 GreatestDivisor(Int128 left, Int128 right)
    {
        Int128 a = Int128.Abs(left);
        Int128 b = Int128.Abs(right);
        while (a > ulong.MaxValue || b > ulong.MaxValue)
        {
            if (b == 0)
            {
                return a;
            }

            (a, b) = (b, a % b);
        }

        ulong small = (ulong)a;
        ulong smaller = (ulong)b;
        while (smaller != 0)
        {
            (small, smaller) = (smaller, small % smaller);
        }

        return small;
    }
}
