// Contracts that share their documents, and processes that run at once: whoever bills one bills all, so that a day has one number (BIL-8,
// STO-4).
using Shouldly;
using Tenure.App.Billing.Run;
using Tenure.App.Tests.Storage;
using Tenure.App.Tests.Verify;
using Tenure.App.Verify;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Races;

public sealed class JointInvoiceRaceTests
{
    private const int Contracts = 6;

    private static readonly DateOnly Until = RichBook.Day(2025, 6, 30);

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-8"), Rule("STO-4")]
    public async Task Runs_at_once_issue_one_document_for_a_day(Engine engine)
    {
        await using DatabaseUnderTest book = await OpenAsync(engine);
        await Task.WhenAll(RunAsync(book.OpenAgain()), RunAsync(book.OpenAgain()), RunAsync(book.OpenAgain()));
        await MustShareAsync(book);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-8"), Rule("STO-4")]
    public async Task While_somebody_holds_one_contract_the_others_wait_for_it(Engine engine)
    {
        await using DatabaseUnderTest book = await OpenAsync(engine);
        await using Session holding = await book.Database.BeginAsync(RichBook.Tenant, Access.Write);
        await Heads.LockAsync(holding, [RichBook.IdOf("of-3")]);
        Task running = RunAsync(book.OpenAgain());
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        running.IsCompleted.ShouldBeFalse("an invoice without one of its contracts would be a second one later");
        await holding.DisposeAsync();
        await running;
        await MustShareAsync(book);
    }

    private static async Task<DatabaseUnderTest> OpenAsync(Engine engine)
    {
        DatabaseUnderTest book = await DatabaseUnderTest.CreateAsync(engine);
        var rich = new RichBook(book.Database);
        await rich.OpenAsync();
        for (int i = 0; i < Contracts; i++)
        {
            await rich.OrderAsync(
                "of-" + i, "EUR", RichBook.Day(2025, 1, 1 + (i / 2)), RenewalKind.Automatic, tax: "20%", taxBasis: TaxBasis.PerLine,
                documents: DocumentScope.PerCustomer);
        }

        return book;
    }

    private static Task<RunOutcome> RunAsync(Database database) => Task.Run(() =>
        new RunningDueWork(database, RichBook.Tenant, new Progress<(double, double)>()).UntilAsync(Until));

    private static async Task MustShareAsync(DatabaseUnderTest book)
    {
        await using Session session = await book.Database.BeginAsync(RichBook.Tenant, Access.Read);
        var days = await session.QueryAsync(
            "SELECT kind, issue_on, count(DISTINCT number), count(*) FROM document WHERE tenant_id = @tenant GROUP BY kind, issue_on ORDER BY kind, issue_on",
            static row => (Numbers: row.GetLong(2), Parts: row.GetLong(3)));
        days.ShouldAllBe(static day => day.Numbers == 1);
        days.ShouldContain(static day => day.Parts == 2);
        Verified verified = await new Verifying(book.Database, RichBook.Tenant, new Progress<(double, double)>()).BookAsync();
        verified.IsClean.ShouldBeTrue(string.Join('\n', verified.Findings.Select(static found => found.ToString())));
    }
}
