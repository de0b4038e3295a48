// How quantities are typed: CHARGE=UNITS, and CHARGE=UNITS@LINE where a line is meant.
using System.Collections.Immutable;
using System.Globalization;
using Tenure.App.Cli;
using Tenure.Core.Catalogue;
using Tenure.Core.Contracts;
using Tenure.Core.Kernel;

namespace Tenure.App.Contracts;

internal static class ItemSyntax
{
    public static Decision<(string Charge, Quantity Quantity, int? Line)> Parse(string option, string given)
    {
        int equals = given.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return new OptionNotReadable(option, given, "a charge and its units, such as seats=5");
        }

        string units = given[(equals + 1)..];
        int? line = null;
        int at = units.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0)
        {
            if (!int.TryParse(units[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                return new OptionNotReadable(option, given, "a line's number after the @, such as seats=5@2");
            }

            line = number;
            units = units[..at];
        }

        Decision<Quantity> quantity = Quantity.Parse(units);
        return quantity.IsAccepted ? (given[..equals], quantity.Value, line) : quantity.Refusal;
    }

    /// <summary>Prices dated ahead: <c>seats=12.00@2027-01-01</c>.</summary>
    public static Decision<ImmutableArray<DatedPrice>> Prices(string[]? given)
    {
        var prices = ImmutableArray.CreateBuilder<DatedPrice>();
        foreach (string text in given ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            int at = text.LastIndexOf('@');
            if (equals <= 0 || at < equals || !DecimalText.TryParse(text.AsSpan()[(equals + 1)..at], out decimal price))
            {
                return new OptionNotReadable("--price", text, "a charge, a price and a day, such as seats=12.00@2027-01-01");
            }

            Decision<DateOnly> day = Parsing.Day("--price", text[(at + 1)..]);
            if (!day.IsAccepted)
            {
                return day.Refusal;
            }

            prices.Add(new DatedPrice(text[..equals], day.Value, price));
        }

        return prices.ToImmutable();
    }

    public static Decision<ImmutableArray<Addition>> Additions(string[]? given, PlanVersion? offered)
    {
        var additions = ImmutableArray.CreateBuilder<Addition>();
        foreach (string text in given ?? [])
        {
            var item = Parse("--add", text);
            if (!item.IsAccepted)
            {
                return item.Refusal;
            }

            additions.Add(new Addition(item.Value.Charge, item.Value.Quantity, offered?.Find(item.Value.Charge)));
        }

        return additions.ToImmutable();
    }

    public static Decision<ImmutableArray<Removal>> Removals(string[]? given)
    {
        var removals = ImmutableArray.CreateBuilder<Removal>();
        foreach (string text in given ?? [])
        {
            var item = Parse("--remove", text);
            if (!item.IsAccepted)
            {
                return item.Refusal;
            }

            removals.Add(new Removal(item.Value.Charge, item.Value.Quantity, item.Value.Line));
        }

        return removals.ToImmutable();
    }
}
