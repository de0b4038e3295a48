// The books that lists, reports and exports are tried on: the same orders, decisions and runs on both engines, made once. One
// is small and written by hand, so that every amount can be checked on paper; the other is the invented demo book.
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.App.Tests.Storage;
using Tenure.Core.Catalogue;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Lists;

[CollectionDefinition(Name)]
public sealed class ReadBooks : ICollectionFixture<ReadBooks>, IAsyncLifetime
{
    public const string Name = "books to read";
    private readonly Dictionary<(Engine, string), DatabaseUnderTest> books = [];

    internal static DateTimeOffset Now { get; } = new(2025, 12, 1, 12, 0, 0, TimeSpan.Zero);

    public async ValueTask InitializeAsync()
    {
        foreach (Engine engine in Enum.GetValues<Engine>())
        {
            DatabaseUnderTest small = books[(engine, "small")] = await DatabaseUnderTest.CreateAsync(engine, new StoppedClock());
            await OrderAllAsync(small.Database);
            foreach (string step in Steps)
            {
                (await RunAsync(small, step.Split(' '))).Code.ShouldBe(ExitCodes.Done, step);
            }

            DatabaseUnderTest demo = books[(engine, "demo")] = await DatabaseUnderTest.CreateAsync(engine, new StoppedClock());
            (await RunAsync(demo, ["demo", "--contracts", "120", "--seed", "7"])).Code.ShouldBe(ExitCodes.Done);
            (await RunAsync(demo, ["run", "--until", "2025-12-01"])).Code.ShouldBe(ExitCodes.Done);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (DatabaseUnderTest book in books.Values)
        {
            await book.DisposeAsync();
        }
    }

    /// <summary>Runs a command on a book, for a program or for a person at a terminal of some width.</summary>
    internal Task<Answer> RunAsync(Engine engine, string book, string command, int? terminalWidth = null) =>
        RunAsync(books[(engine, book)], command.Split(' '), terminalWidth);

    private static async Task<Answer> RunAsync(DatabaseUnderTest book, string[] args, int? terminalWidth = null)
    {
        await using var written = new StringWriter(CultureInfo.InvariantCulture);
        await using var error = new StringWriter(CultureInfo.InvariantCulture);
        written.NewLine = error.NewLine = "\n";
        int code = await CommandLine.RunAsync(
            [.. args, "--db", book.Address.Text], new CliHost(written, error, new StoppedClock(), terminalWidth ?? 120, terminalWidth is not null));
        return new Answer(code, written.ToString(), error.ToString());
    }

    /// <summary>What happens to the small book, in the order of its days.</summary>
    private static readonly string[] Steps =
    [
        "run --until 2025-03-31",
        "upgrade ACME-1 --add seats=5 --on 2025-04-11",
        "run --until 2025-05-01",
        "upgrade ACME-1 --remove seats=3 --on 2025-05-02 --effective 2025-06-01",
        "terminate BETA-1 --at 2025-05-20 --settlement credit --reason pricing --on 2025-05-10",
        "run --until 2025-07-01",
        "terminate BETA-2 --at renewal --settlement nothing --reason budget --on 2025-07-02",
        "withdraw BETA-2 --on 2025-07-05",
        "terminate BETA-2 --at 2025-08-15 --settlement nothing --reason moved --on 2025-08-01",
        "run --until 2025-12-01",
    ];

    private static async Task OrderAllAsync(Database database)
    {
        await using Session session = await database.BeginAsync(1, Access.Write);
        await PartyTables.AddAsync(session, [.. new[] { "acme", "beta", "=gamma" }.Select((name, i) => new PartyRow(Id(100 + i), "customer", name))]);
        await PartyTables.WriteProfilesAsync(session, [new(Id(100), """{"name":"Acme Ltd"}"""), new(Id(101), "{\"name\":\n\"Béta 株\"}")]);
        await CatalogueTables.AddPlansAsync(session, [new(Id(200), "pro", "Pro")]);
        await CatalogueTables.AddPlanVersionsAsync(session, [new(Id(201), Id(200), 1, Encoding.UTF8.GetBytes("""{"charges":[],"currency":"EUR"}"""))]);
        await Notes.AddAsync(session, [new(Id(300), Id(1), "call", "+1 wants more seats, \"soon\"")]);
        await WriteAsync(session, 1, Order("ACME-1", 100, Currency.Eur, new(2025, 1, 1), Cadence.Year, RenewalKind.Automatic,
            [Seats(12m, Currency.Eur, Cadence.Month, Cadence.Year, 10), Setup(250m)],
            [new Discount("launch", DiscountForm.Percent, 10m, null, true, "seats")]));
        await WriteAsync(session, 2, Order("ACME-2", 100, Currency.Eur, new(2025, 11, 20), Cadence.Month, RenewalKind.None,
            [Seats(0m, Currency.Eur, Cadence.Month, Cadence.Month, 3)], [], trial: true));
        await WriteAsync(session, 3, Order("BETA-1", 101, Currency.Eur, new(2025, 1, 31), Cadence.Year, RenewalKind.Automatic,
            [Seats(49.99m, Currency.Eur, Cadence.Month, Cadence.Month, 1)], [new Discount("fix", DiscountForm.Fixed, 5m, 3, false, null)]));
        await WriteAsync(session, 4, Order("BETA-2", 101, Currency.Eur, new(2025, 2, 1), Cadence.Year, RenewalKind.Manual,
            [Seats(1000m, Currency.Eur, Cadence.Year, Cadence.Quarter, 1)], []));
        await WriteAsync(session, 5, Order("GAMMA-1", 102, Currency.Of("JPY"), new(2024, 11, 1), Cadence.Year, RenewalKind.Automatic,
            [Seats(100000m, Currency.Of("JPY"), Cadence.Year, Cadence.Month, 1)], []));
        await session.CommitAsync();
    }

    private static OrderContract Order(
        string reference, int customer, Currency currency, DateOnly start, Cadence term, RenewalKind kind,
        ImmutableArray<OrderItem> items, ImmutableArray<Discount> discounts, bool trial = false) => new(
            new PartyId(Id(customer)), "pro", new PlanVersionId(Id(201)), currency, start, trial ? null : start,
            new Clauses(
                "Europe/Prague", term, new RenewalClause(kind, term, null),
                new NoticeClause(60, CadenceUnit.Day) { InternalLeadDays = 5 }, BillingGrid.FromStart, MonthEndRule.Clamp,
                ChangeDay.NewTerms, ChangeDay.NewTerms),
            items, discounts, reference);

    private static OrderItem Seats(decimal price, Currency currency, Cadence pricePeriod, Cadence billed, long units) => new(
        new Charge("seats", "app", ChargeKind.Recurring, PriceModel.PerUnit, new UnitPrice(price, currency), pricePeriod, billed, BillingTiming.InAdvance),
        Quantity.Of(units));

    private static OrderItem Setup(decimal price) => new(
        new Charge("setup", "work", ChargeKind.OneTime, PriceModel.Flat, new UnitPrice(price, Currency.Eur), Cadence.Month, null, BillingTiming.InAdvance),
        Quantity.One);

    private static Task<int> WriteAsync(Session session, int id, OrderContract order) => ContractWriter.WriteAsync(
        session, [ContractChange.Of(Id(id), Previewing.Order(order, order.StartOn).Value, Guid.Empty, "command.order")]);

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>What a command said.</summary>
    internal sealed record Answer(int Code, string Out, string Error);

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
