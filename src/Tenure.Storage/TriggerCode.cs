// Both engines' triggers speak alike: "storage.code: sentence".
namespace Tenure.Storage;

internal static class TriggerCode
{
    internal static string Of(string message)
    {
        var start = message.IndexOf("storage.", StringComparison.Ordinal);
        var end = start < 0 ? -1 : message.IndexOf(':', start);
        return end < 0 ? StorageRefusedException.BrokenCheck : message[start..end];
    }
}
