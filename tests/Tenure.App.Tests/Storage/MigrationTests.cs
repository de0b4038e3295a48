// A schema only goes forward, behind a lock, and only with texts and versions that this release knows (STO-7).
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Storage;

public sealed class MigrationTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("STO-7")]
    public async Task Migrating_twice_changes_nothing(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine, migrated: false);
        (await book.Database.SchemaVersionAsync()).ShouldBe(0);
        await book.Database.MigrateAsync();
        var version = await book.Database.SchemaVersionAsync();
        version.ShouldBeGreaterThan(0);
        var before = await book.BehindRowsAsync("SELECT checksum || applied_at FROM schema_version");
        await book.Database.MigrateAsync();
        (await book.BehindRowsAsync("SELECT checksum || applied_at FROM schema_version")).ShouldBe(before);
        (await book.Database.SchemaVersionAsync()).ShouldBe(version);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-7")]
    public async Task Processes_that_migrate_at_once_take_turns(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine, migrated: false);
        var processes = Enumerable.Range(0, 4).Select(_ => book.OpenAgain()).ToList();
        await Task.WhenAll(processes.Select(process => Task.Run(process.MigrateAsync)));
        await SampleBook.FillAsync(book.Database);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-7")]
    public async Task A_schema_of_a_newer_release_is_refused(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await book.BehindAsync("INSERT INTO schema_version VALUES (9999, 'future', 'x', 0)");
        (await Should.ThrowAsync<SchemaRefusedException>(book.Database.MigrateAsync()))
            .Code.ShouldBe(SchemaRefusedException.Newer);
        (await book.Database.SchemaVersionAsync()).ShouldBe(9999);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-7")]
    public async Task A_migration_that_ran_with_another_text_is_refused(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await book.BehindAsync("UPDATE schema_version SET checksum = 'edited' WHERE version = 1");
        (await Should.ThrowAsync<SchemaRefusedException>(book.Database.MigrateAsync()))
            .Code.ShouldBe(SchemaRefusedException.Changed);
    }

    [Fact, Rule("STO-6")]
    public async Task On_PostgreSQL_an_owner_who_is_no_superuser_can_migrate_and_serve()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Postgres, migrated: false);
        var owner = $"owner_{Guid.NewGuid():n}";
        await book.BehindAsync($"CREATE ROLE {owner} LOGIN CREATEROLE PASSWORD 'secret'");
        try
        {
            await book.BehindAsync($"GRANT CREATE, USAGE ON SCHEMA public TO {owner}");
            var address = DatabaseAddress.Parse(
                new Npgsql.NpgsqlConnectionStringBuilder(book.Address.Text) { Username = owner, Password = "secret" }
                    .ToString());
            await using var database = Database.Open(address, TimeProvider.System);
            await database.MigrateAsync();
            await SampleBook.FillAsync(database);
        }
        finally
        {
            await book.BehindAsync($"DROP OWNED BY {owner} CASCADE; DROP ROLE {owner}");
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-1"), Rule("STO-2")]
    public async Task Every_tenant_key_begins_with_the_tenant_and_no_column_counts_by_itself(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var strays = engine == Engine.Postgres
            ? await book.BehindRowsAsync(
                "SELECT i.indexrelid::regclass::text FROM pg_index i "
                + "JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
                + "WHERE i.indrelid::regclass::text <> 'schema_version' "
                + "AND i.indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace) "
                + "AND a.attname <> 'tenant_id' "
                + "UNION ALL SELECT table_name || '.' || column_name FROM information_schema.columns "
                + "WHERE table_schema = 'public' AND (is_identity = 'YES' OR column_default LIKE 'nextval%' "
                + "OR data_type IN ('jsonb', 'json', 'numeric'))")
            : await book.BehindRowsAsync(
                "SELECT m.name || ' ' || i.name FROM sqlite_schema m, pragma_index_list(m.name) i, "
                + "pragma_index_info(i.name) c WHERE m.type = 'table' AND m.name <> 'schema_version' "
                + "AND c.seqno = 0 AND c.name <> 'tenant_id'");
        strays.ShouldBeEmpty();
    }

    [Fact, Rule("STO-5")]
    public async Task On_SQLite_every_table_is_strict_and_the_log_is_write_ahead()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Sqlite);
        (await book.BehindRowsAsync("SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 "
            + "AND name NOT LIKE 'sqlite_%'")).ShouldBeEmpty();
        (await book.BehindRowsAsync("PRAGMA journal_mode")).ShouldBe(["wal"]);
    }
}
