// `verify`: recompute the book by another path and name every row that does not add up (BOOK-3). Changes nothing.
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify;

internal static class VerifyCommand
{
    public static Command Build(CliHost host)
    {
        var contract = new Option<string?>("--contract")
        {
            Description = "Verify one contract, by id or reference; what concerns the whole book is left out",
        };
        var command = new Command("verify", "Recompute the book and name every row that does not add up") { contract };
        return command.Runs(host, context => RunAsync(context, context.Get(contract)));
    }

    private static async Task<int> RunAsync(CliContext context, string? contract)
    {
        Guid? only = null;
        if (contract is not null)
        {
            await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
            Decision<Guid> found = await ContractLookup.FindAsync(session, contract);
            if (!found.IsAccepted)
            {
                return context.Refuse(found.Refusal);
            }

            only = found.Value;
        }

        Verified verified = await context.Answers.ProgressAsync("verifying", progress =>
        {
            var verifying = new Verifying(context.Database, context.TenantId, progress);
            return only is { } id ? verifying.ContractAsync(id) : verifying.BookAsync();
        });
        context.Answer(() => AsJson(verified), answers => AsText(answers, verified, wholeBook: only is null));
        return verified.IsClean ? ExitCodes.Done : ExitCodes.NotVerified;
    }

    private static JsonObject AsJson(Verified verified) => new()
    {
        ["clean"] = verified.IsClean,
        ["contracts"] = verified.Contracts,
        ["events"] = verified.Events,
        ["documents"] = verified.Documents,
        ["lines"] = verified.Lines,
        ["postings"] = verified.Postings,
        ["checks"] = new JsonArray([.. verified.Checks.Select(check => new JsonObject
        {
            ["check"] = check.Id, ["law"] = check.Law, ["findings"] = check.Findings,
        })]),
        ["findings"] = new JsonArray([.. verified.Findings.Select(finding => new JsonObject
        {
            ["check"] = finding.Check,
            ["table"] = finding.Row.Table,
            ["row"] = finding.Row.Key,
            ["against"] = finding.Against?.ToString(),
            ["expected"] = finding.Expected,
            ["found"] = finding.Found,
            ["advice"] = finding.Advice,
        })]),
    };

    private static void AsText(Answers answers, Verified verified, bool wholeBook)
    {
        answers.Line(
            $"Verified {Counted.Of(verified.Contracts, "contract")}: {Counted.Of(verified.Events, "event")}, "
            + $"{Counted.Of(verified.Documents, "document")}, {Counted.Of(verified.Lines, "line")}, {Counted.Of(verified.Postings, "posting")}.");
        if (!wholeBook)
        {
            answers.Line("Only this contract; sums over the book, numbers and seals were left out.");
        }

        if (verified.IsClean)
        {
            answers.Line(string.Create(CultureInfo.InvariantCulture, $"All {verified.Checks.Count} checks hold; every row adds up."));
            return;
        }

        foreach (IGrouping<string, Finding> group in verified.Findings.GroupBy(finding => finding.Check))
        {
            CheckOutcome check = verified.Checks.First(outcome => outcome.Id == group.Key);
            answers.Heading(string.Create(CultureInfo.InvariantCulture, $"{check.Id} ({check.Findings}): {check.Law}"));
            foreach (Finding finding in group)
            {
                answers.Line("  " + finding.Row);
                answers.Line("    expected  " + finding.Expected);
                answers.Line("    found     " + finding.Found);
                if (finding.Against is { } against)
                {
                    answers.Line("    compare   " + against);
                }
            }

            answers.Line("  What to do: " + group.First().Advice);
        }
    }
}
