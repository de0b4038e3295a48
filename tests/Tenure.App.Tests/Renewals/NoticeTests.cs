// How notice is counted, agreed with the order: the figures of the conventions page, and that another length keeps the rest.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Renewals;

public sealed class NoticeTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("CAL-5")]
    public async Task Notice_is_counted_as_the_order_agrees_and_another_length_keeps_how(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync("plan", "add", "p", "--currency", "EUR", "--charge", "base flat 10.00 per month");
        (string Last, string Words)[] seen =
        [
            await OrderedAsync(book, "--notice", "60 days"),
            await OrderedAsync(book, "--notice", "60 days", "--notice-roll", "back"),
            await OrderedAsync(book, "--notice", "3 months"),
            await OrderedAsync(book, "--notice", "60 days", "--notice-from", "dispatch", "--notice-transit", "3"),
        ];
        seen.Select(static each => each.Last).ShouldBe(["2025-11-01", "2025-10-31", "2025-09-30", "2025-11-01"]);
        seen[3].Words.ShouldContain("the day it is sent counts; 3 days in transit");

        await book.DoAsync("amend", "R3", "--notice", "30 days", "--on", "2025-02-01");
        (await ShownAsync(book, 3, "2025-02-01")).Words.ShouldContain("30 days before the end, the day of notice not counted; the day it is sent counts; 3 days in transit");
        (await book.RunAsync("amend", "R3", "--notice-roll", "forward", "--on", "2025-02-01", "--json")).Code.ShouldBe("notice.forward_without_law");

        async Task<(string Last, string Words)> OrderedAsync(CliBook on, params string[] notice)
        {
            int number = (int)await on.CountAsync("SELECT COUNT(*) FROM contract WHERE tenant_id = @tenant");
            await on.DoAsync([
                "order", "--customer", "A", "--plan", "p", "--line", "base=1", "--start", "2025-01-01", "--on", "2025-01-01", "--renewal", "automatic",
                "--reference", $"R{number}", .. notice,
            ]);
            return await ShownAsync(on, number, "2025-01-01");
        }
    }

    private static async Task<(string Last, string Words)> ShownAsync(CliBook book, int number, string asOf)
    {
        JsonNode shown = await book.DoAsync("contract", "show", $"R{number}", "--as-of", asOf);
        return ((string)shown["deadlineOn"]!, (string)shown["clauses"]!["notice"]!);
    }
}
