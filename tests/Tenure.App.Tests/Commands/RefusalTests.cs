// What a user can do wrong is a value with a stable code and a sentence that says what to do, and it changes nothing.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class RefusalTests(SmallBook books) : IClassFixture<SmallBook>
{
    public static TheoryData<string, int, Engine> Commands()
    {
        var commands = new TheoryData<string, int, Engine>();
        for (int i = 0; i < Refusals.Met.Count; i++)
        {
            foreach (Engine engine in new[] { Engine.Sqlite, Engine.Postgres })
            {
                commands.Add(Refusals.Met[i].Refusal.Name, i, engine);
            }
        }

        return commands;
    }

    [Theory, MemberData(nameof(Commands)), Rule("STO-2")]
    public async Task A_refused_command_says_why_and_changes_nothing(string refusal, int row, Engine engine)
    {
        RefusedCommand refused = Refusals.Met[row];
        CliBook book = books.On(engine);
        using SmallImport? import = ImportOf(refused);
        string[] command = import is null ? refused.Args : [.. import.Command, "--commit"];
        CliAnswer answer = await book.RunAsync([.. command, "--json"]);

        answer.ExitCode.ShouldBe(refused.ExitCode, answer.ToString());
        JsonNode said = answer.Json["rejects"] is JsonArray rejects ? rejects.ShouldHaveSingleItem()! : answer.Json;
        ((string)said["code"]!).ShouldBe(refused.Code, refusal + ": " + answer);
        string sentence = (string)said["detail"]!;
        sentence.Length.ShouldBeGreaterThan(20);
        sentence.ShouldEndWith(".");
        (await BookContent.OfAsync(book.UnderTest)).ShouldBe(books.ContentOn(engine), refusal);
    }

    [Fact]
    public async Task People_read_the_code_and_the_sentence_on_the_error_stream()
    {
        CliAnswer answer = await books.On(Engine.Sqlite).RunAsync("renew", "nobody");
        answer.ExitCode.ShouldBe(ExitCodes.Refused);
        answer.Out.ShouldBeEmpty();
        answer.Error.ShouldBe("refused (contract.unknown): " + new ContractUnknown("nobody").Sentence + Environment.NewLine);
    }

    [Fact]
    public void Every_refusal_is_met_by_a_command_or_has_a_reason()
    {
        HashSet<Type> met = [.. Refusals.Met.Select(command => command.Refusal)];
        Type[] all =
        [
            .. new[] { typeof(Refusal).Assembly, typeof(CommandLine).Assembly }.SelectMany(assembly => assembly.GetTypes())
                .Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract),
        ];
        all.Where(type => !met.Contains(type) && !Refusals.Unmet.ContainsKey(type)).ShouldBeEmpty("met by no command");
        Refusals.Unmet.Keys.Where(met.Contains).ShouldBeEmpty("met, so the reason is untrue");
        Refusals.Unmet.Keys.Except(all).ShouldBeEmpty("no refusal any more");
        Refusals.Unmet.Values.ShouldAllBe(reason => reason.Length > 10);
    }

    [Fact]
    public void No_two_refusals_share_a_code() =>
        Refusals.Met.Select(command => (command.Refusal, command.Code)).Distinct().GroupBy(pair => pair.Code)
            .Where(same => same.Count() > 1).ShouldBeEmpty();

    private static SmallImport? ImportOf(RefusedCommand refused) =>
        refused.Args[0] == "import" && refused.Args[1] != "--mapping"
            ? new SmallImport("changed", (refused.Args[1], refused.Args[2]))
            : null;
}
