// `demo`: an invented book to try everything on.
using System.CommandLine;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Import;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Demo;

internal static class DemoCommand
{
    public static Command Build(CliHost host)
    {
        var contracts = new Option<int>("--contracts") { Description = "How many contracts", DefaultValueFactory = _ => 200 };
        var seed = new Option<int>("--seed") { Description = "The same seed makes the same book", DefaultValueFactory = _ => 1 };
        var command = new Command("demo", "Make an invented book of contracts to try everything on") { contracts, seed };
        return command.Runs(host, context => MakeAsync(context, context.Get(contracts), context.Get(seed)), begins: true);
    }

    private static async Task<int> MakeAsync(CliContext context, int contracts, int seed)
    {
        if (seed < 0)
        {
            return context.Refuse(new OptionNotReadable("--seed", $"{seed}", "zero or more"));
        }

        if (contracts is < 1 or > 10_000_000)
        {
            return context.Refuse(new OptionNotReadable("--contracts", $"{contracts}", "a number from 1 to 10 million"));
        }

        ImportBook book = new DemoBook(context.TenantId, contracts, seed).Make();
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Write);
        ImportOutcome outcome = await context.Answers.ProgressAsync(
            "making the demo", progress => new BookImporting(session, progress).ApplyAsync(book));
        Invariant.Holds(outcome.Refused.Count == 0, "the demo keeps every rule: " + string.Join(' ', outcome.Refused));
        await session.CommitAsync();
        return context.Answer(
            () => new JsonObject
            {
                ["customers"] = book.Customers.Count,
                ["newContracts"] = outcome.NewContracts,
                ["knownContracts"] = outcome.KnownContracts,
            },
            answers => answers.Line(
                $"{Counted.Of(outcome.NewContracts, "contract")} of {Counted.Of(book.Customers.Count, "customer")} made, "
                + $"{outcome.KnownContracts} {(outcome.KnownContracts == 1 ? "was" : "were")} there already."));
    }
}
