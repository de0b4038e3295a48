// A session is all or nothing, and after a failure it is nothing.
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;
using static Tenure.App.Tests.Storage.SampleBook;

namespace Tenure.App.Tests.Storage;

public sealed class SessionTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2")]
    public async Task A_session_left_in_the_middle_leaves_nothing(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using (var session = await book.Database.BeginAsync(Tenant, Access.Write))
        {
            await InvoiceAsync(session, await OrderAsync(session), Day(1, 1), Day(2, 1));
        }

        foreach (var table in AppendOnlyTables.Append("contract_head").Append("number_series"))
        {
            (await book.BehindRowsAsync($"SELECT count(*) FROM {table}")).ShouldBe(["0"], table);
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2")]
    public async Task A_session_whose_statement_failed_cannot_commit_the_rest(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        await OrderAsync(session);
        await Should.ThrowAsync<StorageRefusedException>(
            session.ExecuteAsync("DELETE FROM contract_event WHERE tenant_id = @tenant"));
        await Should.ThrowAsync<InvalidOperationException>(session.CommitAsync());
        (await book.BehindRowsAsync("SELECT count(*) FROM contract_event")).ShouldBe(["0"]);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2")]
    public async Task A_reader_cannot_write(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Read);
        (await Should.ThrowAsync<StorageRefusedException>(Numbers.TakeAsync(session, Series, 1)))
            .Code.ShouldBe(StorageRefusedException.Forbidden);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-5")]
    public async Task A_reader_sees_one_picture_from_its_first_row_to_its_last(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await using var reader = await book.Database.BeginAsync(Tenant, Access.Read);
        (await Heads.LockAsync(reader, [id])).Count.ShouldBe(1);
        await OrderAsync(book.Database);
        (await reader.ScalarAsync("SELECT count(*) FROM contract_head WHERE tenant_id = @tenant")).ShouldBe(1);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-4")]
    public async Task A_contract_whose_head_is_not_locked_cannot_be_written(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var head = await OrderAsync(book.Database);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        await Should.ThrowAsync<InvalidOperationException>(EventLog.AppendAsync(session, [Event(head.ContractId, 2)]));
        await Should.ThrowAsync<InvalidOperationException>(Heads.UpdateAsync(session, [head]));
        await Should.ThrowAsync<InvalidOperationException>(InvoiceAsync(session, head, Day(1, 1), Day(2, 1)));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2")]
    public async Task An_event_without_its_head_is_refused_at_the_commit(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        await EventLog.AppendAsync(session, [Event(Guid.CreateVersion7(), 1)]);
        (await Should.ThrowAsync<StorageRefusedException>(session.CommitAsync()))
            .Code.ShouldBe(StorageRefusedException.UnknownReference);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-5")]
    public async Task Lists_of_any_length_can_be_asked_for(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var ids = new List<Guid>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add((await OrderAsync(book.Database)).ContractId);
        }

        await using var session = await book.Database.BeginAsync(Tenant, Access.Read);
        foreach (var (asked, found) in new[] { (ids[..0], 0), (ids[..1], 1), (ids[..5], 5), (ids, 7) })
        {
            const string sql = "SELECT count(*) FROM contract_head WHERE tenant_id = @tenant AND contract_id";
            (await session.ScalarAsync($"{sql} IN @ids", ("ids", asked))).ShouldBe(found);
        }

        var many = Enumerable.Range(0, 1000).Select(_ => Guid.CreateVersion7()).Concat(ids).ToList();
        (await Heads.LockAsync(session, many)).Select(head => head.ContractId).ShouldBe(ids.Order());
    }
}
