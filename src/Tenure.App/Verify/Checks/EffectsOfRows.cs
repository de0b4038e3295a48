// What was previewed is what was done (CON-5): the stored effects hash to their hash, belong to an event, and the documents,
// entries and facts inside them are the rows that were written.
using System.Globalization;
using System.Text;
using System.Text.Json;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;
using Tenure.Storage;

namespace Tenure.App.Verify.Checks;

internal sealed class EffectsOfRows : ContractCheck
{
    public override string Id => "effects.rows";

    public override string Law => "The effects that were confirmed are the rows that were written, and every decision has its effects.";

    protected override string Advice => "Effects never change: restore the effects from a backup, then see which of the rows differs from them.";

    public override IEnumerable<Finding> Look(StoredContract contract)
    {
        var named = new HashSet<int>();
        foreach (EffectRow effect in contract.Effects)
        {
            RowName row = RowName.Effect(contract.Id, effect.Sequence);
            Hash32 hash = Hash32.Of(effect.Bytes.Span);
            if (!hash.ToArray().AsSpan().SequenceEqual(effect.Hash))
            {
                yield return Found(row, hash, effect.Hash);
            }

            if (!contract.Events.Exists(stored => stored.Sequence == effect.Sequence))
            {
                yield return Found(row, "an event that it belongs to", "none", RowName.Event(contract.Id, effect.Sequence));
            }

            foreach (Finding finding in Inside(contract, effect, row, named))
            {
                yield return finding;
            }
        }

        foreach (RecordedFact decision in contract.History.Where(IsDecision))
        {
            if (!named.Contains(decision.Sequence))
            {
                yield return Found(
                    RowName.Effect(contract.Id, decision.Sequence), "the effects that were confirmed", "no such row",
                    RowName.Event(contract.Id, decision.Sequence));
            }
        }
    }

    /// <summary>Lock-ins, expiries, fences, credit that is carried over and what an end's choices come to follow from decisions and the calendar; nobody previews
    /// them.</summary>
    private static bool IsDecision(RecordedFact recorded) => recorded.Fact
        is ContractOrdered or ContractUpgraded or ContractTerminated or TerminationWithdrawn or ContractRenewed { Kind: RenewalKind.Manual }
        or ContractReinstated or RenewalDeclined or ContractExtended or ContractAmended or GoodwillGranted or UsageRecorded or MilestoneReached or MilestoneTakenBack or DeliveryRecorded or ContractPaused
        or ContractResumed { ByItself: false } or ChangeDropped
        or PaymentFact { FollowsByItself: false };

    private List<Finding> Inside(StoredContract contract, EffectRow effect, RowName row, HashSet<int> named)
    {
        var findings = new List<Finding>();
        try
        {
            using JsonDocument body = JsonDocument.Parse(effect.Bytes);
            JsonElement root = body.RootElement;
            foreach (JsonElement fact in root.GetProperty("facts").EnumerateArray())
            {
                named.Add(fact.GetProperty("sequence").GetInt32());
                findings.AddRange(Fact(contract, fact, row));
            }

            foreach (JsonElement document in root.GetProperty("documents").EnumerateArray())
            {
                findings.AddRange(Document(contract, document, row));
            }

            foreach (JsonElement entry in root.GetProperty("entries").EnumerateArray())
            {
                findings.AddRange(Postings(contract, entry, row));
            }
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            findings.Add(Found(row, "effects that can be read", failure.Message));
        }

        return findings;
    }

    private IEnumerable<Finding> Fact(StoredContract contract, JsonElement fact, RowName effect)
    {
        int sequence = fact.GetProperty("sequence").GetInt32();
        string type = fact.GetProperty("type").GetString() ?? string.Empty;
        StoredEvent? stored = contract.Events.Find(each => each.Sequence == sequence);
        string body = fact.GetProperty("body").GetRawText();

        // The day of a withdrawal is left out of the effects, so that a preview keeps its hash overnight.
        bool isSame = stored is not null && stored.Type == type
            && (type == "termination.withdrawn" || Encoding.UTF8.GetString(stored.Body.Span) == body);
        if (!isSame)
        {
            yield return Found(
                effect, $"{type} {body}", stored is null ? "no such event" : $"{stored.Type} {Encoding.UTF8.GetString(stored.Body.Span)}",
                RowName.Event(contract.Id, sequence));
        }
    }

    private IEnumerable<Finding> Document(StoredContract contract, JsonElement document, RowName effect)
    {
        int ordinal = document.GetProperty("ordinal").GetInt32();
        DocumentRow? stored = contract.Documents.Find(row => row.Ordinal == ordinal);
        if (stored is null)
        {
            yield return Found(effect, $"document {ordinal}", "no such document");
            yield break;
        }

        string expected = $"{document.GetProperty("kind")} on {document.GetProperty("issueOn")} net {document.GetProperty("net")}"
            + Taxed(document, null);
        string found = $"{stored.Kind} on {DayText.Of(stored.IssueOn)} net {stored.NetMinor}" + Taxed(document, stored.TaxMinor);
        if (expected != found)
        {
            yield return Found(RowName.Document(stored.DocumentId), expected, found, effect);
        }

        int index = 0;
        foreach (JsonElement line in document.GetProperty("lines").EnumerateArray())
        {
            index++;
            DocumentLineRow? row = contract.Lines.Find(each => each.DocumentId == stored.DocumentId && each.LineIndex == index);
            string wanted = $"{line.GetProperty("kind")} of line {line.GetProperty("line")} period {line.GetProperty("period")} "
                + $"[{line.GetProperty("start")}, {line.GetProperty("end")}) generation {line.GetProperty("generation")} "
                + $"amount {line.GetProperty("amount")} correcting {line.GetProperty("correctsDocument")}/{line.GetProperty("correctsLine")}"
                + Refunding(line.TryGetProperty("refunds", out _)) + Taxed(line);
            string written = row is null ? "no such row" : Show(contract, row);
            if (wanted != written)
            {
                yield return Found(RowName.Line(stored.DocumentId, index), wanted, written, effect);
            }
        }

        foreach (DocumentLineRow extra in contract.Lines.Where(row => row.DocumentId == stored.DocumentId && row.LineIndex > index))
        {
            yield return Found(RowName.Line(stored.DocumentId, extra.LineIndex), "no such line", Show(contract, extra), effect);
        }
    }

    private static string Show(StoredContract contract, DocumentLineRow row)
    {
        int corrected = row.CorrectsDocumentId is { } id ? contract.Document(id)?.Ordinal ?? 0 : 0;
        return $"{row.Kind} of line {row.ContractLine} period {row.PeriodIndex} "
            + $"{new DateRange(row.ServiceStart, row.ServiceEnd)} generation {row.Generation} "
            + $"amount {row.AmountMinor} correcting {corrected}/{row.CorrectsLineIndex ?? 0}" + Refunding(row.Refunds)
            + (row.TaxRate is { } rate ? Taxed(row.TaxMinor.ToString(CultureInfo.InvariantCulture), rate) : string.Empty);
    }

    /// <summary>The tax of a document that has any by its effects or its row.</summary>
    private static string Taxed(JsonElement document, long? stored)
    {
        bool isTaxed = document.TryGetProperty("tax", out JsonElement tax);
        return stored is { } minor ? isTaxed || minor != 0 ? string.Create(CultureInfo.InvariantCulture, $" tax {minor}") : string.Empty
            : isTaxed ? $" tax {tax}" : string.Empty;
    }

    private static string Taxed(JsonElement line) =>
        line.TryGetProperty("tax", out JsonElement tax) ? Taxed(tax.ToString(), line.GetProperty("taxRate").GetString()!) : string.Empty;

    private static string Taxed(string tax, string rate) => $" tax {tax} at {rate}";

    private static string Refunding(bool refunds) => refunds ? " refunding" : "";

    private IEnumerable<Finding> Postings(StoredContract contract, JsonElement entry, RowName effect)
    {
        int number = entry.GetProperty("number").GetInt32();
        string day = entry.GetProperty("on").GetString() ?? string.Empty;
        int posting = 0;
        foreach (JsonElement side in entry.GetProperty("postings").EnumerateArray())
        {
            posting++;
            PostingRow? row = contract.Postings.Find(each => each.EntryNo == number && each.PostingNo == posting);
            string wanted = $"{side.GetProperty("amount")} to {side.GetProperty("account")} on {day}";
            string found = row is null ? "no such row" : $"{row.AmountMinor} to {row.Account} on {DayText.Of(row.PostedOn)}";
            if (wanted != found)
            {
                yield return Found(RowName.Posting(contract.Id, number, posting), wanted, found, effect);
            }
        }
    }
}
