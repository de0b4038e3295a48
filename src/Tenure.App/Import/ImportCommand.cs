// `import`: read another company's export by a mapping, show what it holds, and write it when told to.
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts.Policies;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Import;

internal static class ImportCommand
{
    private const int MostShown = 20;

    public static Command Build(CliHost host)
    {
        var mapping = new Option<string>("--mapping") { Description = "The mapping file, YAML or JSON", Required = true };
        var from = new Option<string>("--from") { Description = "The folder with the CSV files", Required = true };
        var commit = new Option<bool>("--commit") { Description = "Write it; without this nothing is changed" };
        var skipBad = new Option<string?>("--skip-bad") { Description = "Write bad rows to this file and import the rest" };
        var command = new Command("import", "Import a book of contracts from CSV files by a mapping") { mapping, from, commit, skipBad };
        return command.Runs(host, context =>
            ImportAsync(context, context.Get(mapping)!, context.Get(from)!, context.Get(commit), context.Get(skipBad)), begins: true);
    }

    private static async Task<int> ImportAsync(CliContext context, string mappingPath, string folder, bool commit, string? skipBad)
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Write);
        Decision<Mapping> mapping = Mapping.Load(mappingPath, await NamedPolicy.LoadAsync(session));
        if (!mapping.IsAccepted)
        {
            return context.Refuse(mapping.Refusal);
        }

        ReadBook read = BookReader.Read(mapping.Value, folder, context.TenantId);
        ImportOutcome outcome = await context.Answers.ProgressAsync(
            "importing", progress => new BookImporting(session, progress).ApplyAsync(read.Book));
        IReadOnlyList<RejectedRow> rejects = [.. read.Rejects, .. outcome.Refused];
        bool skips = skipBad is not null && read.CanSkipRejects;
        bool writes = commit && (rejects.Count == 0 || skips);
        if (skips && rejects.Count > 0)
        {
            RejectsFile.Write(skipBad!, rejects);
        }

        if (writes)
        {
            await session.CommitAsync();
        }

        context.Answer(() => AsJson(read, outcome, rejects, writes), answers => AsText(answers, read, outcome, rejects, writes, commit));
        return rejects.Count == 0 || skips ? ExitCodes.Done : ExitCodes.Refused;
    }

    private static JsonObject AsJson(ReadBook read, ImportOutcome outcome, IReadOnlyList<RejectedRow> rejects, bool written) => new()
    {
        ["committed"] = written,
        ["customers"] = read.Book.Customers.Count,
        ["newCustomers"] = outcome.NewCustomers,
        ["newContracts"] = outcome.NewContracts,
        ["knownContracts"] = outcome.KnownContracts,
        ["events"] = outcome.Events,
        ["documents"] = outcome.Documents,
        ["net"] = new JsonObject(outcome.NetByCurrency.Select(pair => KeyValuePair.Create<string, JsonNode?>(
            pair.Key, Parsing.Show(pair.Value, Currency.Of(pair.Key))))),
        ["rows"] = new JsonArray([.. read.Rows.Select(rows => new JsonObject
        {
            ["file"] = rows.File, ["read"] = rows.Read, ["leftOut"] = rows.LeftOut,
        })]),
        ["unusedColumns"] = new JsonArray([.. read.UnusedColumns.Select(unused => (JsonNode)$"{unused.File}:{unused.Column}")]),
        ["unusedFiles"] = new JsonArray([.. read.UnusedFiles.Select(file => (JsonNode)file)]),
        ["rejects"] = new JsonArray([.. rejects.Select(reject => new JsonObject
        {
            ["file"] = reject.File, ["line"] = reject.Line, ["column"] = reject.Column, ["value"] = reject.Value,
            ["code"] = reject.Code, ["detail"] = reject.Sentence,
        })]),
    };

    private static void AsText(
        Answers answers, ReadBook read, ImportOutcome outcome, IReadOnlyList<RejectedRow> rejects, bool written, bool asked)
    {
        answers.Heading(written ? "Imported" : asked ? "Nothing was imported: bad rows" : "Dry run: nothing was changed");
        answers.Pairs(
        [
            .. read.Rows.Select(rows => (rows.File, Counted.Of(rows.Read, "row") + (rows.LeftOut > 0 ? $", {rows.LeftOut} left out by the mapping" : ""))),
            ("customers", $"{read.Book.Customers.Count}, {outcome.NewCustomers} of them new"),
            ("contracts", $"{outcome.NewContracts} new, {outcome.KnownContracts} already there"),
            ("events", outcome.Events.ToString(CultureInfo.InvariantCulture)),
            ("documents of ends", outcome.Documents.ToString(CultureInfo.InvariantCulture)),
            .. outcome.NetByCurrency.Select(pair => ("net " + pair.Key, Parsing.Show(pair.Value, Currency.Of(pair.Key)))),
            ("bad rows", rejects.Count.ToString(CultureInfo.InvariantCulture)),
            ("columns not used", read.UnusedColumns.Count == 0 ? "none" : string.Join(", ", read.UnusedColumns.Select(column => $"{column.File}:{column.Column}"))),
            ("files not used", read.UnusedFiles.Count == 0 ? "none" : string.Join(", ", read.UnusedFiles)),
        ]);
        if (rejects.Count > 0)
        {
            answers.Line();
        }

        foreach (RejectedRow reject in rejects.Take(MostShown))
        {
            answers.Line($"{reject.File}:{reject.Line} {reject.Column} '{reject.Value}' ({reject.Code}): {reject.Sentence}");
        }

        if (rejects.Count > MostShown)
        {
            answers.Line($"and {rejects.Count - MostShown} more; --skip-bad FILE writes them all");
        }

        if (!written && rejects.Count == 0)
        {
            answers.Notes(["repeat with --commit to write it."]);
        }
    }
}
