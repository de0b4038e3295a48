// SQLite's error codes in Tenure's words. Triggers raise "storage.code: sentence"; the rest are constraint kinds.
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tenure.Storage.Sqlite;

internal static class SqliteErrors
{
    internal static Exception Map(int extended, string message, Exception? inner)
    {
        inner ??= new SqliteException(message, extended & 0xff, extended);
        return extended switch
        {
            raw.SQLITE_CONSTRAINT_TRIGGER => new StorageRefusedException(TriggerCode.Of(message), message, inner),
            raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE or raw.SQLITE_CONSTRAINT_ROWID
                => new StorageRefusedException(StorageRefusedException.Duplicate, message, inner),
            raw.SQLITE_CONSTRAINT_FOREIGNKEY
                => new StorageRefusedException(StorageRefusedException.UnknownReference, message, inner),
            _ => (extended & 0xff) switch
            {
                raw.SQLITE_CONSTRAINT
                    => new StorageRefusedException(StorageRefusedException.BrokenCheck, message, inner),
                raw.SQLITE_READONLY
                    => new StorageRefusedException(StorageRefusedException.Forbidden, message, inner),
                raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageUnavailableException(message, inner),
                _ => inner,
            },
        };
    }
}
