// The rows that a decision wrote, read by SQL and laid beside the effects stored with it.
using System.Text.Json.Nodes;
using Shouldly;
using Tenure.App.Tests.Commands;
using Tenure.Core.Kernel;

namespace Tenure.App.Tests.Previews;

internal static class WrittenEffects
{
    /// <summary>The newest stored effects of a contract have the hash, and its newest rows are what they say.</summary>
    public static async Task ShouldBeAsync(CliBook book, Guid contract, string hash, string told)
    {
        (string body, string storedHash, int first) = (await book.RowsAsync(
            "SELECT body, hash, sequence FROM effect WHERE tenant_id = @tenant AND contract_id = @contract ORDER BY sequence DESC LIMIT 1",
            static row => (row.GetText(0), Convert.ToHexStringLower(row.GetBytes(1)), row.GetInt(2)), ("contract", contract))).Single();
        storedHash.ShouldBe(hash, told);
        Hash32.Of(System.Text.Encoding.UTF8.GetBytes(body)).ToString().ShouldBe(hash, "the stored bytes are those that were hashed; " + told);
        JsonNode effects = JsonNode.Parse(body)!;
        await DocumentsAsync(book, contract, effects, told);
        await PostingsAsync(book, contract, effects, told);
        await FactsAsync(book, contract, effects, first, told);
    }

    private static async Task DocumentsAsync(CliBook book, Guid contract, JsonNode effects, string told)
    {
        JsonArray documents = effects["documents"]!.AsArray();
        int after = documents.Count == 0 ? int.MaxValue : (int)documents[0]!["ordinal"]! - 1;
        List<string> written = await book.RowsAsync(
            "SELECT d.ordinal, d.kind, d.issue_on, d.net_minor, l.contract_line, l.kind, l.period_index, l.service_start, l.service_end, "
            + "l.generation, l.amount_minor, coalesce(o.ordinal, 0), coalesce(l.corrects_line_index, 0), "
            + "l.tax_minor, coalesce(l.tax_rate, ''), d.tax_minor FROM document d "
            + "JOIN document_line l ON l.tenant_id = d.tenant_id AND l.document_id = d.document_id "
            + "LEFT JOIN document o ON o.tenant_id = l.tenant_id AND o.document_id = l.corrects_document_id "
            + "WHERE d.tenant_id = @tenant AND d.contract_id = @contract AND d.ordinal > @after ORDER BY d.ordinal, l.line_index",
            static row => $"{row.GetInt(0)} {row.GetText(1)} {row.GetDate(2):O} {row.GetLong(3)}: {row.GetInt(4)} {row.GetText(5)} "
                + $"{row.GetInt(6)} {row.GetDate(7):O} {row.GetDate(8):O} {row.GetInt(9)} {row.GetLong(10)} {row.GetLong(11)} {row.GetLong(12)} "
                + $"tax {row.GetLong(13)} {row.GetText(14)} of {row.GetLong(15)}",
            ("contract", contract), ("after", after));
        written.ShouldBe(
            documents.SelectMany(document => document!["lines"]!.AsArray().Select(line =>
                $"{document["ordinal"]} {document["kind"]} {document["issueOn"]} {document["net"]}: {line!["line"]} {line["kind"]} "
                + $"{line["period"]} {line["start"]} {line["end"]} {line["generation"]} {line["amount"]} "
                + $"{line["correctsDocument"]} {line["correctsLine"]} "
                + $"tax {line["tax"] ?? 0} {line["taxRate"]} of {document["tax"] ?? 0}")),
            told);
    }

    private static async Task PostingsAsync(CliBook book, Guid contract, JsonNode effects, string told)
    {
        JsonArray entries = effects["entries"]!.AsArray();
        int after = entries.Count == 0 ? int.MaxValue : (int)entries[0]!["number"]! - 1;
        List<string> written = await book.RowsAsync(
            "SELECT p.entry_no, d.ordinal, p.posted_on, p.account, p.amount_minor FROM posting p "
            + "JOIN document d ON d.tenant_id = p.tenant_id AND d.document_id = p.document_id "
            + "WHERE p.tenant_id = @tenant AND p.contract_id = @contract AND p.entry_no > @after ORDER BY p.entry_no, p.posting_no",
            static row => $"{row.GetInt(0)} {row.GetInt(1)} {row.GetDate(2):O} {row.GetText(3)} {row.GetLong(4)}",
            ("contract", contract), ("after", after));
        written.ShouldBe(
            entries.SelectMany(entry => entry!["postings"]!.AsArray().Select(posting =>
                $"{entry["number"]} {entry["document"]} {entry["on"]} {posting!["account"]} {posting["amount"]}")),
            told);
    }

    /// <summary>Facts in the effects are those of the events, but for the days of recording, which the hash leaves out (CON-5).</summary>
    private static async Task FactsAsync(CliBook book, Guid contract, JsonNode effects, int first, string told)
    {
        var written = await book.RowsAsync(
            "SELECT sequence, type, body FROM contract_event WHERE tenant_id = @tenant AND contract_id = @contract AND sequence >= @first "
            + "AND type <> 'fence.set' ORDER BY sequence",
            static row => (Sequence: row.GetInt(0), Type: row.GetText(1), Body: row.GetText(2)), ("contract", contract), ("first", first));
        JsonArray facts = effects["facts"]!.AsArray();
        facts.Select(fact => ((int)fact!["sequence"]!, (string)fact["type"]!)).ShouldBe(written.Select(fact => (fact.Sequence, fact.Type)), told);
        foreach (((int _, string type, string body), JsonNode? fact) in written.Zip(facts))
        {
            if (type != "termination.withdrawn")
            {
                fact!["body"]!.ToJsonString().ShouldBe(JsonNode.Parse(body)!.ToJsonString(), told);
            }
        }
    }
}
