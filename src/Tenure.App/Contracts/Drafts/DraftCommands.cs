// `draft list | show | compare | rebase | commit | drop`: changes that were previewed and kept, until one is decided (CON-6).
using System.CommandLine;
using Tenure.App.Cli;

namespace Tenure.App.Contracts.Drafts;

internal static class DraftCommands
{
    public static Command Build(CliHost host) => new("draft", "Changes kept to be compared and decided later; a verb saves one with --draft NAME")
    {
        DraftListCommand.Build(host), DraftShowCommand.Build(host), DraftCompareCommand.Build(host),
        DraftRebaseCommand.Build(host), DraftCommitCommand.Build(host), DraftDropCommand.Build(host),
    };
}
