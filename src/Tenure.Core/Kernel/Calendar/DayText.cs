using System.Globalization;

namespace Tenure.Core.Kernel;

/// <summary>The one text of a calendar day: <c>yyyy-MM-dd</c>, ISO 8601, in every culture.</summary>
public static class DayText
{
    /// <summary>The first year a day from outside may have.</summary>
    public const int FirstYear = 1900;

    /// <summary>The last year a day from outside may have, so that stepping from it never leaves the calendar.</summary>
    public const int LastYear = 2999;

    /// <summary>The canonical text.</summary>
    /// <param name="day">Any day.</param>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads a day from outside.</summary>
    /// <param name="text">
    /// <c>yyyy-MM-dd</c>. Refused with <c>text.day</c>: any other shape, a day that does not exist, years before
    /// <see cref="FirstYear"/> or after <see cref="LastYear"/>.
    /// </param>
    public static Decision<DateOnly> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        bool isDay = DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day);
        return isDay && day.Year is >= FirstYear and <= LastYear
            ? day
            : new TextRefused("day", text, "Write year, month and day like 2026-03-31.");
    }
}
