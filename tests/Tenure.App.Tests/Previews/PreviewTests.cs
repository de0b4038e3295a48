// A preview and its execution are one function (CON-5): random commands on random contracts, each seen first and then made with
// the hash that was seen. What was stored is what was seen, and the rows are what was stored.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Commands;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Previews;

public sealed class PreviewTests(ITestOutputHelper output)
{
    private static readonly int Steps = Environment.GetEnvironmentVariable("TENURE_TEST_LONG") is null ? 60 : 600;

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-5")]
    public async Task What_was_previewed_is_what_is_stored_and_what_is_written(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        RandomCommands commands = await RandomCommands.BeginAsync(book, seed: 20_250_611, contracts: 6);
        var made = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int step = 0; step < Steps; step++)
        {
            string[] command = commands.Next();
            string told = $"step {step}: {string.Join(' ', command)}";
            SortedDictionary<string, string> before = await BookContent.OfAsync(book.UnderTest);
            CliAnswer preview = await book.RunAsync([.. command, "--preview", "--json"]);
            (await BookContent.OfAsync(book.UnderTest)).ShouldBe(before, "a preview writes nothing; " + told);
            string counted = command[0] + (preview.ExitCode == ExitCodes.Done ? " done" : " refused");
            made[counted] = made.GetValueOrDefault(counted) + 1;
            if (preview.ExitCode != ExitCodes.Done)
            {
                preview.ExitCode.ShouldBe(ExitCodes.Refused, told + preview);
                CliAnswer refused = await book.RunAsync([.. command, "--json"]);
                (refused.ExitCode, refused.Code).ShouldBe((preview.ExitCode, preview.Code), told);
                continue;
            }

            ((bool)preview.Json["committed"]!).ShouldBeFalse(told);
            string hash = (string)preview.Json["hash"]!;
            JsonNode done = await book.DoAsync([.. command, "--hash", hash]);
            ((bool)done["committed"]!).ShouldBeTrue(told);
            ((bool)done["effectsChangedSincePreview"]!).ShouldBeFalse(told);
            ((string)done["hash"]!).ShouldBe(hash, told);
            JsonNode.DeepEquals(done["effects"], preview.Json["effects"]).ShouldBeTrue(told);
            await WrittenEffects.ShouldBeAsync(book, Guid.Parse((string)done["contract"]!), hash, told);
        }

        await book.DoAsync("run", "--until", "2026-12-31", "--far");
        await book.DoAsync("verify");
        output.WriteLine(string.Join(", ", made.Select(pair => $"{pair.Key} {pair.Value}")));
        made.Keys.Where(key => key.EndsWith(" done", StringComparison.Ordinal)).ShouldBe(
            ["order done", "renew done", "terminate done", "upgrade done", "withdraw done"], ignoreOrder: true);
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-5"), Rule("STO-2")]
    public async Task A_change_in_between_refuses_an_upgrade_and_a_renewal(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await RandomCommands.BeginAsync(book, seed: 1, contracts: 1);
        foreach (string[] command in new string[][] { ["upgrade", "C0", "--add", "seats=2"], ["renew", "C0"] })
        {
            string hash = await SeenAsync(book, command);
            await book.DoAsync("upgrade", "C0", "--add", "storage=1", "--on", "2025-01-15");
            SortedDictionary<string, string> before = await BookContent.OfAsync(book.UnderTest);
            CliAnswer stale = await book.RunAsync([.. command, "--on", "2025-01-15", "--hash", hash, "--json"]);
            (stale.ExitCode, stale.Code).ShouldBe((ExitCodes.Conflict, "preview.stale"), stale.ToString());
            (await BookContent.OfAsync(book.UnderTest)).ShouldBe(before);
            await book.DoAsync([.. command, "--on", "2025-01-15", "--hash", await SeenAsync(book, command)]);
        }
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-5"), Rule("VER-5")]
    public async Task A_change_in_between_does_not_stop_an_end_which_is_recorded_and_shown_again(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await RandomCommands.BeginAsync(book, seed: 1, contracts: 1);
        await book.DoAsync("run", "--until", "2025-01-15");
        string[] command = ["terminate", "C0", "--at", "2025-01-20", "--settlement", "nothing"];
        string seen = await SeenAsync(book, command);
        await book.DoAsync("upgrade", "C0", "--add", "seats=2", "--on", "2025-01-15");
        JsonNode done = await book.DoAsync([.. command, "--on", "2025-01-15", "--hash", seen]);
        ((bool)done["committed"]!).ShouldBeTrue();
        ((bool)done["effectsChangedSincePreview"]!).ShouldBeTrue();
        string hash = (string)done["hash"]!;
        hash.ShouldNotBe(seen);
        done["effects"]!["documents"]!.AsArray().ShouldNotBeEmpty("the seats bought in between are billed with the end");
        await WrittenEffects.ShouldBeAsync(book, Guid.Parse((string)done["contract"]!), hash, "the end");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("CON-2")]
    public async Task A_version_that_was_not_seen_is_a_conflict_for_every_change(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine);
        await RandomCommands.BeginAsync(book, seed: 1, contracts: 1);
        string[][] changes =
        [
            ["upgrade", "C0", "--add", "seats=2"], ["renew", "C0"], ["withdraw", "C0"],
            ["terminate", "C0", "--at", "renewal", "--settlement", "credit"],
        ];
        foreach (string[] command in changes)
        {
            CliAnswer conflict = await book.RunAsync([.. command, "--on", "2025-01-15", "--version-seen", "9", "--json"]);
            (conflict.ExitCode, conflict.Code).ShouldBe((ExitCodes.Conflict, "contract.version_conflict"), conflict.ToString());
            ((string)conflict.Json["detail"]!).ShouldContain("is at version 1, not 9");
        }
    }

    private static async Task<string> SeenAsync(CliBook book, string[] command) =>
        (string)(await book.DoAsync([.. command, "--on", "2025-01-15", "--preview"]))["hash"]!;
}
