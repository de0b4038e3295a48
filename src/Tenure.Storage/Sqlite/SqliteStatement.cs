// A prepared statement: binds values by position and steps through rows.
using System.Globalization;
using SQLitePCL;

namespace Tenure.Storage.Sqlite;

internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteLink _link;
    private readonly sqlite3_stmt _handle;
    private readonly string?[] _names;

    internal SqliteStatement(SqliteLink link, sqlite3_stmt handle)
    {
        _link = link;
        _handle = handle;
        _names = new string?[raw.sqlite3_bind_parameter_count(handle)];
        for (var i = 0; i < _names.Length; i++)
        {
            _names[i] = raw.sqlite3_bind_parameter_name(handle, i + 1).utf8_to_string()?.TrimStart('@');
        }
    }

    internal sqlite3_stmt Handle => _handle;

    /// <summary>True while there is a row.</summary>
    internal bool Step()
    {
        var result = raw.sqlite3_step(_handle);
        _link.Check(result);
        return result == raw.SQLITE_ROW;
    }

    // The result of resetting repeats the error of the last step, which was already thrown.
    internal void Reset() => _ = raw.sqlite3_reset(_handle);

    internal void BindAll(IReadOnlyList<(string Name, object? Value)> args)
    {
        for (var i = 0; i < _names.Length; i++)
        {
            Bind(i + 1, ValueOf(_names[i], args));
        }
    }

    internal void Bind(int position, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        _link.Check(raw.sqlite3_bind_blob(_handle, position, bytes));
    }

    internal void Bind(int position, DateOnly value)
    {
        Span<byte> bytes = stackalloc byte[10];
        value.TryFormat(bytes, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        _link.Check(raw.sqlite3_bind_text(_handle, position, bytes));
    }

    internal void Bind(int position, long value) => _link.Check(raw.sqlite3_bind_int64(_handle, position, value));

    internal void Bind(int position, string value) => _link.Check(raw.sqlite3_bind_text(_handle, position, value));

    internal void BindNull(int position) => _link.Check(raw.sqlite3_bind_null(_handle, position));

    // An empty span has no address, which SQLite would take for NULL.
    internal void BindBytes(int position, ReadOnlySpan<byte> value) => _link.Check(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(_handle, position, 0)
        : raw.sqlite3_bind_blob(_handle, position, value));

    internal void BindText(int position, ReadOnlySpan<byte> utf8) => _link.Check(utf8.IsEmpty
        ? raw.sqlite3_bind_text(_handle, position, "")
        : raw.sqlite3_bind_text(_handle, position, utf8));

    public void Dispose() => _handle.Dispose();

    private void Bind(int position, object? value)
    {
        switch (value)
        {
            case null: BindNull(position); break;
            case Guid id: Bind(position, id); break;
            case DateOnly day: Bind(position, day); break;
            case int number: Bind(position, (long)number); break;
            case long number: Bind(position, number); break;
            case bool flag: Bind(position, flag ? 1L : 0L); break;
            case string text: Bind(position, text); break;
            case DateTimeOffset at: Bind(position, Instants.ToMicroseconds(at)); break;
            case byte[] bytes: BindBytes(position, bytes); break;
            case ReadOnlyMemory<byte> bytes: BindBytes(position, bytes.Span); break;
            default: throw new ArgumentException($"{value.GetType()} cannot be a parameter.", nameof(value));
        }
    }

    private static object? ValueOf(string? name, IReadOnlyList<(string Name, object? Value)> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i].Name == name)
            {
                return args[i].Value;
            }
        }

        throw new ArgumentException($"The statement names @{name}, which was not given.", nameof(args));
    }
}
