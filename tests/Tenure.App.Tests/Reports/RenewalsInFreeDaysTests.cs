using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Reports;

/// <summary>A term that ends with free days was worth what it cost before them when it was due (M21, VER-6).</summary>
public sealed class RenewalsInFreeDaysTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-4"), Rule("VER-6")]
    public async Task A_term_that_ends_with_free_days_is_due_with_its_price(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "p", "--currency", "EUR", "--charge", "base flat 1200.00 per 12 months billed every 12 months");
        await book.DoAsync(
            "order", "--customer", "A", "--plan", "p", "--start", "2024-01-01", "--line", "base=1", "--renewal", "automatic", "--reference", "a", "--on", "2024-01-01");
        await book.DoAsync("extend", "a", "--days", "10", "--on", "2024-03-01");
        await book.DoAsync("run", "--until", "2025-01-15");
        JsonNode row = (await book.DoAsync(
            "report", "renewals", "--by", "month", "--from", "2025-01-01", "--to", "2025-01-31", "--on", "2025-01-15"))["renewals"]!.AsArray().ShouldHaveSingleItem()!;
        ((long)row["renewableMinor"]!, (long)row["renewedMinor"]!, (long)row["upsellMinor"]!).ShouldBe((10_000, 10_000, 0));
    }
}
