// A private, migrated database per test: a file of its own, or a database of its own on the cluster that the variable
// TENURE_TEST_POSTGRES names. A missing variable fails the test; skipping would hide half of what is promised.
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Tenure.Storage;

namespace Tenure.App.Tests.Storage;

public sealed class DatabaseUnderTest : IAsyncDisposable
{
    public const string Variable = "TENURE_TEST_POSTGRES";

    private readonly string _folderOrName;
    private readonly TimeProvider _time;
    private readonly List<Database> _open = [];

    private DatabaseUnderTest(DatabaseAddress address, string folderOrName, TimeProvider time)
    {
        Address = address;
        _folderOrName = folderOrName;
        _time = time;
        Database = OpenAgain();
    }

    public DatabaseAddress Address { get; }

    public Database Database { get; }

    public Engine Engine => Address.Engine;

    /// <summary>Creates a database; migrated unless <paramref name="migrated"/> is false.</summary>
    public static async Task<DatabaseUnderTest> CreateAsync(
        Engine engine, TimeProvider? time = null, bool migrated = true)
    {
        time ??= TimeProvider.System;
        var name = string.Create(CultureInfo.InvariantCulture, $"tenure_{Guid.NewGuid():n}");
        var created = engine == Engine.Sqlite ? CreateFile(name, time) : await CreateOnClusterAsync(name, time);
        if (migrated)
        {
            await created.Database.MigrateAsync();
        }

        return created;
    }

    /// <summary>Opens the same database once more, as another process would.</summary>
    public Database OpenAgain()
    {
        var database = Database.Open(Address, _time);
        _open.Add(database);
        return database;
    }

    /// <summary>Runs SQL behind Tenure's back: as the owner of the tables, with the engine's own settings.</summary>
    public Task BehindAsync(string sql) => BehindAsync<object?>(sql, _ => null);

    /// <summary>As above, reading the first column of every row.</summary>
    public Task<List<string>> BehindRowsAsync(string sql) =>
        BehindAsync(sql, value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _open)
        {
            await database.DisposeAsync();
        }

        if (Engine == Engine.Sqlite)
        {
            Directory.Delete(_folderOrName, recursive: true);
        }
        else
        {
            await OnClusterAsync($"DROP DATABASE IF EXISTS {_folderOrName} WITH (FORCE)");
        }
    }

    private static DatabaseUnderTest CreateFile(string name, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory(name).FullName;
        return new DatabaseUnderTest(DatabaseAddress.Parse(Path.Combine(folder, "book.db")), folder, time);
    }

    private static async Task<DatabaseUnderTest> CreateOnClusterAsync(string name, TimeProvider time)
    {
        var settings = new NpgsqlConnectionStringBuilder(Cluster().Text) { Database = name, MaxPoolSize = 20 };
        await OnClusterAsync($"CREATE DATABASE {name}");
        return new DatabaseUnderTest(DatabaseAddress.Parse(settings.ToString()), name, time);
    }

    private static DatabaseAddress Cluster() => DatabaseAddress.Parse(
        Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException(
            $"Set {Variable} to the connection string of a superuser on a private PostgreSQL 15 cluster."));

    private static async Task OnClusterAsync(string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(Cluster().Text) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<List<T>> BehindAsync<T>(string sql, Func<object, T> map)
    {
        await using System.Data.Common.DbConnection connection = Engine == Engine.Sqlite
            ? new SqliteConnection($"Data Source={Address.Text};Pooling=false")
            : new NpgsqlConnection(Address.Text + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests write their attacks themselves.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(map(reader.GetValue(0)));
        }

        return rows;
    }
}
