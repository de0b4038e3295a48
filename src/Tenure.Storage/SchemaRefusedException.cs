// This program and this database do not belong together; nothing may be read or written before a person decides.
namespace Tenure.Storage;

/// <summary>Migrating was refused, and nothing was changed.</summary>
public sealed class SchemaRefusedException(string code, string message) : Exception(message)
{
    /// <summary>The database was migrated by a newer release.</summary>
    public const string Newer = "storage.schema_newer";

    /// <summary>A migration that already ran is not the text this release carries.</summary>
    public const string Changed = "storage.schema_changed";

    public string Code { get; } = code;
}
