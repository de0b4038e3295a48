// `contract show`: one contract on one page, as of any day.
using System.CommandLine;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Contracts.Show;

internal static class ContractShowCommand
{
    public static Command Build(CliHost host)
    {
        var contract = new Argument<string>("contract") { Description = "The contract's id or reference" };
        var asOf = new Option<string?>("--as-of")
        {
            Description = "Show what was recorded by this day, YYYY-MM-DD, and what is in force on it (default: today)",
        };
        var on = new Option<string?>("--on") { Description = "The business day that counts as today, YYYY-MM-DD" };
        var command = new Command("show", "Show a contract: terms, clauses, lines, timeline, documents") { contract, asOf, on };
        return command.Runs(host, context => RunAsync(context, context.Get(contract)!, asOf, on));
    }

    private static async Task<int> RunAsync(CliContext context, string given, Option<string?> asOf, Option<string?> on)
    {
        Decision<DateOnly> day = context.Get(asOf) is { } named ? Parsing.Day("--as-of", named) : context.BusinessDay(on);
        if (!day.IsAccepted)
        {
            return context.Refuse(day.Refusal);
        }

        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        Decision<ShownContract> shown = await ShownContract.LoadAsync(session, given, day.Value);
        return shown.IsAccepted
            ? context.Answer(() => ContractJson.Of(shown.Value), answers => ContractText.Show(answers, shown.Value))
            : context.Refuse(shown.Refusal);
    }
}
