namespace Tenure.Core.Kernel;

/// <summary>The one text of an id: 32 lower-case hexadecimal digits with hyphens (RFC 9562).</summary>
internal static class IdText
{
    internal static string Of(Guid value) => value.ToString("D");

    internal static Decision<Guid> Parse(string field, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Guid.TryParseExact(text, "D", out Guid value) && value != Guid.Empty
            ? value
            : new TextRefused(field, text, "Write 32 hexadecimal digits with hyphens, as we show it.");
    }
}
