// What is done adds up, and is done: verify finds nothing in the RavenStack book, a second run and a second import write nothing at
// all, and both engines hold the same book. Without the data set there is nothing to hold and the tests pass.
using System.Text.Json.Nodes;
using IndependentOracle;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.RavenStack;

[Collection(RavenStackCollection.Name)]
public sealed class RavenStackRepetitionTests(RavenStackBooks books)
{
    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-3")]
    public async Task The_book_is_verified_without_a_finding(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        JsonNode verified = await book.DoAsync("verify");
        ((bool)verified["clean"]!).ShouldBeTrue(verified.ToJsonString());
        ((int)verified["contracts"]!).ShouldBe(5_000);
        ((int)verified["documents"]!).ShouldBe(books.Oracle.Invoices);
        verified["findings"]!.AsArray().ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-1")]
    public async Task A_second_run_writes_nothing_at_all(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _))
        {
            return;
        }

        SortedDictionary<string, string> before = await BookContent.OfAsync(book.UnderTest);
        JsonNode ran = await book.DoAsync("run", "--until", "2024-12-31");
        ((int)ran["events"]!).ShouldBe(0);
        ((int)ran["documents"]!).ShouldBe(0);
        (await BookContent.OfAsync(book.UnderTest)).ShouldBe(before);
    }

    [Theory, ClassData(typeof(BothEngines))]
    public async Task A_second_import_of_the_same_files_changes_nothing(Engine engine)
    {
        if (books.On(engine) is not var (book, _, _, _) || RavenStackOracleTests.DataFolder() is not { } folder)
        {
            return;
        }

        SortedDictionary<string, string> before = await BookContent.OfAsync(book.UnderTest);
        JsonNode imported = await book.DoAsync(RavenStackBooks.Import(folder));
        ((int)imported["newCustomers"]!).ShouldBe(0);
        ((int)imported["newContracts"]!).ShouldBe(0);
        ((int)imported["knownContracts"]!).ShouldBe(5_000);
        ((int)imported["events"]!).ShouldBe(0);
        (await BookContent.OfAsync(book.UnderTest)).ShouldBe(before);
    }

    [Fact, Rule("CON-2")]
    public async Task Both_engines_hold_the_same_events_previews_and_seal()
    {
        if (books.On(Engine.Sqlite) is not var (file, _, _, _) || books.On(Engine.Postgres) is not var (server, _, _, _))
        {
            return;
        }

        foreach (string sql in new[]
        {
            "SELECT contract_id, sequence, hash, business_on || ' ' || type || ' ' || body FROM contract_event WHERE tenant_id = @tenant ORDER BY 1, 2",
            "SELECT contract_id, sequence, hash, body FROM effect WHERE tenant_id = @tenant ORDER BY 1, 2",
            "SELECT contract_id, version, head_hash, 'head' FROM contract_head WHERE tenant_id = @tenant ORDER BY 1",
            "SELECT document_id, line_index, NULL, derivation FROM document_line WHERE tenant_id = @tenant ORDER BY 1, 2",
        })
        {
            List<string> one = await TextsAsync(file, sql);
            one.Count.ShouldBeGreaterThan(400);
            one.SequenceEqual(await TextsAsync(server, sql)).ShouldBeTrue(sql);
        }

        const string Seal = "SELECT root FROM seal WHERE tenant_id = @tenant ORDER BY seal_no";
        (await file.RowsAsync(Seal, static row => Convert.ToHexString(row.GetBytes(0))))
            .ShouldBe(await server.RowsAsync(Seal, static row => Convert.ToHexString(row.GetBytes(0))));
    }

    private static Task<List<string>> TextsAsync(CliBook book, string sql) => book.RowsAsync(
        sql,
        static row => $"{row.GetGuid(0)} {row.GetLong(1)} {(row.IsNull(2) ? "" : Convert.ToHexString(row.GetBytes(2)))} {row.GetText(3)}");
}
