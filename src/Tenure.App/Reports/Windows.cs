// A window cut at months, quarters or years. The first and the last piece may be shorter than their name says.
using System.Globalization;

namespace Tenure.App.Reports;

/// <summary>A piece of a window.</summary>
/// <param name="Name">What its row is called, such as <c>2026-01</c>, <c>2026-Q1</c> or <c>2026</c>.</param>
/// <param name="Days">The days.</param>
internal readonly record struct NamedWindow(string Name, Window Days);

internal static class Windows
{
    /// <summary>The pieces of a window, in order; the window itself when it is not cut.</summary>
    /// <param name="window">The days.</param>
    /// <param name="by">month, quarter or year; <c>null</c> does not cut.</param>
    public static IEnumerable<NamedWindow> Of(Window window, string? by)
    {
        if (by is null)
        {
            yield return new NamedWindow(window.Words, window);
            yield break;
        }

        for (DateOnly from = window.From; from <= window.To;)
        {
            DateOnly next = NextAfter(from, by);
            yield return new NamedWindow(NameOf(from, by), new Window(from, next <= window.To ? next.AddDays(-1) : window.To));
            from = next;
        }
    }

    /// <summary>The name of the piece in which a day lies.</summary>
    public static string NameOf(DateOnly day, string by) => by switch
    {
        "month" => day.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        "quarter" => string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-Q{((day.Month - 1) / 3) + 1}"),
        _ => day.ToString("yyyy", CultureInfo.InvariantCulture),
    };

    private static DateOnly NextAfter(DateOnly day, string by) => by switch
    {
        "month" => new DateOnly(day.Year, day.Month, 1).AddMonths(1),
        "quarter" => new DateOnly(day.Year, (((day.Month - 1) / 3) * 3) + 1, 1).AddMonths(3),
        _ => new DateOnly(day.Year, 1, 1).AddYears(1),
    };
}
