// What --db may name by mistake: every wrong address is answered with a refusal and its exit code, never with a stack trace.
using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Shouldly;
using Tenure.App.Cli;
using Tenure.App.Tests.Storage;
using Tenure.Core.Kernel;
using Tenure.Storage;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class DatabaseDoorTests
{
    private static readonly StandingClock Clock = new(SmallBook.Now);

    [Fact]
    public async Task A_server_that_does_not_answer_is_unavailable()
    {
        int port = FreePort();
        CliAnswer answer = await CliBook.RunOnAsync($"Host=127.0.0.1;Port={port};Database=tenure;Username=me;Timeout=2", Clock, "plan", "list", "--json");
        answer.ExitCode.ShouldBe(ExitCodes.Unavailable, answer.ToString());
        answer.Code.ShouldBe("database.unavailable");
    }

    [Fact]
    public async Task A_database_that_the_server_does_not_have_is_unavailable()
    {
        await using CliBook book = await CliBook.CreateAsync(Engine.Postgres);
        CliAnswer answer = await CliBook.RunOnAsync(
            book.UnderTest.Address.Text.Replace("Database=tenure_", "Database=no_", StringComparison.Ordinal), Clock, "plan", "list", "--json");
        answer.ExitCode.ShouldBe(ExitCodes.Unavailable, answer.ToString());
        answer.Code.ShouldBe("database.unavailable");
    }

    [Fact]
    public async Task Only_a_command_that_begins_a_book_makes_a_file_that_is_not_there()
    {
        string folder = Directory.CreateTempSubdirectory("tenure-door-").FullName;
        string slip = Path.Combine(folder, "slip.db");
        foreach (string[] command in Commands(CommandLine.Build(CliHost.Console()), []).Where(static command => !Begins(command)))
        {
            CliAnswer answer = await CliBook.RunOnAsync(slip, Clock, [.. command, "--json"]);
            answer.ExitCode.ShouldBe(ExitCodes.Refused, answer.ToString());
            answer.Code.ShouldBe("database.refused", string.Join(' ', command));
            ((string)answer.Json["detail"]!).ShouldContain($"no book at '{slip}'");
            Directory.EnumerateFileSystemEntries(folder).ShouldBeEmpty(string.Join(' ', command));
        }

        (await CliBook.RunOnAsync(slip, Clock, "demo", "--contracts", "1")).ExitCode.ShouldBe(ExitCodes.Done);
        File.Exists(slip).ShouldBeTrue();
        (await CliBook.RunOnAsync(slip, Clock, "verify")).ExitCode.ShouldBe(ExitCodes.Done);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_folder_is_no_book()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tenure-door-");
        CliAnswer answer = await CliBook.RunOnAsync(folder.FullName, Clock, "plan", "list", "--json");
        answer.ExitCode.ShouldBe(ExitCodes.Unavailable, answer.ToString());
        answer.Code.ShouldBe("database.unavailable");
        folder.GetFileSystemInfos().ShouldBeEmpty();
        folder.Delete();
    }

    [Fact]
    public async Task A_file_of_something_else_is_refused_and_kept_as_it_is()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("tenure-door-").FullName, "letter.txt");
        byte[] letter = new byte[20_000];
        new Random(7).NextBytes(letter);
        await File.WriteAllBytesAsync(path, letter, TestContext.Current.CancellationToken);
        CliAnswer answer = await CliBook.RunOnAsync(path, Clock, "run", "--json");
        answer.ExitCode.ShouldBe(ExitCodes.Refused, answer.ToString());
        answer.Code.ShouldBe("database.refused");
        (await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)).ShouldBe(letter);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Theory]
    [InlineData("colour=red;secret=hush")]
    [InlineData("Host=127.0.0.1;Port=many;Password=hush")]
    public async Task A_connection_string_that_cannot_be_read_is_refused_without_repeating_it(string address)
    {
        CliAnswer answer = await CliBook.RunOnAsync(address, Clock, "plan", "list", "--json");
        answer.ExitCode.ShouldBe(ExitCodes.Refused, answer.ToString());
        answer.Code.ShouldBe("database.refused");
        answer.Out.ShouldNotContain("hush");
    }

    [Theory, ClassData(typeof(BothEngines)), Rule("STO-7")]
    public async Task A_book_of_a_newer_release_is_refused(Engine engine)
    {
        await using CliBook book = await CliBook.CreateAsync(engine, SmallBook.Now);
        await book.UnderTest.BehindAsync(
            "INSERT INTO schema_version (version, name, checksum, applied_at) VALUES (9999, 'tomorrow', 'x', 0)");
        CliAnswer answer = await book.RunAsync("run", "--json");
        answer.ExitCode.ShouldBe(ExitCodes.Refused, answer.ToString());
        answer.Code.ShouldBe("database.refused");
        ((string)answer.Json["detail"]!).ShouldContain("use a newer release");
    }

    private static bool Begins(string[] command) => command[0] is "demo" or "import" || command is ["plan", "add", ..] or ["policy", "set", ..];

    /// <summary>Every command there is, with something for each argument and option it requires.</summary>
    private static IEnumerable<string[]> Commands(Command command, string[] path) => command.Subcommands.Count > 0
        ? command.Subcommands.SelectMany(sub => Commands(sub, [.. path, sub.Name]))
        : [[.. path, .. command.Arguments.Select(static _ => "1"), .. command.Options.Where(static option => option.Required)
            .SelectMany(static option => new[] { option.Name, "1" })]];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
