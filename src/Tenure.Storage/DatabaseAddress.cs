// Where the book is kept. One text decides: a connection string has '=' in it, a file path is anything else.
namespace Tenure.Storage;

/// <summary>A SQLite file path or a PostgreSQL connection string.</summary>
/// <param name="Engine">Which engine answers there.</param>
/// <param name="Text">The full file path, or the connection string as given.</param>
public sealed record DatabaseAddress(Engine Engine, string Text)
{
    // Npgsql would turn 0001-01-01 and 9999-12-31 into infinities, which PostgreSQL refuses to subtract. The switch
    // must be set before Npgsql is first touched, and every way to Npgsql leads through an address.
    static DatabaseAddress() => AppContext.SetSwitch("Npgsql.DisableDateTimeInfinityConversions", true);

    /// <summary>Reads an address. Text with '=' is a PostgreSQL connection string, everything else a file path.</summary>
    public static DatabaseAddress Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return text.Contains('=', StringComparison.Ordinal)
            ? new DatabaseAddress(Engine.Postgres, text)
            : new DatabaseAddress(Engine.Sqlite, Path.GetFullPath(text));
    }

    /// <summary>Never shows a connection string: it may hold a password.</summary>
    public override string ToString() => Engine == Engine.Sqlite ? Text : "PostgreSQL";
}
