// PostgreSQL's error states in Tenure's words.
using Npgsql;

namespace Tenure.Storage.Postgres;

internal static class PostgresErrors
{
    /// <summary>Raised by Tenure's own triggers.</summary>
    private const string TriggerState = "TN001";

    internal static Exception Map(NpgsqlException failure) => failure is PostgresException refusal
        ? Map(refusal)
        : new StorageUnavailableException(failure.Message, failure);

    private static Exception Map(PostgresException refusal) => refusal.SqlState switch
    {
        TriggerState => Refused(TriggerCode.Of(refusal.MessageText), refusal),
        PostgresErrorCodes.UniqueViolation => Refused(StorageRefusedException.Duplicate, refusal),
        PostgresErrorCodes.ForeignKeyViolation => Refused(StorageRefusedException.UnknownReference, refusal),
        PostgresErrorCodes.CheckViolation or PostgresErrorCodes.NotNullViolation
            => Refused(StorageRefusedException.BrokenCheck, refusal),
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction
            => Refused(StorageRefusedException.Forbidden, refusal),
        PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.InvalidTextRepresentation
            when refusal.MessageText.Contains("tenure.tenant", StringComparison.Ordinal)
                || refusal.Where?.Contains("tenure.tenant", StringComparison.Ordinal) == true
            => Refused(StorageRefusedException.TenantUnset, refusal),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable
            => new StorageUnavailableException(refusal.MessageText, refusal),
        _ when refusal.IsTransient || refusal.SqlState.StartsWith("57P", StringComparison.Ordinal)
            => new StorageUnavailableException(refusal.MessageText, refusal),
        _ => refusal,
    };

    private static StorageRefusedException Refused(string code, PostgresException refusal) =>
        new(code, refusal.MessageText, refusal);
}
