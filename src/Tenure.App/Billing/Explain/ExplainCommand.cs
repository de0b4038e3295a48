// `explain`: a readable tree from a cent to the clauses and events behind it. It computes the amount again from the numbers it
// shows and says so; a line that does not check ends with the exit code of `verify`.
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Spectre.Console;
using Tenure.App.Billing.Invoices;
using Tenure.App.Cli;
using Tenure.App.Contracts;
using Tenure.App.Contracts.Show;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Billing.Explain;

internal static class ExplainCommand
{
    public static Command Build(CliHost host)
    {
        var line = new Argument<string>("line")
        {
            Description = "A line such as INV-12/1, a document such as INV-12, or a contract for its newest document",
        };
        return new Command("explain", "Explain an amount, from the cent to the clause") { line }
            .Runs(host, context => RunAsync(context, context.Get(line)!));
    }

    private static async Task<int> RunAsync(CliContext context, string given)
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        Decision<(List<FoundDocument> Documents, int? Line)> found = await FindAsync(session, given);
        if (!found.IsAccepted)
        {
            return context.Refuse(found.Refusal);
        }

        var explained = new List<Explained>();
        foreach (FoundDocument document in found.Value.Documents)
        {
            explained.AddRange(await ExplainAsync(session, document, found.Value.Line));
        }

        if (explained.Count == 0)
        {
            return context.Refuse(new DocumentUnknown(given));
        }

        int done = context.Answer(
            () => new JsonArray([.. explained.Select(static one => (JsonNode)AsJson(one.Line, one.History, one.Account))]),
            answers => explained.ForEach(one =>
            {
                answers.Line();
                answers.Tree(AsTree(one.Line, one.History, one.Account));
            }));
        return explained.TrueForAll(static one => one.Line.Holds) ? done : ExitCodes.NotVerified;
    }

    /// <summary>The lines of a document, or the one that is asked for.</summary>
    private static async Task<List<Explained>> ExplainAsync(Session session, FoundDocument document, int? only)
    {
        List<RecordedFact> history = [.. (await EventLog.LoadAsync(session, [document.ContractId])).Select(DossierStore.ToFact)];
        DocumentAccount account = await DocumentAccount.LoadAsync(session, document);
        var explained = new List<Explained>();
        foreach (IssuedLine line in (await IssuedLine.LoadAsync(session, document.Id)).Where(line => only is null || line.Index == only))
        {
            List<PeerLine> peers = await LoadPeersAsync(session, document.ContractId, line);
            explained.Add(new Explained(ExplainedLine.Of(document, line, history, peers), history, account));
        }

        return explained;
    }

    /// <summary>A document's number wins over a contract's reference that looks alike.</summary>
    private static async Task<Decision<(List<FoundDocument> Documents, int? Line)>> FindAsync(Session session, string given)
    {
        int slash = given.LastIndexOf('/');
        if (slash > 0 && int.TryParse(given.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
            && await DocumentLookup.FindAsync(session, given[..slash]) is { } named)
        {
            return (new List<FoundDocument> { named }, index);
        }

        if (await DocumentLookup.FindAllAsync(session, given) is { Count: > 0 } whole)
        {
            return (whole, null);
        }

        Decision<Guid> contract = await ContractLookup.FindAsync(session, given);
        return contract switch
        {
            { IsAccepted: false, Refusal: ContractUnknown } => new DocumentUnknown(given),
            { IsAccepted: false } => contract.Refusal,
            _ => await DocumentLookup.NewestAsync(session, contract.Value) is { } newest ? (new List<FoundDocument> { newest }, null) : new NothingBilled(given),
        };
    }

    private static Task<List<PeerLine>> LoadPeersAsync(Session session, Guid contractId, IssuedLine line) => session.QueryAsync(
        "SELECT l.document_id, l.line_index, d.series, d.number, l.amount_minor, l.derivation, d.part FROM document_line l "
        + "JOIN document d ON d.tenant_id = l.tenant_id AND d.document_id = l.document_id "
        + "WHERE l.tenant_id = @tenant AND l.contract_id = @contract AND l.contract_line = @line AND l.period_index = @period "
        + "ORDER BY d.ordinal, l.document_id, l.line_index",
        static row => new PeerLine(
            row.GetGuid(0), row.GetInt(1), DocumentName.Of(row.GetText(2), row.GetLong(3), row.GetInt(6)), row.GetLong(4), row.GetBytes(5)),
        ("contract", contractId),
        ("line", line.ContractLine),
        ("period", line.PeriodIndex));

    private static Tree AsTree(ExplainedLine explained, List<RecordedFact> history, DocumentAccount account)
    {
        IssuedLine line = explained.Line;
        string days = line.End > line.Start ? $", {Parsing.Show(line.Start)} to {Parsing.ShowLast(line.End)}" : string.Empty;
        var tree = new Tree(new Text(
            $"{explained.Name}  {new Money(line.AmountMinor, explained.Document.Currency)}  {line.Words}: {line.Charge}{(line.IsFee ? string.Empty : $", line {line.ContractLine}")}{days}"));
        if (line.Corrects is { } corrected)
        {
            tree.AddNode(new Text($"corrects {corrected}"));
        }

        TreeNode amount = tree.AddNode(new Text("amount  " + explained.AmountWords));
        if (explained.Derivation.Price is { } price)
        {
            AddPrice(amount, explained, price);
        }

        if (explained.Derivation.Fee is { } fee)
        {
            TreeNode figure = amount.AddNode(new Text("figure  " + explained.FigureWords));
            foreach (string step in fee.StepsWith(explained.Show))
            {
                figure.AddNode(new Text(step));
            }
        }

        if (explained.Tax is { } tax)
        {
            tree.AddNode(new Text("tax  " + tax.Words));
        }

        if (explained.DueWords is { } due)
        {
            tree.AddNode(new Text("invoiced  " + due));
        }

        if (account.Invoice is null)
        {
            tree.AddNode(new Text($"{explained.Document.Number} as a whole  {string.Join(", ", account.Words.Select(static pair => $"{pair.Name} {pair.Value}"))}"));
        }

        TreeNode events = tree.AddNode(new Text("because of"));
        foreach (RecordedFact recorded in CausesOf(explained, history))
        {
            events.AddNode(new Text(
                $"event {recorded.Sequence}, recorded {Parsing.Show(recorded.BusinessOn)}, effective {Parsing.Show(recorded.Fact.EffectiveOn)}: {FactWords.Of(recorded.Fact, explained.Document.Currency)}"));
        }

        TreeNode rules = tree.AddNode(new Text("by the rules"));
        foreach (string rule in RulesOf(explained))
        {
            rules.AddNode(new Text($"{rule}  {RuleWords.Of(rule)}"));
        }

        tree.AddNode(new Text(CheckedWords(explained)));
        return tree;
    }

    /// <summary>How the figure came from the full price and the days or what was recorded, and the price from those before it.</summary>
    private static void AddPrice(TreeNode amount, ExplainedLine explained, DerivedPrice price)
    {
        TreeNode figure = amount.AddNode(new Text("figure  " + explained.FigureWords));
        TreeNode full = figure.AddNode(new Text("full price  " + explained.FullWords));
        for (int i = price.Steps.Length - 1; i >= 0; i--)
        {
            DerivedStep step = price.Steps[i];
            string how = HowPriced(step, i == 0 ? step : price.Steps[i - 1], explained.Document.Currency);
            full.AddNode(new Text(
                $"price  {Priced(step, explained.Document.Currency)} from {Parsing.Show(step.On)}, event {step.Event}{how}"));
        }

        if (price.Usage is { } usage)
        {
            AddUsage(figure, usage, price.Period);
        }
        else
        {
            AddDays(figure, price);
        }
    }

    private static string Priced(DerivedStep step, Currency currency) =>
        UnitPrice.Parse(step.Price, currency).TryValue(out UnitPrice price, out _) ? Parsing.Show(price) : step.Price;

    /// <summary>How an uplift led from the price before to this one; a dated price says its day when it counts from a later one.</summary>
    private static string HowPriced(DerivedStep step, DerivedStep before, Currency currency) => step switch
    {
        { Uplift: { Kind: UpliftKind.Percent } uplift } => $": {Priced(before, currency)} up {uplift}",
        { Uplift: { Kind: UpliftKind.Capped } uplift } => $": the list price, at most {Priced(before, currency)} up {DecimalText.Of(uplift.Percent)}%",
        { Uplift: not null } => ": the list price",
        { DatedOn: { } dated } => $": agreed for {Parsing.Show(dated)}, from the next period on",
        _ => string.Empty,
    };

    private static void AddUsage(TreeNode figure, DerivedUsage usage, CountedDays period)
    {
        TreeNode total = figure.AddNode(new Text(
            $"total  {usage.Total} units recorded from {Parsing.Show(period.Range.Start)} to {Parsing.ShowLast(period.Range.End)}"));
        foreach ((int sequence, decimal quantity) in usage.Recorded)
        {
            total.AddNode(new Text($"{DecimalText.Of(quantity)} by event {sequence}"));
        }
    }

    private static void AddDays(TreeNode figure, DerivedPrice price)
    {
        if (price.GivenBack is { } clause)
        {
            figure.AddNode(new Text("clause  " + ClauseWords.Of(clause)));
        }
        else if (price.PricePeriod is null)
        {
            return;
        }

        DerivedShare share = price.Share;
        bool units = price.GivenBack?.Kind == Core.Catalogue.GiveBackKind.Undelivered;
        bool unitDays = share.By is null && share.Units != Core.Catalogue.Quantity.One && !units;
        string Counted(string what, CountedDays days, string more) =>
            $"{what}  {Parsing.Show(days.Range.Start)} to {Parsing.ShowLast(days.Range.End)}: {Core.Kernel.Cadence.Days(days.Days)}{more}";

        figure.AddNode(new Text(Counted(
            "period", price.Period, unitDays ? $" x {share.Units} units = {share.Of} unit-days" : string.Empty)));
        if (price.Slice is { } slice)
        {
            figure.AddNode(new Text(Counted("slice", slice, string.Empty)));
        }

        if (share.Served.Kept != share.Served.All)
        {
            figure.AddNode(new Text(
                share.By is { } count ? $"served  {share.Kept} of {share.Of} parts, counted by {count}"
                : units ? $"kept  {share.Kept} of {share.Of} units"
                : $"served  {share.Kept} of {share.Of} {(unitDays ? "unit-days" : "days")}"));
        }
    }

    private static string CheckedWords(ExplainedLine explained) => explained.Holds
        ? $"checked: the numbers above, computed again, give {explained.Show(explained.Line.AmountMinor)}"
        : $"NOT CHECKED: the numbers above do not lead to {explained.Show(explained.Line.AmountMinor)}; run 'verify'";

    private static IEnumerable<RecordedFact> CausesOf(ExplainedLine explained, List<RecordedFact> history) =>
        explained.Derivation.Events.Distinct().Order().Select(sequence => history[sequence - 1]);

    /// <summary>The rules of the amount, and that of the tax where there is any.</summary>
    private static IEnumerable<string> RulesOf(ExplainedLine explained) =>
        explained.Tax is null ? explained.Derivation.Rules : explained.Derivation.Rules.Append("MON-5");

    private static JsonObject AsJson(ExplainedLine explained, List<RecordedFact> history, DocumentAccount account)
    {
        JsonObject json = Untaxed(explained, history, account);
        if (explained.Tax is { } tax)
        {
            json["taxMinor"] = explained.Line.TaxMinor;
            json["taxRate"] = explained.Line.TaxRate;
            json["tax"] = tax.Words;
            json["taxDerivation"] = JsonNode.Parse(explained.Line.TaxDerivation!);
        }

        return json;
    }

    private static JsonObject Untaxed(ExplainedLine explained, List<RecordedFact> history, DocumentAccount account) => new()
    {
        ["line"] = explained.Name,
        ["document"] = explained.Document.Number,
        ["issueOn"] = Parsing.Show(explained.Document.IssueOn),
        ["contract"] = explained.Document.Contract,
        ["contractLine"] = explained.Line.ContractLine,
        ["charge"] = explained.Line.Charge,
        ["kind"] = explained.Line.Kind,
        ["serviceStartOn"] = Parsing.Show(explained.Line.Start),
        ["serviceEndOn"] = Parsing.Show(explained.Line.End),
        ["currency"] = explained.Document.Currency.Code,
        ["amountMinor"] = explained.Line.AmountMinor,
        ["corrects"] = explained.Line.Corrects,
        ["amount"] = explained.AmountWords,
        ["figure"] = explained.FigureWords,
        ["fullPrice"] = explained.FullWords,
        ["invoiced"] = explained.DueWords,
        ["derivation"] = JsonNode.Parse(explained.Line.Derivation.Span),
        ["events"] = new JsonArray([.. CausesOf(explained, history).Select(recorded => (JsonNode)new JsonObject
        {
            ["sequence"] = recorded.Sequence,
            ["recordedOn"] = Parsing.Show(recorded.BusinessOn),
            ["effectiveOn"] = Parsing.Show(recorded.Fact.EffectiveOn),
            ["what"] = FactWords.Of(recorded.Fact, explained.Document.Currency),
        })]),
        ["rules"] = new JsonArray([.. RulesOf(explained).Select(static rule => (JsonNode)new JsonObject
        {
            ["id"] = rule, ["says"] = RuleWords.Of(rule),
        })]),
        ["documentAccount"] = account.ToJson(),
        ["checked"] = explained.Holds,
    };

    /// <summary>A line with the events of its contract and what its document did on the account.</summary>
    private sealed record Explained(ExplainedLine Line, List<RecordedFact> History, DocumentAccount Account);
}
