using System.Globalization;

namespace Tenure.Core.Kernel;

/// <summary>
/// Where billing periods begin (CAL-4). The default value is <see cref="FromStart"/>. A grid by billing day or by calendar
/// is for cadences of months; periods of days and weeks always count from the term's start.
/// </summary>
[Rule("CAL-4")]
public readonly record struct BillingGrid
{
    private const byte Calendar = 32;

    private readonly byte _day;

    private BillingGrid(byte day) => _day = day;

    /// <summary>Periods count from each term's start, on the billing anchor's day of the month. The default.</summary>
    public static BillingGrid FromStart => default;

    /// <summary>Calendar months, quarters (January, April, July, October) or years (January), by the cadence.</summary>
    public static BillingGrid CalendarMonths => new(Calendar);

    /// <summary>Whether periods count from each term's start.</summary>
    public bool IsFromStart => _day == 0;

    /// <summary>Whether periods are calendar months, quarters or years.</summary>
    public bool IsCalendar => _day == Calendar;

    /// <summary>The billing day of the month, or null when the grid has none.</summary>
    public int? Day => _day is >= 1 and <= 31 ? _day : null;

    /// <summary>Periods begin on a day of the month, counted from the month of the contract's start by the cadence.</summary>
    /// <param name="day">From 1 to 31, or an invariant breaks; a shorter month takes its last day.</param>
    public static BillingGrid BillingDay(int day)
    {
        Invariant.Holds(day is >= 1 and <= 31, "A billing day is 1 to 31.");
        return new((byte)day);
    }

    /// <summary>Reads a grid from outside: <c>from start</c>, <c>day 15</c> or <c>calendar</c>.</summary>
    /// <param name="text">Any other text is refused with <c>text.grid</c>.</param>
    public static Decision<BillingGrid> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        int day = 0;
        bool isDay = text.StartsWith("day ", StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(4), NumberStyles.None, CultureInfo.InvariantCulture, out day);
        return text switch
        {
            "from start" => FromStart,
            "calendar" => CalendarMonths,
            _ when isDay && day is >= 1 and <= 31 => BillingDay(day),
            _ => new TextRefused("grid", text, "Write from start, calendar, or day and a number from 1 to 31."),
        };
    }

    /// <summary>The canonical text: <c>from start</c>, <c>day 15</c> or <c>calendar</c>.</summary>
    public override string ToString() =>
        IsFromStart ? "from start" : IsCalendar ? "calendar" : string.Create(CultureInfo.InvariantCulture, $"day {_day}");
}
