// Numbers of a series have no gaps, whatever fails and whoever else writes (BIL-4).
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;
using static Tenure.App.Tests.Storage.SampleBook;

namespace Tenure.App.Tests.Storage;

public sealed class NumbersTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-4")]
    public async Task Numbers_stay_gapless_under_rollbacks_and_concurrent_writers(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            var database = book.OpenAgain();
            for (var i = 0; i < 12; i++)
            {
                await using var session = await database.BeginAsync(Tenant, Access.Write);
                await InvoiceAsync(session, await OrderAsync(session), Day(1, 1), Day(2, 1));
                if ((i + writer) % 3 != 0)
                {
                    await session.CommitAsync();
                }
            }
        }));
        await Task.WhenAll(writers);
        await using var read = await book.Database.BeginAsync(Tenant, Access.Read);
        var numbers = await read.QueryAsync(
            "SELECT n.number FROM number n JOIN document d ON d.tenant_id = n.tenant_id "
            + "AND d.document_id = n.document_id AND d.series = n.series AND d.number = n.number "
            + "WHERE n.tenant_id = @tenant AND n.series = @series ORDER BY n.number",
            row => row.GetLong(0),
            ("series", Series));
        numbers.ShouldBe(Enumerable.Range(1, 32).Select(number => (long)number));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-4")]
    public async Task A_number_taken_and_not_used_cannot_be_committed(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        (await Numbers.TakeAsync(session, Series, 2)).ShouldBe(1);
        await Should.ThrowAsync<InvalidOperationException>(session.CommitAsync());
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-4")]
    public async Task A_number_that_was_not_taken_cannot_be_used(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        var head = await OrderAsync(session);
        var document = await DocumentAsync(session, head) with { Number = 7 };
        await Should.ThrowAsync<InvalidOperationException>(
            Documents.WriteAsync(session, DocumentBatch.Empty with { Documents = [document] }));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-4")]
    public async Task The_database_refuses_a_gap_by_itself(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await FillAsync(book.Database);
        foreach (var (number, borne, part, code) in new[]
        {
            (4L, 4L, 1, StorageRefusedException.NumberGap), (0L, 0L, 1, StorageRefusedException.NumberGap),
            (3L, 9L, 1, StorageRefusedException.NumberAstray), (3L, 3L, 2, StorageRefusedException.NumberAstray),
        })
        {
            var id = Guid.CreateVersion7();
            await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
            await session.ExecuteAsync(
                "INSERT INTO document (tenant_id, document_id, contract_id, customer_id, ordinal, kind, series, number, part, "
                + "issue_on, currency, net_minor, tax_minor) SELECT tenant_id, @id, contract_id, customer_id, 99, kind, series, "
                + "@borne, @part, issue_on, currency, 0, 0 FROM document WHERE tenant_id = @tenant AND number = 1",
                ("id", id),
                ("borne", borne),
                ("part", part));
            (await Should.ThrowAsync<StorageRefusedException>(session.ExecuteAsync(
                "INSERT INTO number (tenant_id, series, number, document_id) VALUES (@tenant, @series, @number, @id)",
                ("series", Series), ("number", number), ("id", id))))
                .Code.ShouldBe(code);
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-4")]
    public async Task Several_numbers_are_taken_in_one_piece_and_each_series_counts_for_itself(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        (await Numbers.TakeAsync(session, "A", 3)).ShouldBe(1);
        (await Numbers.TakeAsync(session, "A", 2)).ShouldBe(4);
        (await Numbers.TakeAsync(session, "B", 1)).ShouldBe(1);
    }
}
