// The forms in which files write days, in the pattern letters of .NET. A time of day is allowed and dropped: the file's
// day is taken as the contract's day. A form with a zone is refused, because turning an instant into a day needs to know
// whose day (CAL-1).
using System.Globalization;
using Tenure.Core.Kernel;

namespace Tenure.App.Import;

/// <summary>Reads days by patterns.</summary>
internal static class DayForm
{
    /// <summary>Whether a pattern finds back every day that it writes.</summary>
    public static bool IsUsable(string pattern)
    {
        var day = new DateTime(2023, 11, 28, 0, 0, 0, DateTimeKind.Unspecified);
        try
        {
            return pattern.Contains("yyyy", StringComparison.Ordinal) && pattern.AsSpan().IndexOfAny('z', 'K') < 0
                && TryRead(day.ToString(pattern, CultureInfo.InvariantCulture), [pattern], out DateOnly back)
                && back == DateOnly.FromDateTime(day);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Reads a day by the first pattern that fits.</summary>
    public static bool TryRead(string text, IReadOnlyList<string> patterns, out DateOnly day)
    {
        foreach (string pattern in patterns)
        {
            if (DateTime.TryParseExact(text, pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime at))
            {
                day = DateOnly.FromDateTime(at);
                return day.Year is >= DayText.FirstYear and <= DayText.LastYear;
            }
        }

        day = default;
        return false;
    }
}
