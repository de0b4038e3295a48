// Books that people made by allowed commands are clean (BOOK-3), those above all on which verify once complained; and a mark that
// says money is to be paid back is held to the end that chose so.
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Verify;

public sealed class LegalBooksTests
{
    private static readonly string[] Yearly =
    [
        "plan", "add", "y", "--currency", "EUR", "--charge", "seats per unit 100.00 per year billed every 12 months",
        "--charge", "base flat 1200.00 per year billed every 12 months",
    ];

    private static readonly string[] Order = ["order", "--customer", "A", "--plan", "y", "--start", "2025-01-01", "--reference", "R", "--on", "2025-01-01"];

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-3"), Rule("MON-6")]
    public async Task A_renewal_that_left_the_price_as_it_was_need_not_be_named_later(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        string[] plan = ["plan", "add", "p", "--currency", "EUR", "--charge"];
        await book.DoAsync([.. plan, "calls per unit 0.10 per month billed every month"]);
        await book.DoAsync(
            "order", "--customer", "A", "--plan", "p", "--start", "2023-01-01", "--line", "calls=10", "--renewal", "automatic",
            "--uplift", "list", "--reference", "R1", "--on", "2023-01-01");
        await book.DoAsync(
            "order", "--customer", "A", "--plan", "p", "--start", "2023-01-01", "--line", "calls=10", "--renewal", "automatic",
            "--uplift", "3%", "--price", "calls=0.50@2024-07-01", "--reference", "R2", "--on", "2023-01-01");
        await book.DoAsync("run", "--until", "2024-01-01");
        await book.DoAsync([.. plan, "calls per unit 0.60 per month billed every month"]);
        await book.DoAsync("run", "--until", "2025-01-01");
        await ShouldBeCleanAsync(book);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-3"), Rule("VER-8")]
    public async Task A_contract_that_goes_on_keeps_the_blocks_and_billing_days_agreed_on_the_way(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(
            "plan", "add", "p", "--currency", "EUR", "--charge", "blocks package 50@30.00 per month", "--charge", "seats per unit 10.00 per month");
        await book.DoAsync([.. Order[..4], "p", .. Order[5..], "--line", "blocks=60", "--line", "seats=5"]);
        await book.DoAsync("upgrade", "R", "--reprice", "blocks=60@33.00", "--rebill", "seats=3 months in arrears", "--effective", "2025-02-01", "--on", "2025-01-02");
        await book.DoAsync("transfer", "R", "--to", "B", "--effective", "2025-03-01", "--on", "2025-02-02");
        await book.DoAsync("recast", "R/2", "--settlement", "credit", "--effective", "2025-05-01", "--on", "2025-04-02");
        await book.DoAsync("run", "--until", "2025-08-01");
        await ShouldBeCleanAsync(book);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-3"), Rule("VER-5")]
    public async Task Units_that_left_on_the_day_of_an_end_before_it_was_recorded_are_not_refunded(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(Yearly);
        await book.DoAsync([.. Order, "--line", "seats=10", "--line", "base=1"]);
        await book.DoAsync("run", "--until", "2025-01-01");
        await book.DoAsync("payment", "record", "R", "--amount", "2200.00", "--on", "2025-01-02");
        await book.DoAsync("upgrade", "R", "--remove", "seats=10", "--effective", "2025-01-10", "--on", "2025-01-10");
        await book.DoAsync("run", "--until", "2025-01-10");
        await book.DoAsync("terminate", "R", "--at", "2025-01-10", "--settlement", "refund", "--reason", "budget", "--on", "2025-01-10");
        await book.DoAsync("run", "--until", "2025-01-10");
        await ShouldBeCleanAsync(book);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("BOOK-3"), Rule("VER-5")]
    public async Task A_refund_mark_that_no_end_in_force_made_is_named(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(Yearly);
        await book.DoAsync([.. Order, "--line", "seats=10"]);
        await book.DoAsync("run", "--until", "2025-01-01");
        await book.DoAsync("terminate", "R", "--at", "2025-01-12", "--settlement", "refund", "--reason", "budget", "--on", "2025-01-02");
        await book.DoAsync("withdraw", "R", "--on", "2025-01-03");
        await book.DoAsync("upgrade", "R", "--remove", "seats=1", "--effective", "2025-01-10", "--on", "2025-01-10");
        await book.DoAsync("run", "--until", "2025-01-10");
        await ShouldBeCleanAsync(book);
        await book.UnderTest.BehindAsync(engine == Engine.Sqlite
            ? "DROP TRIGGER document_line_keeps; UPDATE document_line SET is_refund = 1 WHERE amount_minor < 0"
            : "ALTER TABLE document_line DISABLE TRIGGER ALL; UPDATE document_line SET is_refund = 1 WHERE amount_minor < 0");
        CliAnswer verified = await book.RunAsync("verify");
        verified.ExitCode.ShouldBe(ExitCodes.NotVerified);
        verified.Out.ShouldContain("a line that does not refund");
    }

    private static async Task ShouldBeCleanAsync(CliBook book)
    {
        CliAnswer verified = await book.RunAsync("verify");
        verified.ExitCode.ShouldBe(ExitCodes.Done, verified.ToString());
    }
}
