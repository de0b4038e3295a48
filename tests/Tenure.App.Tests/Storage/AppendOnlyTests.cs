// What was recorded stays recorded: every way to change or remove a row is tried on every append-only table, through
// sessions and behind Tenure's back with the owner's rights.
using System.Data.Common;
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Storage;

public sealed class AppendOnlyTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("STO-3"), Rule("CON-2"), Rule("BIL-3")]
    public async Task The_owner_of_the_tables_cannot_change_or_remove_a_row_in_any_way(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await SampleBook.FillAsync(book.Database);
        foreach (var table in SampleBook.AppendOnlyTables)
        {
            var before = await book.BehindRowsAsync(Contents(engine, table));
            before.ShouldNotBeEmpty(table);
            foreach (var attack in Attacks(engine, table))
            {
                var failure = await Should.ThrowAsync<DbException>(book.BehindAsync(attack), attack);
                failure.Message.ShouldContain("storage.", customMessage: attack);
            }

            (await book.BehindRowsAsync(Contents(engine, table))).ShouldBe(before, table);
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-3"), Rule("CON-2")]
    public async Task A_session_cannot_change_or_remove_a_row(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await SampleBook.FillAsync(book.Database);
        foreach (var table in SampleBook.AppendOnlyTables)
        {
            foreach (var attack in new[]
            {
                $"UPDATE {table} SET tenant_id = tenant_id WHERE tenant_id = @tenant",
                $"DELETE FROM {table} WHERE tenant_id = @tenant",
            })
            {
                await using var session = await book.Database.BeginAsync(SampleBook.Tenant, Access.Write);
                var refusal = await Should.ThrowAsync<StorageRefusedException>(session.ExecuteAsync(attack), attack);
                refusal.Code.ShouldBe(
                    engine == Engine.Sqlite ? StorageRefusedException.AppendOnly : StorageRefusedException.Forbidden);
            }
        }
    }

    [Fact, Rule("STO-3")]
    public async Task On_SQLite_a_second_connection_without_our_settings_cannot_replace_a_row_either()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Sqlite);
        await SampleBook.FillAsync(book.Database);
        foreach (var table in SampleBook.AppendOnlyTables)
        {
            await Should.ThrowAsync<DbException>(book.BehindAsync(
                "PRAGMA recursive_triggers = OFF; PRAGMA foreign_keys = OFF; "
                + $"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"), table);
        }
    }

    [Fact, Rule("STO-3")]
    public async Task On_PostgreSQL_the_app_role_has_no_right_to_change_an_append_only_table()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Postgres);
        var rights = await book.BehindRowsAsync(
            "SELECT table_name || ' ' || privilege_type FROM information_schema.role_table_grants "
            + "WHERE grantee = 'tenure_app' AND privilege_type NOT IN ('SELECT', 'INSERT')");
        rights.Where(right => SampleBook.AppendOnlyTables.Contains(right.Split(' ')[0])).ShouldBeEmpty();
        rights.Where(right => right.EndsWith("TRUNCATE", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static IEnumerable<string> Attacks(Engine engine, string table)
    {
        yield return $"UPDATE {table} SET tenant_id = tenant_id";
        yield return $"DELETE FROM {table}";
        if (engine == Engine.Sqlite)
        {
            yield return $"INSERT OR REPLACE INTO {table} SELECT * FROM {table}";
            yield return $"REPLACE INTO {table} SELECT * FROM {table}";
            yield return $"UPDATE OR REPLACE {table} SET tenant_id = tenant_id";
            yield return $"INSERT OR IGNORE INTO {table} SELECT * FROM {table}";
            yield return $"INSERT INTO {table} SELECT * FROM {table} WHERE true "
                + "ON CONFLICT DO UPDATE SET tenant_id = excluded.tenant_id";
        }
        else
        {
            yield return $"INSERT INTO {table} SELECT * FROM {table} "
                + $"ON CONFLICT ON CONSTRAINT {table}_pkey DO UPDATE SET tenant_id = excluded.tenant_id";
            yield return $"TRUNCATE {table} CASCADE";
        }
    }

    private static string Contents(Engine engine, string table) => engine == Engine.Postgres
        ? $"SELECT t::text FROM {table} t ORDER BY 1"
        : $"SELECT count(*) FROM {table}";
}
