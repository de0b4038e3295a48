// The help of the program is the map of it: every command once, under what it is about.
using System.Text.RegularExpressions;
using Shouldly;
using Tenure.App.Cli;
using Xunit;

namespace Tenure.App.Tests.Commands;

public sealed class HelpTests
{
    [Fact]
    public async Task The_help_has_every_command_once_under_what_it_is_about()
    {
        string help = (await HelpAsync()).ReplaceLineEndings("\n");
        foreach (string group in new[] { "Book", "Catalogue", "Contracts", "Billing", "Reports", "Whole book", "Options" })
        {
            help.ShouldContain($"\n\n{group}\n  ");
        }

        foreach (var command in CommandLine.Build(CliHost.Console()).Subcommands)
        {
            foreach (string name in command.Subcommands.Count == 0 ? [command.Name] : command.Subcommands.Select(sub => $"{command.Name} {sub.Name}"))
            {
                Regex.Count(help, $"^  {Regex.Escape(name)}  ", RegexOptions.Multiline).ShouldBe(1, name);
            }
        }
    }

    private static async Task<string> HelpAsync()
    {
        await using var said = new StringWriter();
        await CommandLine.RunAsync(["--help"], new CliHost(said, TextWriter.Null, TimeProvider.System, 120, IsTerminal: false));
        return said.ToString();
    }

    [Fact]
    public void Help_never_prints_where_the_book_is_because_that_may_hold_a_password() =>
        CliCommand.Db.HasDefaultValue.ShouldBeFalse();
}
