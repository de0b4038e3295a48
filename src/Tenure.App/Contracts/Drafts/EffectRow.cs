// The effects of a preview as rows that can be laid beside those of another: what the preview view shows, each figure with the
// change that the decision makes of it.
using System.Globalization;
using System.Text.Json;
using Tenure.App.Cli;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts.Drafts;

/// <summary>One figure of a preview.</summary>
/// <param name="Section">Where it stands; empty above all sections.</param>
/// <param name="Label">What it is.</param>
/// <param name="Value">As people read it.</param>
/// <param name="Change">What the decision makes of it; empty when it leaves it as it finds it.</param>
internal sealed record EffectRow(string Section, string Label, string Value, string Change)
{
    public const string Lines = "Lines";
    public const string Issued = "Issued with it";
    public const string Upcoming = "To be billed";

    /// <summary>The rows of stored effects.</summary>
    /// <param name="stored">The canonical bytes.</param>
    /// <param name="effectiveOn">The day from which the decision counts.</param>
    /// <param name="currency">The contract's currency.</param>
    public static IReadOnlyList<EffectRow> Of(ReadOnlyMemory<byte> stored, DateOnly effectiveOn, Currency currency)
    {
        using JsonDocument document = JsonDocument.Parse(stored);
        JsonElement effects = document.RootElement;
        return
        [
            .. Figures(effects, effectiveOn, currency), .. LinesOf(effects.GetProperty("lines"), currency),
            .. IssuedOf(effects.GetProperty("documents"), currency), .. UpcomingOf(effects.GetProperty("upcoming"), currency),
            .. AwaitedOf(effects, currency), .. WaitingOf(effects, currency),
        ];
    }

    private static IEnumerable<EffectRow> Figures(JsonElement effects, DateOnly effectiveOn, Currency currency)
    {
        JsonElement dates = effects.GetProperty("dates");
        yield return Day("counts from", Parsing.Show(effectiveOn));
        yield return Day("last fixed term to", LastDay(dates, "termEnd"));
        yield return Day("last day of service", LastDay(dates, "end"));
        yield return Day("notice by", dates.GetProperty("deadlineOn").GetString() ?? "-");
        JsonElement mrr = effects.GetProperty("mrr");
        yield return Amount(string.Empty, "recurring per month", Monthly(mrr, "before"), Monthly(mrr, "after"), currency);
        JsonElement value = effects.GetProperty("tcv");
        yield return Amount(string.Empty, "contract value", value.GetProperty("before").GetInt64(), value.GetProperty("after").GetInt64(), currency);
        if (effects.TryGetProperty("fee", out JsonElement fee))
        {
            yield return Amount(string.Empty, "fee for early end", 0, fee.GetProperty("amount").GetInt64(), currency);
        }

        if (effects.TryGetProperty("account", out JsonElement account))
        {
            JsonElement before = account.GetProperty("before");
            JsonElement after = account.GetProperty(account.TryGetProperty("settled", out _) ? "settled" : "after");
            foreach ((string name, string words) in PreviewView.AccountWords)
            {
                if (PreviewView.FigureOf(before, after, name) is { } figure)
                {
                    yield return Amount(string.Empty, words, figure.Before, figure.After, currency);
                }
            }
        }
    }

    /// <summary>Units by charge and price: which line has them is a matter of numbering.</summary>
    private static IEnumerable<EffectRow> LinesOf(JsonElement lines, Currency currency)
    {
        var units = new SortedDictionary<string, (decimal Before, decimal After)>(StringComparer.Ordinal);
        foreach (JsonElement line in lines.GetProperty("before").EnumerateArray())
        {
            string label = LineLabel(line, currency);
            units[label] = (units.GetValueOrDefault(label).Before + Units(line), 0);
        }

        foreach (JsonElement line in lines.GetProperty("after").EnumerateArray())
        {
            string label = LineLabel(line, currency);
            units[label] = (units.GetValueOrDefault(label).Before, units.GetValueOrDefault(label).After + Units(line));
        }

        return units.Select(pair => Figure(Lines, pair.Key, pair.Value.Before, pair.Value.After, static number => Number(number)));
    }

    private static IEnumerable<EffectRow> IssuedOf(JsonElement documents, Currency currency) => documents.EnumerateArray()
        .GroupBy(static document => $"{document.GetProperty("issueOn").GetString()} {document.GetProperty("kind").GetString()!.Replace('_', ' ')}")
        .SelectMany(same => new[]
        {
            Amount(Issued, same.Key, 0, same.Sum(static document => document.GetProperty("net").GetInt64()), currency),
            Amount(Issued, same.Key + ", tax", 0, same.Sum(PreviewView.TaxIn), currency),
        }).Where(static row => row.Change.Length > 0);

    private static IEnumerable<EffectRow> UpcomingOf(JsonElement upcoming, Currency currency)
    {
        var sums = new SortedDictionary<string, (long Before, long After)>(StringComparer.Ordinal);
        foreach (JsonElement sum in upcoming.GetProperty("before").EnumerateArray())
        {
            foreach ((string label, long minor) in LabelledSums(sum))
            {
                sums[label] = (minor, 0);
            }
        }

        foreach (JsonElement sum in upcoming.GetProperty("after").EnumerateArray())
        {
            foreach ((string label, long minor) in LabelledSums(sum))
            {
                sums[label] = (sums.GetValueOrDefault(label).Before, minor);
            }
        }

        return sums.Select(pair => Amount(Upcoming, pair.Key, pair.Value.Before, pair.Value.After, currency));
    }

    /// <summary>What is to be billed without a day.</summary>
    private static IEnumerable<EffectRow> AwaitedOf(JsonElement effects, Currency currency)
    {
        var sums = new SortedDictionary<string, (long Before, long After)>(StringComparer.Ordinal);
        if (effects.TryGetProperty("awaited", out JsonElement awaited))
        {
            foreach (JsonElement sum in awaited.GetProperty("before").EnumerateArray())
            {
                sums[Awaited(sum)] = (sums.GetValueOrDefault(Awaited(sum)).Before + sum.GetProperty("net").GetInt64(), 0);
            }

            foreach (JsonElement sum in awaited.GetProperty("after").EnumerateArray())
            {
                (long before, long after) = sums.GetValueOrDefault(Awaited(sum));
                sums[Awaited(sum)] = (before, after + sum.GetProperty("net").GetInt64());
            }
        }

        return sums.Select(pair => Amount(Upcoming, pair.Key, pair.Value.Before, pair.Value.After, currency));

        static string Awaited(JsonElement sum) => "on " + sum.GetProperty("milestone").GetString();
    }

    /// <summary>What waits for the least amount of an invoice.</summary>
    private static IEnumerable<EffectRow> WaitingOf(JsonElement effects, Currency currency) =>
        effects.TryGetProperty("waiting", out JsonElement waiting)
            ? [Amount(Upcoming, "when more is due", waiting.GetProperty("before").GetInt64(), waiting.GetProperty("after").GetInt64(), currency)]
            : [];

    /// <summary>What is to be billed on a day, and the tax on it where there is any.</summary>
    private static IEnumerable<(string Label, long Minor)> LabelledSums(JsonElement sum)
    {
        string on = sum.GetProperty("on").GetString()!;
        yield return (on, sum.GetProperty("net").GetInt64());
        if (PreviewView.TaxIn(sum) is not 0 and var tax)
        {
            yield return (on + ", tax", tax);
        }
    }

    private static EffectRow Day(string label, string day) => new(string.Empty, label, day, day);

    private static EffectRow Amount(string section, string label, long before, long after, Currency currency) =>
        Figure(
            section, section.Length == 0 ? $"{label} {currency.Code}" : label, before, after, minor => Parsing.Show((long)minor, currency));

    private static EffectRow Figure(string section, string label, decimal before, decimal after, Func<decimal, string> show)
    {
        decimal by = after - before;
        string change = by == 0 ? string.Empty : (by > 0 ? "+" : string.Empty) + show(by);
        return new EffectRow(section, label, change.Length == 0 ? show(after) : $"{show(after)} ({change})", change);
    }

    private static string LastDay(JsonElement dates, string name) => dates.GetProperty(name).GetString() is { } end
        ? Parsing.ShowLast(DateOnly.ParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture))
        : "-";

    private static long Monthly(JsonElement mrr, string name) => List.MrrText.Parse(mrr.GetProperty(name).GetString()).RoundToLong();

    private static string LineLabel(JsonElement line, Currency currency) =>
        $"{line.GetProperty("charge").GetString()} at {PreviewView.Price(line, currency)}";

    private static decimal Units(JsonElement line) =>
        decimal.Parse(line.GetProperty("quantity").GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture);

    private static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
