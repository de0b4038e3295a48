// The seal shows what a chain cannot: that a tail was cut off or a contract removed (STO-3, BOOK-3).
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;
using static Tenure.App.Tests.Storage.SampleBook;

namespace Tenure.App.Tests.Storage;

public sealed class SealerTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("STO-3")]
    public async Task A_seal_is_computed_again_the_same_whatever_was_appended_since(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var ids = new List<Guid>();
        for (var i = 0; i < 9; i++)
        {
            ids.Add((await OrderAsync(book.Database)).ContractId);
        }

        var seal = await SealAsync(book.Database);
        seal.Roots.ContractCount.ShouldBe(9);
        await AppendAsync(book.Database, ids[3], 2);
        await OrderAsync(book.Database);
        (await DifferencesAsync(book)).ShouldBeEmpty();
        var next = await SealAsync(book.Database);
        (next.SealNo, next.Roots.ContractCount).ShouldBe((2, 10));
        next.PreviousRoot.ShouldBe(seal.Roots.Root);
        next.Roots.DifferingBuckets(seal.Roots).ShouldContain(Sealer.BucketOf(ids[3]));
        (await DifferencesAsync(book)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-3"), Rule("BOOK-3")]
    public async Task A_head_changed_or_removed_behind_the_seal_names_its_bucket(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var changed = (await OrderAsync(book.Database)).ContractId;
        var removed = (await OrderAsync(book.Database)).ContractId;
        await OrderAsync(book.Database);
        await SealAsync(book.Database);
        await book.BehindAsync($"UPDATE contract_head SET sealed_version = 7 WHERE contract_id = {Literal(changed)}");
        (await DifferencesAsync(book)).ShouldBe([Sealer.BucketOf(changed)]);
        await book.BehindAsync($"UPDATE contract_head SET sealed_version = 1 WHERE contract_id = {Literal(changed)}");
        (await DifferencesAsync(book)).ShouldBeEmpty();
        await book.BehindAsync((engine == Engine.Sqlite ? "PRAGMA foreign_keys = OFF; " : "SET session_replication_role = replica; ")
            + $"DELETE FROM contract_head WHERE contract_id = {Literal(removed)}");
        (await DifferencesAsync(book)).ShouldBe([Sealer.BucketOf(removed)]);

        string Literal(Guid id) => engine == Engine.Sqlite ? $"x'{id:n}'" : $"'{id}'";
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-3")]
    public async Task An_empty_book_can_be_sealed(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        (await SealAsync(book.Database)).Roots.ContractCount.ShouldBe(0);
        (await DifferencesAsync(book)).ShouldBeEmpty();
    }

    private static async Task<StoredSeal> SealAsync(Database database)
    {
        await using var session = await database.BeginAsync(Tenant, Access.Write);
        var seal = await Sealer.SealAsync(session);
        await session.CommitAsync();
        return seal;
    }

    private static Task AppendAsync(Database database, Guid id, int sequence) =>
        WriteAsync(database, id, async (session, head) =>
        {
            var hashes = await EventLog.AppendAsync(session, [Event(id, sequence)]);
            await Heads.UpdateAsync(session, [head with { Version = sequence, HeadHash = hashes[id] }]);
        });

    private static async Task<IReadOnlyList<int>> DifferencesAsync(DatabaseUnderTest book)
    {
        await using var session = await book.Database.BeginAsync(Tenant, Access.Read);
        var now = await Sealer.RootAsync(session);
        var then = (await Sealer.LatestAsync(session))!.Roots;
        now.Root.AsSpan().SequenceEqual(then.Root).ShouldBe(now.DifferingBuckets(then).Count == 0);
        return now.DifferingBuckets(then);
    }
}
