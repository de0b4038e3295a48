// The business day of a decision may not run behind a document that was issued for the contract, which only storage knows of.
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class BusinessDayTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("BIL-1")]
    public async Task No_decision_is_recorded_behind_an_issued_document(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine, SmallBook.Now);
        await book.DoAsync("plan", "add", "saas", "--currency", "USD", "--charge", "seats per unit 10.00 per month billed every month");
        foreach (string reference in new[] { "going", "leaving" })
        {
            await book.DoAsync(
                "order", "--customer", "acme", "--plan", "saas", "--on", "2025-01-01", "--start", "2025-01-01", "--line", "seats=10",
                "--reference", reference);
        }

        await book.DoAsync("terminate", "leaving", "--on", "2025-01-15", "--at", "2025-09-01", "--settlement", "credit");
        await book.DoAsync("run", "--until", "2025-03-10");
        SortedDictionary<string, string> before = await BookContent.OfAsync(book.UnderTest);
        foreach (string[] command in new string[][]
        {
            ["upgrade", "going", "--add", "seats=1", "--effective", "2025-01-15"],
            ["renew", "going"],
            ["terminate", "going", "--at", "2025-09-01", "--settlement", "credit"],
            ["withdraw", "leaving"],
        })
        {
            CliAnswer refused = await book.RunAsync([.. command, "--on", "2025-02-28", "--json"]);
            refused.ExitCode.ShouldBe(ExitCodes.Refused, refused.ToString());
            refused.Code.ShouldBe("command.before_newest");
            ((string)refused.Json["detail"]!).ShouldContain("on 2025-03-01 or later");
            await book.DoAsync([.. command, "--on", "2025-03-01", "--preview"]);
        }

        (await BookContent.OfAsync(book.UnderTest)).ShouldBe(before);
    }
}
