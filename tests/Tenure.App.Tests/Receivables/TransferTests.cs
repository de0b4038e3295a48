using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Receivables;

/// <summary>A contract that is handed over (VER-8), through the command line.</summary>
public sealed class TransferTests
{
    [Theory, ClassData(typeof(BothEngines)), Rule("VER-8"), Rule("VER-4")]
    public async Task The_new_customer_goes_on_in_the_same_term_with_what_was_paid(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        string[] transfer = ["transfer", "ACME-1", "--to", "GLOBEX", "--to-name", "Globex Ltd", "--effective", "2025-03-16", "--on", "2025-03-16"];
        JsonNode preview = await book.DoAsync([.. transfer, "--preview"]);
        JsonNode done = await book.DoAsync([.. transfer, "--hash", (string)preview["hash"]!]);
        ((string)done["to"]!, (string)done["openedReference"]!, (string)done["hash"]!).ShouldBe(("GLOBEX", "ACME-1/2", (string)preview["hash"]!));
        await book.DoAsync("run", "--until", "2025-04-01");
        JsonNode opened = await book.DoAsync("contract", "show", "ACME-1/2", "--as-of", "2025-04-01");
        ((string)opened["customer"]!, (string)opened["inPlaceOf"]!, (string)opened["terms"]![0]!["lastDay"]!).ShouldBe(("GLOBEX  Globex Ltd", "ACME-1", "2025-12-31"));
        ((string)opened["clauses"]!["first term"]!).ShouldBe("12 months from 2025-01-01, taken over on 2025-03-16");
        opened["documents"]!.AsArray().Select(static document => (long)document!["netMinor"]!).ShouldBe([98252, 5000]);
        await book.DoAsync("verify");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("VER-8"), Rule("VER-5")]
    public async Task Until_its_day_a_transfer_is_taken_back(Engine engine)
    {
        await using CliBook book = await OrderedAsync(engine);
        await book.DoAsync("transfer", "ACME-1", "--to", "GLOBEX", "--effective", "2025-05-01", "--unused", "old", "--on", "2025-03-16");
        await book.DoAsync("withdraw", "ACME-1", "--on", "2025-04-01");
        await book.DoAsync("run", "--until", "2025-12-31", "--far");
        JsonNode kept = await book.DoAsync("contract", "show", "ACME-1", "--as-of", "2025-12-31");
        kept["documents"]!.AsArray().Sum(static document => (long)document!["netMinor"]!).ShouldBe(180000);
        (await book.DoAsync("contract", "show", "ACME-1/2", "--as-of", "2025-12-31"))["documents"]!.AsArray().ShouldBeEmpty();
        await book.DoAsync("verify");
    }

    private static async Task<CliBook> OrderedAsync(Engine engine)
    {
        CliBook book = await CliBook.CreateAsync(engine);
        await book.DoAsync(
            "plan", "add", "team", "--currency", "USD", "--charge", "platform flat 1200.00 per year billed every year",
            "--charge", "seats per unit 10.00 per month");
        await book.DoAsync(
            "order", "--customer", "ACME", "--plan", "team", "--start", "2025-01-01", "--on", "2025-01-01", "--line", "platform=1", "--line", "seats=5",
            "--reference", "ACME-1");
        await book.DoAsync("run", "--until", "2025-03-16");
        await book.DoAsync("payment", "record", "ACME-1", "--amount", "1350.00", "--received", "2025-03-16", "--on", "2025-03-16");
        return book;
    }
}
