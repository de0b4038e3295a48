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

    /// <summary>What becomes of lines as they stand: <c>seats=12.00</c>, <c>starter=pro</c>, <c>support</c>; with <c>@2</c> behind the
    /// charge's code only line 2 is meant.</summary>
    public static Decision<ImmutableArray<LineChange>> Changes(
        string[]? reprice, string[]? swap, string[]? rebill, string[]? end, PlanVersion? offered)
    {
        var changes = ImmutableArray.CreateBuilder<LineChange>();
        foreach (string text in reprice ?? [])
        {
            if (!TrySplit(text, out (string Charge, int? Line) what, out string price))
            {
                return new OptionNotReadable("--reprice", text, "a charge and its new price, such as seats=12.00 or seats@2=12.00");
            }

            Decision<PriceAmounts> terms = PriceAmounts.Parse(price);
            if (!terms.IsAccepted)
            {
                return terms.Refusal;
            }

            changes.Add(new Reprice(what.Charge, terms.Value, what.Line));
        }

        foreach (string text in swap ?? [])
        {
            if (!TrySplit(text, out (string Charge, int? Line) what, out string into))
            {
                return new OptionNotReadable("--swap", text, "a charge and the one that takes its place, such as starter=pro or starter@2=pro");
            }

            changes.Add(new Swap(what.Charge, into, offered?.Find(into), what.Line));
        }

        foreach (string text in rebill ?? [])
        {
            if (!TrySplit(text, out (string Charge, int? Line) what, out string words) || Billing(words) is not { } billing)
            {
                return new OptionNotReadable("--rebill", text, "a charge and when it is billed, such as seats=\"3 months\" or seats=\"term in arrears\"");
            }

            changes.Add(new Rebill(what.Charge, billing.Cadence, billing.Timing, what.Line));
        }

        foreach (string text in end ?? [])
        {
            if (!TryLine(text, out (string Charge, int? Line) what))
            {
                return new OptionNotReadable("--end", text, "a charge, such as support, or one line of it, such as support@2");
            }

            changes.Add(new EndPart(what.Charge, what.Line));
        }

        return changes.ToImmutable();
    }

    private static (Cadence? Cadence, BillingTiming Timing)? Billing(string words)
    {
        const string arrears = " in arrears";
        bool after = words.EndsWith(arrears, StringComparison.Ordinal);
        string every = after ? words[..^arrears.Length] : words;
        BillingTiming timing = after ? BillingTiming.InArrears : BillingTiming.InAdvance;
        return every == "term" ? (null, timing)
            : Cadence.Parse(every).TryValue(out Cadence cadence, out _) ? (cadence, timing)
            : null;
    }

    private static bool TrySplit(string text, out (string Charge, int? Line) what, out string into)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        into = text[(equals + 1)..];
        what = default;
        return equals > 0 && into.Length > 0 && TryLine(text[..equals], out what);
    }

    private static bool TryLine(string text, out (string Charge, int? Line) what)
    {
        int at = text.IndexOf('@', StringComparison.Ordinal);
        int line = 0;
        bool isRead = text.Length > 0 && at != 0 && (at < 0 || int.TryParse(text[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out line));
        what = (at < 0 ? text : text[..at], at < 0 ? null : line);
        return isRead;
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
