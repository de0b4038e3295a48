// The last line of defence spoke: a trigger, a constraint or a right refused the write. Core should have refused
// earlier with words for people; the code here says which law was about to be broken.
namespace Tenure.Storage;

/// <summary>A rule kept by the database itself refused a statement. The session can only be left.</summary>
public sealed class StorageRefusedException(string code, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public const string AppendOnly = "storage.append_only";
    public const string Fenced = "storage.fenced";
    public const string CoveredTwice = "storage.covered_twice";
    public const string GivenBackTwice = "storage.given_back_twice";
    public const string NumberGap = "storage.number_gap";
    public const string NumberAstray = "storage.number_astray";
    public const string Duplicate = "storage.duplicate";
    public const string UnknownReference = "storage.unknown_reference";
    public const string BrokenCheck = "storage.broken_check";
    public const string Forbidden = "storage.forbidden";
    public const string TenantUnset = "storage.tenant_unset";

    /// <summary>One of the constants above; stable, so that callers and tests may switch on it.</summary>
    public string Code { get; } = code;
}
