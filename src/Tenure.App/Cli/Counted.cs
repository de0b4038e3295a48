// How many of something, as people say it: 1 contract, 2 contracts.
using System.Globalization;

namespace Tenure.App.Cli;

internal static class Counted
{
    /// <summary>A number with its noun.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one of them.</param>
    /// <param name="many">The noun for any other number; by default with an s.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
