// What a document is called: its series and number, and of a joint one the parts behind the first with their place, INV-5.2.
using System.Globalization;

namespace Tenure.App.Billing.Invoices;

/// <summary>A series and a number, as people write them.</summary>
/// <param name="Series">The series.</param>
/// <param name="Number">The number.</param>
/// <param name="Part">The part that is named; <c>null</c> means the document as a whole.</param>
internal readonly record struct DocumentName(string Series, long Number, int? Part)
{
    /// <summary>The name of a document, or of a part of one.</summary>
    public static string Of(string series, long number, int part) => part == 1
        ? string.Create(CultureInfo.InvariantCulture, $"{series}-{number}")
        : string.Create(CultureInfo.InvariantCulture, $"{series}-{number}.{part}");

    /// <summary>Reads <c>INV-5</c> or <c>INV-5.2</c>; <c>null</c> when it is neither.</summary>
    public static DocumentName? Read(string given)
    {
        int dash = given.LastIndexOf('-');
        int dot = given.IndexOf('.', Math.Max(0, dash));
        int part = 0;
        bool isRead = dash > 0
            && long.TryParse(given.AsSpan(dash + 1, (dot < 0 ? given.Length : dot) - dash - 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
            && (dot < 0 || int.TryParse(given.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out part));
        return isRead
            ? new DocumentName(
                given[..dash], long.Parse(given.AsSpan(dash + 1, (dot < 0 ? given.Length : dot) - dash - 1), NumberStyles.None, CultureInfo.InvariantCulture),
                dot < 0 ? null : part)
            : null;
    }
}
