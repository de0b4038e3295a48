// `invoices show`: one document with its lines, what a credit corrects, what it did on the customer's account, and its entries in the
// books.
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.Core.Kernel;
using Tenure.Core.Tax;
using Tenure.Storage;

namespace Tenure.App.Billing.Invoices;

internal static class InvoiceShowCommand
{
    private static readonly string[] TaxColumns = [">rate", ">tax"];

    public static Command Build(CliHost host)
    {
        var number = new Argument<string>("number") { Description = "The document's number, such as INV-1, or its id" };
        return new Command("show", "Show an invoice or credit note with its lines and postings") { number }
            .Runs(host, context => RunAsync(context, context.Get(number)!));
    }

    private static async Task<int> RunAsync(CliContext context, string given)
    {
        await using Session session = await context.Database.BeginAsync(context.TenantId, Access.Read);
        List<ShownPart> parts = [];
        foreach (FoundDocument document in await DocumentLookup.FindAllAsync(session, given))
        {
            parts.Add(await LoadAsync(session, document));
        }

        return parts switch
        {
            [] => context.Refuse(new DocumentUnknown(given)),
            [var whole] => context.Answer(
                () => AsJson(whole.Document, whole.Lines, whole.Postings, whole.Account),
                answers => AsText(answers, whole.Document, whole.Lines, whole.Postings, whole.Account)),
            _ => context.Answer(() => JointJson(parts), answers => JointText(answers, parts)),
        };
    }

    private static async Task<ShownPart> LoadAsync(Session session, FoundDocument document)
    {
        DocumentAccount account = await DocumentAccount.LoadAsync(session, document);

        // What a document moved is the entry behind its own.
        List<Posted> postings = await session.QueryAsync(
            "SELECT p.entry_no, p.posting_no, p.posted_on, p.account, p.amount_minor FROM posting p "
            + "JOIN posting d ON d.tenant_id = p.tenant_id AND d.contract_id = p.contract_id AND d.document_id = @document AND d.posting_no = 1 "
            + "WHERE p.tenant_id = @tenant AND p.contract_id = @contract AND p.entry_no BETWEEN d.entry_no AND d.entry_no + @behind "
            + "ORDER BY p.entry_no, p.posting_no",
            static row => new Posted(row.GetInt(0), row.GetInt(1), row.GetDate(2), row.GetText(3), row.GetLong(4)),
            ("contract", document.ContractId),
            ("document", document.Id),
            ("behind", account.HasEntry ? 1 : 0));
        return new ShownPart(document, await IssuedLine.LoadAsync(session, document.Id), postings, account);
    }

    /// <summary>A joint document: what it comes to, and then its parts, each as a document of its contract.</summary>
    private static void JointText(Answers answers, List<ShownPart> parts)
    {
        FoundDocument first = parts[0].Document;
        string Show(long minor) => new Money(minor, first.Currency).ToString();
        long tax = parts.Sum(static part => part.Document.TaxMinor);
        answers.Heading($"{(first.Kind == "invoice" ? "Invoice" : "Credit note")} {first.Number}, for {parts.Count} contracts");
        answers.Pairs(
        [
            ("issued", Parsing.Show(first.IssueOn)),
            ("customer", first.Customer),
            ("net", Show(parts.Sum(static part => part.Document.NetMinor))),
            .. tax == 0 ? [] : new[] { ("with tax", Show(parts.Sum(static part => part.Document.GrossMinor))) },
            .. parts.Select(part => (part.Document.Number, $"{part.Document.Contract}, {Show(part.Document.GrossMinor)}")),
        ]);
        foreach (ShownPart part in parts)
        {
            AsText(answers, part.Document, part.Lines, part.Postings, part.Account, $"Part {part.Document.Part}");
        }
    }

    private static JsonObject JointJson(List<ShownPart> parts)
    {
        FoundDocument first = parts[0].Document;
        return new JsonObject
        {
            ["number"] = first.Number,
            ["kind"] = first.Kind,
            ["issueOn"] = Parsing.Show(first.IssueOn),
            ["customer"] = first.Customer,
            ["currency"] = first.Currency.Code,
            ["netMinor"] = parts.Sum(static part => part.Document.NetMinor),
            ["taxMinor"] = parts.Sum(static part => part.Document.TaxMinor),
            ["grossMinor"] = parts.Sum(static part => part.Document.GrossMinor),
            ["parts"] = new JsonArray([.. parts.Select(static part => (JsonNode)AsJson(part.Document, part.Lines, part.Postings, part.Account))]),
        };
    }

    private static void AsText(
        Answers answers, FoundDocument document, List<IssuedLine> lines, List<Posted> postings, DocumentAccount account, string? heading = null)
    {
        answers.Heading(heading ?? $"{(document.Kind == "invoice" ? "Invoice" : "Credit note")} {document.Number}");
        answers.Pairs(
        [
            ("issued", Parsing.Show(document.IssueOn)),
            ("contract", document.Contract),
            ("customer", document.Customer),
            ("net", new Money(document.NetMinor, document.Currency).ToString()),
            .. TaxOf(document, lines),
            ("id", document.Id.ToString()),
        ]);
        answers.Heading("Lines");
        bool taxed = lines.Exists(static line => line.TaxRate is not null);
        answers.Table(
            [
                ">no.", "charge", taxed ? ">line" : ">contract line", "what", "first day", "last day", "corrects", ">net " + document.Currency.Code,
                .. (taxed ? TaxColumns : []),
            ],
            lines.Select(line => (IReadOnlyList<string>)
            [
                line.Index.ToString(CultureInfo.InvariantCulture), line.Charge,
                line.IsFee ? "-" : line.ContractLine.ToString(CultureInfo.InvariantCulture), line.Words, Parsing.Show(line.Start),
                line.End > line.Start ? Parsing.ShowLast(line.End) : "-", line.Corrects ?? "-",
                Parsing.Show(line.AmountMinor, document.Currency),
                .. (taxed ? new[] { line.TaxRate is null ? "-" : line.TaxRate + " %", Parsing.Show(line.TaxMinor, document.Currency) } : []),
            ]).Append(
            [
                "", "", "", "", "", "", "together", Parsing.Show(lines.Sum(static line => line.AmountMinor), document.Currency),
                .. (taxed ? new[] { "", Parsing.Show(lines.Sum(static line => line.TaxMinor), document.Currency) } : []),
            ]));
        answers.Heading(account.Invoice is null ? "What became of it when it was issued" : "What became of it");
        answers.Pairs(account.Words);
        answers.Heading("Postings");
        answers.Table(
            [">entry", "posted", "account", ">debit " + document.Currency.Code, ">credit " + document.Currency.Code],
            postings.Select(posted => (IReadOnlyList<string>)
            [
                posted.Entry.ToString(CultureInfo.InvariantCulture), Parsing.Show(posted.On), posted.Account.Replace('_', ' '),
                posted.AmountMinor > 0 ? Parsing.Show(posted.AmountMinor, document.Currency) : string.Empty,
                posted.AmountMinor < 0 ? Parsing.Show(-posted.AmountMinor, document.Currency) : string.Empty,
            ]));
    }

    /// <summary>The tax at each rate, and what is asked for in the end.</summary>
    private static IEnumerable<(string Name, string Value)> TaxOf(FoundDocument document, List<IssuedLine> lines)
    {
        TaxSum[] sums = [.. SumsOf(lines)];
        string Show(long minor) => new Money(minor, document.Currency).ToString();
        foreach (TaxSum sum in sums)
        {
            yield return ($"tax {DecimalText.Of(sum.Percent)} %", $"{Show(sum.TaxMinor)} on {Show(sum.TaxableMinor)}");
        }

        if (sums.Length > 0)
        {
            yield return ("with tax", Show(document.GrossMinor));
        }
    }

    private static IEnumerable<TaxSum> SumsOf(IEnumerable<IssuedLine> lines) =>
        TaxSum.Of(lines.Select(static line => (line.TaxPercent, line.AmountMinor, line.TaxMinor)));

    private static JsonObject AsJson(FoundDocument document, List<IssuedLine> lines, List<Posted> postings, DocumentAccount account)
    {
        JsonObject json = Untaxed(document, lines, postings, account);
        if (lines.Exists(static line => line.TaxRate is not null))
        {
            json["taxMinor"] = document.TaxMinor;
            json["grossMinor"] = document.GrossMinor;
            json["taxes"] = new JsonArray([.. SumsOf(lines).Select(static sum => (JsonNode)new JsonObject
            {
                ["rate"] = DecimalText.Of(sum.Percent), ["taxableMinor"] = sum.TaxableMinor, ["taxMinor"] = sum.TaxMinor,
            })]);
            foreach ((IssuedLine line, JsonNode? written) in lines.Zip(json["lines"]!.AsArray()).Where(static pair => pair.First.TaxRate is not null))
            {
                written!["taxRate"] = line.TaxRate;
                written["taxMinor"] = line.TaxMinor;
            }
        }

        return json;
    }

    private static JsonObject Untaxed(FoundDocument document, List<IssuedLine> lines, List<Posted> postings, DocumentAccount account) => new()
    {
        ["number"] = document.Number,
        ["documentId"] = document.Id.ToString(),
        ["kind"] = document.Kind,
        ["issueOn"] = Parsing.Show(document.IssueOn),
        ["contract"] = document.Reference,
        ["contractId"] = document.ContractId.ToString(),
        ["customer"] = document.Customer,
        ["currency"] = document.Currency.Code,
        ["netMinor"] = document.NetMinor,
        ["lines"] = new JsonArray([.. lines.Select(static line => (JsonNode)new JsonObject
        {
            ["line"] = line.Index,
            ["charge"] = line.Charge,
            ["contractLine"] = line.ContractLine,
            ["kind"] = line.Kind,
            ["periodIndex"] = line.PeriodIndex,
            ["serviceStartOn"] = Parsing.Show(line.Start),
            ["serviceEndOn"] = Parsing.Show(line.End),
            ["generation"] = line.Generation,
            ["amountMinor"] = line.AmountMinor,
            ["corrects"] = line.Corrects,
        })]),
        ["account"] = account.ToJson(),
        ["postings"] = new JsonArray([.. postings.Select(static posted => (JsonNode)new JsonObject
        {
            ["entry"] = posted.Entry,
            ["posting"] = posted.Number,
            ["postedOn"] = Parsing.Show(posted.On),
            ["account"] = posted.Account,
            ["amountMinor"] = posted.AmountMinor,
        })]),
    };

    private sealed record Posted(int Entry, int Number, DateOnly On, string Account, long AmountMinor);

    private sealed record ShownPart(FoundDocument Document, List<IssuedLine> Lines, List<Posted> Postings, DocumentAccount Account);
}
