// The worked mapping of the guide, held to what is known of the RavenStack book. The data set is not part of a clone:
// where no ancestor folder has it, there is nothing to hold and the tests pass.
using System.Diagnostics;
using IndependentOracle;
using Shouldly;
using Tenure.App.Import;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Xunit;

namespace Tenure.App.Tests.Import;

public sealed class RavenStackMappingTests(ITestOutputHelper output)
{
    private static readonly DateOnly CloseOfBook = new(2024, 12, 31);

    private static readonly Lazy<ReadBook?> Read = new(() =>
        RavenStackOracleTests.DataFolder() is { } folder ? BookReader.Read(Load(), folder, tenant: 1) : null);

    [Fact]
    public void The_worked_mapping_is_usable_as_shipped() => Load().Source.ShouldBe("ravenstack");

    [Fact]
    public void Every_row_is_read_and_everything_left_aside_is_named()
    {
        if (Read.Value is not { } read)
        {
            return;
        }

        read.Rejects.ShouldBeEmpty();
        read.CanSkipRejects.ShouldBeTrue();
        read.Rows.ShouldBe([
            new FileRows("accounts.csv", 500, 0), new FileRows("subscriptions.csv", 5_000, 0), new FileRows("churn_events.csv", 600, 0)]);
        read.UnusedFiles.ShouldBe(["feature_usage.csv", "support_tickets.csv"]);
        read.UnusedColumns.Where(unused => unused.File == "subscriptions.csv").Select(unused => unused.Column).ShouldBe(
            ["arr_amount", "upgrade_flag", "downgrade_flag", "churn_flag"]);
    }

    [Fact]
    public void The_book_has_the_known_customers_contracts_renewals_and_ends()
    {
        if (Read.Value is not { Book: { } book })
        {
            return;
        }

        book.Customers.Count.ShouldBe(500);
        book.Contracts.Count.ShouldBe(5_000);
        Steps<ImportedRenewal>(book).Count().ShouldBe(2_360);
        Steps<ImportedTermination>(book).Count().ShouldBe(486);
        book.Contracts.SelectMany(contract => contract.Notes).Count().ShouldBe(87);
        Orders(book).Count(order => order.PaidFrom is null).ShouldBe(778);
        book.Plans.Select(plan => plan.Code).Order(StringComparer.Ordinal).ShouldBe(
            ["basic", "basic-trial", "enterprise", "enterprise-trial", "pro", "pro-trial"]);
        book.PlanVersions.Select(version => $"{version.PlanCode} {version.Charges.Single().Price}").Order(StringComparer.Ordinal).ShouldBe(
            ["basic 19 USD", "basic-trial 0 USD", "enterprise 199 USD", "enterprise-trial 0 USD", "pro 49 USD", "pro-trial 0 USD"]);
    }

    [Fact]
    public void Terms_and_reasons_agree_with_the_independent_computation()
    {
        if (Read.Value is not { Book: { } book } || RavenStackOracleTests.DataFolder() is not { } folder)
        {
            return;
        }

        RavenStackExpectation oracle = RavenStackOracle.Compute(folder, CloseOfBook);
        Steps<ImportedRenewal>(book).Count().ShouldBe(oracle.RenewalsByHand);
        Steps<ImportedTermination>(book).GroupBy(end => end.Command.ReasonCode)
            .ToDictionary(same => same.Key, same => same.Count())
            .ShouldBe(oracle.EndedPerReason.ToDictionary(pair => pair.Key, pair => pair.Value), ignoreOrder: true);
        Orders(book).Sum(order => order.Items.Single() is var item
            ? (item.Charge.Price.Minor * (long)item.Quantity.Units).RoundToLong() : 0)
            .ShouldBe(RavenStackBook.Read(folder).Contracts.Sum(contract => contract.MrrCents));
    }

    [Fact]
    public void Every_life_is_one_that_the_core_accepts()
    {
        if (Read.Value is not { Book: { } book })
        {
            return;
        }

        foreach (ImportedContract contract in book.Contracts)
        {
            contract.Steps.Zip(contract.Steps.Skip(1)).ShouldAllBe(pair => pair.First.BusinessOn <= pair.Second.BusinessOn);
            Lives.Play(contract);
        }
    }

    [Fact]
    public void Reading_twice_gives_the_same_book_in_little_time_and_memory()
    {
        if (RavenStackOracleTests.DataFolder() is not { } folder || Read.Value is not { } first)
        {
            return;
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        ReadBook second = BookReader.Read(Load(), folder, tenant: 1);
        watch.Stop();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"read again in {watch.ElapsedMilliseconds} ms, allocating {allocated / 1024} KiB");
        second.Book.Contracts.Select(contract => contract.Id).ShouldBe(first.Book.Contracts.Select(contract => contract.Id));
        second.Book.PlanVersions.Select(version => version.Id).ShouldBe(first.Book.PlanVersions.Select(version => version.Id));
        second.Book.Customers.Select(customer => customer.Id).ShouldBe(first.Book.Customers.Select(customer => customer.Id));
        allocated.ShouldBeLessThan(40L * 1024 * 1024);
    }

    private static IEnumerable<T> Steps<T>(ImportBook book) where T : ImportedStep =>
        book.Contracts.SelectMany(contract => contract.Steps).OfType<T>();

    private static IEnumerable<OrderContract> Orders(ImportBook book) => Steps<ImportedOrder>(book).Select(step => step.Command);

    private static Mapping Load()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "docs", "guide", "examples", "ravenstack.yaml");
            if (File.Exists(path))
            {
                Decision<Mapping> loaded = Mapping.Load(path);
                loaded.IsAccepted.ShouldBeTrue(loaded.IsAccepted ? null : loaded.Refusal.ToString());
                return loaded.Value;
            }
        }

        throw new FileNotFoundException("docs/guide/examples/ravenstack.yaml is not above the tests.");
    }
}
