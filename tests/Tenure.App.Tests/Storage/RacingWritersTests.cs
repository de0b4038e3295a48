// Writers of one contract take turns: the head row is the lock, its version tells the loser, the fence is read under it.
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;
using static Tenure.App.Tests.Storage.SampleBook;

namespace Tenure.App.Tests.Storage;

public sealed class RacingWritersTests
{
    private static readonly TimeSpan LongEnoughToWait = TimeSpan.FromMilliseconds(250);

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-2"), Rule("STO-4")]
    public async Task Of_two_commands_on_one_version_one_wins_and_the_other_learns_the_fresh_version(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await using var winner = await book.Database.BeginAsync(Tenant, Access.Write);
        var head = (await Heads.LockAsync(winner, [id], new Dictionary<Guid, int> { [id] = 1 })).Single();
        var loser = Beside(async () =>
        {
            await using var session = await book.OpenAgain().BeginAsync(Tenant, Access.Write);
            await Heads.LockAsync(session, [id], new Dictionary<Guid, int> { [id] = 1 });
        });
        await MustWaitAsync(loser);

        var hashes = await EventLog.AppendAsync(winner, [Event(id, 2)]);
        await Heads.UpdateAsync(winner, [head with { Version = 2, HeadHash = hashes[id] }]);
        await winner.CommitAsync();
        await winner.DisposeAsync();

        var conflict = await Should.ThrowAsync<StorageConflictException>(loser);
        (conflict.ContractId, conflict.ExpectedVersion, conflict.ActualVersion).ShouldBe((id, 1, 2));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-2")]
    public async Task A_contract_created_twice_at_once_exists_once(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = Guid.CreateVersion7();
        await using var winner = await book.Database.BeginAsync(Tenant, Access.Write);
        await OrderAsync(winner, id);
        var loser = Beside(() => OrderAsync(book.OpenAgain(), id));
        await MustWaitAsync(loser);
        await winner.CommitAsync();
        await winner.DisposeAsync();
        var conflict = await Should.ThrowAsync<StorageConflictException>(loser);
        (conflict.ContractId, conflict.ExpectedVersion, conflict.ActualVersion).ShouldBe((id, 0, 1));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-2")]
    public async Task Inserting_the_head_of_an_existing_contract_is_a_conflict(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var head = await OrderAsync(book.Database);
        await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
        (await Should.ThrowAsync<StorageConflictException>(Heads.InsertAsync(session, [head])))
            .ContractId.ShouldBe(head.ContractId);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-5")]
    public async Task An_invoice_that_waited_for_the_fence_is_refused_past_it(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await using var ending = await book.Database.BeginAsync(Tenant, Access.Write);
        var head = (await Heads.LockAsync(ending, [id])).Single();
        var billing = Beside(() => WriteAsync(
            book.OpenAgain(), id, (session, seen) => InvoiceAsync(session, seen, Day(3, 1), Day(4, 1))));
        await MustWaitAsync(billing);
        await Heads.UpdateAsync(ending, [head with { FenceOn = Day(3, 31) }]);
        await ending.CommitAsync();
        await ending.DisposeAsync();
        (await Should.ThrowAsync<StorageRefusedException>(billing)).Code.ShouldBe(StorageRefusedException.Fenced);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-5")]
    public async Task A_fence_that_waited_for_an_invoice_leaves_it_standing_and_refuses_the_next(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await using var billing = await book.Database.BeginAsync(Tenant, Access.Write);
        var head = (await Heads.LockAsync(billing, [id])).Single();
        var ending = Beside(() => WriteAsync(
            book.OpenAgain(),
            id,
            (session, seen) => Heads.UpdateAsync(session, [seen with { FenceOn = Day(2, 1) }])));
        await MustWaitAsync(ending);
        await InvoiceAsync(billing, head, Day(2, 1), Day(3, 1));
        await billing.CommitAsync();
        await billing.DisposeAsync();
        await ending;
        (await Should.ThrowAsync<StorageRefusedException>(WriteAsync(
            book.Database, id, (session, seen) => InvoiceAsync(session, seen, Day(3, 1), Day(4, 1)))))
            .Code.ShouldBe(StorageRefusedException.Fenced);
        await using var read = await book.Database.BeginAsync(Tenant, Access.Read);
        (await Documents.LoadBilledAsync(read, [id])).Count.ShouldBe(1);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-5")]
    public async Task Service_before_the_end_and_credits_after_it_pass_the_fence(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await WriteAsync(book.Database, id, async (session, head) =>
        {
            var slice = await InvoiceAsync(session, head, Day(1, 1), Day(4, 1));
            await Heads.UpdateAsync(session, [head with { FenceOn = Day(3, 1) }]);
            await CreditAsync(session, head, slice, Day(3, 1), Day(4, 1));
            await InvoiceAsync(session, head, Day(2, 1), Day(3, 1), line: 2);
            await InvoiceAsync(session, head, Day(3, 1), Day(5, 1), amount: 0, line: 3);
        });
        await WriteAsync(book.Database, id, async (session, head) =>
        {
            await Heads.UpdateAsync(session, [head with { FenceOn = null }]);
            await InvoiceAsync(session, head, Day(3, 1), Day(4, 1), line: 2);
        });
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-4")]
    public async Task Two_claimers_never_get_the_same_contract(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        for (var i = 0; i < 40; i++)
        {
            await WriteAsync(book.Database, (await OrderAsync(book.Database)).ContractId, (session, head) =>
                DueWork.SetAsync(session, [(head.ContractId, Day(1, 1 + (i % 5)))]));
        }

        var claimed = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Beside(() => ClaimAllAsync(book))));
        claimed.Count(list => list.Count > 0).ShouldBeGreaterThan(0);
        var all = claimed.SelectMany(list => list).ToList();
        all.Count.ShouldBe(40);
        all.Distinct().Count().ShouldBe(40);
    }

    [Fact, Rule("STO-4")]
    public async Task On_PostgreSQL_a_claimer_passes_over_what_another_holds()
    {
        await using var book = await DatabaseUnderTest.CreateAsync(Engine.Postgres);
        var heads = new List<Head> { await OrderAsync(book.Database), await OrderAsync(book.Database) };
        foreach (var head in heads)
        {
            await WriteAsync(book.Database, head.ContractId, (session, _) =>
                DueWork.SetAsync(session, [(head.ContractId, Day(1, 1))]));
        }

        await using var first = await book.Database.BeginAsync(Tenant, Access.Write);
        await using var second = await book.Database.BeginAsync(Tenant, Access.Write);
        (await DueWork.ClaimAsync(first, Day(1, 1), 1)).ShouldBe([(heads[0].ContractId, Day(1, 1))]);
        (await DueWork.ClaimAsync(second, Day(1, 1), 5)).ShouldBe([(heads[1].ContractId, Day(1, 1))]);
    }

    private static Task Beside(Func<Task> act) => Task.Run(act, TestContext.Current.CancellationToken);

    private static Task<T> Beside<T>(Func<Task<T>> act) => Task.Run(act, TestContext.Current.CancellationToken);

    private static async Task MustWaitAsync(Task task)
    {
        var pause = Task.Delay(LongEnoughToWait, TestContext.Current.CancellationToken);
        (await Task.WhenAny(task, pause)).ShouldBe(pause, "the other writer holds the contract");
    }

    private static async Task<List<Guid>> ClaimAllAsync(DatabaseUnderTest book)
    {
        var mine = new List<Guid>();
        while (true)
        {
            await using var session = await book.Database.BeginAsync(Tenant, Access.Write);
            var chunk = await DueWork.ClaimAsync(session, Day(12, 31), 3);
            if (chunk.Count == 0)
            {
                return mine;
            }

            chunk.ShouldBe(chunk.OrderBy(row => row.DueOn).ThenBy(row => row.ContractId).ToList());
            await DueWork.SetAsync(session, chunk.Select(row => (row.ContractId, (DateOnly?)null)).ToList());
            await session.CommitAsync();
            mine.AddRange(chunk.Select(row => row.ContractId));
        }
    }
}
