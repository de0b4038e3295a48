// What the command line talks to: two writers and a clock. Tests give their own, so that commands run in the test's process.
namespace Tenure.App.Cli;

/// <summary>The surroundings of a command.</summary>
/// <param name="Out">Where answers go.</param>
/// <param name="Error">Where refusals and progress go.</param>
/// <param name="Time">The clock.</param>
/// <param name="Width">How many columns a line may have.</param>
/// <param name="IsTerminal">Whether a person watches, so that colour and progress make sense.</param>
internal sealed record CliHost(TextWriter Out, TextWriter Error, TimeProvider Time, int Width, bool IsTerminal)
{
    // A file or a pipe has no width of its own; tables stay readable at this one.
    private const int PlainWidth = 120;

    public static CliHost Console()
    {
        bool terminal = !System.Console.IsOutputRedirected;
        return new CliHost(
            System.Console.Out, System.Console.Error, TimeProvider.System,
            terminal && System.Console.WindowWidth > 0 ? System.Console.WindowWidth : PlainWidth, terminal);
    }
}
