using System.Globalization;

namespace Tenure.Core.Kernel;

/// <summary>
/// A length that repeats: so many days, weeks or months. A quarter is 3 months and a year is 12; 7 days and 1 week are
/// different words for the same length and not equal. A count below one or above <see cref="Most"/> breaks an invariant.
/// </summary>
/// <param name="Count">How many units, from 1 to <see cref="Most"/>.</param>
/// <param name="Unit">Days, weeks or months.</param>
[Rule("CAL-3")]
public readonly record struct Cadence(int Count, CadenceUnit Unit)
{
    /// <summary>The largest count: enough for a hundred years of days.</summary>
    public const int Most = 36600;

    /// <summary>How many units, from 1 to <see cref="Most"/>.</summary>
    public int Count { get; } = InRange(Count);

    /// <summary>One month.</summary>
    public static Cadence Month => new(1, CadenceUnit.Month);

    /// <summary>Three months.</summary>
    public static Cadence Quarter => new(3, CadenceUnit.Month);

    /// <summary>Twelve months.</summary>
    public static Cadence Year => new(12, CadenceUnit.Month);

    /// <summary>How many months; zero when it counts days or weeks.</summary>
    public int MonthCount => Unit == CadenceUnit.Month ? Count : 0;

    /// <summary>How many days; zero when it counts months, which have no fixed number of them.</summary>
    public int DayCount => Unit switch { CadenceUnit.Day => Count, CadenceUnit.Week => Count * 7, _ => 0 };

    /// <summary>So many months.</summary>
    /// <param name="count">From 1 to <see cref="Most"/>.</param>
    public static Cadence Months(int count) => new(count, CadenceUnit.Month);

    /// <summary>So many days.</summary>
    /// <param name="count">From 1 to <see cref="Most"/>.</param>
    public static Cadence Days(int count) => new(count, CadenceUnit.Day);

    /// <summary>So many weeks.</summary>
    /// <param name="count">From 1 to <see cref="Most"/>.</param>
    public static Cadence Weeks(int count) => new(count, CadenceUnit.Week);

    /// <summary>Reads a cadence from outside: a unit (day, week, month, quarter, year), or a count and a unit.</summary>
    /// <param name="text">
    /// For example <c>month</c>, <c>3 months</c>, <c>2 years</c>, <c>7 days</c>. Refused with <c>text.cadence</c>: any other
    /// shape, a count below one, a length above <see cref="Most"/> of its unit.
    /// </param>
    public static Decision<Cadence> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        int count = 1;
        bool isCount = space < 0 || (space <= 5 && int.TryParse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out count));
        (int size, CadenceUnit unit) = text[(space + 1)..] switch
        {
            "day" or "days" => (1, CadenceUnit.Day),
            "week" or "weeks" => (1, CadenceUnit.Week),
            "month" or "months" => (1, CadenceUnit.Month),
            "quarter" or "quarters" => (3, CadenceUnit.Month),
            "year" or "years" => (12, CadenceUnit.Month),
            _ => (0, CadenceUnit.Day),
        };
        return isCount && count * size is >= 1 and <= Most
            ? new Cadence(count * size, unit)
            : new TextRefused("cadence", text, "Write it like 1 month, 12 months, 2 weeks or 7 days.");
    }

    /// <summary>The canonical text: <c>1 month</c>, <c>12 months</c>, <c>7 days</c>.</summary>
    public override string ToString()
    {
        string unit = Unit switch { CadenceUnit.Day => "day", CadenceUnit.Week => "week", _ => "month" };
        return string.Create(CultureInfo.InvariantCulture, $"{Count} {unit}{(Count == 1 ? "" : "s")}");
    }

    private static int InRange(int count)
    {
        Invariant.Holds(count is >= 1 and <= Most, "A cadence counts from 1 to 36600.");
        return count;
    }
}
