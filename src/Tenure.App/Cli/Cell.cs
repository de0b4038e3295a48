// One value of a list. It knows how it looks in a table, in JSON and in CSV, so that the three never differ.
using System.Globalization;
using System.Text.Json.Nodes;
using CsvHelper;
using Tenure.Core.Kernel;

namespace Tenure.App.Cli;

internal readonly struct Cell
{
    private readonly Kind kind;
    private readonly string? text;
    private readonly long number;
    private readonly Currency currency;

    private Cell(Kind kind, string? text, long number, Currency currency)
    {
        this.kind = kind;
        this.text = text;
        this.number = number;
        this.currency = currency;
    }

    private enum Kind
    {
        None,
        Text,
        Name,
        Whole,
        Amount,
        Change,
        Flag,
        Percent,
    }

    /// <summary>Whether there is a value.</summary>
    public bool IsPresent => kind != Kind.None;

    /// <summary>Whether a reader learns something from it: not from nothing, nor from a change of zero.</summary>
    public bool SaysSomething => IsPresent && (kind != Kind.Change || number != 0);

    /// <summary>The currency of an amount.</summary>
    public Currency Currency => currency;

    /// <summary>Whether it is an amount, which JSON gives in minor units.</summary>
    public bool IsAmount => kind is Kind.Amount or Kind.Change;

    public static Cell Text(string? value) => string.IsNullOrEmpty(value) ? default : new(Kind.Text, value, 0, default);

    /// <summary>A stored name such as <c>credit_note</c>, which people read with spaces.</summary>
    public static Cell Name(string value) => new(Kind.Name, value, 0, default);

    public static Cell Day(DateOnly? value) => Text(value is { } day ? Parsing.Show(day) : null);

    /// <summary>The last day before an exclusive end; nothing for an end that is not known or never comes.</summary>
    public static Cell LastDay(DateOnly? end) => end == DateOnly.MaxValue ? default : Day(end?.AddDays(-1));

    public static Cell Whole(long? value) => value is { } whole ? new(Kind.Whole, null, whole, default) : default;

    public static Cell Amount(long minor, Currency currency) => new(Kind.Amount, null, minor, currency);

    /// <summary>An amount of which zero means that nothing happened; a table then stays quiet.</summary>
    public static Cell Change(long minor, Currency currency) => new(Kind.Change, null, minor, currency);

    /// <summary>A share as a percentage with two digits; nothing where there is none.</summary>
    public static Cell Percent(Core.Kernel.Fraction? share) =>
        share is { } rate ? new(Kind.Percent, null, (rate * 10_000).RoundToLong(), default) : default;

    public static Cell Flag(bool value) => new(Kind.Flag, null, value ? 1 : 0, default);

    private decimal Hundredths => number / 100m;

    /// <summary>As a table shows it; an amount names its currency where a list has several.</summary>
    public string Show(bool withCurrency) => kind switch
    {
        Kind.Text => text!,
        Kind.Name => text!.Replace('_', ' '),
        Kind.Whole => number.ToString(CultureInfo.InvariantCulture),
        Kind.Change when number == 0 => "-",
        Kind.Amount or Kind.Change => withCurrency ? new Money(number, currency).ToString() : Parsing.Show(number, currency),
        Kind.Flag => number == 1 ? "yes" : "no",
        Kind.Percent => Hundredths.ToString("0.00", CultureInfo.InvariantCulture),
        _ => "-",
    };

    /// <summary>As JSON: text, a whole number, minor units, true or false, or null.</summary>
    public JsonNode? ToJson() => kind switch
    {
        Kind.Text or Kind.Name => JsonValue.Create(text),
        Kind.Whole or Kind.Amount or Kind.Change => JsonValue.Create(number),
        Kind.Flag => JsonValue.Create(number == 1),
        Kind.Percent => JsonValue.Create(Hundredths),
        _ => null,
    };

    /// <summary>As a CSV field. Only text can be taken for a formula; a negative amount stays a number.</summary>
    public void WriteTo(CsvWriter csv)
    {
        switch (kind)
        {
            case Kind.Whole:
                csv.WriteField(number, [], CultureInfo.InvariantCulture);
                break;
            case Kind.Amount or Kind.Change:
                csv.WriteField(decimal.Parse(Parsing.Show(number, currency), CultureInfo.InvariantCulture), [], CultureInfo.InvariantCulture);
                break;
            case Kind.Percent:
                csv.WriteField(Hundredths, [], CultureInfo.InvariantCulture);
                break;
            case Kind.Flag:
                csv.WriteField(number == 1 ? "true" : "false");
                break;
            default:
                csv.WriteField(text ?? string.Empty);
                break;
        }
    }
}
