// Several processes want the same contract at once: one wins, the others are told the fresh version, and the book adds up
// (CON-2, STO-4). A process that is killed in the middle of a run loses nothing and bills nothing twice (STO-2).
using System.Diagnostics;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.App.Tests.Storage;
using Tenure.App.Tests.Verify;
using Tenure.App.Verify;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Races;

public sealed class RacingProcessesTests
{
    private const int Racers = 4;

    // More than one chunk of the run, so that there is a middle to be killed in.
    private const int Many = 2100;

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-2"), Rule("STO-4")]
    public Task Of_upgrades_from_several_processes_one_wins_and_the_others_learn_the_fresh_version(Engine engine) =>
        OneWinsAsync(engine, freshVersion: 2, "upgrade", "raced", "--on", "2025-02-01", "--add", "seats=1");

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-2"), Rule("BIL-5")]
    public Task Of_terminations_from_several_processes_one_wins_and_the_others_learn_the_fresh_version(Engine engine) =>
        OneWinsAsync(engine, freshVersion: 3, "terminate", "raced", "--on", "2025-02-01", "--at", "2025-03-01", "--settlement", "nothing");

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-2"), Rule("STO-4"), Rule("BIL-1"), Rule("BIL-2")]
    public async Task A_run_that_is_killed_loses_nothing_and_bills_nothing_twice(Engine engine)
    {
        await using var killed = await DatabaseUnderTest.CreateAsync(engine);
        await ManyContractsAsync(killed);
        using (Process run = TenureProcess.Start(killed, "run", "--until", "2025-02-28"))
        {
            await FirstDocumentsAsync(killed, run);
            run.Kill();
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
            run.ExitCode.ShouldNotBe(0, "the run ended before it could be killed");
        }

        (await DocumentsAsync(killed)).ShouldBeInRange(1, (2 * Many) - 1);
        await RunAsync(killed);
        (await DocumentsAsync(killed)).ShouldBe(2 * Many, "each contract has a bill of January and one of February");
        await MustAddUpAsync(killed);
    }

    private static async Task OneWinsAsync(Engine engine, int freshVersion, params string[] command)
    {
        await using var book = await DatabaseUnderTest.CreateAsync(engine);
        var rich = new RichBook(book.Database);
        await rich.OpenAsync();
        await rich.OrderAsync("raced", "EUR", RichBook.Day(2025, 1, 1), RenewalKind.Automatic);
        List<Process> racers = [.. Enumerable.Range(0, Racers).Select(_ => TenureProcess.Start(book, [.. command, "--version-seen", "1"]))];
        (int Exit, string Said)[] ends = await Task.WhenAll(racers.Select(TenureProcess.EndAsync));

        string said = string.Join('\n', ends.Select(end => end.Said));
        ends.Count(end => end.Exit == ExitCodes.Done).ShouldBe(1, said);
        ends.Count(end => end.Exit == ExitCodes.Conflict).ShouldBe(Racers - 1, said);
        ends.Where(end => end.Exit == ExitCodes.Conflict)
            .ShouldAllBe(end => end.Said.Contains($"is at version {freshVersion}, not 1", StringComparison.Ordinal));
        await MustAddUpAsync(book);
    }

    private static async Task ManyContractsAsync(DatabaseUnderTest book)
    {
        var rich = new RichBook(book.Database);
        await rich.OpenAsync();
        await using Session session = await book.Database.BeginAsync(RichBook.Tenant, Access.Write);
        await ContractWriter.WriteAsync(
            session,
            [.. Enumerable.Range(0, Many).Select(i => rich.Ordered($"C-{i}", "EUR", RichBook.Day(2025, 1, 1 + (i % 28)), RenewalKind.Automatic))]);
        await session.CommitAsync();
    }

    private static async Task FirstDocumentsAsync(DatabaseUnderTest book, Process run)
    {
        while (!run.HasExited)
        {
            await using Session session = await book.Database.BeginAsync(RichBook.Tenant, Access.Read);
            if (await session.ScalarAsync("SELECT min(number) FROM number WHERE tenant_id = @tenant") is not null)
            {
                return;
            }

            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }

    private static async Task RunAsync(DatabaseUnderTest book)
    {
        (int exit, string said) = await TenureProcess.EndAsync(TenureProcess.Start(book, "run", "--until", "2025-02-28", "--json"));
        exit.ShouldBe(ExitCodes.Done, said);
    }

    private static async Task<long> DocumentsAsync(DatabaseUnderTest book)
    {
        await using Session session = await book.Database.BeginAsync(RichBook.Tenant, Access.Read);
        return (await session.ScalarAsync("SELECT count(*) FROM document WHERE tenant_id = @tenant"))!.Value;
    }

    private static async Task MustAddUpAsync(DatabaseUnderTest book)
    {
        Verified verified = await new Verifying(book.Database, RichBook.Tenant, new Progress<(double, double)>()).BookAsync();
        verified.Findings.Select(finding => $"{finding.Check} {finding.Row} {finding.Expected} {finding.Found}").ShouldBeEmpty();
    }
}
