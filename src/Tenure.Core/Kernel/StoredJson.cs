// Reading canonical JSON that this system wrote itself: a missing or ill-typed member is a broken invariant, not bad input.
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Tenure.Core.Kernel;

internal static class JsonReading
{
    public static string Text(this JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw Invariant.Broken("a text is missing in stored JSON");

    public static string? TextOrNull(this JsonElement element, string name) => element.GetProperty(name).GetString();

    public static int Int(this JsonElement element, string name) => element.GetProperty(name).GetInt32();

    public static int? IntOrNull(this JsonElement element, string name) =>
        element.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    public static bool Bool(this JsonElement element, string name) => element.GetProperty(name).GetBoolean();

    public static DateOnly Day(this JsonElement element, string name) =>
        DateOnly.ParseExact(element.Text(name), "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly? DayOrNull(this JsonElement element, string name) =>
        element.GetProperty(name).ValueKind == JsonValueKind.Null ? null : element.Day(name);

    /// <summary>A day that is left out when there is none.</summary>
    public static DateOnly? DayIfAny(this JsonElement element, string name) =>
        element.TryGetProperty(name, out _) ? element.Day(name) : null;

    public static decimal Number(this JsonElement element, string name) =>
        decimal.Parse(element.Text(name), NumberStyles.Number, CultureInfo.InvariantCulture);

    public static ImmutableArray<T> Each<T>(this JsonElement element, string name, Func<JsonElement, T> read)
    {
        JsonElement array = element.GetProperty(name);
        var items = ImmutableArray.CreateBuilder<T>(array.GetArrayLength());
        foreach (JsonElement item in array.EnumerateArray())
        {
            items.Add(read(item));
        }

        return items.MoveToImmutable();
    }
}

/// <summary>Members that may be absent are written as <c>null</c>.</summary>
internal static class JsonWriting
{
    public static CanonicalJson ValueOrNull(this CanonicalJson json, string? text) => text is null ? json.Null() : json.Value(text);

    public static CanonicalJson ValueOrNull(this CanonicalJson json, DateOnly? day) => day is { } known ? json.Value(known) : json.Null();

    public static CanonicalJson ValueOrNull(this CanonicalJson json, int? number) => number is { } known ? json.Value(known) : json.Null();
}
