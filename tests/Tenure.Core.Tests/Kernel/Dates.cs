using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Kernel;

/// <summary>Days and ranges as tests write them.</summary>
internal static class Dates
{
    internal static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateRange Range(string start, string end) => new(Day(start), Day(end));

    internal static string[] Texts(IEnumerable<DateOnly> days) => [.. days.Select(DayText.Of)];
}
