// One tenant never sees another's rows, whatever the query; on PostgreSQL the database itself sees to it.
using Npgsql;
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Storage;

public sealed class TenantIsolationTests
{
    private const string TenantTables =
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tenant_id' "
        + "AND table_name <> 'tenant' ORDER BY table_name";

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-1")]
    public async Task A_session_reads_only_the_rows_of_its_tenant(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await SampleBook.FillAsync(book.Database, tenantId: 1);
        await SampleBook.FillAsync(book.Database, tenantId: 2);
        await using var session = await book.Database.BeginAsync(3, Access.Read);
        foreach (var table in await TablesAsync(book))
        {
            (await session.ScalarAsync($"SELECT count(*) FROM {table} WHERE tenant_id = @tenant")).ShouldBe(0, table);
        }
    }

    [Fact, Rule("STO-6")]
    public async Task Every_tenant_table_on_PostgreSQL_shows_no_foreign_row_even_to_a_query_that_asks_for_all()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Postgres);
        await SampleBook.FillAsync(book.Database, tenantId: 1);
        await SampleBook.FillAsync(book.Database, tenantId: 2);
        var tables = await TablesAsync(book);
        tables.Count.ShouldBeGreaterThan(20);
        foreach (var table in tables)
        {
            (await book.BehindRowsAsync($"SELECT count(*) FROM {table}")).Single().ShouldNotBe("0", table);
            await using var session = await book.Database.BeginAsync(2, Access.Read);
            var seen = await session.QueryAsync(
                $"SELECT DISTINCT tenant_id FROM {table} WHERE @tenant > 0", row => row.GetInt(0));
            seen.ShouldBe([2], table);
        }
    }

    [Fact, Rule("STO-6")]
    public async Task Row_level_security_is_forced_on_every_table_but_the_named_global_ones()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Postgres);
        (await book.BehindRowsAsync(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            + "AND NOT (relrowsecurity AND relforcerowsecurity) ORDER BY relname"))
            .ShouldBe(["schema_version", "tenant"]);
    }

    [Fact, Rule("STO-6")]
    public async Task An_unset_tenant_is_an_error_in_every_table_and_never_an_empty_answer()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Postgres);
        await SampleBook.FillAsync(book.Database);
        foreach (var table in await TablesAsync(book))
        {
            var failure = await Should.ThrowAsync<PostgresException>(
                book.BehindAsync($"SET ROLE tenure_app; SELECT * FROM {table}"), table);
            failure.SqlState.ShouldBe(PostgresErrorCodes.UndefinedObject, table);
            failure = await Should.ThrowAsync<PostgresException>(book.BehindAsync(
                $"SET tenure.tenant = '7'; RESET tenure.tenant; SET ROLE tenure_app; SELECT * FROM {table}"));
            failure.SqlState.ShouldBe(PostgresErrorCodes.InvalidTextRepresentation, table);
        }
    }

    [Fact, Rule("STO-6")]
    public async Task A_row_of_another_tenant_cannot_be_written()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Postgres);
        await using var session = await book.Database.BeginAsync(1, Access.Write);
        var refusal = await Should.ThrowAsync<StorageRefusedException>(session.ExecuteAsync(
            "INSERT INTO number_series (tenant_id, series, first_number, next_number) VALUES (@tenant + 1, 'X', 1, 1)"));
        refusal.Code.ShouldBe(StorageRefusedException.Forbidden);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-1")]
    public async Task A_statement_that_does_not_name_its_tenant_is_refused(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(1, Access.Read);
        await Should.ThrowAsync<ArgumentException>(
            () => session.QueryAsync("SELECT contract_id FROM contract", row => row.GetGuid(0)));
    }

    [Fact, Rule("STO-6")]
    public async Task The_app_role_may_not_change_the_schema()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Postgres);
        foreach (var sql in new[]
        {
            "CREATE TABLE loot (a int)", "DROP TABLE seal", "ALTER TABLE seal DISABLE TRIGGER ALL", "TRUNCATE contract",
            "ALTER TABLE contract DISABLE ROW LEVEL SECURITY", "DELETE FROM contract_head", "DELETE FROM schema_version",
        })
        {
            var failure = await Should.ThrowAsync<PostgresException>(book.BehindAsync(
                $"SET tenure.tenant = '1'; SET ROLE tenure_app; {sql}"));
            failure.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
    }

    private static Task<List<string>> TablesAsync(DatabaseUnderTest book) => book.BehindRowsAsync(
        book.Engine == Engine.Postgres
            ? TenantTables
            : "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%tenant_id%' AND name <> 'tenant'");
}
