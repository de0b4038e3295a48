// An end and the run meet on one contract, in both orders: whoever holds the head row goes first, the other decides on what it
// left behind, and no debit passes the fence (BIL-5).
using Shouldly;
using Tenure.App.Contracts;
using Tenure.App.Tests.Storage;
using Tenure.App.Tests.Verify;
using Tenure.App.Verify;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Races;

public sealed class FenceAndInvoiceTests
{
    private const string Raced = "raced";

    private static readonly DateOnly Recorded = RichBook.Day(2025, 3, 5);
    private static readonly DateOnly End = RichBook.Day(2025, 3, 10);
    private static readonly DateOnly Until = RichBook.Day(2025, 6, 30);

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-5"), Rule("STO-4")]
    public async Task The_end_first_then_the_run_bills_only_what_lies_before_it(Engine engine)
    {
        await using var book = await OpenAsync(engine);
        await using Session ending = await book.Database.BeginAsync(RichBook.Tenant, Access.Write);
        await RichBook.DecideAsync(ending, Raced, Terminated);
        Task billing = Beside(() => BillAsync(book.OpenAgain()));
        await MustWaitAsync(billing);
        await ending.CommitAsync();
        await ending.DisposeAsync();

        await billing;
        (await LastServiceAsync(book)).ShouldBe(End);
        await MustAddUpAsync(book);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-5"), Rule("STO-4")]
    public async Task The_run_first_then_the_end_gives_back_what_was_billed_after_it(Engine engine)
    {
        await using var book = await OpenAsync(engine);
        await using Session billing = await book.Database.BeginAsync(RichBook.Tenant, Access.Write);
        await BillAsync(billing, Recorded);
        Task ending = Beside(async () =>
        {
            await using Session session = await book.OpenAgain().BeginAsync(RichBook.Tenant, Access.Write);
            await RichBook.DecideAsync(session, Raced, Terminated);
            await session.CommitAsync();
        });
        await MustWaitAsync(ending);
        await billing.CommitAsync();
        await billing.DisposeAsync();

        await ending;
        (await LastServiceAsync(book)).ShouldBeGreaterThan(End);
        await BillAsync(book.Database);
        await MustAddUpAsync(book);
        (await KeptAfterAsync(book)).ShouldBe(0);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-5")]
    public async Task A_run_that_decided_before_the_end_was_recorded_is_refused_by_the_fence(Engine engine)
    {
        await using var book = await OpenAsync(engine);
        Guid id = RichBook.IdOf(Raced);
        Dossier stale;
        await using (Session reading = await book.Database.BeginAsync(RichBook.Tenant, Access.Read))
        {
            stale = (await DossierStore.LoadAsync(reading, [id]))[id].Dossier;
        }

        await using (Session ending = await book.Database.BeginAsync(RichBook.Tenant, Access.Write))
        {
            await RichBook.DecideAsync(ending, Raced, Terminated);
            await ending.CommitAsync();
        }

        await using Session late = await book.Database.BeginAsync(RichBook.Tenant, Access.Write);
        await Heads.LockAsync(late, [id]);
        StorageRefusedException refusal = await Should.ThrowAsync<StorageRefusedException>(ContractWriter.WriteAsync(
            late, [ContractChange.Of(id, stale, CarryingOut.Through(stale, Until), "run")]));
        refusal.Code.ShouldBe(StorageRefusedException.Fenced);
        await late.DisposeAsync();
        await MustAddUpAsync(book);
    }

    private static Decision<Preview> Terminated(Dossier dossier) =>
        Previewing.Terminate(dossier, new TerminateContract(End, Settlement.Credit, "price"), Recorded);

    private static async Task<DatabaseUnderTest> OpenAsync(Engine engine)
    {
        var book = await DatabaseUnderTest.CreateAsync(engine);
        var rich = new RichBook(book.Database);
        await rich.OpenAsync();
        await rich.OrderAsync(Raced, "EUR", RichBook.Day(2025, 1, 1), RenewalKind.Automatic);
        return book;
    }

    private static async Task BillAsync(Database database)
    {
        await using Session session = await database.BeginAsync(RichBook.Tenant, Access.Write);
        await BillAsync(session, Until);
        await session.CommitAsync();
    }

    private static async Task BillAsync(Session session, DateOnly until)
    {
        Guid id = RichBook.IdOf(Raced);
        Dossier dossier = (await DossierStore.LoadAsync(session, [id]))[id].Dossier;
        await ContractWriter.WriteAsync(session, [ContractChange.Of(id, dossier, CarryingOut.Through(dossier, until), "run")]);
    }

    private static async Task<DateOnly> LastServiceAsync(DatabaseUnderTest book)
    {
        await using Session session = await book.Database.BeginAsync(RichBook.Tenant, Access.Read);
        return (await session.QueryAsync(
            "SELECT max(service_end) FROM document_line WHERE tenant_id = @tenant AND amount_minor > 0", static row => row.GetDate(0)))[0];
    }

    /// <summary>Billed days on or after the end that were not given back.</summary>
    private static async Task<int> KeptAfterAsync(DatabaseUnderTest book)
    {
        await using Session session = await book.Database.BeginAsync(RichBook.Tenant, Access.Read);
        Guid id = RichBook.IdOf(Raced);
        Dossier dossier = (await DossierStore.LoadAsync(session, [id]))[id].Dossier;
        return Core.Billing.Forfeiting.DaysFrom(dossier.Existing, dossier.Billed, End).Length;
    }

    private static Task Beside(Func<Task> act) => Task.Run(act, TestContext.Current.CancellationToken);

    private static async Task MustWaitAsync(Task task)
    {
        Task pause = Task.Delay(TimeSpan.FromMilliseconds(250), TestContext.Current.CancellationToken);
        (await Task.WhenAny(task, pause)).ShouldBe(pause, "the other session holds the contract");
    }

    private static async Task MustAddUpAsync(DatabaseUnderTest book)
    {
        Verified verified = await new Verifying(book.Database, RichBook.Tenant, new Progress<(double, double)>()).BookAsync();
        verified.Findings.Select(finding => $"{finding.Check} {finding.Row} {finding.Expected} {finding.Found}").ShouldBeEmpty();
    }
}
