// No day of a contract line is billed twice; days that were given back may be billed again (BIL-2).
using Shouldly;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;
using static Tenure.App.Tests.Storage.SampleBook;

namespace Tenure.App.Tests.Storage;

public sealed class CoverageTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-2")]
    public async Task Neighbouring_slices_and_other_lines_do_not_overlap(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await WriteAsync(book.Database, id, async (session, head) =>
        {
            await InvoiceAsync(session, head, Day(2, 1), Day(3, 1));
            await InvoiceAsync(session, head, Day(1, 1), Day(2, 1));
            await InvoiceAsync(session, head, Day(3, 1), Day(4, 1));
            await InvoiceAsync(session, head, Day(1, 1), Day(4, 1), line: 2);
        });
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-2")]
    public async Task Usage_of_a_period_comes_in_batches_each_of_which_is_billed_once(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        Task BillAsync(int batch) => WriteAsync(book.Database, id, async (session, head) =>
        {
            DocumentRow document = await DocumentAsync(session, head);
            DocumentLineRow line = Line(document.DocumentId, 0, id, Day(1, 1), Day(2, 1)) with { Kind = "usage", Generation = batch };
            await Documents.WriteAsync(session, DocumentBatch.Empty with
            {
                Documents = [document],
                Lines = [line],
                Usage = [new UsageBatchRow(id, 1, 0, batch, document.DocumentId, 0)],
            });
        });

        await BillAsync(0);
        await BillAsync(1);
        (await Should.ThrowAsync<StorageRefusedException>(BillAsync(1))).Code
            .ShouldBe(engine == Engine.Sqlite ? StorageRefusedException.AppendOnly : StorageRefusedException.Duplicate);
        await WriteAsync(book.Database, id, (session, head) => Heads.UpdateAsync(session, [head with { FenceOn = Day(1, 31) }]));
        (await Should.ThrowAsync<StorageRefusedException>(BillAsync(2))).Code.ShouldBe(StorageRefusedException.Fenced);
        await WriteAsync(book.Database, id, (session, head) => Heads.UpdateAsync(session, [head with { FenceOn = Day(2, 1) }]));
        await BillAsync(2);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-2")]
    public async Task A_slice_over_days_already_billed_is_refused_in_any_period_or_generation(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await WriteAsync(book.Database, id, (session, head) => InvoiceAsync(session, head, Day(2, 1), Day(3, 1)));
        foreach (var (start, end, generation) in new[]
        {
            (Day(2, 1), Day(3, 1), 2), (Day(1, 1), Day(2, 2), 1), (Day(2, 28), Day(4, 1), 1),
            (Day(2, 10), Day(2, 11), 3), (Day(1, 1), Day(12, 1), 2),
        })
        {
            (await Should.ThrowAsync<StorageRefusedException>(WriteAsync(
                book.Database, id, (session, head) => InvoiceAsync(session, head, start, end, generation))))
                .Code.ShouldBe(StorageRefusedException.CoveredTwice);
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-2")]
    public async Task Days_given_back_can_be_billed_in_the_next_generation_and_no_day_more(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await WriteAsync(book.Database, id, async (session, head) =>
        {
            var year = await InvoiceAsync(session, head, Day(1, 1), Day(12, 31));
            await CreditAsync(session, head, year, Day(7, 1), Day(10, 1));
            await CreditAsync(session, head, year, Day(4, 1), Day(7, 1));
        });
        (await Should.ThrowAsync<StorageRefusedException>(WriteAsync(
            book.Database, id, (session, head) => InvoiceAsync(session, head, Day(4, 1), Day(10, 2), generation: 2))))
            .Code.ShouldBe(StorageRefusedException.CoveredTwice);
        await WriteAsync(
            book.Database, id, (session, head) => InvoiceAsync(session, head, Day(4, 1), Day(10, 1), generation: 2));
        (await Should.ThrowAsync<StorageRefusedException>(WriteAsync(
            book.Database, id, (session, head) => InvoiceAsync(session, head, Day(5, 1), Day(5, 2), generation: 3))))
            .Code.ShouldBe(StorageRefusedException.CoveredTwice);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-2")]
    public async Task A_day_is_given_back_once(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        BilledSliceRow slice = null!;
        await WriteAsync(book.Database, id, async (session, head) =>
        {
            slice = await InvoiceAsync(session, head, Day(1, 1), Day(2, 1));
            await CreditAsync(session, head, slice, Day(1, 10), Day(1, 20));
        });
        (await Should.ThrowAsync<StorageRefusedException>(WriteAsync(
            book.Database, id, (session, head) => CreditAsync(session, head, slice, Day(1, 19), Day(1, 25)))))
            .Code.ShouldBe(StorageRefusedException.GivenBackTwice);
        await WriteAsync(
            book.Database, id, (session, head) => CreditAsync(session, head, slice, Day(1, 20), Day(1, 25)));
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-2")]
    public async Task One_batch_may_bill_give_back_and_bill_again(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        await WriteAsync(book.Database, id, async (session, head) =>
        {
            var document = await DocumentAsync(session, head);
            var first = Line(document.DocumentId, 0, id, Day(1, 1), Day(2, 1));
            var credit = Line(document.DocumentId, 1, id, Day(1, 11), Day(2, 1), -700) with { Kind = "give_back" };
            var second = Line(document.DocumentId, 2, id, Day(1, 11), Day(2, 1)) with { Generation = 2 };
            await Documents.WriteAsync(session, DocumentBatch.Empty with
            {
                Documents = [document],
                Lines = [first, credit, second],
                Slices = [Slice(first), Slice(second, generation: 2)],
                GivenBack = [GiveBack(Slice(first), Day(1, 11), Day(2, 1), credit)],
            });
        });
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-2")]
    public async Task Giving_back_days_of_a_slice_that_was_never_billed_is_refused_at_the_commit(Engine engine)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var id = (await OrderAsync(book.Database)).ContractId;
        var never = new BilledSliceRow(id, 9, 0, Day(1, 1), 1, Day(2, 1), Guid.CreateVersion7(), 0);
        (await Should.ThrowAsync<StorageRefusedException>(WriteAsync(
            book.Database, id, (session, head) => CreditAsync(session, head, never, Day(1, 1), Day(1, 2)))))
            .Code.ShouldBe(StorageRefusedException.UnknownReference);
    }
}
