// Credit of recast contracts and processes that run at once: it goes over once, whoever comes first, and a contract that somebody holds
// is not waited for but found again (VER-4, STO-4).
using Shouldly;
using Tenure.App.Billing.Run;
using Tenure.App.Tests.Storage;
using Tenure.App.Tests.Verify;
using Tenure.App.Verify;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Races;

public sealed class HandingOverTests
{
    private const int Recasts = 6;

    private static readonly DateOnly Until = RichBook.Day(2025, 9, 30);

    [Theory, ClassData(typeof(BothEngines)), Rule("VER-4"), Rule("STO-4")]
    public async Task Two_runs_at_once_hand_each_credit_over_once(Engine engine)
    {
        await using DatabaseUnderTest book = await OpenAsync(engine);
        await Task.WhenAll(RunAsync(book.OpenAgain()), RunAsync(book.OpenAgain()), RunAsync(book.OpenAgain()));
        await MustBeHandedOverAsync(book);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("VER-4"), Rule("STO-4")]
    public async Task A_contract_that_somebody_holds_receives_its_credit_afterwards(Engine engine)
    {
        await using DatabaseUnderTest book = await OpenAsync(engine);
        await using Session holding = await book.Database.BeginAsync(RichBook.Tenant, Access.Write);
        await Heads.LockAsync(holding, [RichBook.IdOf("new-0")]);
        Task running = RunAsync(book.OpenAgain());
        await Task.WhenAny(running, Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken));
        running.IsCompleted.ShouldBeFalse("the credit of one contract has nowhere to go yet");
        await holding.DisposeAsync();
        await running;
        await MustBeHandedOverAsync(book);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-7"), Rule("VER-4")]
    public async Task A_contract_that_cannot_be_read_parks_the_one_it_follows_and_nobody_else(Engine engine)
    {
        await using DatabaseUnderTest book = await OpenAsync(engine);
        string broken = engine == Engine.Sqlite ? $"x'{RichBook.IdOf("new-0"):n}'" : $"'{RichBook.IdOf("new-0")}'";
        await book.BehindAsync(
            (engine == Engine.Sqlite ? "DROP TRIGGER contract_event_keeps; " : "SET session_replication_role = replica; ")
            + $"UPDATE contract_event SET body = replace(body, '\"kind\":\"automatic\"', '\"kind\":\"maybe\"') WHERE contract_id = {broken}");
        RunOutcome ran = await RunAsync(book.OpenAgain());
        ran.Parked.Select(static park => park.ContractId).ShouldBe([RichBook.IdOf("new-0"), RichBook.IdOf("old-0")], ignoreOrder: true);
        ran.Parked.Single(static park => park.ContractId == RichBook.IdOf("old-0")).Reason.ShouldStartWith("the contract that follows cannot be read");
        await using Session session = await book.Database.BeginAsync(RichBook.Tenant, Access.Read);
        (await session.QueryAsync(
            "SELECT count(*) FROM contract_event WHERE tenant_id = @tenant AND type = 'credit.carried_in'", static row => row.GetLong(0)))
            .Single().ShouldBe(Recasts - 1);
    }

    private static async Task<DatabaseUnderTest> OpenAsync(Engine engine)
    {
        DatabaseUnderTest book = await DatabaseUnderTest.CreateAsync(engine);
        var rich = new RichBook(book.Database);
        await rich.OpenAsync();
        for (int i = 0; i < Recasts; i++)
        {
            await rich.OrderAsync("old-" + i, "EUR", RichBook.Day(2025, 1, 1), Core.Contracts.RenewalKind.Automatic);
            await rich.RecastAsync("old-" + i, "new-" + i, RichBook.Day(2025, 2, 1), RichBook.Day(2025, 7, 1));
        }

        return book;
    }

    private static Task<RunOutcome> RunAsync(Database database) => Task.Run(() =>
        new RunningDueWork(database, RichBook.Tenant, new Progress<(double, double)>()).UntilAsync(Until));

    private static async Task MustBeHandedOverAsync(DatabaseUnderTest book)
    {
        await using Session session = await book.Database.BeginAsync(RichBook.Tenant, Access.Read);
        foreach (string type in new[] { "credit.carried_out", "credit.carried_in" })
        {
            (await session.QueryAsync(
                "SELECT count(*) FROM contract_event WHERE tenant_id = @tenant AND type = @type", static row => row.GetLong(0), ("type", type)))
                .Single().ShouldBe(Recasts, type);
        }

        Verified verified = await new Verifying(book.Database, RichBook.Tenant, new Progress<(double, double)>()).BookAsync();
        verified.IsClean.ShouldBeTrue(string.Join('\n', verified.Findings.Select(static found => found.ToString())));
    }
}
