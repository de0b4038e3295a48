// The help of `tenure` itself: every command under what it is about, in the order in which a book comes about. The help of one
// command is the library's.
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Tenure.App.Cli;

/// <summary>Commands about one thing, and its name.</summary>
internal sealed record CommandGroup(string Name, params Command[] Commands);

internal sealed class GroupedHelp(IReadOnlyList<CommandGroup> groups, HelpAction usual) : SynchronousCommandLineAction
{
    private const int Indent = 2;

    public override bool ClearsParseErrors => true;

    /// <summary>Lets the root show its commands in groups.</summary>
    public static void ShowOn(RootCommand root, IReadOnlyList<CommandGroup> groups)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new GroupedHelp(groups, (HelpAction)help.Action!);
    }

    public override int Invoke(ParseResult parseResult)
    {
        if (parseResult.CommandResult.Command is not RootCommand root)
        {
            return usual.Invoke(parseResult);
        }

        TextWriter to = parseResult.InvocationConfiguration.Output;
        to.WriteLine(root.Description);
        to.WriteLine();
        to.WriteLine("Usage: tenure COMMAND [options]");
        (string Name, (string, string?)[] Rows)[] sections =
        [
            .. groups.Select(static group => (group.Name, group.Commands.SelectMany(static command => Leaves(command, string.Empty)).ToArray())),
            ("Options", [.. root.Options.Select(static option => (option.Name, option.Description))]),
        ];
        int width = sections.SelectMany(static section => section.Rows).Max(static row => row.Item1.Length) + Indent;
        foreach ((string name, (string, string?)[] rows) in sections)
        {
            to.WriteLine();
            to.WriteLine(name);
            foreach ((string left, string? right) in rows)
            {
                to.WriteLine(new string(' ', Indent) + left.PadRight(width) + right);
            }
        }

        to.WriteLine();
        to.WriteLine("'tenure COMMAND --help' says what a command takes.");
        return ExitCodes.Done;
    }

    /// <summary>A command, or those it is made of.</summary>
    private static IEnumerable<(string, string?)> Leaves(Command command, string before) => command.Subcommands.Count == 0
        ? [(before + command.Name, command.Description)]
        : command.Subcommands.SelectMany(sub => Leaves(sub, $"{before}{command.Name} "));
}
