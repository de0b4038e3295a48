// The two engines Tenure runs on. Everything else in this project must behave the same on both.
namespace Tenure.Storage;

/// <summary>An embedded file, or a PostgreSQL server.</summary>
public enum Engine
{
    /// <summary>One file on this machine; one writer at a time, any number of readers.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or newer, tenants kept apart by row-level security.</summary>
    Postgres,
}
