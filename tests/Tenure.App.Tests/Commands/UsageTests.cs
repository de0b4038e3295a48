// A command line that cannot be read is refused like anything else: one code, a sentence that names the option or word, and no
// page of help in the way. Nothing is opened before the command line is understood.
using Shouldly;
using Tenure.App.Cli;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class UsageTests
{
    private static readonly string Nowhere = Path.Combine(Path.GetTempPath(), "tenure-never-made.db");

    /// <summary>What is wrong, and what must be said about it.</summary>
    public static TheoryData<string, string[], string> Problems() => new()
    {
        { "tenure", ["conquer"], "'conquer' is no command of 'tenure': name one of " },
        { "tenure plan", ["plan"], "'tenure plan' needs a command: name one of add, list." },
        { "tenure plan", ["plan", "lits"], "'lits' is no command of 'tenure plan': name one of add, list." },
        { "tenure order", ["order", "--customer", "acme"], "--plan is missing: give it. --start is missing: give it. --line is missing: give it." },
        { "tenure terminate", ["terminate"], "'tenure terminate' needs the contract: give the contract's id or reference." },
        { "tenure run", ["run", "--until"], "--until has no value: give one after it." },
        { "tenure run", ["run", "--until", "2025-02-01", "--until", "2025-03-01"], "--until stands there 2 times: give it once." },
        { "tenure run", ["run", "--tenant", "one"], "'one' cannot be read for --tenant: give a whole number." },
        { "tenure reinstate", ["reinstate", "ended", "--drop", "99999999999"], "'99999999999' cannot be read for --drop: give a whole number." },
        { "tenure upgrade", ["upgrade", "live", "--version-seen", "new"], "'new' cannot be read for --version-seen: give a whole number." },
        { "tenure run", ["run", "--frobnicate", "3"], "'--frobnicate' is no option of 'tenure run': leave it out or write another." },
        { "tenure run", ["run", "now", "please"], "'now please' belongs to nothing: leave it out, or put quotes around words that belong together." },
    };

    [Theory, MemberData(nameof(Problems))]
    public async Task People_read_what_is_wrong_and_where_the_rest_is_explained(string command, string[] typed, string sentence)
    {
        CliAnswer answer = await RunAsync(typed);
        answer.Out.ShouldBeEmpty();
        string[] lines = answer.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(2, answer.Error);
        lines[0].ShouldStartWith($"refused (usage.invalid): {sentence}");
        lines[1].ShouldBe($"See {command} --help");
    }

    [Theory, MemberData(nameof(Problems))]
    public async Task Programs_read_it_as_any_other_refusal(string command, string[] typed, string sentence)
    {
        foreach (string[] asked in new string[][] { [.. typed, "--json"], ["--json", .. typed] })
        {
            CliAnswer answer = await RunAsync(asked);
            answer.Error.ShouldBeEmpty(command);
            answer.Json.AsObject().Select(static pair => pair.Key).ShouldBe(["code", "detail"]);
            answer.Code.ShouldBe("usage.invalid");
            ((string)answer.Json["detail"]!).ShouldStartWith(sentence);
        }
    }

    [Fact]
    public async Task No_word_at_all_asks_for_help()
    {
        await using var said = new StringWriter();
        var host = new CliHost(said, TextWriter.Null, TimeProvider.System, 120, IsTerminal: false);
        (await CommandLine.RunAsync([], host)).ShouldBe(ExitCodes.Done);
        said.ToString().ShouldContain("terminate");
    }

    private static async Task<CliAnswer> RunAsync(params string[] typed)
    {
        CliAnswer answer = await CliBook.RunOnAsync(Nowhere, new StandingClock(SmallBook.Now), typed);
        answer.ExitCode.ShouldBe(ExitCodes.Usage, answer.ToString());
        File.Exists(Nowhere).ShouldBeFalse("nothing is opened before the command line is understood");
        return answer;
    }
}
