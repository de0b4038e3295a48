using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Renewals;

/// <summary>Contracts that end together (VER-9), through the command line.</summary>
public sealed class CommonEndTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("VER-9")]
    public async Task Contracts_of_a_customer_end_on_one_day(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "saas", "--currency", "USD", "--charge", "seats per unit 30.00 per month");
        await OrderAsync(book, "main", "2025-01-15", "--term", "12 months");
        await OrderAsync(book, "extra", "2025-03-01", "--ends-with", "main");
        await OrderAsync(book, "short", "2025-04-01", "--last-day", "2025-06-30");
        await OrderAsync(book, "long", "2025-05-01", "--ends-with", "latest");
        await OrderAsync(book, "brief", "2025-05-15", "--ends-with", "earliest");
        string[] names = ["main", "extra", "short", "long", "brief"];
        var lastDays = new List<string>();
        foreach (string name in names)
        {
            JsonNode term = (await book.DoAsync("contract", "show", name, "--as-of", "2025-06-01"))["terms"]![0]!;
            lastDays.Add((string)term["lastDay"]! + ", " + (string)term["length"]!);
        }

        lastDays.ShouldBe(
        [
            "2026-01-14, 12 months", "2026-01-14, 320 days", "2025-06-30, 3 months", "2026-01-14, 259 days", "2025-06-30, 47 days",
        ]);
        await book.DoAsync("renew", "short", "--ends-with", "latest", "--on", "2025-06-01");
        await book.DoAsync("renew", "main", "--last-day", "2026-12-31", "--on", "2025-06-01");
        ((string)(await book.DoAsync("contract", "show", "short", "--as-of", "2025-06-01"))["terms"]![1]!["lastDay"]!).ShouldBe("2026-01-14");
        ((string)(await book.DoAsync("contract", "show", "main", "--as-of", "2025-06-01"))["terms"]![1]!["length"]!).ShouldBe("351 days");
        await book.DoAsync("run", "--until", "2025-12-31");
        await book.DoAsync("verify");
    }

    private static Task<JsonNode> OrderAsync(CliBook book, string reference, string start, params string[] end) => book.DoAsync(
        ["order", "--customer", "acme", "--plan", "saas", "--start", start, "--on", start, "--line", "seats=2", "--reference", reference, .. end]);
}
