// A small book in which every refusal can be met: contracts that live, end, ended, never renew or may not renew again. Its
// business day is 15 June 2025.
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

/// <summary>The small book on each engine, made once; refusals change nothing in it.</summary>
public sealed class SmallBook : IAsyncLifetime
{
    private readonly Dictionary<Engine, (CliBook Book, SortedDictionary<string, string> Content)> _books = [];

    /// <summary>Noon of the book's business day in UTC.</summary>
    internal static DateTimeOffset Now { get; } = new(2025, 6, 15, 12, 0, 0, TimeSpan.Zero);

    internal CliBook On(Engine engine) => _books[engine].Book;

    /// <summary>Everything in it as it was made.</summary>
    internal SortedDictionary<string, string> ContentOn(Engine engine) => _books[engine].Content;

    public async ValueTask InitializeAsync()
    {
        foreach (Engine engine in new[] { Engine.Sqlite, Engine.Postgres })
        {
            CliBook book = await CliBook.CreateAsync(engine, Now);
            await FillAsync(book);
            _books[engine] = (book, await BookContent.OfAsync(book.UnderTest));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in _books.Values)
        {
            await entry.Book.DisposeAsync();
        }
    }

    private static async Task FillAsync(CliBook book)
    {
        await book.DoAsync(
            "plan", "add", "saas", "--currency", "USD",
            "--charge", "seats per unit 10.00 per month billed every month",
            "--charge", "base flat 100.00 per month billed every month",
            "--charge", "storage per unit 120.00 per year billed every year",
            "--charge", "setup one time 250.00");
        await OrderAsync(book, "live", "2025-01-01", "automatic", "--line", "base=1", "--line", "setup=1", "--notice", "60 days");
        await book.DoAsync("upgrade", "live", "--on", "2025-02-01", "--effective", "2025-09-01", "--remove", "seats=8");
        await OrderAsync(book, "ending", "2025-01-01", "automatic");
        await book.DoAsync("terminate", "ending", "--on", "2025-03-01", "--at", "renewal", "--settlement", "nothing");
        await OrderAsync(book, "ended", "2024-01-01", "automatic");
        await book.DoAsync("terminate", "ended", "--on", "2025-02-01", "--at", "2025-03-01", "--settlement", "credit");
        await book.DoAsync("plan", "add", "euro", "--currency", "EUR", "--charge", "seats per unit 9.00 per month billed every month");
        await book.DoAsync("plan", "add", "lean", "--currency", "USD", "--charge", "support flat 5.00 per month");
        await OrderAsync(book, "swapped", "2025-01-01", "automatic", "--most-granted", "10.00");
        await book.DoAsync("upgrade", "swapped", "--on", "2025-02-01", "--swap", "seats=storage");
        await OrderAsync(book, "grown", "2024-01-01", "automatic");
        await book.DoAsync("recast", "grown", "--on", "2025-02-01", "--effective", "2025-03-01", "--settlement", "credit");
        await OrderAsync(book, "regrown", "2025-01-01", "automatic");
        await book.DoAsync("recast", "regrown", "--on", "2025-02-01", "--effective", "2025-09-01", "--settlement", "credit");
        await book.DoAsync("withdraw", "regrown", "--on", "2025-02-02");
        await OrderAsync(book, "ahead", "2024-07-01", "automatic", "--notice", "60 days");
        await OrderAsync(book, "ending-on-a-day", "2025-01-01", "automatic");
        await book.DoAsync("terminate", "ending-on-a-day", "--on", "2025-03-01", "--at", "2025-09-01", "--settlement", "credit");
        await OrderAsync(book, "paused", "2025-01-01", "automatic");
        await book.DoAsync("pause", "paused", "--on", "2025-04-01");
        await OrderAsync(book, "paying", "2025-01-01", "automatic");
        await book.DoAsync("payment", "record", "paying", "--amount", "10.00", "--on", "2025-02-01");
        await book.DoAsync("payment", "refund", "paying", "--amount", "10.00", "--on", "2025-02-02");
        await OrderAsync(book, "paid-ahead", "2025-01-01", "automatic");
        await book.DoAsync("payment", "record", "paid-ahead", "--amount", "10.00", "--on", "2025-02-01");
        await book.DoAsync("upgrade", "paid-ahead", "--on", "2025-02-01", "--effective", "2025-06-20", "--remove", "seats=1");
        await OrderAsync(book, "leaving", "2025-01-01", "automatic", "--removal-credit", "from next period");
        await book.DoAsync("upgrade", "leaving", "--on", "2025-02-01", "--effective", "2025-09-10", "--remove", "seats=4");
        await book.DoAsync("upgrade", "leaving", "--on", "2025-02-01", "--effective", "2025-10-01", "--add", "seats=1");
        await book.DoAsync("withdraw", "leaving", "--on", "2025-02-02", "--change", "3");
        await OrderAsync(book, "fixed", "2025-01-01", "none");
        await OrderAsync(book, "used-up", "2025-01-01", "manual", "--max-renewals", "0");
        await MeteredAsync(book);
        await WaitingAsync(book);
        foreach (int number in Enumerable.Range(1, 12))
        {
            await book.DoAsync("policy", "set", $"policy-{number}", "--day-count", "actual");
        }

        await DraftsAsync(book);
        foreach (string source in new[] { "one", "other" })
        {
            using var export = new SmallImport(source);
            await book.DoAsync([.. export.Command, "--commit"]);
        }
    }

    /// <summary>Usage and prepaid units on a contract that goes on and on one that ended.</summary>
    private static async Task MeteredAsync(CliBook book)
    {
        await book.DoAsync("plan", "add", "metered", "--currency", "USD", "--charge", "calls per unit 0.01 usage per month",
            "--charge", "hours package 10@150.00 usage per year prepaid, given back by unused share");
        foreach (string reference in new[] { "metered", "metered-ended" })
        {
            await book.DoAsync(
                "order", "--customer", "acme", "--plan", "metered", "--on", "2025-01-01", "--start", "2025-01-01", "--line", "calls=1", "--line", "hours=10",
                "--renewal", "automatic", "--reference", reference);
        }

        await book.DoAsync("usage", "record", "metered", "calls", "--from", "2025-01-01", "--quantity", "5", "--reference", "first", "--on", "2025-01-02");
        await book.DoAsync("terminate", "metered-ended", "--on", "2025-02-01", "--at", "2025-03-01", "--settlement", "credit");
    }

    /// <summary>Two items that wait for a milestone, one of which was reached.</summary>
    private static async Task WaitingAsync(CliBook book)
    {
        await book.DoAsync("plan", "add", "accepted", "--currency", "USD", "--charge", "setup one time 500.00 on acceptance", "--charge", "training one time 90.00 on golive",
            "--charge", "kits per unit 80.00 once given back undelivered", "--charge", "tools one time 9.00 on golive given back undelivered");
        await book.DoAsync(
            "order", "--customer", "acme", "--plan", "accepted", "--on", "2025-01-01", "--start", "2025-01-01", "--line", "setup=1", "--line", "training=1", "--line", "kits=2", "--line", "tools=1",
            "--renewal", "automatic", "--reference", "accepted");
        await book.DoAsync("milestone", "accepted", "--name", "acceptance", "--on", "2025-02-01");
    }

    /// <summary>One draft that is stale, one that was committed, and two of one name.</summary>
    private static async Task DraftsAsync(CliBook book)
    {
        await book.DoAsync("pause", "live", "--from", "2025-07-01", "--on", "2025-02-02", "--draft", "a pause");
        await book.DoAsync("extend", "used-up", "--days", "60", "--on", "2025-02-02", "--draft", "stale");
        await book.DoAsync("extend", "used-up", "--days", "30", "--on", "2025-02-02", "--draft", "done");
        await book.DoAsync("draft", "commit", "done", "--on", "2025-02-02");
        foreach (string contract in new[] { "fixed", "used-up" })
        {
            await book.DoAsync("extend", contract, "--days", "7", "--on", "2025-02-03", "--draft", "a week");
        }
    }

    private static Task<System.Text.Json.Nodes.JsonNode> OrderAsync(CliBook book, string reference, string start, string renewal, params string[] more) => book.DoAsync(
    [
        "order", "--customer", "acme", "--plan", "saas", "--on", start, "--start", start, "--line", "seats=10",
        "--renewal", renewal, "--reference", reference, .. more,
    ]);
}
