// What was used, as totals: metering is somebody else's work, and only its sums come here. A total names its days, which lie in one
// billing period, and is added to those before it; a wrong one is answered by another (CON-2).
using System.Globalization;
using System.Text.Json;
using Tenure.Core.Catalogue;
using Tenure.Core.Kernel;

namespace Tenure.Core.Contracts;

/// <summary>What happens to usage that was not billed by an end (VER-5).</summary>
public enum UsageAtEnd
{
    /// <summary>What was used before the end is invoiced, also when it is recorded in the days after it (BIL-6).</summary>
    Billed,

    /// <summary>What did not fall due before the end is never invoiced. A minimum stays due for the days before the end.</summary>
    Waived,
}

/// <summary>The stored names of what happens to unbilled usage.</summary>
public static class UsageAtEnds
{
    /// <summary>The stored name.</summary>
    public static string NameOf(UsageAtEnd usage) => usage == UsageAtEnd.Billed ? "billed" : "waived";

    /// <summary>Reads a name; refuses another (<c>text.usage_at_end</c>).</summary>
    public static Decision<UsageAtEnd> Parse(string text) => text switch
    {
        "billed" => UsageAtEnd.Billed,
        "waived" => UsageAtEnd.Waived,
        _ => new TextRefused("usage_at_end", text, "Write billed or waived."),
    };
}

/// <summary>A total of what was used on a line.</summary>
/// <param name="EffectiveOn">The first day of the total.</param>
/// <param name="End">The day after its last.</param>
/// <param name="Line">The usage line.</param>
/// <param name="Micros">Millionths of a unit; below zero when an earlier total was too high.</param>
/// <param name="Reference">What the metering system calls it: a code by which it is recorded once, or empty; never free text.</param>
public sealed record UsageRecorded(DateOnly EffectiveOn, DateOnly End, int Line, long Micros, string Reference) : Fact(EffectiveOn)
{
    /// <summary>Whether it came later after the end than usage is invoiced (BIL-6). Default: no.</summary>
    public bool IsWaived { get; init; }
}

/// <summary>A total as folding found it.</summary>
/// <param name="Line">The line.</param>
/// <param name="Days">The days it is of.</param>
/// <param name="Micros">Millionths of a unit; below zero for a correction.</param>
/// <param name="RecordedOn">The business day on which it was recorded: it falls due no earlier.</param>
/// <param name="Event">The sequence of the event.</param>
/// <param name="IsLate">Whether it came too late after an end to be invoiced (BIL-6).</param>
/// <param name="Reference">Its reference, or empty.</param>
public readonly record struct RecordedUsage(
    int Line, DateRange Days, long Micros, DateOnly RecordedOn, int Event, bool IsLate, string Reference)
{
    /// <summary>The total as people write it.</summary>
    public string Text => new Quantity(Micros).ToString();
}

/// <summary>The stored form of what is said about usage. A part of FactCodec.</summary>
internal static class UsageCodec
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public static void Write(CanonicalJson json, UsageRecorded used)
    {
        json.BeginObject();
        json.Name("effectiveOn"u8).Value(used.EffectiveOn);
        json.Name("end"u8).Value(used.End);
        json.Name("line"u8).Value(used.Line);
        json.Name("quantity"u8).Value(new Quantity(used.Micros).ToString());
        json.Name("reference"u8).Value(used.Reference);
        json.Name("waived"u8).Value(used.IsWaived);
        json.EndObject();
    }

    public static UsageRecorded Read(JsonElement root) => new(
        root.Day("effectiveOn"), root.Day("end"), root.Int("line"),
        (long)(decimal.Parse(root.Text("quantity"), NumberStyles.Number, CultureInfo.InvariantCulture) * MicrosPerUnit),
        root.Text("reference"))
    {
        IsWaived = root.Bool("waived"),
    };

    /// <summary>Written only where usage is waived, as the last member.</summary>
    public static void Write(CanonicalJson json, UsageAtEnd usage)
    {
        if (usage == UsageAtEnd.Waived)
        {
            json.Name("usage"u8).Value(UsageAtEnds.NameOf(usage));
        }
    }

    public static UsageAtEnd ReadAtEnd(JsonElement root) =>
        root.TryGetProperty("usage", out JsonElement usage) ? UsageAtEnds.Parse(usage.GetString()!).Value : UsageAtEnd.Billed;
}
