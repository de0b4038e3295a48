// Nothing is wrong with the request: the database was busy, restarting or out of reach, or broke a deadlock.
namespace Tenure.Storage;

/// <summary>The same work may succeed when it is tried again from the start.</summary>
public sealed class StorageUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
