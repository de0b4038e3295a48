// The words of one line of a scenario, read from left to right. Every failure names the line and what was expected there.
using System.Globalization;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.Core.Tests.Scenarios;

/// <summary>A line that is not a scenario's.</summary>
public sealed class ScenarioNotReadableException : Exception
{
    public ScenarioNotReadableException()
    {
    }

    public ScenarioNotReadableException(string message)
        : base(message)
    {
    }

    public ScenarioNotReadableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}

/// <summary>Reads words.</summary>
internal sealed class ScenarioWords(int lineNumber, string text)
{
    private readonly string[] words = text.Replace(",", " , ", StringComparison.Ordinal)
        .Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private int next;

    public int LineNumber => lineNumber;

    public bool AtEnd => next >= words.Length;

    /// <summary>Takes the words when they come next.</summary>
    public bool Take(params ReadOnlySpan<string> expected)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            if (next + i >= words.Length || words[next + i] != expected[i])
            {
                return false;
            }
        }

        next += expected.Length;
        return true;
    }

    public void Expect(params ReadOnlySpan<string> expected)
    {
        if (!Take(expected))
        {
            throw Unreadable("'" + string.Join(' ', expected.ToArray()) + "'");
        }
    }

    public void ExpectEnd()
    {
        if (!AtEnd)
        {
            throw Unreadable("the end of the line");
        }
    }

    /// <summary>The next word, not taken; <c>null</c> at the end.</summary>
    public string? Next => AtEnd ? null : words[next];

    public string Word() => AtEnd ? throw Unreadable("a word") : words[next++];

    /// <summary>Takes the words from here on that have a sign in them.</summary>
    public string[] WordsWith(char sign)
    {
        int first = next;
        while (!AtEnd && words[next].Contains(sign, StringComparison.Ordinal))
        {
            next++;
        }

        return words[first..next];
    }

    public string Rest()
    {
        string rest = string.Join(' ', words[next..]);
        next = words.Length;
        return rest;
    }

    public bool NextIsDay => !AtEnd && IsDay(words[next]);

    public DateOnly Day()
    {
        string word = Word();
        return IsDay(word) ? Parse(word) : throw Unreadable("a day instead of '" + word + "'");
    }

    /// <summary>First and last day: <c>2025-01-01..2025-12-31</c>.</summary>
    public DateRange Days()
    {
        string[] both = Word().Split("..");
        return both.Length == 2 && IsDay(both[0]) && IsDay(both[1])
            ? DateRange.Through(Parse(both[0]), Parse(both[1]))
            : throw Unreadable("first and last day, as 2025-01-01..2025-12-31");
    }

    public int Number() =>
        int.TryParse(Word(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : throw Unreadable("a whole number");

    public decimal Decimal() =>
        decimal.TryParse(Word(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            ? number
            : throw Unreadable("a number");

    public Quantity Quantity() => Read(Tenure.Core.Catalogue.Quantity.Parse(Word()));

    /// <summary>A quantity that may be below zero, in millionths of a unit.</summary>
    public long Micros()
    {
        string word = Word();
        bool below = word.StartsWith('-');
        long micros = Read(Tenure.Core.Catalogue.Quantity.Parse(below ? word[1..] : word)).Micros;
        return below ? -micros : micros;
    }

    public long Minor(Currency currency) => Read(Money.Parse(Word(), currency)).Minor;

    public UnitPrice Price(Currency currency) => Read(UnitPrice.Parse(Word(), currency));

    /// <summary>A length: <c>month</c>, <c>12 months</c>, <c>90 days</c>.</summary>
    public Cadence Length()
    {
        string first = Word();
        return Read(Cadence.Parse(char.IsAsciiDigit(first[0]) ? first + " " + Word() : first));
    }

    /// <summary>An uplift: <c>5%</c>, <c>list</c>, <c>list at most 5%</c>, <c>5% to 4 digits</c>.</summary>
    public Uplift Uplift()
    {
        string text = Take("list", "at", "most") ? "list at most " + Word() : Word();
        return Read(Tenure.Core.Contracts.Uplift.Parse(Take("to") ? $"{text} to {Word()} {Word()}" : text));
    }

    /// <summary>Tax rates: <c>20%</c>, <c>books=7%</c> or <c>21% from 2026-07-01</c>, with <c>and</c> between them.</summary>
    public TaxRates TaxRates()
    {
        var steps = new List<string>();
        do
        {
            steps.Add(Word() + (Take("from") ? " from " + Word() : string.Empty));
        }
        while (Take("and"));
        return Read(Tenure.Core.Contracts.TaxRates.Parse(string.Join(", ", steps)));
    }

    /// <summary>A fee: <c>remaining</c>, <c>500.00</c> or <c>50% until 6 months</c>, with <c>and</c> between its steps.</summary>
    public TerminationFee Fee()
    {
        var steps = new List<string>();
        do
        {
            steps.Add(Word() + (Take("until") ? " until " + Length() : string.Empty));
        }
        while (Take("and"));
        return Read(TerminationFee.Parse(string.Join(", ", steps)));
    }

    public ScenarioNotReadableException Unreadable(string expected) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {lineNumber}: '{text.Trim()}': expected {expected} at word {next + 1}"));

    private T Read<T>(Decision<T> decision) => decision.IsAccepted ? decision.Value : throw Unreadable(decision.Refusal.Sentence);

    private static bool IsDay(string word) =>
        DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static DateOnly Parse(string word) => DateOnly.ParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
