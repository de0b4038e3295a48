// A preview as people read it: what changes, what it costs, what comes when, and what to read twice.
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tenure.App.Cli;
using Tenure.App.Contracts.Show;
using Tenure.Core.Changes;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts;

/// <summary>What is said around a preview.</summary>
/// <param name="Heading">What stands above it; <c>null</c> for what is always said.</param>
/// <param name="AsJson">Adds to what programs read.</param>
/// <param name="Below">What people read below it.</param>
internal sealed record PreviewFrame(string? Heading, Action<JsonObject> AsJson, Action<Answers>? Below = null);

internal static class PreviewView
{
    private const int MostUpcoming = 12;

    /// <summary>The figures of a customer account in the effects, with their words.</summary>
    public static IReadOnlyList<(string Name, string Words)> AccountWords { get; } =
    [
        ("open", "owed on invoices"), ("credit", "credit left"), ("refundOwed", "to be paid back"), ("writtenOff", "written off"),
    ];

    /// <summary>A figure of an account in the effects before and after; <c>null</c> for one that both leave out, as there is none.</summary>
    public static (long Before, long After)? FigureOf(JsonElement before, JsonElement after, string name)
    {
        bool was = before.TryGetProperty(name, out JsonElement one);
        bool becomes = after.TryGetProperty(name, out JsonElement other);
        return was || becomes ? (was ? one.GetInt64() : 0, becomes ? other.GetInt64() : 0) : null;
    }

    public static int Show(
        CliContext context, Guid contractId, Preview preview, bool previewOnly, bool wasStale, PreviewText text, PreviewFrame? frame = null) =>
        context.Answer(
            () =>
            {
                JsonObject json = AsJson(contractId, preview, previewOnly, wasStale);
                frame?.AsJson(json);
                return json;
            },
            answers =>
            {
                answers.Heading(frame?.Heading ?? (previewOnly ? "Preview: nothing was changed" : wasStale
                    ? "Recorded; the effects changed since the preview and are these"
                    : "Recorded"));
                text(answers, contractId, preview);
                frame?.Below?.Invoke(answers);
            });

    private static JsonObject AsJson(Guid contractId, Preview preview, bool previewOnly, bool wasStale) => new()
    {
        ["contract"] = contractId.ToString(),
        ["version"] = preview.After.Version,
        ["committed"] = !previewOnly,
        ["effectsChangedSincePreview"] = wasStale,
        ["hash"] = preview.Hash.ToString(),
        ["effects"] = JsonNode.Parse(preview.Effects.Span),
    };

    /// <summary>A change of lines and bills.</summary>
    public static void ShowChange(Answers answers, Guid contractId, Preview preview)
    {
        using JsonDocument document = JsonDocument.Parse(preview.Effects);
        JsonElement effects = document.RootElement;
        Contract after = preview.After.Existing;
        Currency currency = after.Order.Currency;
        answers.Pairs(
        [
            ("contract", NameOf(after, contractId)),
            ("last fixed term", $"{Parsing.Show(after.LastTerm.Span.Start)} to {Parsing.ShowLast(after.LastTerm.Span.End)}"),
            ("ends", after.Ending is null ? "no end set" : $"last day of service {Parsing.ShowLast(after.Ending.On)}"),
            ("notice by", after is { RunsOn: true, Ending: null } ? "any day" : Parsing.Show(after.DeadlineOn)),
            ("recurring per month", Recurring(effects, preview.EffectiveOn, currency)),
            ("contract value", BeforeAfter(effects.GetProperty("tcv"), text => Minor(text, currency))),
            .. FeeOf(effects, currency),
            .. AccountOf(effects, currency),
            .. Amended(preview),
            ("hash", preview.Hash.ToString()),
        ]);
        ShowLines(answers, effects.GetProperty("lines"), preview.EffectiveOn, currency);
        ShowDocuments(answers, effects.GetProperty("documents"), currency);
        ShowUpcoming(answers, effects.GetProperty("upcoming"), currency);
        ShowAwaited(answers, effects, currency);
        ShowWaiting(answers, effects, currency);
        ShowWarnings(answers, effects.GetProperty("warnings"));
    }

    /// <summary>The clauses that are agreed anew.</summary>
    private static IEnumerable<(string Name, string Value)> Amended(Preview preview)
    {
        if (preview.Before.Contract is not { } before)
        {
            return [];
        }

        Contract after = preview.After.Existing;
        var known = ClauseWords.Of(before).ToDictionary(static clause => clause.Name, static clause => clause.Words);
        return ClauseWords.Of(after).Where(clause => known.GetValueOrDefault(clause.Name) != clause.Words)
            .Select(static clause => (clause.Name, clause.Words));
    }

    public static string NameOf(Contract contract, Guid id) =>
        contract.Order.Reference.Length > 0 ? $"{contract.Order.Reference}  {id}" : id.ToString();

    /// <summary>The fee of an early end, and what it comes to together with what is given back on the same day.</summary>
    private static IEnumerable<(string Name, string Value)> FeeOf(JsonElement effects, Currency currency)
    {
        if (!effects.TryGetProperty("fee", out JsonElement fee))
        {
            yield break;
        }

        string Show(long minor) => new Money(minor, currency).ToString();
        long amount = fee.GetProperty("amount").GetInt64();
        long byClause = fee.GetProperty("byClause").GetInt64();
        long credit = fee.GetProperty("credit").GetInt64();
        yield return ("fee for early end", $"{Show(amount)} on {Text(fee, "on")}"
            + (amount == byClause ? string.Empty : $" as agreed; {Show(byClause)} by the clause"));
        yield return ("remaining value", Show(fee.GetProperty("remaining").GetInt64()));
        if (credit != 0)
        {
            yield return ("fee and credit", $"{Show(amount)} and {Show(credit)}: {Show(amount + credit)}");
        }
    }

    /// <summary>What is owed, left and to be paid back, where money is known.</summary>
    public static IEnumerable<(string Name, string Value)> AccountOf(JsonElement effects, Currency currency)
    {
        if (!effects.TryGetProperty("account", out JsonElement account))
        {
            yield break;
        }

        JsonElement before = account.GetProperty("before");
        bool settles = account.TryGetProperty("settled", out JsonElement settled);
        JsonElement after = settles ? settled : account.GetProperty("after");
        string on = settles ? $" on {settled.GetProperty("on").GetString()}" : string.Empty;
        foreach ((string name, string words) in AccountWords)
        {
            if (FigureOf(before, after, name) is { } figure)
            {
                yield return (words, Change(new Money(figure.Before, currency).ToString(), new Money(figure.After, currency).ToString(), on));
            }
        }

        if (account.TryGetProperty("lapses", out JsonElement lapses))
        {
            yield return ("credit lapses", $"{new Money(lapses.GetProperty("amount").GetInt64(), currency)} on {Text(lapses, "on")}");
        }
    }

    /// <summary>A change says from which day on; what stays needs none.</summary>
    private static string Recurring(JsonElement effects, DateOnly effectiveOn, Currency currency) =>
        BeforeAfter(effects.GetProperty("mrr"), text => Monthly(text, currency), $" from {Parsing.Show(effectiveOn)}");

    private static string BeforeAfter(JsonElement pair, Func<string, string> show, string when = "") =>
        Change(show(pair.GetProperty("before").ToString()), show(pair.GetProperty("after").ToString()), when);

    private static string Change(string before, string after, string when) => before == after ? after : $"{before} -> {after}{when}";

    private static string Monthly(string fraction, Currency currency)
    {
        string[] parts = fraction.Split('/');
        var exact = new Fraction(
            Int128.Parse(parts[0], CultureInfo.InvariantCulture), Int128.Parse(parts[1], CultureInfo.InvariantCulture));
        return new Money(exact.RoundToLong(), currency).ToString();
    }

    private static string Minor(string minor, Currency currency) =>
        new Money(long.Parse(minor, CultureInfo.InvariantCulture), currency).ToString();

    private static void ShowLines(Answers answers, JsonElement lines, DateOnly effectiveOn, Currency currency)
    {
        var quantities = new SortedDictionary<int, (string Charge, string Price, string Before, string After)>();
        foreach (JsonElement line in lines.GetProperty("before").EnumerateArray())
        {
            quantities[line.GetProperty("line").GetInt32()] = (Text(line, "charge"), Price(line, currency), Text(line, "quantity"), "-");
        }

        foreach (JsonElement line in lines.GetProperty("after").EnumerateArray())
        {
            int number = line.GetProperty("line").GetInt32();
            string price = Price(line, currency);
            string before = "-";
            if (quantities.TryGetValue(number, out var known))
            {
                before = known.Before;
                price = known.Price == price ? price : $"{known.Price} -> {price}";
            }

            quantities[number] = (Text(line, "charge"), price, before, Text(line, "quantity"));
        }

        if (quantities.Count == 0)
        {
            return;
        }

        answers.Heading($"Lines on {Parsing.Show(effectiveOn)}");
        answers.Table(
            [">line", "charge", ">price " + currency.Code, ">before", ">after"],
            quantities.Select(pair => (IReadOnlyList<string>)
            [
                pair.Key.ToString(CultureInfo.InvariantCulture), pair.Value.Charge, pair.Value.Price, pair.Value.Before, pair.Value.After,
            ]));
    }

    internal static void ShowDocuments(Answers answers, JsonElement documents, Currency currency)
    {
        if (documents.GetArrayLength() == 0)
        {
            return;
        }

        answers.Heading("Issued with it");
        answers.Table(
            ["day", "document", ">net " + currency.Code, .. WithTax(documents.EnumerateArray().Any(IsTaxed))],
            documents.EnumerateArray().Select(document => (IReadOnlyList<string>)
            [
                Text(document, "issueOn"), Text(document, "kind").Replace('_', ' '),
                Parsing.Show(document.GetProperty("net").GetInt64(), currency),
                .. documents.EnumerateArray().Any(IsTaxed)
                    ? new[] { Parsing.Show(document.GetProperty("net").GetInt64() + TaxIn(document), currency) } : [],
            ]));
    }

    private static bool IsTaxed(JsonElement sum) => sum.TryGetProperty("tax", out _);

    /// <summary>The tax on a document or on what is to be billed; zero where there is none.</summary>
    internal static long TaxIn(JsonElement sum) => sum.TryGetProperty("tax", out JsonElement tax) ? tax.GetInt64() : 0;

    private static string[] WithTax(bool taxed) => taxed ? [">with tax"] : [];

    private static void ShowUpcoming(Answers answers, JsonElement upcoming, Currency currency)
    {
        var sums = new SortedDictionary<string, (long Before, long After, long Tax)>(StringComparer.Ordinal);
        bool taxed = false;
        foreach (JsonElement sum in upcoming.GetProperty("before").EnumerateArray())
        {
            sums[Text(sum, "on")] = (sum.GetProperty("net").GetInt64(), 0, -TaxIn(sum));
            taxed |= IsTaxed(sum);
        }

        foreach (JsonElement sum in upcoming.GetProperty("after").EnumerateArray())
        {
            (long before, _, long tax) = sums.GetValueOrDefault(Text(sum, "on"));
            sums[Text(sum, "on")] = (before, sum.GetProperty("net").GetInt64(), tax + TaxIn(sum));
            taxed |= IsTaxed(sum);
        }

        if (sums.Count == 0)
        {
            return;
        }

        answers.Heading("To be billed");
        answers.Table(
            ["day", ">before " + currency.Code, ">after " + currency.Code, ">change " + currency.Code, .. WithTax(taxed)],
            sums.Take(MostUpcoming).Select(pair => (IReadOnlyList<string>)
            [
                pair.Key, Parsing.Show(pair.Value.Before, currency), Parsing.Show(pair.Value.After, currency),
                Parsing.Show(pair.Value.After - pair.Value.Before, currency),
                .. taxed ? new[] { Parsing.Show(pair.Value.After - pair.Value.Before + pair.Value.Tax, currency) } : [],
            ]));
        if (sums.Count > MostUpcoming)
        {
            answers.Line();
            answers.Line($"  and {Counted.Of(sums.Count - MostUpcoming, "more day")}; --json shows all");
        }
    }

    /// <summary>What waits for the least amount of an invoice beyond everything that is known to come.</summary>
    private static void ShowWaiting(Answers answers, JsonElement effects, Currency currency)
    {
        if (effects.TryGetProperty("waiting", out JsonElement waiting) && waiting.GetProperty("after").GetInt64() is not 0 and var minor)
        {
            answers.Line();
            answers.Line($"  {new Money(minor, currency)} wait for more to be invoiced with them, or for the end of the contract");
        }
    }

    /// <summary>Items that fall due on a milestone, as they wait afterwards.</summary>
    private static void ShowAwaited(Answers answers, JsonElement effects, Currency currency)
    {
        if (!effects.TryGetProperty("awaited", out JsonElement awaited) || awaited.GetProperty("after").GetArrayLength() == 0)
        {
            return;
        }

        answers.Heading("Due on a milestone");
        answers.Table(
            [">line", "milestone", ">net " + currency.Code],
            awaited.GetProperty("after").EnumerateArray().Select(sum => (IReadOnlyList<string>)
            [
                sum.GetProperty("line").GetInt32().ToString(CultureInfo.InvariantCulture), Text(sum, "milestone"),
                Parsing.Show(sum.GetProperty("net").GetInt64(), currency),
            ]));
    }

    internal static void ShowWarnings(Answers answers, JsonElement warnings) =>
        answers.Notes(warnings.EnumerateArray().Select(static warning => warning.GetString() ?? string.Empty).Select(static code => code switch
        {
            "notice.deadline_missed" => "the notice deadline of the current term has passed, so the next term's end was taken.",
            "usage.waived" => "usage is waived: it is recorded and listed, and never invoiced.",
            "termination.days_forfeited" => "billed days after the end stay billed; nothing is given back for them.",
            _ when code.StartsWith("price.not_on_list:", StringComparison.Ordinal) =>
                $"the price list does not have '{code["price.not_on_list:".Length..]}' under these terms, so its price stays.",
            _ when code.StartsWith("pause.days_lost:", StringComparison.Ordinal) =>
                $"days that a pause moved to the end of the term and that are lost with this end: {code["pause.days_lost:".Length..]}; nothing is given back for them.",
            _ when code.StartsWith("event.suspended:", StringComparison.Ordinal) =>
                $"event {code["event.suspended:".Length..]} lies on or after the end and no longer counts unless the end is withdrawn.",
            _ => code,
        }));

    /// <summary>A price that is one amount with the digits of its currency; tiers and blocks as they are written.</summary>
    public static string Price(JsonElement line, Currency currency) =>
        UnitPrice.Parse(Text(line, "price"), currency).TryValue(out UnitPrice price, out _) ? Parsing.Show(price) : Text(line, "price");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).ToString();
}
